package hours_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/hours"
)

// at is a span from one full hour to another.
func at(from, to int) hours.Span { return hours.Span{Start: from * 60, End: to * 60} }

// on gives a day the spans.
func on(day time.Weekday, spans ...hours.Span) (entries []hours.Entry) {
	for _, s := range spans {
		entries = append(entries, hours.Entry{Day: day, Span: s})
	}
	return entries
}

// TestOverridesOfADay looks at Monday, 2 March 2026, in a plan that opens it from 8 to 18 with a break, and has no hours on Tuesday.
func TestOverridesOfADay(t *testing.T) {
	const every = hours.AnyDay
	monday, tuesday := date(t, "2026-03-02"), date(t, "2026-03-03")
	week := append(on(time.Monday, at(13, 18), at(8, 12)), on(time.Friday, at(0, 24))...)
	change := func(kind hours.Kind, entries ...hours.Entry) hours.Override {
		return hours.Override{Kind: kind, From: monday, Till: tuesday, Entries: entries}
	}
	recurring := func(o hours.Override) hours.Override {
		o.Recurrence = &hours.Recurrence{Frequency: hours.Weekly, Interval: 1}
		return o
	}
	base := []hours.Span{at(8, 12), at(13, 18)}
	tests := []struct {
		name      string
		overrides []hours.Override
		on        hours.Date
		want      []hours.Span
		applied   int
	}{
		{"the plan alone", nil, monday, base, 0},
		{"a day without hours", nil, tuesday, nil, 0},
		{"temporary hours replace the plan", []hours.Override{change(hours.Standard, on(every, at(10, 11))...)}, monday, []hours.Span{at(10, 11)}, 1},
		{"temporary hours open a closed day", []hours.Override{change(hours.Standard, on(time.Tuesday, at(10, 11))...)}, tuesday, []hours.Span{at(10, 11)}, 1},
		{"a day that temporary hours leave out is closed", []hours.Override{change(hours.Standard, on(time.Tuesday, at(10, 11))...)}, monday, nil, 1},
		{"temporary hours without entries close", []hours.Override{change(hours.Standard)}, monday, nil, 1},
		{"recurring temporary hours leave other days alone", []hours.Override{recurring(change(hours.Standard, on(time.Tuesday, at(10, 11))...))}, monday, base, 0},
		{"recurring temporary hours without entries close", []hours.Override{recurring(change(hours.Standard))}, monday, nil, 1},
		{"temporary hours act together", []hours.Override{change(hours.Standard, on(every, at(9, 10))...), change(hours.Standard), change(hours.Standard, on(every, at(11, 12))...)},
			monday, []hours.Span{at(9, 10), at(11, 12)}, 3},
		{"open hours extend", []hours.Override{change(hours.Open, on(every, at(17, 20), at(7, 8))...)}, monday, []hours.Span{at(7, 12), at(13, 20)}, 2},
		{"open hours bridge", []hours.Override{change(hours.Open, on(every, at(12, 13))...)}, monday, []hours.Span{at(8, 18)}, 1},
		{"open hours on a closed day", []hours.Override{change(hours.Open, on(every, at(10, 22))...)}, tuesday, []hours.Span{at(10, 22)}, 1},
		{"open without entries is the whole day", []hours.Override{change(hours.Open)}, tuesday, []hours.Span{hours.WholeDay}, 1},
		{"open hours of another day", []hours.Override{change(hours.Open, on(time.Friday, at(1, 2))...)}, monday, base, 0},
		{"closed hours cut", []hours.Override{change(hours.Closed, on(every, at(10, 15))...)}, monday, []hours.Span{at(8, 10), at(15, 18)}, 1},
		{"closed hours split", []hours.Override{change(hours.Closed, on(every, at(9, 10), at(14, 15))...)}, monday, []hours.Span{at(8, 9), at(10, 12), at(13, 14), at(15, 18)}, 2},
		{"closed without entries is the whole day", []hours.Override{change(hours.Closed)}, monday, nil, 1},
		{"closed hours where nothing is open", []hours.Override{change(hours.Closed, on(every, at(0, 24))...)}, tuesday, nil, 1},
		{"open over temporary", []hours.Override{change(hours.Standard), change(hours.Open, on(every, at(9, 10))...)}, monday, []hours.Span{at(9, 10)}, 2},
		{"closed over all, whatever the order", []hours.Override{change(hours.Closed, on(every, at(9, 17))...), change(hours.Open, on(every, at(8, 20))...), change(hours.Standard, on(every, at(6, 7))...)},
			monday, []hours.Span{at(6, 7), at(8, 9), at(17, 20)}, 3},
		{"a day before it begins", []hours.Override{{Kind: hours.Closed, From: tuesday, Till: tuesday}}, monday, base, 0},
		{"a day after it ended", []hours.Override{{Kind: hours.Open, From: monday, Till: monday}}, tuesday, nil, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := hours.On(tt.on, week, tt.overrides)
			if diff := cmp.Diff(tt.want, got.Open); diff != "" {
				t.Errorf("open (-want +got):\n%s", diff)
			}
			if got.Date != tt.on || len(got.Applied) != tt.applied {
				t.Errorf("%d parts of overrides on %s, want %d on %s", len(got.Applied), got.Date, tt.applied, tt.on)
			}
		})
	}
}

func TestAppliedOverridesComeInTheOrderInWhichTheyDecide(t *testing.T) {
	day := date(t, "2026-03-02")
	change := func(name string, kind hours.Kind, entries ...hours.Entry) hours.Override {
		return hours.Override{Name: name, Kind: kind, From: day, Till: day, Entries: entries}
	}
	got := hours.On(day, nil, []hours.Override{
		change("none", hours.Standard), change("temporary", hours.Standard, on(hours.AnyDay, at(9, 17))...),
		change("late", hours.Open, on(hours.AnyDay, at(20, 22))...), change("early", hours.Open, on(hours.AnyDay, at(5, 6))...),
		change("b", hours.Closed, on(hours.AnyDay, at(12, 13))...), change("a", hours.Closed, on(hours.AnyDay, at(12, 13), at(12, 12+1))...),
	}).Applied
	want := []hours.Applied{
		{Name: "a", Kind: hours.Closed, Span: at(12, 13)}, {Name: "a", Kind: hours.Closed, Span: at(12, 13)}, {Name: "b", Kind: hours.Closed, Span: at(12, 13)},
		{Name: "early", Kind: hours.Open, Open: true, Span: at(5, 6)}, {Name: "late", Kind: hours.Open, Open: true, Span: at(20, 22)},
		{Name: "none", Kind: hours.Standard, Span: hours.WholeDay}, {Name: "temporary", Kind: hours.Standard, Open: true, Span: at(9, 17)},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("applied (-want +got):\n%s", diff)
	}
}

// TestEveryMinute holds drawn days against the rule, minute by minute: closed decides, then open, then temporary hours, then the plan.
func TestEveryMinute(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	day := date(t, "2026-03-02")
	draw := func() (entries []hours.Entry) {
		for range random.IntN(4) {
			start := random.IntN(24 * 60)
			entries = append(entries, hours.Entry{Day: hours.AnyDay, Span: hours.Span{Start: start, End: start + 1 + random.IntN(24*60-start)}})
		}
		return entries
	}
	for range 300 {
		given := map[hours.Kind][]hours.Entry{hours.Closed: draw(), hours.Open: draw(), hours.Standard: draw()}
		week := draw()
		var overrides []hours.Override
		for kind, entries := range given {
			if len(entries) > 0 {
				overrides = append(overrides, hours.Override{Kind: kind, From: day, Till: day, Entries: entries})
			}
		}
		got := hours.On(day, week, overrides)
		plan := given[hours.Standard]
		if len(plan) == 0 {
			plan = week
		}
		for minute := range hours.MinutesPerDay {
			want := !covers(given[hours.Closed], minute) && (covers(given[hours.Open], minute) || covers(plan, minute))
			if open := coversSpan(got.Open, minute); open != want {
				t.Fatalf("minute %d is open: %v, want %v; overrides %v, plan %v", minute, open, want, overrides, week)
			}
		}
	}
}

func covers(entries []hours.Entry, minute int) bool {
	for _, e := range entries {
		if e.Start <= minute && minute < e.End {
			return true
		}
	}
	return false
}

// coversSpan also wants the spans in order and apart.
func coversSpan(spans []hours.Span, minute int) (found bool) {
	for i, s := range spans {
		if s.Start >= s.End || i > 0 && spans[i-1].End >= s.Start {
			panic("spans out of order or touching")
		}
		found = found || s.Start <= minute && minute < s.End
	}
	return found
}
