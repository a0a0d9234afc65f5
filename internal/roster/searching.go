package roster

import (
	"cmp"
	"strings"

	"github.com/rollcall-dev/rollcall/internal/search"
)

// Found is a page of what a search found, and how much it found on all pages together.
type Found[T any] struct {
	List[T]
	Total int
}

// ofTypes matches the resources of the types, and all when none is given.
func ofTypes[T ~string](types []T) search.Criteria {
	if len(types) == 0 {
		return search.All{}
	}
	return anyOf(search.FieldType, types)
}

// anyOf matches what has one of the values in the field, exactly.
func anyOf[S ~string](field search.Field, values []S) search.Criteria {
	one := make(search.Or, len(values))
	for i, v := range values {
		one[i] = search.Text{Field: field, Comparison: search.Exact, Value: string(v)}
	}
	return one
}

// searchAll searches a kind of which an instance has few, so that looking at each is fast enough. items are all there are; document says
// what can be searched of one. where leaves out what the caller may not see. The page comes by name, then id.
func searchAll[T any](items []T, document func(*T) search.Document, where search.Criteria, p Page) Found[T] {
	return searchInOrder(items, document, nil, where, p)
}

// searchInOrder is searchAll in another order: place is an item's place in it, nil for the order by name, then id.
func searchInOrder[T any](items []T, document func(*T) search.Document, place func(*T) Position, where search.Criteria, p Page) Found[T] {
	var matches []match[T]
	for i := range items {
		d := document(&items[i])
		if !search.Evaluate(where, &d) {
			continue
		}
		at := Position{Name: d.Name, ID: d.ID}
		if place != nil {
			at = place(&items[i])
		}
		matches = append(matches, match[T]{at, items[i]})
	}
	found := Found[T]{Total: len(matches)}
	rest := pageInOrder(matches, func(m *match[T]) Position { return m.at }, p)
	for i := range rest.Items {
		found.Items = append(found.Items, rest.Items[i].item)
	}
	found.Next = rest.Next
	return found
}

// match is an item with its place in the order of answers.
type match[T any] struct {
	at   Position
	item T
}

// compare orders positions by name, then id, both bytewise.
func (p Position) compare(q Position) int {
	return cmp.Or(strings.Compare(p.Name, q.Name), strings.Compare(p.ID, q.ID))
}
