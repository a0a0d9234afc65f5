package audit

import (
	"encoding"
	"reflect"
	"slices"
	"sync"
)

// member is one member of a structure as it is written.
type member struct {
	index []int
	// key is the member's name, quoted, and a colon.
	key       []byte
	sensitive bool
}

// plan is how a structure is written: as a text, such as a time, or by its members.
type plan struct {
	text    bool
	members []member
}

// plans keeps the plan of each structure: looking at tags for every event would cost more than all else.
var plans sync.Map // of *plan, by reflect.Type

func planOf(t reflect.Type) *plan {
	if known, ok := plans.Load(t); ok {
		return known.(*plan)
	}
	p := &plan{text: t.Implements(reflect.TypeFor[encoding.TextMarshaler]())}
	for _, f := range reflect.VisibleFields(t) {
		if f.Anonymous || !f.IsExported() || slices.Contains(secret, f.Name) {
			continue
		}
		p.members = append(p.members, member{index: f.Index, key: append(quote(nil, f.Name), ':'), sensitive: isSensitive(f.Tag)})
	}
	plans.Store(t, p)
	return p
}

// isSensitive looks at the member itself and at the elements of a list and the values of a map, whose tags lie within the member's.
func isSensitive(tag reflect.StructTag) bool {
	if tag.Get("sensitive") == "true" {
		return true
	}
	for _, part := range []string{"elem", "value"} {
		if inner := tag.Get(part); inner != "" && isSensitive(reflect.StructTag(inner)) {
			return true
		}
	}
	return false
}
