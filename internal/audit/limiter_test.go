package audit

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestLimiter(t *testing.T) {
	var l Limiter[int]
	start := time.UnixMilli(0)
	for n := range DenialsPerSecond + 3 {
		if admitted := l.Admit("ann", []string{"a", "b"}[n%2], n, start.Add(time.Duration(n))); admitted != (n < DenialsPerSecond) {
			t.Errorf("denial %d: %t", n, admitted)
		}
	}
	if !l.Admit("bob", "a", 0, start) {
		t.Error("one caller's denials hold back another's")
	}
	if due := l.Due(start.Add(time.Second-1), false); due != nil {
		t.Errorf("due before the second is over: %v", due)
	}
	want := []Held[int]{{First: 10, Count: Count{Operations: map[string]int{"a": 2, "b": 1}, Last: start.Add(12)}}}
	if diff := cmp.Diff(want, l.Due(start.Add(time.Second), false)); diff != "" {
		t.Errorf("held back (-want +got):\n%s", diff)
	}
	if len(l.windows) != 0 {
		t.Errorf("%d callers are not forgotten", len(l.windows))
	}
	if !l.Admit("ann", "a", 0, start.Add(time.Second)) {
		t.Error("nothing is admitted after the second")
	}
}

func TestLimiterGivesAllInTheEnd(t *testing.T) {
	var l Limiter[int]
	for range DenialsPerSecond + 1 {
		l.Admit("ann", "a", 0, time.UnixMilli(0))
	}
	if due := l.Due(time.UnixMilli(0), true); len(due) != 1 {
		t.Errorf("%d are due in the end, want 1", len(due))
	}
}
