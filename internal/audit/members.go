package audit

import (
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

// plans keeps the members of each structure: looking at tags for every event would cost more than all else.
var plans sync.Map // of []member, by reflect.Type

func membersOf(t reflect.Type) []member {
	if known, ok := plans.Load(t); ok {
		return known.([]member)
	}
	var members []member
	for _, f := range reflect.VisibleFields(t) {
		if f.Anonymous || !f.IsExported() || slices.Contains(secret, f.Name) {
			continue
		}
		members = append(members, member{index: f.Index, key: append(quote(nil, f.Name), ':'), sensitive: isSensitive(f.Tag)})
	}
	plans.Store(t, members)
	return members
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
