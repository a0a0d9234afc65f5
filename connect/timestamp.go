package connect

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"time"
)

// Timestamp is a moment as it travels in a body: a JSON number of seconds since 1970, with milliseconds as its fraction.
type Timestamp struct{ time.Time }

// NewTimestamp returns t as a member of an answer.
func NewTimestamp(t time.Time) *Timestamp { return &Timestamp{t} }

// MarshalJSON writes the seconds, with three decimals unless the moment is a whole second. Finer parts are cut off.
func (t Timestamp) MarshalJSON() ([]byte, error) {
	milli := t.UnixMilli()
	return strconv.AppendFloat(nil, float64(milli)/1000, 'f', -1, 64), nil
}

// UnmarshalJSON reads a number of seconds between the years 1 and 9999, rounded to milliseconds.
func (t *Timestamp) UnmarshalJSON(data []byte) error {
	seconds, err := strconv.ParseFloat(string(bytes.TrimSpace(data)), 64)
	if err != nil || seconds < earliest || seconds >= latest {
		return fmt.Errorf("a timestamp is a number of seconds since 1970")
	}
	t.Time = time.UnixMilli(int64(math.Round(seconds * 1000))).UTC()
	return nil
}

// The bounds of what time.Time can print as a year of four digits, in seconds.
const earliest, latest = -62135596800, 253402300800
