package connect

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Check is a constraint that a regular expression of Go cannot state.
type Check struct {
	// Valid reports whether the value is acceptable. Where a tag has min or max too, the length is checked apart.
	Valid func(string) bool
	// Rule says what is, to be read after a member's name: "must be ...".
	Rule string
}

// Checks holds the checks by the name that a call tag gives.
var Checks = map[string]Check{
	"directoryAlias": {directoryAlias, "must consist of letters, digits and inner hyphens, and not begin with d-"},
	"nfc":            {norm.NFC.IsNormalString, "must be in Unicode normalization form C"},
	"password": {password,
		"must have 8 to 64 characters without white space, among them a lower-case letter, an upper-case letter and a digit"},
	"primaryAttributeName": {primaryAttributeName, "must consist of printable Latin characters, and not begin with aws: or connect:"},
	"secondaryEmail":       {secondaryEmail, "must be an e-mail address with a dotted domain, or empty"},
	"tagKey":               {tagKey, "must consist of letters, digits, white space and _.:/=+-@, and not begin with aws:"},
}

var (
	aliasPattern       = regexp.MustCompile(`^[\da-zA-Z](?:-*[\da-zA-Z])*$`)
	emailPattern       = regexp.MustCompile(`^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,63}$`)
	primaryNamePattern = regexp.MustCompile(`^[\t\n\r\x{20}-\x{7E}\x{A1}-\x{FF}]+$`)
	tagKeyPattern      = regexp.MustCompile(`^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$`)
)

// directoryAlias accepts letters, digits and inner hyphens. The prefix d- is kept for directory ids.
func directoryAlias(s string) bool {
	return aliasPattern.MatchString(s) && !strings.HasPrefix(s, "d-")
}

// password wants 8 to 64 characters with a lower-case letter, an upper-case letter and a digit, and no white space. As in the
// model's pattern all four classes are of ASCII, and any other character may stand beside them.
func password(s string) bool {
	length := utf8.RuneCountInString(s)
	return 8 <= length && length <= 64 &&
		strings.ContainsAny(s, "abcdefghijklmnopqrstuvwxyz") &&
		strings.ContainsAny(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") &&
		strings.ContainsAny(s, "0123456789") &&
		!strings.ContainsAny(s, " \t\n\v\f\r")
}

// primaryAttributeName accepts printable Latin-1 and keeps the prefixes of the service for itself.
func primaryAttributeName(s string) bool {
	return primaryNamePattern.MatchString(s) && !strings.HasPrefix(s, "aws:") && !strings.HasPrefix(s, "connect:")
}

// secondaryEmail accepts an address with a dotted domain, or the empty string, which clears the address.
func secondaryEmail(s string) bool { return s == "" || emailPattern.MatchString(s) }

// tagKey keeps the prefix aws: for the service.
func tagKey(s string) bool {
	return tagKeyPattern.MatchString(s) && !strings.HasPrefix(s, "aws:")
}
