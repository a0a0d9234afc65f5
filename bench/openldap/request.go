package openldap

// Filter is an encoded search filter (RFC 4511, 4.5.1.7).
type Filter []byte

// Equal is (attribute=value).
func Equal(attribute, value string) Filter {
	return element(0xa3, text(tagOctetString, attribute), text(tagOctetString, value))
}

// Prefix is (attribute=value*).
func Prefix(attribute, value string) Filter { return substring(attribute, 0x80, value) }

// Contains is (attribute=*value*).
func Contains(attribute, value string) Filter { return substring(attribute, 0x81, value) }

func substring(attribute string, place byte, value string) Filter {
	return element(0xa4, text(tagOctetString, attribute), element(tagSequence, text(place, value)))
}

// And is (&...).
func And(parts ...Filter) Filter { return set(0xa0, parts) }

// Or is (|...).
func Or(parts ...Filter) Filter { return set(0xa1, parts) }

func set(tag byte, parts []Filter) Filter {
	contents := make([][]byte, len(parts))
	for i, p := range parts {
		contents[i] = p
	}
	return element(tag, contents...)
}

// messageID is every message's id: a connection has one search under way at a time.
const messageID = 1

// searchRequest is the operation's tag.
const searchRequest = 0x63

// Search encodes a search of the whole tree for up to limit entries, with what SearchUsers shows of a user.
func Search(f Filter, limit int) []byte {
	const wholeSubtree, neverDerefAliases, noTimeLimit = 2, 0, 0
	attributes := make([][]byte, len(shown))
	for i, a := range shown {
		attributes[i] = text(tagOctetString, a)
	}
	return element(tagSequence, integer(tagInteger, messageID), element(searchRequest,
		text(tagOctetString, suffix),
		integer(tagEnumerated, wholeSubtree),
		integer(tagEnumerated, neverDerefAliases),
		integer(tagInteger, limit),
		integer(tagInteger, noTimeLimit),
		element(tagBoolean, []byte{0}), // values too, not types only
		f,
		element(tagSequence, attributes...),
	))
}
