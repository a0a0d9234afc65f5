package roster

import "reflect"

// same says whether a resource is as it was: a list or map that is empty is the same as one that is absent, since both are stored and shown
// alike.
func same[T any](before, after T) bool {
	return sameValue(reflect.ValueOf(before), reflect.ValueOf(after))
}

func sameValue(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Pointer:
		return a.IsNil() && b.IsNil() || !a.IsNil() && !b.IsNil() && sameValue(a.Elem(), b.Elem())
	case reflect.Struct:
		return sameEach(a.NumField(), func(i int) bool { return sameValue(a.Field(i), b.Field(i)) })
	case reflect.Slice:
		return a.Len() == b.Len() && sameEach(a.Len(), func(i int) bool { return sameValue(a.Index(i), b.Index(i)) })
	case reflect.Map:
		keys := a.MapKeys()
		return a.Len() == b.Len() && sameEach(len(keys), func(i int) bool {
			other := b.MapIndex(keys[i])
			return other.IsValid() && sameValue(a.MapIndex(keys[i]), other)
		})
	}
	return a.Equal(b)
}

func sameEach(n int, same func(int) bool) bool {
	for i := range n {
		if !same(i) {
			return false
		}
	}
	return true
}
