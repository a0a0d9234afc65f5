package storetest

import (
	"slices"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// kind is a kind of named resource, as far as its table's cases have to know it.
type kind[T any] struct {
	name string
	// full makes a resource with something in every member that refers to nothing but the sample.
	full func(s Sample, m roster.Meta) T
	put  func(roster.Tx) func(T) error
	read func(roster.Reader) roster.Table[T]
	meta func(*T) *roster.Meta
}

func (k kind[T]) add(e *env, s Sample, id, name string) T {
	e.Helper()
	v := k.full(s, meta(id, name))
	e.update(s.Instance.ID, func(tx roster.Tx) error { return k.put(tx)(v) })
	return v
}

func (k kind[T]) cases() []testCase {
	return []testCase{
		{k.name + " comes back as it was put", k.comesBack},
		{k.name + " is found by its exact name", k.foundByName},
		{k.name + " is changed by a second put", k.changes},
		{k.name + " has a name of its own in its instance", k.uniqueName},
		{k.name + " is listed bytewise, in pages", k.listed(bytewise)},
	}
}

// casesWithoutCase are the cases of a kind whose names are unique without case.
func (k kind[T]) casesWithoutCase() []testCase {
	return []testCase{
		{k.name + " comes back as it was put", k.comesBack},
		{k.name + " is found by its exact name", k.foundByExactName},
		{k.name + " is changed by a second put", k.changes},
		{k.name + " has a name of its own in its instance", k.uniqueName},
		{k.name + " has a name of its own without case, too", k.uniqueFoldedName},
		{k.name + " is listed bytewise, in pages", k.listed(foldedApart(bytewise))},
	}
}

// foldedApart leaves out names that are others in other case.
func foldedApart(names []string) (apart []string) {
	seen := map[string]bool{}
	for _, name := range names {
		if folded := search.Fold(name); !seen[folded] {
			seen[folded] = true
			apart = append(apart, name)
		}
	}
	return apart
}

func (k kind[T]) comesBack(e *env) {
	s := e.sample("i")
	m := meta("id", "Name")
	m.Tags = map[string]string{"k": "v", "Ω": ""}
	want := k.full(s, m)
	e.update("i", func(tx roster.Tx) error { return k.put(tx)(want) })
	have(e, want)(k.read(e.read("i")).Get("id"))
	_, err := k.read(e.read("i")).Get("nothing")
	e.kind(err, roster.NotFound)
}

func (k kind[T]) foundByName(e *env) {
	s := e.sample("i")
	upper := k.add(e, s, "1", "Name")
	lower := k.add(e, s, "2", "name")
	have(e, upper)(k.read(e.read("i")).Named("Name"))
	have(e, lower)(k.read(e.read("i")).Named("name"))
	_, err := k.read(e.read("i")).Named("NAME")
	e.kind(err, roster.NotFound)
}

func (k kind[T]) foundByExactName(e *env) {
	s := e.sample("i")
	v := k.add(e, s, "1", "Name")
	have(e, v)(k.read(e.read("i")).Named("Name"))
	_, err := k.read(e.read("i")).Named("name")
	e.kind(err, roster.NotFound)
}

func (k kind[T]) uniqueFoldedName(e *env) {
	s := e.sample("i")
	k.add(e, s, "1", "Stra\u00dfe \u00e9")
	e.refused(roster.Duplicate, "i", func(tx roster.Tx) error { return k.put(tx)(k.full(s, meta("2", "STRASSE e\u0301"))) })
	k.add(e, s, "1", "stra\u00dfe \u00c9")
}

func (k kind[T]) changes(e *env) {
	s := e.sample("i")
	k.add(e, s, "1", "Before")
	after := k.add(e, s, "1", "After")
	have(e, after)(k.read(e.read("i")).Get("1"))
	_, err := k.read(e.read("i")).Named("Before")
	e.kind(err, roster.NotFound)
}

func (k kind[T]) uniqueName(e *env) {
	s, other := e.sample("i"), e.sample("other")
	want := k.add(e, s, "1", "Name")
	e.refused(roster.Duplicate, "i", func(tx roster.Tx) error { return k.put(tx)(k.full(s, meta("2", "Name"))) })
	theirs := k.add(e, other, "1", "Name")
	have(e, want)(k.read(e.read("i")).Get("1"))
	have(e, theirs)(k.read(e.read("other")).Get("1"))
}

func (k kind[T]) listed(names []string) func(*env) {
	return func(e *env) {
		s := e.sample("i")
		for n, name := range slices.Backward(names) {
			k.add(e, s, nth(n), name)
		}
		all, err := k.read(e.read("i")).List(roster.Page{Limit: -1})
		e.ok(err)
		got := pick(all, func(v T) string { return k.meta(&v).Name })
		if !slices.IsSorted(got) || len(got) < len(names) {
			e.Errorf("listed as %q", got)
		}
		for at := 0; at < len(all); at += 4 {
			page := roster.Page{Limit: 4}
			if at > 0 {
				last := k.meta(&all[at-1])
				page.After = roster.Position{Name: last.Name, ID: last.ID}
			}
			have(e, all[at:min(at+4, len(all))])(k.read(e.read("i")).List(page))
		}
		have(e, []T(nil))(k.read(e.read("i")).List(roster.Page{}))
	}
}
