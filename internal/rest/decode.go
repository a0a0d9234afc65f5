package rest

import (
	"bytes"
	"reflect"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// decoder reads a JSON object into a structure by its plan. Its methods stop at the first thing that is wrong: a
// *violation, or an error of jsontext where the text is no JSON in UTF-8 without repeated members.
type decoder struct {
	input   jsontext.Decoder
	source  bytes.Buffer
	scratch []byte // for names written with escapes
}

var decoders = sync.Pool{New: func() any { return new(decoder) }}

// decode reads all of body, which is a structure's JSON object, into dst.
func decode(body []byte, p *plan, dst reflect.Value) error {
	d := decoders.Get().(*decoder)
	defer d.release()
	d.source = *bytes.NewBuffer(body)
	d.input.Reset(&d.source)
	if d.input.PeekKind() != '{' {
		return errNotObject
	}
	if err := d.structure(p, dst); err != nil {
		return err
	}
	return readEnd(&d.input)
}

// release lets go of the body, which may hold a password, before others use d.
func (d *decoder) release() {
	d.source = bytes.Buffer{}
	d.input.Reset(&d.source)
	decoders.Put(d)
}

// value reads a value of the given shape into dst.
func (d *decoder) value(s *shape, dst reflect.Value) error {
	if !s.kind.accepts(d.input.PeekKind()) {
		return &violation{rule: mustBe[s.kind]}
	}
	switch s.kind {
	case text:
		return d.text(dst)
	case boolean:
		return d.boolean(dst)
	case structure:
		return d.structure(s.plan, dst)
	case list:
		return d.list(s, dst)
	case mapping:
		return d.mapping(s, dst)
	}
	return d.number(s, dst)
}

// accepts reports whether a JSON value that begins so can be of kind k.
func (k kind) accepts(begin jsontext.Kind) bool {
	switch k {
	case text:
		return begin == '"'
	case boolean:
		return begin == 't' || begin == 'f'
	case structure, mapping:
		return begin == '{'
	case list:
		return begin == '['
	}
	return begin == '0'
}

func (d *decoder) text(dst reflect.Value) error {
	token, err := d.input.ReadToken()
	if err != nil {
		return err
	}
	s := token.String()
	if strings.IndexByte(s, 0) >= 0 {
		return &violation{rule: hasNUL}
	}
	dst.SetString(s)
	return nil
}

func (d *decoder) boolean(dst reflect.Value) error {
	token, err := d.input.ReadToken()
	if err != nil {
		return err
	}
	dst.SetBool(token.Bool())
	return nil
}

func (d *decoder) number(s *shape, dst reflect.Value) error {
	raw, err := d.input.ReadValue()
	if err != nil {
		return err
	}
	broken := ""
	switch s.kind {
	case integer:
		var i int64
		i, broken = parseInteger(raw, s.typ.Bits())
		dst.SetInt(i)
	case decimal:
		var f float64
		f, broken = parseFloat(string(raw))
		dst.SetFloat(f)
	case timestamp:
		if dst.Addr().Interface().(json.Unmarshaler).UnmarshalJSON(raw) != nil {
			broken = mustBe[timestamp]
		}
	}
	if broken != "" {
		return &violation{rule: broken}
	}
	return nil
}
