package api_test

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// good is a value that keeps every rule, as small as they allow.
func (m *maker) good(p place) any {
	switch p.kind() {
	case "string":
		return m.goodText(p)
	case "number":
		return literal(p.bound("min", 1))
	case "timestamp":
		return json.Number("1700000000")
	case "boolean":
		return false
	case "list":
		return m.elements(p, int(p.bound("min", 0)))
	case "map":
		return m.entries(p, int(p.bound("min", 0)))
	}
	object := map[string]any{}
	for field := range p.typ.Fields() {
		if inner := placeOf(field); inner.required() {
			object[inner.name] = m.good(inner)
		}
	}
	return object
}

// elements is a list of n good elements.
func (m *maker) elements(p place, n int) []any {
	list := make([]any, n)
	for i := range list {
		list[i] = m.good(p.inner("elem"))
	}
	return list
}

// entries is a map of n good entries. Each kind of key is open-ended, so numbered keys fit; that they do, the accepted cases show.
func (m *maker) entries(p place, n int) map[string]any {
	entries := map[string]any{}
	for i := range n {
		entries[fmt.Sprintf("k%d", i)] = m.good(p.inner("value"))
	}
	return entries
}

// sizes tries the bounds of a list's or map's size.
func sizes[T any](p place, make func(n int) T) []variant {
	low, high := int(p.bound("min", 0)), int(p.bound("max", 0))
	variants := []variant{accept(fmt.Sprintf("has %d items, the minimum", low), make(low))}
	if low > 0 {
		variants = append(variants, refuse("has fewer items than the minimum", make(low-1)))
	}
	if p.limited("max") {
		variants = append(variants, accept(fmt.Sprintf("has %d items, the maximum", high), make(high)), refuse("has more items than the maximum", make(high+1)))
	}
	return variants
}

// list tries the size, and then each variant of an element as the last one.
func (m *maker) list(p place) []variant {
	variants := sizes(p, func(n int) []any { return m.elements(p, n) })
	inner := m.value(p.inner("elem"))
	if p.part == inBody {
		inner = append(inner, variant{rule: "is null", refused: true})
	}
	before := m.elements(p, max(int(p.bound("min", 0))-1, 0))
	return append(variants, under("[]", inner, func(v any) any { return append(before[:len(before):len(before)], v) })...)
}

// mapping tries the size, and then each variant of a key and of a value.
func (m *maker) mapping(p place) []variant {
	variants := sizes(p, func(n int) map[string]any { return m.entries(p, n) })
	value := m.good(p.inner("value"))
	key := p.inner("key")
	key.part = inQuery // as in a query, a key is always text
	if key.typ.Kind() != reflect.String {
		m.fail("the keys of a map are of type %v", key.typ)
	}
	keys := under("{key}", m.value(key), func(v any) any { return map[string]any{v.(string): value} })
	values := append(m.value(p.inner("value")), variant{rule: "is null", refused: true})
	return append(append(variants, keys...), under("{value}", values, func(v any) any { return map[string]any{"k": v} })...)
}
