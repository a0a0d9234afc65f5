package api

import (
	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/hours"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// date reads a member that is a date; nil when it is absent. The shape leaves days open that no month has.
func date(member string, text *string) (*hours.Date, error) {
	if text == nil {
		return nil, nil
	}
	d, err := hours.ParseDate(*text)
	if err != nil {
		return nil, roster.Errorf(roster.InvalidParameter, "%s must be a date of the calendar", member)
	}
	return &d, nil
}

func effectiveDates(from, till *string) (first, last *hours.Date, err error) {
	if first, err = date("EffectiveFrom", from); err != nil {
		return nil, nil, err
	}
	last, err = date("EffectiveTill", till)
	return first, last, err
}

func overrideTime(e *connect.HoursOfOperationOverrideConfig) roster.OverrideTime {
	at := func(s *connect.OverrideTimeSlice) *int {
		if s == nil {
			return nil
		}
		m := minutes(*s.Hours, *s.Minutes)
		return &m
	}
	return roster.OverrideTime{Day: string(value(e.Day)), Start: at(e.StartTime), End: at(e.EndTime)}
}

func wireOverrideTime(t *roster.OverrideTime) connect.HoursOfOperationOverrideConfig {
	return connect.HoursOfOperationOverrideConfig{Day: text(connect.OverrideDays(t.Day)), StartTime: timeSlice(t.Start), EndTime: timeSlice(t.End)}
}

// timeSlice is a time of the day, given in minutes from midnight. The midnight that ends a day is 0:00, as is the one that begins it.
func timeSlice(at *int) *connect.OverrideTimeSlice {
	if at == nil {
		return nil
	}
	return &connect.OverrideTimeSlice{Hours: number[int32](*at / 60 % 24), Minutes: number[int32](*at % 60)}
}

// recurrence reads the pattern of a recurring override; nil when it is absent.
func recurrence(in *connect.RecurrenceConfig) (*hours.Recurrence, error) {
	if in == nil {
		return nil, nil
	}
	p := in.RecurrencePattern
	for _, days := range [][]int32{p.ByMonthDay, p.ByWeekdayOccurrence} {
		if len(days) > 0 && days[0] == 0 {
			return nil, roster.Errorf(roster.InvalidParameter, "ByMonthDay and ByWeekdayOccurrence count from 1, or are -1 for the last")
		}
	}
	return &hours.Recurrence{
		Frequency: hours.Frequency(*p.Frequency), Interval: int(*p.Interval),
		Month: only(p.ByMonth), MonthDay: only(p.ByMonthDay), WeekdayOccurrence: only(p.ByWeekdayOccurrence),
	}, nil
}

// only is the element of a list that has one at most; 0 without it.
func only(list []int32) int {
	if len(list) == 0 {
		return 0
	}
	return int(list[0])
}

func wireRecurrence(r *hours.Recurrence) *connect.RecurrenceConfig {
	if r == nil {
		return nil
	}
	return &connect.RecurrenceConfig{RecurrencePattern: &connect.RecurrencePattern{
		Frequency: text(connect.RecurrenceFrequency(r.Frequency)), Interval: number[int32](r.Interval),
		ByMonth: listOf(r.Month), ByMonthDay: listOf(r.MonthDay), ByWeekdayOccurrence: listOf(r.WeekdayOccurrence),
	}}
}

// listOf is the list of which n is only.
func listOf(n int) []int32 {
	if n == 0 {
		return nil
	}
	return []int32{int32(n)}
}
