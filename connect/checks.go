package connect

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Checks holds the constraints that a regular expression cannot state, by the name that a call tag gives. Each reports whether
// the value is acceptable. Lengths are checked apart from them, by min and max, where the tag has these.
var Checks = map[string]func(string) bool{
	"directoryAlias":       directoryAlias,
	"nfc":                  norm.NFC.IsNormalString,
	"password":             password,
	"primaryAttributeName": primaryAttributeName,
	"secondaryEmail":       secondaryEmail,
	"tagKey":               tagKey,
}

var (
	aliasPattern          = regexp.MustCompile(`^[\da-zA-Z](?:-*[\da-zA-Z])*$`)
	emailPattern          = regexp.MustCompile(`^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,63}$`)
	primaryNamePattern    = regexp.MustCompile(`^[\t\n\r\x{20}-\x{7E}\x{A1}-\x{FF}]+$`)
	tagKeyPattern         = regexp.MustCompile(`^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$`)
	shortestPassword      = 8
	longestPassword       = 64
	longestSecondaryEmail = 265
)

// directoryAlias accepts letters, digits and inner hyphens. The prefix d- is kept for directory ids.
func directoryAlias(s string) bool {
	return aliasPattern.MatchString(s) && !strings.HasPrefix(s, "d-")
}

// password wants 8 to 64 characters with a lower-case letter, an upper-case letter and a digit, all of ASCII, and no white space.
func password(s string) bool {
	var lower, upper, digit bool
	length := 0
	for _, r := range s {
		length++
		switch {
		case 'a' <= r && r <= 'z':
			lower = true
		case 'A' <= r && r <= 'Z':
			upper = true
		case '0' <= r && r <= '9':
			digit = true
		case unicode.IsSpace(r):
			return false
		}
	}
	return lower && upper && digit && shortestPassword <= length && length <= longestPassword
}

// primaryAttributeName accepts printable Latin-1 and keeps the prefixes of the service for itself.
func primaryAttributeName(s string) bool {
	return primaryNamePattern.MatchString(s) && !strings.HasPrefix(s, "aws:") && !strings.HasPrefix(s, "connect:")
}

// secondaryEmail accepts an address with a dotted domain, or the empty string, which clears the address.
func secondaryEmail(s string) bool {
	return s == "" || len(s) <= longestSecondaryEmail && emailPattern.MatchString(s)
}

// tagKey keeps the prefix aws: for the service.
func tagKey(s string) bool {
	return tagKeyPattern.MatchString(s) && !strings.HasPrefix(s, "aws:")
}
