package connect_test

import (
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/rollcall-dev/rollcall/connect"
)

func TestTimestampTravelsAsSeconds(t *testing.T) {
	for text, moment := range map[string]time.Time{
		"0":              time.Unix(0, 0),
		"1700000000":     time.Unix(1700000000, 0),
		"1700000000.123": time.UnixMilli(1700000000123),
		"1700000000.1":   time.Unix(1700000000, 100_999_999),
		"-0.5":           time.UnixMilli(-500),
		"253402300799":   time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC),
	} {
		got, err := json.Marshal(connect.UserSummary{LastModifiedTime: connect.NewTimestamp(moment)})
		if want := `{"LastModifiedTime":` + text + `}`; err != nil || string(got) != want {
			t.Errorf("%v travels as %s (%v), want %s", moment, got, err, want)
		}
		var back connect.Timestamp
		if err := json.Unmarshal([]byte(text), &back); err != nil || !back.Equal(moment.Truncate(time.Millisecond)) {
			t.Errorf("%s reads as %v (%v), want %v", text, back, err, moment)
		}
	}
}

func TestTimestampAcceptsAnyNotation(t *testing.T) {
	var got connect.Timestamp
	if err := json.Unmarshal([]byte("1.7e9"), &got); err != nil || got.Unix() != 1700000000 {
		t.Errorf("1.7e9 reads as %v (%v)", got, err)
	}
}

func TestTimestampRefusesWhatIsNoMoment(t *testing.T) {
	for _, text := range []string{`"2026-01-01T00:00:00Z"`, `"1700000000"`, "true", "{}", "253402300800", "-62135596801", "1e300"} {
		got := connect.Timestamp{Time: time.Unix(1, 0)}
		if err := json.Unmarshal([]byte(text), &got); err == nil || got.Unix() != 1 {
			t.Errorf("%s reads as %v (%v), want an error and no change", text, got, err)
		}
	}
}
