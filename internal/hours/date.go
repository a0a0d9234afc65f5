package hours

import (
	"cmp"
	"time"
)

// Date is a day of the calendar. It is of no time zone, so that one date follows the other whatever clocks do: the dates of a zone are
// counted without ever going through an instant. Dates compare with ==.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads a date of the form YYYY-MM-DD. A day that its month does not have is an error.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return Date{}, err
	}
	return dateOf(t), nil
}

func dateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

// midnight represents the date for arithmetic, in a zone whose days all have 24 hours.
func (d Date) midnight() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// String gives the date in the form YYYY-MM-DD.
func (d Date) String() string { return d.midnight().Format(time.DateOnly) }

// MarshalText writes the date as String does, for storage.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDate(string(text))
	return err
}

// Compare is negative when d comes before o, 0 when both are the same date, and positive when d comes after o.
func (d Date) Compare(o Date) int {
	return cmp.Or(cmp.Compare(d.Year, o.Year), cmp.Compare(d.Month, o.Month), cmp.Compare(d.Day, o.Day))
}

// Next is the following date.
func (d Date) Next() Date { return dateOf(d.midnight().AddDate(0, 0, 1)) }

// Sub is how many days d comes after o.
func (d Date) Sub(o Date) int { return d.ordinal() - o.ordinal() }

// Weekday is the date's day of the week.
func (d Date) Weekday() time.Weekday { return d.midnight().Weekday() }

// ordinal numbers the days without a gap.
func (d Date) ordinal() int { return int(d.midnight().Unix() / (24 * 60 * 60)) }

// week numbers the weeks, which begin on Sunday, without a gap. Dates of the same week have the same number.
func (d Date) week() int {
	sunday := d.ordinal() - int(d.Weekday())
	// Day 0 was a Thursday, so that Sundays are 3 more than a multiple of seven, before it too.
	return (sunday - 3) / 7
}

// month numbers the months without a gap.
func (d Date) month() int { return d.Year*12 + int(d.Month) }

// monthLength is how many days the date's month has.
func (d Date) monthLength() int {
	return time.Date(d.Year, d.Month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
