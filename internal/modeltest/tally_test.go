package modeltest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
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

// require fails the test when an operation never succeeded, or was never refused for one of its typical reasons: then the test looks at
// less than it seems to.
func (c *tally) require(t *testing.T, steps []step) {
	for _, step := range steps {
		for _, op := range step.covers {
			for _, outcome := range append([]string{success}, op.refusals...) {
				if c.outcomes[op.name][outcome] == 0 {
					t.Errorf("%s never gave %s: the requests drawn have gone blind", op.name, outcome)
				}
			}
		}
	}
}
