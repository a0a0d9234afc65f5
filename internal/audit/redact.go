package audit

import (
	"encoding"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// secret are members that appear nowhere, not even as a digest: who holds the keys could try out passwords on one.
var secret = []string{"Password", "AccessToken", "RefreshToken"}

// writer writes values as JSON: members under their Go names, in their order, those that are zero left out. A member with the struct tag
// sensitive:"true" appears as a digest. Embedded structures are part of what embeds them.
type writer struct{ keys *Keys }

// value appends a value.
func (w writer) value(to []byte, v reflect.Value, hidden bool) []byte {
	switch v.Kind() {
	case reflect.Invalid:
		return append(to, "null"...)
	case reflect.Pointer, reflect.Interface:
		return w.value(to, v.Elem(), hidden)
	case reflect.Slice, reflect.Array:
		return w.list(to, v, hidden)
	case reflect.Map:
		return w.mapping(to, v, hidden)
	case reflect.Struct:
		if p := planOf(v.Type()); !p.text {
			return w.structure(to, v, p.members, hidden)
		}
	}
	text := scalar(v)
	if hidden && text != "" {
		return quote(to, w.keys.hide([]byte(text)))
	}
	switch v.Kind() {
	case reflect.String, reflect.Struct:
		return quote(to, text)
	}
	return append(to, text...)
}

// scalar is a value without parts as text.
func scalar(v reflect.Value) string {
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Struct:
		return structText(v.Interface())
	case reflect.Float32, reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits())
	}
	return strconv.FormatInt(v.Int(), 10)
}

// structText is a structure that is a text, such as a time or a date. One that has no text, such as a time far off, is empty.
func structText(v any) string {
	if at, ok := v.(time.Time); ok {
		return at.UTC().Format(time.RFC3339Nano)
	}
	text, err := v.(encoding.TextMarshaler).MarshalText()
	if err != nil {
		return ""
	}
	return string(text)
}

func (w writer) list(to []byte, v reflect.Value, hidden bool) []byte {
	to = append(to, '[')
	for i := range v.Len() {
		if i > 0 {
			to = append(to, ',')
		}
		to = w.value(to, v.Index(i), hidden)
	}
	return append(to, ']')
}

// mapping writes a map by its keys' texts, so that equal maps look alike.
func (w writer) mapping(to []byte, v reflect.Value, hidden bool) []byte {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	to = append(to, '{')
	for i, key := range keys {
		if i > 0 {
			to = append(to, ',')
		}
		to = append(quote(to, key.String()), ':')
		to = w.value(to, v.MapIndex(key), hidden)
	}
	return append(to, '}')
}

func (w writer) structure(to []byte, v reflect.Value, members []member, hidden bool) []byte {
	to = append(to, '{')
	first := true
	for _, m := range members {
		member := v.FieldByIndex(m.index)
		if member.IsZero() {
			continue
		}
		if !first {
			to = append(to, ',')
		}
		first = false
		to = append(to, m.key...)
		to = w.value(to, member, hidden || m.sensitive)
	}
	return append(to, '}')
}

// quote appends a text as a JSON string. What is no UTF-8, such as a header may hold, is replaced.
func quote(to []byte, text string) []byte {
	quoted, err := jsontext.AppendQuote(to, strings.ToValidUTF8(text, "\uFFFD"))
	if err != nil {
		return append(to, `""`...)
	}
	return quoted
}
