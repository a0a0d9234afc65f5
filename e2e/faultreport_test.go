package e2e

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"
)

// stretch is a time in which a fault struck, until all was well again, with the operations that ended in it.
type stretch struct {
	fault
	from, to   time.Duration
	operations []*operation
}

// faultReport is what the crowd met, and what was left when it had gone home.
type faultReport struct {
	stretches []stretch
	// lost counts the users who were acknowledged and are not there, twice those who are there more than once, at the node that lists them worst.
	lost, twice int
	// unordered counts the names whose operations cannot be put in order; wrong and unclean are answers.
	unordered, wrong, unclean int
}

// judge fails the test for everything that the crowd may not meet.
func (r *faultReport) judge(t *testing.T, c *crowd) {
	t.Helper()
	for name, operations := range c.byName() {
		if !inOrder(t, name, operations) {
			r.unordered++
		}
	}
	for _, s := range r.stretches {
		s.expectConnected()
	}
	for _, o := range c.operations {
		switch o.outcome {
		case wrong:
			r.wrong++
		case unclean:
			r.unclean++
		default:
			continue
		}
		t.Errorf("client %d at node %d, %v to %v: %s", o.client, o.node, o.began, o.ended, o)
	}
}

// text is the report as a table, with a line for each fault.
func (r *faultReport) text(t *testing.T, c *crowd) string {
	t.Helper()
	var text strings.Builder
	fmt.Fprintf(&text, "%d operations in %v; acknowledged and lost %d, there twice %d, without an order %d, wrong answers %d, unclean answers %d\n",
		len(c.operations), rounded(c.now()), r.lost, r.twice, r.unordered, r.wrong, r.unclean)
	table := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "fault\tall well after\tdone\tno read for\tno write for\tslowest answer\tnot done")
	for i := range r.stretches {
		s := &r.stretches[i]
		fmt.Fprintf(table, "%s\t%v\t%d\t%v\t%v\t%v\t%s\n", s.name, rounded(s.to-s.from), s.done(), s.without(false), s.without(true), s.slowest(), s.classes())
	}
	ok(t, table.Flush())
	return text.String()
}

// expectConnected expects that no node broke off what it did, unless the fault was just that.
func (s *stretch) expectConnected() {
	for _, o := range s.operations {
		if o.class == nodeLost && !s.kills {
			o.outcome = unclean
		}
	}
}

func (s *stretch) done() (n int) {
	for _, o := range s.operations {
		if o.outcome == succeeded {
			n++
		}
	}
	return n
}

// without is the longest time in which no read, or no write, of anybody succeeded.
func (s *stretch) without(writes bool) time.Duration {
	ends := []time.Duration{s.from, s.to}
	for _, o := range s.operations {
		if o.outcome == succeeded && o.action.writes() == writes {
			ends = append(ends, o.ended)
		}
	}
	slices.Sort(ends)
	longest := time.Duration(0)
	for i, end := range ends[1:] {
		longest = max(longest, end-ends[i])
	}
	return rounded(longest)
}

// slowest is how long somebody waited for an answer of any kind.
func (s *stretch) slowest() time.Duration {
	took := func(o *operation) time.Duration { return o.ended - o.began }
	slow := slices.MaxFunc(s.operations, func(a, b *operation) int { return cmp.Compare(took(a), took(b)) })
	return rounded(took(slow))
}

// classes counts what was not done, by what was heard of it.
func (s *stretch) classes() string {
	counts := map[string]int{}
	for _, o := range s.operations {
		if o.class != "" {
			counts[o.class]++
		}
	}
	var list []string
	for _, class := range slices.Sorted(maps.Keys(counts)) {
		list = append(list, fmt.Sprint(counts[class], " ", class))
	}
	return strings.Join(list, ", ")
}

func rounded(d time.Duration) time.Duration { return d.Round(10 * time.Millisecond) }
