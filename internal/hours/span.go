package hours

import (
	"cmp"
	"slices"
)

// MinutesPerDay is how many minutes a day has on a wall clock, also when clocks change on it.
const MinutesPerDay = 24 * 60

// Span is a part of a day, in minutes from midnight by the wall clock: from Start, which belongs to it, to End, which does not.
// 0 <= Start < End <= MinutesPerDay.
type Span struct{ Start, End int }

// WholeDay is from midnight to midnight.
var WholeDay = Span{0, MinutesPerDay}

// union gives the spans in order, those that overlap or touch made one. It leaves its argument as it is.
func union(spans []Span) []Span {
	sorted := slices.SortedFunc(slices.Values(spans), func(a, b Span) int { return cmp.Compare(a.Start, b.Start) })
	var merged []Span
	for _, s := range sorted {
		if last := len(merged) - 1; last >= 0 && s.Start <= merged[last].End {
			merged[last].End = max(merged[last].End, s.End)
			continue
		}
		merged = append(merged, s)
	}
	return merged
}

// minus gives what is left of the spans without the holes, in the spans' order.
func minus(spans, holes []Span) []Span {
	left := spans
	for _, hole := range holes {
		var next []Span
		for _, s := range left {
			next = append(next, s.without(hole)...)
		}
		left = next
	}
	return left
}

// without is what a hole leaves of a span: nothing, one span or two.
func (s Span) without(hole Span) (left []Span) {
	if before := (Span{s.Start, min(s.End, hole.Start)}); before.Start < before.End {
		left = append(left, before)
	}
	if after := (Span{max(s.Start, hole.End), s.End}); after.Start < after.End {
		left = append(left, after)
	}
	return left
}
