package roster

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxUsername is how many characters a user name may have where no directory gives it.
const maxUsername = 64

var usernamePattern = regexp.MustCompile(`^[a-zA-Z0-9_.@-]+$`)

// reservedUsername is kept for the service's own use.
const reservedUsername = "Administrator"

// checkUsername gives the name as it is kept. A directory's names are its own affair; they are only brought to one spelling (NFC), so that
// what looks the same is the same.
func checkUsername(t IdentityType, name string) (string, error) {
	switch {
	case name == reservedUsername:
		return "", Errorf(InvalidRequest, "Username is reserved")
	case t == ExistingDirectory:
		return norm.NFC.String(name), nil
	case utf8.RuneCountInString(name) > maxUsername:
		return "", Errorf(InvalidParameter, "Username must have at most %d characters", maxUsername)
	case !usernamePattern.MatchString(name):
		return "", Errorf(InvalidParameter, "Username may only have letters, digits and the characters _ . - @")
	case strings.Contains(name, "@") && !addressShaped(name):
		return "", Errorf(InvalidParameter, "Username may only have @ as part of an e-mail address with a dotted domain")
	}
	return name, nil
}

// addressShaped says whether a name is like an e-mail address with a dotted domain: one @, something before it, no empty domain label.
func addressShaped(name string) bool {
	local, domain, _ := strings.Cut(name, "@")
	dotted := strings.Contains(domain, ".") && !strings.Contains("."+domain+".", "..")
	return local != "" && dotted && !strings.Contains(domain, "@")
}
