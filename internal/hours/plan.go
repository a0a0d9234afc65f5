package hours

import (
	"cmp"
	"slices"
	"time"
)

// Entry is a span of one weekday, or of every day.
type Entry struct {
	// Day is a weekday or AnyDay.
	Day time.Weekday
	Span
}

// AnyDay stands for every day of the week.
const AnyDay time.Weekday = -1

// spansOn are the spans that entries give a weekday.
func spansOn(entries []Entry, day time.Weekday) (spans []Span) {
	for _, e := range entries {
		if e.Day == day || e.Day == AnyDay {
			spans = append(spans, e.Span)
		}
	}
	return spans
}

// Kind is what an override does.
type Kind string

// The kinds of override.
const (
	// Standard takes the place of the weekly plan. It may leave a day without hours.
	Standard Kind = "STANDARD"
	// Open adds hours to the plan.
	Open Kind = "OPEN"
	// Closed takes hours away, whatever else gives them.
	Closed Kind = "CLOSED"
)

// rank orders the kinds by which decides first.
func (k Kind) rank() int { return slices.Index([]Kind{Closed, Open, Standard}, k) }

// Override changes a weekly plan on the dates from From to Till, both included.
type Override struct {
	Name       string
	Kind       Kind
	From, Till Date
	// Recurrence, counted from From, picks some of the dates; nil means all.
	Recurrence *Recurrence
	// Entries are the hours that the override replaces, adds or takes away. Without entries it is about whole days. Their weekdays narrow the
	// dates further, except for a Standard override without recurrence: that takes the place of the plan on all its dates, so that those of
	// which no entry speaks have no hours.
	Entries []Entry
}

// on says whether the override is about a date, and what it gives or takes there.
func (o *Override) on(d Date) (spans []Span, applies bool) {
	if d.Compare(o.From) < 0 || d.Compare(o.Till) > 0 || o.Recurrence != nil && !o.Recurrence.on(d, o.From) {
		return nil, false
	}
	spans = spansOn(o.Entries, d.Weekday())
	switch {
	case len(o.Entries) == 0 && o.Kind != Standard:
		return []Span{WholeDay}, true
	case len(o.Entries) == 0 || o.Kind == Standard && o.Recurrence == nil:
		return spans, true
	}
	return spans, len(spans) > 0
}

// Day is what holds on a date.
type Day struct {
	Date Date
	// Open are the hours, in order and without overlap; none means closed.
	Open []Span
	// Applied are the parts that overrides have in it: what decides first comes first, then the earlier, then by name.
	Applied []Applied
}

// Applied is a span that an override opens or closes. A Standard override that leaves the date without hours closes the whole day.
type Applied struct {
	Name string
	Kind Kind
	Open bool
	Span
}

// On works out a date. Closed overrides decide first, then open ones, then standard ones, and the weekly plan where nothing else does;
// overrides of the same kind act together.
func On(d Date, week []Entry, overrides []Override) Day {
	day := Day{Date: d}
	given, replaced := map[Kind][]Span{}, false
	for i := range overrides {
		o := &overrides[i]
		spans, applies := o.on(d)
		if !applies {
			continue
		}
		given[o.Kind] = append(given[o.Kind], spans...)
		replaced = replaced || o.Kind == Standard
		day.Applied = append(day.Applied, o.applied(spans)...)
	}
	if !replaced {
		given[Standard] = spansOn(week, d.Weekday())
	}
	day.Open = minus(union(slices.Concat(given[Standard], given[Open])), given[Closed])
	slices.SortStableFunc(day.Applied, Applied.compare)
	return day
}

func (o *Override) applied(spans []Span) (parts []Applied) {
	if len(spans) == 0 {
		return []Applied{{o.Name, o.Kind, false, WholeDay}}
	}
	for _, s := range spans {
		parts = append(parts, Applied{o.Name, o.Kind, o.Kind != Closed, s})
	}
	return parts
}

func (a Applied) compare(b Applied) int {
	return cmp.Or(cmp.Compare(a.Kind.rank(), b.Kind.rank()), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Name, b.Name))
}
