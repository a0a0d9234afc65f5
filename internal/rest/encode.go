package rest

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// encoder appends a value as it travels. One is compiled for each type of an answer when the program starts, which makes answering
// several times cheaper than looking at types each time.
type encoder func(b []byte, v reflect.Value) ([]byte, error)

// Encoded are values that were encoded before, by [Protocol.Encode]. They travel as they are, as a list.
type Encoded [][]byte

// encoders are the compiled encoders by type. A structure's is entered before it is complete, so that it may contain itself.
type encoders map[reflect.Type]encoder

// answerEncoder compiles the encoder of an operation's output: nothing for None.
func (e encoders) answerEncoder(t reflect.Type) encoder {
	if t == reflect.TypeFor[None]() {
		return func(b []byte, _ reflect.Value) ([]byte, error) { return b, nil }
	}
	return e.of(t)
}

var marshaler = reflect.TypeFor[json.Marshaler]()

// of compiles a type's encoder. It panics on a type that is no value on the wire.
func (e encoders) of(t reflect.Type) encoder {
	if known, ok := e[t]; ok {
		return func(b []byte, v reflect.Value) ([]byte, error) { return known(b, v) }
	}
	if t == reflect.TypeFor[Encoded]() {
		return appendEncoded
	}
	if t.Implements(marshaler) {
		return appendMarshaler
	}
	switch kindOf(t) {
	case text:
		return appendText
	case integer:
		return func(b []byte, v reflect.Value) ([]byte, error) { return strconv.AppendInt(b, v.Int(), 10), nil }
	case decimal:
		return appendFloat
	case boolean:
		return func(b []byte, v reflect.Value) ([]byte, error) { return strconv.AppendBool(b, v.Bool()), nil }
	case list:
		return appendList(e.of(t.Elem()))
	case mapping:
		return appendMap(e.of(t.Elem()))
	case structure:
		return e.structure(t)
	}
	panic(fmt.Sprintf("rest: an answer cannot hold a %s", t))
}

// field is a member of an answer: its name with all that stands before its value, and how the value is written.
type field struct {
	index   int
	head    string
	pointer bool // absent when nil; lists and maps are always there
	encode  encoder
}

func (e encoders) structure(t reflect.Type) encoder {
	var fields []field
	e[t] = func(b []byte, v reflect.Value) ([]byte, error) { return appendFields(b, v, fields) }
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		pointer := f.Type.Kind() == reflect.Pointer
		typ := f.Type
		if pointer {
			typ = f.Type.Elem()
		}
		fields = append(fields, field{index: i, head: strconv.Quote(name) + ":", pointer: pointer, encode: e.of(typ)})
	}
	return e[t]
}

func appendFields(b []byte, v reflect.Value, fields []field) (_ []byte, err error) {
	b = append(b, '{')
	separated := true
	for i := range fields {
		f := &fields[i]
		value := v.Field(f.index)
		if f.pointer {
			if value.IsNil() {
				continue
			}
			value = value.Elem()
		}
		if !separated {
			b = append(b, ',')
		}
		separated = false
		if b, err = f.encode(append(b, f.head...), value); err != nil {
			return nil, err
		}
	}
	return append(b, '}'), nil
}

func appendEncoded(b []byte, v reflect.Value) ([]byte, error) {
	b = append(b, '[')
	for i, value := range v.Interface().(Encoded) {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, value...)
	}
	return append(b, ']'), nil
}

func appendList(element encoder) encoder {
	return func(b []byte, v reflect.Value) (_ []byte, err error) {
		b = append(b, '[')
		for i := range v.Len() {
			if i > 0 {
				b = append(b, ',')
			}
			if b, err = element(b, v.Index(i)); err != nil {
				return nil, err
			}
		}
		return append(b, ']'), nil
	}
}

// appendMap writes the entries in the order of their keys, so that equal answers are equal bytes.
func appendMap(element encoder) encoder {
	return func(b []byte, v reflect.Value) (_ []byte, err error) {
		keys := v.MapKeys()
		slices.SortFunc(keys, func(x, y reflect.Value) int { return strings.Compare(x.String(), y.String()) })
		b = append(b, '{')
		for i, key := range keys {
			if i > 0 {
				b = append(b, ',')
			}
			if b, err = appendText(b, key); err != nil {
				return nil, err
			}
			if b, err = element(append(b, ':'), v.MapIndex(key)); err != nil {
				return nil, err
			}
		}
		return append(b, '}'), nil
	}
}

func appendText(b []byte, v reflect.Value) ([]byte, error) {
	return jsontext.AppendQuote(b, v.String())
}

func appendMarshaler(b []byte, v reflect.Value) ([]byte, error) {
	raw, err := v.Interface().(json.Marshaler).MarshalJSON()
	return append(b, raw...), err
}

var errNotFinite = errors.New("rest: an answer holds a number that is not finite")

// appendFloat writes a float with a point even where it is integral: readers with typed numbers take 3 for an integer.
func appendFloat(b []byte, v reflect.Value) ([]byte, error) {
	f := v.Float()
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return nil, errNotFinite
	}
	start := len(b)
	b = jsontext.AppendFloat(b, f, 32)
	if !bytes.ContainsAny(b[start:], ".e") {
		b = append(b, ".0"...)
	}
	return b, nil
}
