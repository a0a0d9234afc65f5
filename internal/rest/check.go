package rest

import (
	"reflect"
	"slices"
	"strings"
)

// check returns the first violation in a bound structure, in the order in which its members are declared, or nil.
func (p *plan) check(v reflect.Value) error {
	for _, m := range p.members {
		if err := m.check(v.Field(m.index)); err != nil {
			return within(m.name, err)
		}
	}
	return nil
}

func (m *member) check(field reflect.Value) error {
	if field.IsNil() {
		if m.required {
			return &violation{rule: "is required"}
		}
		return nil
	}
	if field.Kind() == reflect.Pointer {
		field = field.Elem()
	}
	if m.label && m.shape.kind == text && field.Len() == 0 {
		return &violation{rule: "is required"}
	}
	return m.shape.check(field)
}

func (s *shape) check(v reflect.Value) error {
	if broken := s.rules.check(s.kind, v); broken != "" {
		return &violation{rule: broken}
	}
	switch s.kind {
	case structure:
		return s.plan.check(v)
	case list:
		return s.checkList(v)
	case mapping:
		return s.checkMap(v)
	}
	return nil
}

func (s *shape) checkList(v reflect.Value) error {
	for i := range v.Len() {
		if err := s.elem.check(v.Index(i)); err != nil {
			return at(i, err)
		}
	}
	return nil
}

// checkMap checks keys in their order, so that the same request always gets the same answer. The path of a violation
// says "key" or "value": which key it was would show what was submitted.
func (s *shape) checkMap(v reflect.Value) error {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	for _, key := range keys {
		if err := s.key.check(key); err != nil {
			return within("key", err)
		}
		if err := s.elem.check(v.MapIndex(key)); err != nil {
			return within("value", err)
		}
	}
	return nil
}
