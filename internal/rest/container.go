package rest

import (
	"bytes"
	"reflect"

	"github.com/go-json-experiment/json/jsontext"
)

// structure reads an object into a Go struct. Unknown members are skipped, and null is absence.
func (d *decoder) structure(p *plan, dst reflect.Value) error {
	if _, err := d.input.ReadToken(); err != nil {
		return err
	}
	for d.input.PeekKind() != '}' {
		m, err := d.member(p)
		if err != nil {
			return err
		}
		if m == nil || d.input.PeekKind() == 'n' {
			err = d.input.SkipValue()
		} else {
			err = within(m.name, d.memberValue(m, dst.Field(m.index)))
		}
		if err != nil {
			return err
		}
	}
	_, err := d.input.ReadToken()
	return err
}

// member reads a member's name and returns the member so named, or nil.
func (d *decoder) member(p *plan) (*member, error) {
	raw, err := d.input.ReadValue()
	if err != nil {
		return nil, err
	}
	if bytes.IndexByte(raw, '\\') < 0 {
		return p.body[string(raw[1:len(raw)-1])], nil
	}
	d.scratch, err = jsontext.AppendUnquote(d.scratch[:0], raw)
	return p.body[string(d.scratch)], err
}

func (d *decoder) memberValue(m *member, field reflect.Value) error {
	if field.Kind() != reflect.Pointer {
		return d.value(m.shape, field)
	}
	value := reflect.New(m.shape.typ)
	field.Set(value)
	return d.value(m.shape, value.Elem())
}

// full reports whether a list or map of n entries breaks its upper bound already. What follows is not kept, so that a
// small body cannot fill the memory; the check that comes after binding refuses it.
func (s *shape) full(n int) bool { return s.rules.max != nil && float64(n) > s.rules.max.limit }

func (d *decoder) list(s *shape, dst reflect.Value) error {
	if _, err := d.input.ReadToken(); err != nil {
		return err
	}
	dst.Set(reflect.MakeSlice(s.typ, 0, 0))
	for d.input.PeekKind() != ']' {
		i := dst.Len()
		if s.full(i) {
			if err := d.input.SkipValue(); err != nil {
				return err
			}
			continue
		}
		dst.Grow(1)
		dst.SetLen(i + 1)
		if err := d.value(s.elem, dst.Index(i)); err != nil {
			return at(i, err)
		}
	}
	_, err := d.input.ReadToken()
	return err
}

func (d *decoder) mapping(s *shape, dst reflect.Value) error {
	if _, err := d.input.ReadToken(); err != nil {
		return err
	}
	dst.Set(reflect.MakeMap(s.typ))
	for d.input.PeekKind() != '}' {
		if err := d.entry(s, dst); err != nil {
			return err
		}
	}
	_, err := d.input.ReadToken()
	return err
}

// entry reads one key and value into a map.
func (d *decoder) entry(s *shape, dst reflect.Value) error {
	key := reflect.New(s.key.typ).Elem()
	if err := d.text(key); err != nil {
		return within("key", err)
	}
	if s.full(dst.Len()) {
		return d.input.SkipValue()
	}
	value := reflect.New(s.elem.typ).Elem()
	if err := d.value(s.elem, value); err != nil {
		return within("value", err)
	}
	dst.SetMapIndex(key, value)
	return nil
}
