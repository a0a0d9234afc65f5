package modeltest

import (
	"math/bits"
	"strings"

	"pgregory.net/rapid"

	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
)

// uniform draws a number below n, each equally often; rapid's own integers prefer small ones. Fewer bits reduce towards 0.
func uniform(s *session, label string, n int) int {
	return rapid.Custom(func(t *rapid.T) int {
		v := 0
		for range bits.Len(uint(n)) + 4 {
			v <<= 1
			if rapid.Bool().Draw(t, "bit") {
				v |= 1
			}
		}
		return v % n
	}).Draw(s.T, label)
}

// pick draws one of the values. A failure is reduced towards the first.
func pick[T any](s *session, label string, values ...T) T {
	return values[uniform(s, label, len(values))]
}

// one draws true once in so many times, and never in a step that is careful.
func one(s *session, label string, in int) bool { return odd(s, label, in) == in-1 }

// odd draws a number below n that says what is wrong with a request; 0, for nothing, in a step that is careful.
func odd(s *session, label string, n int) int {
	if s.careful {
		return 0
	}
	return uniform(s, label, n)
}

// maybe draws a value, absent half of the time.
func maybe[T any](s *session, label string, values ...T) *T {
	n := uniform(s, label, 2*len(values))
	if n < len(values) {
		return nil
	}
	return &values[n-len(values)]
}

// some draws up to so many of the values, with repeats.
func some[T any](s *session, label string, most int, values ...T) []T {
	if len(values) == 0 {
		return nil
	}
	var list []T
	for range uniform(s, label+" count", most+1) {
		list = append(list, pick(s, label, values...))
	}
	return list
}

// rename draws a new name, often one that another resource has.
func rename[R model.Resource](s *session, all []R, names ...string) *string {
	if len(all) > 0 && uniform(s, "name taken", 3) == 2 {
		return ptr(model.HeaderOf(pick(s, "name", all...)).Name)
	}
	return s.label(names...)
}

const nobody = "00000000-0000-4000-8000-000000000000"

// ref draws a reference to a resource of the instance: mostly one that is there, bare or by ARN; sometimes one that is gone, unknown,
// malformed or of another instance.
func ref[R model.Resource](s *session, label string, i *model.Instance, kind string, all []R) *string {
	n := uniform(s, label+" form", 32)
	if n >= 26 && !s.careful || len(all) == 0 {
		return ptr(s.noSuch(label, i, kind))
	}
	id := model.HeaderOf(pick(s, label, all...)).ID
	if n >= 20 {
		id = i.ARN(kind, id)
	}
	return &id
}

// noSuch draws an id that names nothing of the kind.
func (s *session) noSuch(label string, i *model.Instance, kind string) string {
	ids := append([]string{nobody, "nothing", i.ARN(kind, nobody)}, s.gone[kind]...)
	for _, other := range s.m.Instances {
		if other != i {
			ids = append(ids, strings.Replace(i.ARN(kind, nobody), i.ID, other.ID, 1))
		}
	}
	return pick(s, label+" missing", ids...)
}

// instance draws an instance and how a request names it; rarely the request names none.
func (s *session) instance() (*model.Instance, *string) {
	i := pick(s, "instance", s.m.Instances...)
	switch n := uniform(s, "instance form", 40); {
	case n >= 36 && !s.careful:
		return i, ptr(pick(s, "no instance", append([]string{nobody, "nothing"}, s.gone[""]...)...))
	case n >= 30:
		return i, ptr(i.ARN("", ""))
	}
	return i, &i.ID
}

// tagPool is small, so that tags collide and filters find some.
func (s *session) tags(label string) map[string]string {
	if one(s, label+" bad", 24) {
		return pick(s, label, map[string]string{"aws:mine": "x"}, map[string]string{"bad!key": "x"}, map[string]string{"long": strings.Repeat("x", 257)}, many(51))
	}
	tags := map[string]string{}
	for range uniform(s, label+" count", 3) {
		tags[pick(s, label+" key", "site", "team", "cost center")] = pick(s, label+" value", "Wien", "oslo", "")
	}
	if len(tags) == 0 && uniform(s, label+" absent", 2) == 0 {
		return nil
	}
	return tags
}

// many makes so many tags.
func many(n int) map[string]string {
	tags := map[string]string{}
	for k := range n {
		tags["k"+strings.Repeat("x", k)] = ""
	}
	return tags
}

func ptr[T any](v T) *T { return &v }

func value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}
