package roster

import (
	"github.com/rollcall-dev/rollcall/internal/hours"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// HoursOfOperationOverride changes hours of operation on some dates. It belongs to one set of hours, and carries no tags of its own.
type HoursOfOperationOverride struct {
	Meta
	// HoursID is the set of hours that the override belongs to.
	HoursID     string     `json:"hours"`
	Description string     `json:"description,omitempty"`
	Type        hours.Kind `json:"type"`
	// From and Till are the first and the last date on which the override can have an effect.
	From hours.Date `json:"from"`
	Till hours.Date `json:"till"`
	// Recurrence is nil when the override is about every date from From to Till.
	Recurrence *hours.Recurrence `json:"recurrence,omitempty"`
	Config     []OverrideTime    `json:"config,omitempty"`
}

// OverrideTime is a span of a day as OpenTime is, of which each part may be absent.
type OverrideTime struct {
	// Day is empty for every day of the week.
	Day string `json:"day,omitempty"`
	// Start and End are minutes from midnight; nil stands for midnight, as 0 does.
	Start *int `json:"start,omitempty"`
	End   *int `json:"end,omitempty"`
}

func (t OverrideTime) span() (start, end int) {
	replace(&start, t.Start)
	replace(&end, t.End)
	return start, end
}

// document is what can be searched of an override: itself, and the tags of its hours.
func (o *HoursOfOperationOverride) document(tags map[string]string) search.Document {
	d := o.documentWith(map[search.Field]string{
		search.FieldDescription:   o.Description,
		search.FieldEffectiveFrom: o.From.String(),
		search.FieldEffectiveTill: o.Till.String(),
	})
	d.Tags = tags
	return d
}

// effect is what the override does to the dates.
func (o *HoursOfOperationOverride) effect() hours.Override {
	e := hours.Override{Name: o.Name, Kind: o.Type, From: o.From, Till: o.Till, Recurrence: o.Recurrence}
	for _, t := range o.Config {
		e.Entries = append(e.Entries, hours.Entry{Day: weekday(t.Day), Span: span(t.span())})
	}
	return e
}

// check refuses times that are no span, dates in the wrong order, and a recurrence whose parts contradict each other.
func (o *HoursOfOperationOverride) check() error {
	if o.From.Compare(o.Till) > 0 {
		return Errorf(InvalidParameter, "EffectiveTill must not come before EffectiveFrom")
	}
	for _, t := range o.Config {
		if err := checkSpan(t.span()); err != nil {
			return err
		}
	}
	return o.checkRecurrence()
}

func (o *HoursOfOperationOverride) checkRecurrence() error {
	r := o.Recurrence
	switch {
	case r == nil:
	case r.Frequency != hours.Yearly && r.Month != 0:
		return Errorf(InvalidParameter, "ByMonth needs the frequency YEARLY")
	case r.Frequency == hours.Weekly && (r.MonthDay != 0 || r.WeekdayOccurrence != 0):
		return Errorf(InvalidParameter, "ByMonthDay and ByWeekdayOccurrence need the frequency MONTHLY or YEARLY")
	case r.MonthDay != 0 && r.WeekdayOccurrence != 0:
		return Errorf(InvalidParameter, "Only one of ByMonthDay and ByWeekdayOccurrence can be given")
	case r.WeekdayOccurrence != 0 && !o.namesDays():
		return Errorf(InvalidParameter, "ByWeekdayOccurrence needs a Config whose entries each name their Day")
	}
	return nil
}

// namesDays says whether each of the override's times names its day, and there is one at least.
func (o *HoursOfOperationOverride) namesDays() bool {
	for _, t := range o.Config {
		if t.Day == "" {
			return false
		}
	}
	return len(o.Config) > 0
}
