package hours

// Frequency is the unit in which a recurrence counts.
type Frequency string

// The frequencies.
const (
	Weekly  Frequency = "WEEKLY"
	Monthly Frequency = "MONTHLY"
	Yearly  Frequency = "YEARLY"
)

// Last stands for the last day of a month, or the last one of its weekday.
const Last = -1

// Recurrence says on which dates something happens again. It is counted from a first date: every Interval weeks, which begin on Sunday,
// months or years from the one in which that date lies. Its JSON names are a storage format.
type Recurrence struct {
	Frequency Frequency `json:"every"`
	// Interval is at least 1.
	Interval int `json:"interval"`
	// Month is the month of a yearly recurrence, 1 to 12; 0 means the first date's.
	Month int `json:"month,omitempty"`
	// MonthDay is the day of the month of a monthly or yearly recurrence, 1 to 31 or Last; 0 means the first date's. A month that does not
	// have the day is left out.
	MonthDay int `json:"day,omitempty"`
	// WeekdayOccurrence takes the place of MonthDay: the first to fourth, or Last, of each weekday in the month.
	WeekdayOccurrence int `json:"weekday,omitempty"`
}

// on says whether the recurrence that is counted from the first date falls on a date, which does not come before.
func (r *Recurrence) on(d, first Date) bool {
	switch r.Frequency {
	case Weekly:
		return (d.week()-first.week())%r.Interval == 0
	case Monthly:
		return (d.month()-first.month())%r.Interval == 0 && r.onDay(d, first)
	case Yearly:
		return (d.Year-first.Year)%r.Interval == 0 && r.inMonth(d, first) && r.onDay(d, first)
	}
	return false
}

func (r *Recurrence) inMonth(d, first Date) bool {
	if r.Month == 0 {
		return d.Month == first.Month
	}
	return int(d.Month) == r.Month
}

func (r *Recurrence) onDay(d, first Date) bool {
	switch {
	case r.WeekdayOccurrence == Last:
		return d.Day+7 > d.monthLength()
	case r.WeekdayOccurrence != 0:
		return (d.Day-1)/7+1 == r.WeekdayOccurrence
	case r.MonthDay == Last:
		return d.Day == d.monthLength()
	case r.MonthDay != 0:
		return d.Day == r.MonthDay
	}
	return d.Day == first.Day
}
