package api_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/rollcall-dev/rollcall/connect"
)

// variant is one value to try in a place.
type variant struct {
	member  string // the path to the member from where the variant is used
	rule    string // what is tried
	value   any    // what is sent; absent{} for nothing
	refused bool
	sent    any // the value at the member itself, wherever it is wrapped in value
}

// absent stands for a member that is left out.
type absent struct{}

// maker makes values and variants of places.
type maker struct {
	open map[reflect.Type]int // how often a structure is being walked: one that holds itself is entered twice
	err  error                // a rule without samples
}

func refuse(rule string, v any) variant { return variant{rule: rule, value: v, refused: true, sent: v} }
func accept(rule string, v any) variant { return variant{rule: rule, value: v, sent: v} }

// under is the variants as seen from an outer value, which wraps theirs.
func under(member string, variants []variant, wrap func(any) any) []variant {
	for i, v := range variants {
		if member != "" && v.member != "" && !strings.ContainsAny(v.member[:1], "[{") {
			v.member = "." + v.member
		}
		variants[i].member, variants[i].value = member+v.member, wrap(v.value)
	}
	return variants
}

// member tries a member of a structure: its value, and its absence. A label cannot be empty or absent: such a path has no operation.
func (m *maker) member(p place) []variant {
	variants := m.value(p)
	switch {
	case p.part == inPath:
		variants = slices.DeleteFunc(variants, func(v variant) bool { return v.value == "" })
	case p.required():
		variants = append(variants, refuse("is missing", absent{}))
	}
	if p.part == inBody {
		variants = append(variants, variant{rule: "is null", refused: p.required()})
	}
	if p.part == inQuery && p.kind() != "list" {
		variants = append(variants, refuse("is given twice", []any{m.good(p), m.good(p)}))
	}
	return under(p.name, variants, func(v any) any { return v })
}

// value tries a value of the place's kind.
func (m *maker) value(p place) []variant {
	var variants []variant
	switch p.kind() {
	case "string":
		variants = m.text(p)
	case "number":
		variants = numbers(p)
	case "timestamp":
		variants = []variant{accept("is a moment", json.Number("1700000000.5")), refuse("is beyond the year 9999", json.Number("1e15"))}
	case "boolean":
		variants = []variant{accept("is true", true), accept("is false", false)}
	case "list":
		variants = m.list(p)
	case "map":
		variants = m.mapping(p)
	case "object":
		variants = m.structure(p)
	}
	return append(variants, wrongTypes(p)...)
}

// kind is what JSON the place takes; a number that is a moment is a timestamp.
func (p place) kind() string {
	switch {
	case p.typ == reflect.TypeFor[connect.Timestamp]():
		return "timestamp"
	case p.typ.Kind() == reflect.String:
		return "string"
	case p.typ.Kind() == reflect.Bool:
		return "boolean"
	case p.typ.Kind() == reflect.Slice:
		return "list"
	case p.typ.Kind() == reflect.Map:
		return "map"
	case p.typ.Kind() == reflect.Struct:
		return "object"
	}
	return "number"
}

// wrongTypes are values of every other type of JSON; in the path and the query, texts that are no such value.
func wrongTypes(p place) []variant {
	kind := p.kind()
	switch {
	case p.part == inBody:
		return wrongJSON(strings.NewReplacer("map", "object", "timestamp", "number").Replace(kind))
	case kind == "number":
		return []variant{refuse("is a word", "zqx"), refuse("is empty", ""), refuse("has a sign", "+1"), refuse("has a leading zero", "01")}
	case kind == "boolean":
		return []variant{refuse("is a number", "1"), refuse("is in upper case", "TRUE")}
	}
	return nil
}

func wrongJSON(right string) []variant {
	const marker = "zqx-marker"
	var variants []variant
	for _, v := range []variant{
		refuse("string", marker), refuse("number", json.Number("424242")), refuse("boolean", true),
		refuse("list", []any{marker}), refuse("object", map[string]any{marker: marker}),
	} {
		if v.rule != right {
			v.rule = "is a JSON " + v.rule
			variants = append(variants, v)
		}
	}
	return variants
}

// structure tries each member, with the others as they should be.
func (m *maker) structure(p place) []variant {
	if m.open[p.typ] > 1 {
		return nil
	}
	m.open[p.typ]++
	defer func() { m.open[p.typ]-- }()
	var variants []variant
	for field := range p.typ.Fields() {
		inner := placeOf(field)
		variants = append(variants, under("", m.member(inner), func(v any) any {
			object := m.good(p).(map[string]any)
			object[inner.name] = v
			if _, gone := v.(absent); gone {
				delete(object, inner.name)
			}
			return object
		})...)
	}
	return variants
}

// fail notes what cannot be tried, so that nothing is left out unseen.
func (m *maker) fail(format string, args ...any) {
	m.err = errors.Join(m.err, fmt.Errorf(format, args...))
}
