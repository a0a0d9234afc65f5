package roster_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/hours"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// TestEffectiveHoursInherit works out the week in which New York's clocks go forward, for hours that inherit from two others.
func TestEffectiveHoursInherit(t *testing.T) {
	s := newSchedule(t)
	holidays, region := s.hours(t, plan("holidays")), s.hours(t, plan("region"))
	s.override(t, exception(holidays, "Closure", func(o *roster.HoursOfOperationOverride) {
		o.Type, o.Config = hours.Closed, []roster.OverrideTime{{Start: ptr(12 * 60), End: ptr(13 * 60)}}
		o.Recurrence = &hours.Recurrence{Frequency: hours.Weekly, Interval: 2}
	}))
	s.override(t, exception(region, "Sale", func(o *roster.HoursOfOperationOverride) {
		o.Type, o.Config = hours.Open, []roster.OverrideTime{{Day: "SUNDAY", Start: ptr(22 * 60)}}
	}))
	id := s.hours(t, plan("hours", below(holidays, region), func(h *roster.HoursOfOperation) {
		h.TimeZone = "America/New_York"
		h.Config = []roster.OpenTime{{Day: "SUNDAY"}, {Day: "MONDAY", Start: 540, End: 1020}, {Day: "MONDAY", Start: 600, End: 0}}
	}))
	s.override(t, exception(id, "Temporary", func(o *roster.HoursOfOperationOverride) {
		o.From, o.Till = day(time.March, 10), day(time.March, 10)
		o.Config = []roster.OverrideTime{{Day: "TUESDAY", End: ptr(60)}}
	}))
	got, err := s.GetEffectiveHoursOfOperations(s.ctx, s.c, s.id, id, day(time.March, 7), day(time.March, 10))
	wantKind(t, err, 0)
	span := func(start, end int) hours.Span { return hours.Span{Start: start * 60, End: end * 60} }
	want := roster.EffectiveHoursOfOperation{TimeZone: "America/New_York", Days: []hours.Day{
		{Date: day(time.March, 7), Applied: []hours.Applied{{Name: "Closure", Kind: hours.Closed, Span: span(12, 13)}}},
		{Date: day(time.March, 8), Open: []hours.Span{span(0, 24)}, Applied: []hours.Applied{{Name: "Sale", Kind: hours.Open, Open: true, Span: span(22, 24)}}},
		{Date: day(time.March, 9), Open: []hours.Span{span(9, 24)}},
		{Date: day(time.March, 10), Open: []hours.Span{span(0, 1)}, Applied: []hours.Applied{{Name: "Temporary", Kind: hours.Standard, Open: true, Span: span(0, 1)}}},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("effective (-want +got):\n%s", diff)
	}
	wantKind(t, s.DisassociateHoursOfOperations(s.ctx, s.c, s.id, id, []string{holidays, region}), 0)
	got, err = s.GetEffectiveHoursOfOperations(s.ctx, s.c, s.id, id, day(time.March, 8), day(time.March, 8))
	wantKind(t, err, 0)
	if len(got.Days) != 1 || len(got.Days[0].Applied) != 0 {
		t.Errorf("without parents: %v", got.Days)
	}
}

func TestEffectiveHoursAreBounded(t *testing.T) {
	s := newSchedule(t)
	id := s.hours(t, plan("hours"))
	first := day(time.January, 1)
	for name, tt := range map[string]struct {
		to   hours.Date
		days int
		want roster.Kind
	}{
		"one date":            {first, 1, 0},
		"the wrong order":     {hours.Date{Year: 2025, Month: time.December, Day: 31}, 0, roster.InvalidParameter},
		"as many as allowed":  {hours.Date{Year: 2027, Month: time.January, Day: 1}, roster.MaxEffectiveDays, 0},
		"one more":            {hours.Date{Year: 2027, Month: time.January, Day: 2}, 0, roster.InvalidParameter},
		"the end of the time": {hours.Date{Year: 9999, Month: time.December, Day: 31}, 0, roster.InvalidParameter},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := s.GetEffectiveHoursOfOperations(s.ctx, s.c, s.id, id, first, tt.to)
			wantRule(t, err, tt.want)
			if len(got.Days) != tt.days {
				t.Errorf("%d days, want %d", len(got.Days), tt.days)
			}
		})
	}
	_, err := s.GetEffectiveHoursOfOperations(s.ctx, s.c, s.id, "nothing", first, first)
	wantRule(t, err, roster.NotFound)
}
