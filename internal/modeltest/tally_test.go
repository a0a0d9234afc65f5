package modeltest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// tally counts how often each operation gave each outcome.
type tally struct{ outcomes map[string]map[string]int }

const success = "ok"

func (c *tally) count(operation, exception string) {
	if exception == "" {
		exception = success
	}
	if c.outcomes[operation] == nil {
		c.outcomes[operation] = map[string]int{}
	}
	c.outcomes[operation][exception]++
}

// String is a table with a line for each operation.
func (c *tally) String() string {
	var b strings.Builder
	for _, op := range slices.Sorted(maps.Keys(c.outcomes)) {
		fmt.Fprintf(&b, "\n%-45s", op)
		for _, outcome := range slices.Sorted(maps.Keys(c.outcomes[op])) {
			fmt.Fprintf(&b, " %s %d,", strings.TrimSuffix(outcome, "Exception"), c.outcomes[op][outcome])
		}
	}
	return b.String()
}

// missing are the outcomes that steps cover and that did not happen: an operation that never succeeded, or was never refused for one of its
// typical reasons, is one that the test only seems to look at.
func (c *tally) missing(steps []step) (blind []string) {
	for _, step := range steps {
		for _, op := range step.covers {
			for _, outcome := range append([]string{success}, op.refusals...) {
				if c.outcomes[op.name][outcome] == 0 {
					blind = append(blind, op.name+" "+outcome)
				}
			}
		}
	}
	return blind
}
