package sigv4

const upperHex = "0123456789ABCDEF"

func isAlphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// isUnreserved reports whether SigV4 leaves the byte as it is: RFC 3986's unreserved characters and no other.
func isUnreserved(c byte) bool {
	return isAlphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~'
}

func appendEscaped(b []byte, c byte) []byte {
	if isUnreserved(c) {
		return append(b, c)
	}
	return append(b, '%', upperHex[c>>4], upperHex[c&15])
}

// appendPath escapes a path that is already escaped once. An empty path signs as "/"; repeated slashes and dot segments
// stay, because the SDKs sign what they send.
func appendPath(b []byte, escaped string) []byte {
	if escaped == "" {
		return append(b, '/')
	}
	for i := range len(escaped) {
		if c := escaped[i]; c == '/' {
			b = append(b, '/')
		} else {
			b = appendEscaped(b, c)
		}
	}
	return b
}

// unescape returns the byte at the start of a query component and how many bytes it took, or 0 if the escape is broken.
// A plus is a space, as net/url reads it: the signature then covers the value that a handler will see.
func unescape(s string) (c byte, width int) {
	switch {
	case s[0] == '+':
		return ' ', 1
	case s[0] != '%':
		return s[0], 1
	case len(s) < 3:
		return 0, 0
	}
	high, low := unhex(s[1]), unhex(s[2])
	if high < 0 || low < 0 {
		return 0, 0
	}
	return byte(high<<4 | low), 3
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
