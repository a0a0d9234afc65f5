package roster

import (
	"slices"
	"time"

	"github.com/rollcall-dev/rollcall/internal/hours"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// HoursOfOperation says when a queue is open.
type HoursOfOperation struct {
	Meta
	Description string `json:"description,omitempty"`
	// TimeZone is a name of the IANA database. All dates and times of the hours are of this zone.
	TimeZone string     `json:"zone"`
	Config   []OpenTime `json:"config"`
	// ParentIDs are the hours of which these are a child, and so inherit the overrides, in the order in which they were linked.
	ParentIDs []string `json:"parents,omitempty"`
}

// OpenTime is a span of a day in minutes from midnight. An End of 0 is the midnight that ends the day, so that 0 to 0 is the whole day.
type OpenTime struct {
	Day   string `json:"day"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// LinkedHours are hours together with the parents that ParentIDs names, as far as the caller may see them, in the same order.
type LinkedHours struct {
	HoursOfOperation
	Parents []Meta
}

// Document is what can be searched of hours of operation.
func (h *HoursOfOperation) Document() search.Document {
	return h.documentWith(map[search.Field]string{search.FieldDescription: h.Description, search.FieldTimeZone: h.TimeZone})
}

// week is the hours' own plan.
func (h *HoursOfOperation) week() (week []hours.Entry) {
	for _, t := range h.Config {
		week = append(week, hours.Entry{Day: weekday(t.Day), Span: span(t.Start, t.End)})
	}
	return week
}

// check refuses a time zone that there is not, and times that are no span.
func (h *HoursOfOperation) check() error {
	if !hours.ZoneExists(h.TimeZone) {
		return Errorf(InvalidParameter, "TimeZone must be a name of the IANA time zone database")
	}
	for _, t := range h.Config {
		if err := checkSpan(t.Start, t.End); err != nil {
			return err
		}
	}
	return nil
}

// checkSpan refuses an end that does not come after the start. Spans do not go past midnight, which is 0.
func checkSpan(start, end int) error {
	if end != 0 && end <= start {
		return Errorf(InvalidParameter, "EndTime must be later than StartTime, or 0:00, which is midnight")
	}
	return nil
}

func span(start, end int) hours.Span {
	if end == 0 {
		end = hours.MinutesPerDay
	}
	return hours.Span{Start: start, End: end}
}

// weekday is the day of the week by its name on the wire; every day when it has none.
func weekday(name string) time.Weekday {
	return time.Weekday(slices.Index(weekdays[:], name))
}
