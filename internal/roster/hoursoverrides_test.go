package roster_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/rollcall-dev/rollcall/internal/hours"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

func day(month time.Month, day int) hours.Date { return hours.Date{Year: 2026, Month: month, Day: day} }

// exception is an override that is right, with changes.
func exception(hoursID, name string, changes ...func(*roster.HoursOfOperationOverride)) roster.HoursOfOperationOverride {
	o := roster.HoursOfOperationOverride{
		Meta: roster.Meta{Name: name}, HoursID: hoursID, Type: hours.Standard, From: day(time.March, 1), Till: day(time.March, 31),
		Config: []roster.OverrideTime{{Day: "MONDAY", Start: ptr(600), End: ptr(660)}},
	}
	for _, change := range changes {
		change(&o)
	}
	return o
}

func (s *schedule) override(t *testing.T, o roster.HoursOfOperationOverride) string {
	t.Helper()
	id, err := s.CreateHoursOfOperationOverride(s.ctx, s.c, s.id, o)
	wantKind(t, err, 0)
	return id
}

func TestOverrideRules(t *testing.T) {
	s := newSchedule(t)
	id := s.hours(t, plan("hours"))
	recurs := func(r hours.Recurrence, config ...roster.OverrideTime) func(*roster.HoursOfOperationOverride) {
		return func(o *roster.HoursOfOperationOverride) { o.Recurrence, o.Config = &r, config }
	}
	times := func(start, end *int) func(*roster.HoursOfOperationOverride) {
		return func(o *roster.HoursOfOperationOverride) { o.Config = []roster.OverrideTime{{Start: start, End: end}} }
	}
	monday := roster.OverrideTime{Day: "MONDAY"}
	tests := []struct {
		name   string
		change func(*roster.HoursOfOperationOverride)
		want   roster.Kind
	}{
		{"one date", func(o *roster.HoursOfOperationOverride) { o.Till = o.From }, 0},
		{"dates in the wrong order", func(o *roster.HoursOfOperationOverride) { o.Till = day(time.February, 28) }, roster.InvalidParameter},
		{"no times", times(nil, nil), 0},
		{"only a start", times(ptr(600), nil), 0},
		{"only an end", times(nil, ptr(600)), 0},
		{"end before start", times(ptr(600), ptr(540)), roster.InvalidParameter},
		{"over midnight", times(ptr(1320), ptr(360)), roster.InvalidParameter},
		{"weekly", recurs(hours.Recurrence{Frequency: hours.Weekly, Interval: 2}), 0},
		{"weekly in a month", recurs(hours.Recurrence{Frequency: hours.Weekly, Interval: 1, Month: 2}), roster.InvalidParameter},
		{"weekly on a day of the month", recurs(hours.Recurrence{Frequency: hours.Weekly, Interval: 1, MonthDay: 2}), roster.InvalidParameter},
		{"weekly on the second Monday", recurs(hours.Recurrence{Frequency: hours.Weekly, Interval: 1, WeekdayOccurrence: 2}, monday), roster.InvalidParameter},
		{"monthly", recurs(hours.Recurrence{Frequency: hours.Monthly, Interval: 1}), 0},
		{"monthly on the last day", recurs(hours.Recurrence{Frequency: hours.Monthly, Interval: 1, MonthDay: hours.Last}), 0},
		{"monthly in a month", recurs(hours.Recurrence{Frequency: hours.Monthly, Interval: 1, Month: 2}), roster.InvalidParameter},
		{"the last Monday", recurs(hours.Recurrence{Frequency: hours.Monthly, Interval: 1, WeekdayOccurrence: hours.Last}, monday), 0},
		{"the last of no day", recurs(hours.Recurrence{Frequency: hours.Monthly, Interval: 1, WeekdayOccurrence: hours.Last}), roster.InvalidParameter},
		{"the last of any day", recurs(hours.Recurrence{Frequency: hours.Monthly, Interval: 1, WeekdayOccurrence: hours.Last}, monday, roster.OverrideTime{}), roster.InvalidParameter},
		{"day and weekday", recurs(hours.Recurrence{Frequency: hours.Yearly, Interval: 1, MonthDay: 1, WeekdayOccurrence: 1}, monday), roster.InvalidParameter},
		{"yearly", recurs(hours.Recurrence{Frequency: hours.Yearly, Interval: 6, Month: 2, MonthDay: 29}), 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := exception(id, tt.name, tt.change)
			_, err := s.CreateHoursOfOperationOverride(s.ctx, s.c, s.id, o)
			wantRule(t, err, tt.want)
			other := s.override(t, exception(id, "to become "+tt.name))
			update := roster.HoursOfOperationOverrideUpdate{
				Type: &o.Type, From: &o.From, Till: &o.Till, Recurrence: o.Recurrence, Config: append([]roster.OverrideTime{}, o.Config...),
			}
			wantRule(t, s.UpdateHoursOfOperationOverride(s.ctx, s.c, s.id, id, other, update), tt.want)
		})
	}
}

func TestOverridesBelongToTheirHours(t *testing.T) {
	s := newSchedule(t)
	mine, other := s.hours(t, plan("mine")), s.hours(t, plan("other"))
	id := s.override(t, exception(mine, "Holiday"))
	for name, hoursID := range map[string]string{"other hours": other, "missing hours": "nothing"} {
		t.Run(name, func(t *testing.T) {
			_, err := s.DescribeHoursOfOperationOverride(s.ctx, s.c, s.id, hoursID, id)
			wantRule(t, err, roster.NotFound)
			wantRule(t, s.UpdateHoursOfOperationOverride(s.ctx, s.c, s.id, hoursID, id, roster.HoursOfOperationOverrideUpdate{}), roster.NotFound)
			wantRule(t, s.DeleteHoursOfOperationOverride(s.ctx, s.c, s.id, hoursID, id), roster.NotFound)
		})
	}
	_, err := s.CreateHoursOfOperationOverride(s.ctx, s.c, s.id, exception("nothing", "Lost"))
	wantRule(t, err, roster.NotFound)
	_, err = s.CreateHoursOfOperationOverride(s.ctx, s.c, s.id, exception(mine, "Holiday"))
	wantRule(t, err, roster.Duplicate)
	s.override(t, exception(other, "Holiday"))
	second := s.override(t, exception(mine, "Second"))
	rename := roster.HoursOfOperationOverrideUpdate{Name: ptr("Holiday")}
	wantRule(t, s.UpdateHoursOfOperationOverride(s.ctx, s.c, s.id, mine, second, rename), roster.Duplicate)
	wantKind(t, s.UpdateHoursOfOperationOverride(s.ctx, s.c, s.id, mine, id, rename), 0)
	wantKind(t, s.DeleteHoursOfOperationOverride(s.ctx, s.c, s.id, mine, id), 0)
	wantRule(t, s.DeleteHoursOfOperationOverride(s.ctx, s.c, s.id, mine, id), roster.NotFound)
}

func TestOverridesOfHoursAreBounded(t *testing.T) {
	s := newSchedule(t)
	parent := s.hours(t, plan("parent"))
	id := s.hours(t, plan("hours", below(parent)))
	s.override(t, exception(parent, "inherited ones do not count"))
	for n := range roster.MaxOverrides {
		s.override(t, exception(id, numbered("o", n)))
	}
	_, err := s.CreateHoursOfOperationOverride(s.ctx, s.c, s.id, exception(id, "one more"))
	wantRule(t, err, roster.LimitExceeded)
	list, _, err := s.ListHoursOfOperationOverrides(s.ctx, s.c, s.id, id, roster.Page{Limit: 49})
	wantKind(t, err, 0)
	if len(list.Items) != 49 || list.Next == nil || list.Items[48].Name != "o048" {
		t.Fatalf("%d on the first page, then %v", len(list.Items), list.Next)
	}
	list, _, err = s.ListHoursOfOperationOverrides(s.ctx, s.c, s.id, id, roster.Page{After: *list.Next, Limit: 49})
	wantKind(t, err, 0)
	if len(list.Items) != 1 || list.Next != nil {
		t.Errorf("%d on the last page", len(list.Items))
	}
}

func TestUpdateOverrideKeepsWhatIsAbsentAndTouchesItsHours(t *testing.T) {
	s := newSchedule(t)
	hoursID := s.hours(t, plan("hours", func(h *roster.HoursOfOperation) { h.Tags = map[string]string{"a": "b"} }))
	s.advance(time.Minute)
	want := exception(hoursID, "Holiday", func(o *roster.HoursOfOperationOverride) {
		o.Description, o.Recurrence = "text", &hours.Recurrence{Frequency: hours.Yearly, Interval: 1, Month: 3, MonthDay: 9}
	})
	id := s.override(t, want)
	want.ID, want.LastModified = id, s.now()
	check := func(change string, at time.Time) {
		t.Helper()
		got, err := s.DescribeHoursOfOperationOverride(s.ctx, s.c, s.id, hoursID, id)
		wantKind(t, err, 0)
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("after %s (-want +got):\n%s", change, diff)
		}
		_, changed, err := s.ListHoursOfOperationOverrides(s.ctx, s.c, s.id, hoursID, everyone)
		wantKind(t, err, 0)
		if h := s.describe(t, hoursID); !changed.Equal(at) || !h.LastModified.Equal(at) || h.Tags["a"] != "b" || len(h.Config) != 1 {
			t.Errorf("after %s the hours changed at %v, %v; want %v", change, changed, h.LastModified, at)
		}
	}
	check("creation", s.now())
	created := s.now()
	s.advance(time.Minute)
	wantKind(t, s.UpdateHoursOfOperationOverride(s.ctx, s.c, s.id, hoursID, id, roster.HoursOfOperationOverrideUpdate{}), 0)
	check("an update of nothing", created)
	wantKind(t, s.UpdateHoursOfOperationOverride(s.ctx, s.c, s.id, hoursID, id, roster.HoursOfOperationOverrideUpdate{Name: ptr("New"), Till: ptr(day(time.January, 1))}), roster.InvalidParameter)
	check("a refused update", created)
	wantKind(t, s.UpdateHoursOfOperationOverride(s.ctx, s.c, s.id, hoursID, id, roster.HoursOfOperationOverrideUpdate{
		Name: ptr("New"), Description: ptr("other"), Type: ptr(hours.Closed), From: ptr(day(time.April, 1)), Till: ptr(day(time.April, 2)),
		Recurrence: &hours.Recurrence{Frequency: hours.Weekly, Interval: 3}, Config: []roster.OverrideTime{},
	}), 0)
	want.Name, want.Description, want.Type, want.From, want.Till = "New", "other", hours.Closed, day(time.April, 1), day(time.April, 2)
	want.Recurrence, want.Config, want.LastModified = &hours.Recurrence{Frequency: hours.Weekly, Interval: 3}, nil, s.now()
	check("an update of everything", s.now())
	s.advance(time.Minute)
	wantKind(t, s.DeleteHoursOfOperationOverride(s.ctx, s.c, s.id, hoursID, id), 0)
	if at := s.describe(t, hoursID).LastModified; !at.Equal(s.now()) {
		t.Errorf("after the deletion the hours changed at %v, want %v", at, s.now())
	}
}

func TestSearchOverrides(t *testing.T) {
	s := newSchedule(t)
	tagged, plain := s.hours(t, plan("tagged", func(h *roster.HoursOfOperation) { h.Tags = map[string]string{"team": "a"} })), s.hours(t, plan("plain"))
	s.override(t, exception(plain, "Spring"))
	s.override(t, exception(tagged, "Autumn", func(o *roster.HoursOfOperationOverride) {
		o.From, o.Till, o.Description = day(time.October, 1), day(time.October, 31), "leaves fall"
	}))
	s.override(t, exception(tagged, "Spring"))
	for name, tt := range map[string]struct {
		where search.Criteria
		want  []string
	}{
		"all":                   {search.All{}, []string{"Autumn", "Spring", "Spring"}},
		"name":                  {search.Text{Field: search.FieldName, Comparison: search.Exact, Value: "Autumn"}, []string{"Autumn"}},
		"description":           {search.Text{Field: search.FieldDescription, Comparison: search.Contains, Value: "leaves"}, []string{"Autumn"}},
		"first date":            {search.DateRange{Field: search.FieldEffectiveFrom, From: "2026-03-01", Exclusive: true}, []string{"Autumn"}},
		"last date":             {search.DateRange{Field: search.FieldEffectiveTill, To: "2026-03-31"}, []string{"Spring", "Spring"}},
		"the tags of the hours": {search.TagEquals{Key: "team"}, []string{"Autumn", "Spring"}},
	} {
		t.Run(name, func(t *testing.T) {
			found, err := s.SearchHoursOfOperationOverrides(s.ctx, s.c, s.id, tt.where, everyone)
			wantKind(t, err, 0)
			var got []string
			for _, o := range found.Items {
				got = append(got, o.Name)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" || found.Total != len(tt.want) {
				t.Errorf("found %d (-want +got):\n%s", found.Total, diff)
			}
		})
	}
}
