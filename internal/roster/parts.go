package roster

import "strconv"

// pageOf is a page of what one resource holds, in the order in which the resource holds it. A position's ID is the place in that order.
func pageOf[T any](all []T, p Page) List[T] {
	from := 0
	if n, err := strconv.Atoi(p.After.ID); err == nil {
		from = min(max(n, 0), len(all))
	}
	if len(all)-from <= p.Limit {
		return List[T]{Items: all[from:]}
	}
	to := from + p.Limit
	return List[T]{Items: all[from:to], Next: &Position{ID: strconv.Itoa(to)}}
}
