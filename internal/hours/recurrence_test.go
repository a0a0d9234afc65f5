package hours_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/hours"
)

// dates are those on which an override does anything: as many as are wanted, and one more if there is one.
func dates(o hours.Override, wanted int) (found []string) {
	for d := o.From; d.Compare(o.Till) <= 0 && len(found) <= wanted; d = d.Next() {
		if len(hours.On(d, nil, []hours.Override{o}).Applied) > 0 {
			found = append(found, d.String())
		}
	}
	return found
}

const (
	weekly, monthly, yearly = hours.Weekly, hours.Monthly, hours.Yearly

	sun, mon, tue, thu, fri = time.Sunday, time.Monday, time.Tuesday, time.Thursday, time.Friday
)

var recurrences = []struct {
	name       string
	from, till string
	r          hours.Recurrence
	days       []time.Weekday
	want       []string
}{
	{"every Monday", "2026-01-01", "2026-01-20", hours.Recurrence{Frequency: weekly, Interval: 1}, []time.Weekday{mon},
		[]string{"2026-01-05", "2026-01-12", "2026-01-19"}},
	{"several days of a week", "2026-01-01", "2026-01-12", hours.Recurrence{Frequency: weekly, Interval: 1}, []time.Weekday{mon, fri},
		[]string{"2026-01-02", "2026-01-05", "2026-01-09", "2026-01-12"}},
	{"every other week counts from the first date's week", "2026-01-01", "2026-02-01", hours.Recurrence{Frequency: weekly, Interval: 2}, []time.Weekday{mon, fri},
		[]string{"2026-01-02", "2026-01-12", "2026-01-16", "2026-01-26", "2026-01-30"}},
	{"a week begins on Sunday", "2026-01-03", "2026-01-31", hours.Recurrence{Frequency: weekly, Interval: 2}, []time.Weekday{sun},
		[]string{"2026-01-11", "2026-01-25"}},
	{"every sixth week over a new year", "2025-11-27", "2026-04-01", hours.Recurrence{Frequency: weekly, Interval: 6}, []time.Weekday{thu},
		[]string{"2025-11-27", "2026-01-08", "2026-02-19"}},
	{"weeks before the epoch", "1969-12-01", "1970-01-20", hours.Recurrence{Frequency: weekly, Interval: 3}, []time.Weekday{tue},
		[]string{"1969-12-02", "1969-12-23", "1970-01-13"}},
	{"a week without a day is all of it", "2026-01-01", "2026-01-05", hours.Recurrence{Frequency: weekly, Interval: 2}, nil,
		[]string{"2026-01-01", "2026-01-02", "2026-01-03"}},
	{"the 15th of a month", "2026-01-16", "2026-04-15", hours.Recurrence{Frequency: monthly, Interval: 1, MonthDay: 15}, nil,
		[]string{"2026-02-15", "2026-03-15", "2026-04-15"}},
	{"months that have no 31st are left out", "2026-01-01", "2026-08-31", hours.Recurrence{Frequency: monthly, Interval: 1, MonthDay: 31}, nil,
		[]string{"2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31", "2026-08-31"}},
	{"a month left out still counts", "2026-01-31", "2026-12-31", hours.Recurrence{Frequency: monthly, Interval: 3, MonthDay: 31}, nil,
		[]string{"2026-01-31", "2026-07-31", "2026-10-31"}},
	{"the last day of a month", "2023-12-31", "2024-04-30", hours.Recurrence{Frequency: monthly, Interval: 1, MonthDay: hours.Last}, nil,
		[]string{"2023-12-31", "2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"}},
	{"every other month over a new year", "2025-11-10", "2026-06-01", hours.Recurrence{Frequency: monthly, Interval: 2, MonthDay: 5}, nil,
		[]string{"2026-01-05", "2026-03-05", "2026-05-05"}},
	{"the first date's day of the month", "2026-01-30", "2026-05-01", hours.Recurrence{Frequency: monthly, Interval: 1}, nil,
		[]string{"2026-01-30", "2026-03-30", "2026-04-30"}},
	{"the 13th when it is a Friday", "2026-01-01", "2026-12-31", hours.Recurrence{Frequency: monthly, Interval: 1, MonthDay: 13}, []time.Weekday{fri},
		[]string{"2026-02-13", "2026-03-13", "2026-11-13"}},
	{"the second Tuesday", "2026-01-14", "2026-04-14", hours.Recurrence{Frequency: monthly, Interval: 1, WeekdayOccurrence: 2}, []time.Weekday{tue},
		[]string{"2026-02-10", "2026-03-10", "2026-04-14"}},
	{"the first and the fourth are whole weeks of the month", "2026-02-01", "2026-02-28", hours.Recurrence{Frequency: monthly, Interval: 1, WeekdayOccurrence: 4},
		[]time.Weekday{sun, mon, fri}, []string{"2026-02-22", "2026-02-23", "2026-02-27"}},
	{"the last Friday, fourth or fifth", "2026-01-01", "2026-05-31", hours.Recurrence{Frequency: monthly, Interval: 1, WeekdayOccurrence: hours.Last}, []time.Weekday{fri},
		[]string{"2026-01-30", "2026-02-27", "2026-03-27", "2026-04-24", "2026-05-29"}},
	{"the last Thursday of a leap February", "2024-02-01", "2024-02-29", hours.Recurrence{Frequency: monthly, Interval: 1, WeekdayOccurrence: hours.Last}, []time.Weekday{thu},
		[]string{"2024-02-29"}},
	{"a holiday", "2025-12-26", "2028-01-01", hours.Recurrence{Frequency: yearly, Interval: 1, Month: 12, MonthDay: 25}, nil,
		[]string{"2026-12-25", "2027-12-25"}},
	{"every other year", "2025-06-01", "2031-12-31", hours.Recurrence{Frequency: yearly, Interval: 2, Month: 1, MonthDay: 1}, nil,
		[]string{"2027-01-01", "2029-01-01", "2031-01-01"}},
	{"a leap day comes in leap years", "2023-01-01", "2033-01-01", hours.Recurrence{Frequency: yearly, Interval: 1, Month: 2, MonthDay: 29}, nil,
		[]string{"2024-02-29", "2028-02-29", "2032-02-29"}},
	{"no leap day in 2100", "2096-01-01", "2104-12-31", hours.Recurrence{Frequency: yearly, Interval: 1, Month: 2, MonthDay: 29}, nil,
		[]string{"2096-02-29", "2104-02-29"}},
	{"the last day of February", "2023-02-01", "2025-03-01", hours.Recurrence{Frequency: yearly, Interval: 1, Month: 2, MonthDay: hours.Last}, nil,
		[]string{"2023-02-28", "2024-02-29", "2025-02-28"}},
	{"the second Thursday of April", "2026-01-01", "2028-12-31", hours.Recurrence{Frequency: yearly, Interval: 1, Month: 4, WeekdayOccurrence: 2}, []time.Weekday{thu},
		[]string{"2026-04-09", "2027-04-08", "2028-04-13"}},
	{"the fourth Thursday of November", "2026-01-01", "2028-12-31", hours.Recurrence{Frequency: yearly, Interval: 1, Month: 11, WeekdayOccurrence: 4}, []time.Weekday{thu},
		[]string{"2026-11-26", "2027-11-25", "2028-11-23"}},
	{"the first date's day of the year", "2024-02-29", "2032-12-31", hours.Recurrence{Frequency: yearly, Interval: 1}, nil,
		[]string{"2024-02-29", "2028-02-29", "2032-02-29"}},
	{"the first date's month", "2026-05-20", "2028-01-01", hours.Recurrence{Frequency: yearly, Interval: 1, MonthDay: 1}, nil,
		[]string{"2027-05-01"}},
	{"never", "2026-01-01", "2036-12-31", hours.Recurrence{Frequency: yearly, Interval: 1, Month: 4, MonthDay: 31}, nil, nil},
	{"both ends count", "2026-03-01", "2026-04-01", hours.Recurrence{Frequency: monthly, Interval: 1, MonthDay: 1}, nil,
		[]string{"2026-03-01", "2026-04-01"}},
	{"days on which clocks change", "2026-03-01", "2026-11-30", hours.Recurrence{Frequency: yearly, Interval: 1, Month: 10, WeekdayOccurrence: hours.Last}, []time.Weekday{sun},
		[]string{"2026-10-25"}},
	{"an unknown frequency", "2026-01-01", "2026-12-31", hours.Recurrence{Frequency: "DAILY", Interval: 1}, nil, nil},
}

func TestRecurrence(t *testing.T) {
	for _, tt := range recurrences {
		t.Run(tt.name, func(t *testing.T) {
			o := hours.Override{Kind: hours.Closed, From: date(t, tt.from), Till: date(t, tt.till), Recurrence: &tt.r}
			for _, day := range tt.days {
				o.Entries = append(o.Entries, hours.Entry{Day: day, Span: hours.WholeDay})
			}
			if diff := cmp.Diff(tt.want, dates(o, len(tt.want))); diff != "" {
				t.Errorf("dates (-want +got):\n%s", diff)
			}
		})
	}
}
