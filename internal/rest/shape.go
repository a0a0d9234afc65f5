package rest

import (
	"fmt"
	"reflect"
	"time"

	"github.com/go-json-experiment/json"
)

// kind is what a value is on the wire.
type kind uint8

const (
	text kind = iota
	integer
	decimal
	boolean
	timestamp
	structure
	list
	mapping
)

// mustBe completes the sentence that refuses a value of another kind.
var mustBe = [...]string{
	text:      "must be a string",
	integer:   "must be an integer",
	decimal:   "must be a number",
	boolean:   "must be true or false",
	timestamp: "must be a timestamp in seconds since 1970",
	structure: "must be an object",
	list:      "must be a list",
	mapping:   "must be an object",
}

// shape is the type of a value with the rules that hold for it in its place.
type shape struct {
	kind  kind
	typ   reflect.Type // of the value itself, without a member's pointer
	rules rules
	plan  *plan  // of a structure
	key   *shape // of a map
	elem  *shape // of a list's elements or a map's values
}

// scalar reports whether a value can travel in a path or a query.
func (s *shape) scalar() bool { return s.kind <= boolean }

// unmarshaler is what a timestamp's type implements: it reads itself from a JSON number of seconds.
var unmarshaler = reflect.TypeFor[json.Unmarshaler]()

// memberShape compiles a member's type: scalars and structures are pointers, so that absent differs from empty.
func (c *compiler) memberShape(t reflect.Type, tags tag) *shape {
	switch t.Kind() {
	case reflect.Slice, reflect.Map:
		return c.shape(t, tags)
	case reflect.Pointer:
		if s := c.shape(t.Elem(), tags); s.kind != list && s.kind != mapping {
			return s
		}
	}
	panic(fmt.Sprintf("rest: a member cannot be a %s", t))
}

// shape compiles a type and the rules that its tags state.
func (c *compiler) shape(t reflect.Type, tags tag) *shape {
	s := &shape{kind: kindOf(t), typ: t}
	switch s.kind {
	case structure:
		s.plan = c.plan(t)
		if len(s.plan.labels)+len(s.plan.query) > 0 {
			panic("rest: a nested structure has members in the path or the query")
		}
	case list:
		s.elem = c.shape(t.Elem(), elementTag(tags.nested("elem")))
	case mapping:
		s.key = c.shape(t.Key(), elementTag(tags.nested("key")))
		s.elem = c.shape(t.Elem(), elementTag(tags.nested("value")))
		if s.key.kind != text {
			panic("rest: a map's keys are not strings")
		}
	}
	if s.kind != list {
		tags.forbid("what is no list", "elem")
	}
	if s.kind != mapping {
		tags.forbid("what is no map", "key", "value")
	}
	s.rules = compileRules(s.kind, tags, c.checks)
	return s
}

// elementTag panics if t has a key that is only for members.
func elementTag(t tag) tag {
	t.forbid("an element", "json", "path", "query", "required")
	return t
}

func kindOf(t reflect.Type) kind {
	if t == reflect.TypeFor[time.Time]() {
		panic("rest: a plain time reads itself from RFC 3339, not from a number of seconds")
	}
	if reflect.PointerTo(t).Implements(unmarshaler) {
		return timestamp
	}
	switch t.Kind() {
	case reflect.String:
		return text
	case reflect.Int32, reflect.Int64:
		return integer
	case reflect.Float32:
		return decimal
	case reflect.Bool:
		return boolean
	case reflect.Struct:
		return structure
	case reflect.Slice:
		return list
	case reflect.Map:
		return mapping
	}
	panic(fmt.Sprintf("rest: no value on the wire is a %s", t))
}
