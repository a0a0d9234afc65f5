package openldap

// The tags of ASN.1's basic encoding rules that a search needs.
const (
	tagBoolean     = 0x01
	tagInteger     = 0x02
	tagOctetString = 0x04
	tagEnumerated  = 0x0a
	tagSequence    = 0x30
)

// element encodes an element with the parts as its content. Lengths are of the definite form, as LDAP wants them.
func element(tag byte, parts ...[]byte) []byte {
	size := 0
	for _, p := range parts {
		size += len(p)
	}
	out := append([]byte{tag}, length(size)...)
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

func length(n int) []byte {
	if n < 0x80 {
		return []byte{byte(n)}
	}
	digits := base256(n)
	return append([]byte{0x80 | byte(len(digits))}, digits...)
}

// integer encodes a number that is not negative.
func integer(tag byte, n int) []byte {
	digits := base256(n)
	if digits[0] >= 0x80 { // that bit is the sign
		digits = append([]byte{0}, digits...)
	}
	return element(tag, digits)
}

func base256(n int) []byte {
	if n < 0x100 {
		return []byte{byte(n)}
	}
	return append(base256(n>>8), byte(n))
}

func text(tag byte, s string) []byte { return element(tag, []byte(s)) }
