package sigv4

import (
	"cmp"
	"slices"
	"strings"
)

// param is one query parameter, name and value each escaped in the one way SigV4 allows.
type param struct{ name, value string }

// parseQuery splits a raw query and normalises its escapes. It refuses what net/url would silently drop (broken escapes
// and semicolons), because a dropped parameter would be an unsigned one.
func parseQuery(raw string) ([]param, *Error) {
	if raw == "" {
		return nil, nil
	}
	params := make([]param, 0, strings.Count(raw, "&")+1)
	for pair := range strings.SplitSeq(raw, "&") {
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		name, okName := normalise(name)
		value, okValue := normalise(value)
		if !okName || !okValue {
			return nil, incomplete("The query string is malformed.")
		}
		params = append(params, param{name, value})
	}
	return params, nil
}

// normalise unescapes a query component and escapes it again. It reports false if the component is malformed.
func normalise(s string) (string, bool) {
	plain := 0
	for plain < len(s) && isUnreserved(s[plain]) {
		plain++
	}
	if plain == len(s) {
		return s, true
	}
	b := append(make([]byte, 0, 3*len(s)), s[:plain]...)
	for rest := s[plain:]; rest != ""; {
		c, width := unescape(rest)
		if width == 0 || rest[0] == ';' {
			return "", false
		}
		b = appendEscaped(b, c)
		rest = rest[width:]
	}
	return string(b), true
}

// decoded returns the parameter's value as the caller meant it.
func (p param) decoded() string {
	if !strings.Contains(p.value, "%") {
		return p.value
	}
	b := make([]byte, 0, len(p.value))
	for rest := p.value; rest != ""; {
		c, width := unescape(rest)
		b = append(b, c)
		rest = rest[width:]
	}
	return string(b)
}

// appendQuery writes the canonical query: every parameter but the signature itself, sorted by its escaped form.
func appendQuery(b []byte, raw string) ([]byte, *Error) {
	params, err := parseQuery(raw)
	if err != nil {
		return b, err
	}
	slices.SortFunc(params, func(x, y param) int {
		return cmp.Or(strings.Compare(x.name, y.name), strings.Compare(x.value, y.value))
	})
	separate := false
	for _, p := range params {
		if p.name == paramSignature {
			continue
		}
		if separate {
			b = append(b, '&')
		}
		b = append(append(append(b, p.name...), '='), p.value...)
		separate = true
	}
	return b, nil
}
