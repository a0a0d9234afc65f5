package api

import (
	"time"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// value is what a member holds, the zero value when it is absent.
func value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

// text is a member of an answer: absent when empty, because a string that was never set or was cleared is left out of answers.
func text[T ~string](s T) *T {
	if s == "" {
		return nil
	}
	return &s
}

// number is a count as a member of an answer.
func number[T ~int32 | ~int64](n int) *T {
	v := T(n)
	return &v
}

// count is an optional number of a request.
func count(n *int32) *int {
	if n == nil {
		return nil
	}
	v := int(*n)
	return &v
}

// modified is the pair of members that says when and where something last changed; where is always the own Region. Both are absent for what
// never changes.
func modified(c roster.Caller, at time.Time) (*connect.Timestamp, *string) {
	if at.IsZero() {
		return nil, nil
	}
	return connect.NewTimestamp(at), &c.Region
}

// each converts the elements of a list.
func each[S, T any](items []S, convert func(*S) T) []T {
	converted := make([]T, len(items))
	for i := range items {
		converted[i] = convert(&items[i])
	}
	return converted
}
