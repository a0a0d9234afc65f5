package rest

import (
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	hasNUL  = "must not contain the character U+0000"
	notUTF8 = "must be valid UTF-8"
)

// bindLabels binds the path.
func (p *plan) bindLabels(r *http.Request, in reflect.Value) error {
	for _, m := range p.labels {
		if err := m.bindParameter(r.PathValue(m.name), in.Field(m.index)); err != nil {
			return within(m.name, err)
		}
	}
	return nil
}

// bindQuery binds the query string. Parameters that the operation does not know are ignored, as unknown members of the
// body are.
func (p *plan) bindQuery(raw string, in reflect.Value) error {
	if raw == "" {
		return nil
	}
	values, err := url.ParseQuery(raw)
	if err != nil {
		return &violation{rule: "The query string is not well-formed"}
	}
	for _, m := range p.query {
		if err := m.bindParameters(values[m.name], in.Field(m.index)); err != nil {
			return within(m.name, err)
		}
	}
	if strings.Contains(raw, "%00") { // in a parameter that was not bound
		return &violation{rule: "The query string " + hasNUL}
	}
	return nil
}

// bindParameters binds all values of one query parameter: a list has one element for each.
func (m *member) bindParameters(values []string, field reflect.Value) error {
	switch {
	case len(values) == 0:
		return nil
	case m.shape.kind == list:
		return m.bindList(values, field)
	case len(values) > 1:
		return &violation{rule: "must be given only once"}
	}
	return m.bindParameter(values[0], field)
}

func (m *member) bindList(values []string, field reflect.Value) error {
	field.Set(reflect.MakeSlice(m.shape.typ, len(values), len(values)))
	for i, value := range values {
		if err := m.shape.elem.parse(value, field.Index(i)); err != nil {
			return at(i, err)
		}
	}
	return nil
}

func (m *member) bindParameter(value string, field reflect.Value) error {
	field.Set(reflect.New(m.shape.typ))
	return m.shape.parse(value, field.Elem())
}

var (
	strictInteger = regexp.MustCompile(`^(?:0|-?[1-9][0-9]*)$`)
	strictNumber  = regexp.MustCompile(`^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$`)
)

// parse reads a scalar of the path or the query. Numbers and booleans have one spelling only.
func (s *shape) parse(value string, dst reflect.Value) error {
	broken := ""
	switch s.kind {
	case text:
		broken = textProblem(value)
		dst.SetString(value)
	case integer:
		var i int64
		i, broken = parseStrictInteger(value, s.typ.Bits())
		dst.SetInt(i)
	case decimal:
		var f float64
		f, broken = parseStrictFloat(value)
		dst.SetFloat(f)
	case boolean:
		if value != "true" && value != "false" {
			broken = mustBe[boolean]
		}
		dst.SetBool(value == "true")
	}
	if broken != "" {
		return &violation{rule: broken}
	}
	return nil
}

func textProblem(value string) string {
	switch {
	case !utf8.ValidString(value):
		return notUTF8
	case strings.IndexByte(value, 0) >= 0:
		return hasNUL
	}
	return ""
}

func parseStrictInteger(value string, bits int) (int64, string) {
	if !strictInteger.MatchString(value) {
		return 0, mustBe[integer]
	}
	i, err := strconv.ParseInt(value, 10, bits)
	if err != nil {
		return 0, tooManyBits(bits)
	}
	return i, ""
}

func parseStrictFloat(value string) (float64, string) {
	if !strictNumber.MatchString(value) {
		return 0, mustBe[decimal]
	}
	return parseFloat(value)
}
