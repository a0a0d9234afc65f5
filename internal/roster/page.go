package roster

import "slices"

// Position is a place in an order by name, then id. The zero value is the beginning.
type Position struct{ Name, ID string }

// Page is what part of a list is asked for: at most Limit entries after After.
type Page struct {
	After Position
	Limit int
}

// List is a page of entries. Next is where the following page begins, nil when there is none.
type List[T any] struct {
	Items []T
	Next  *Position
}

// cut makes a page of items that were read with one more than the limit, so that the existence of a next page is known.
func cut[T any](items []T, limit int, position func(*T) Position) List[T] {
	if len(items) <= limit {
		return List[T]{Items: items}
	}
	items = items[:limit]
	next := position(&items[limit-1])
	return List[T]{Items: items, Next: &next}
}

// pageInOrder makes a page of all the items that there are, in the order of their positions.
func pageInOrder[T any](all []T, position func(*T) Position, p Page) List[T] {
	slices.SortFunc(all, func(a, b T) int { return position(&a).compare(position(&b)) })
	from, exact := slices.BinarySearchFunc(all, p.After, func(v T, after Position) int { return position(&v).compare(after) })
	if exact {
		from++
	}
	return cut(all[from:], p.Limit, position)
}
