package hours_test

import (
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/hours"
)

func date(t *testing.T, text string) hours.Date {
	t.Helper()
	d, err := hours.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParseDateTakesOnlyDaysOfTheCalendar(t *testing.T) {
	for text, good := range map[string]bool{
		"2026-01-31": true, "2026-12-31": true, "2024-02-29": true, "2000-02-29": true, "0001-01-01": true, "9999-12-31": true,
		"2026-02-29": false, "1900-02-29": false, "2026-04-31": false, "2026-00-10": false, "2026-13-01": false, "2026-01-00": false,
		"": false, "2026-1-1": false, "26-01-01": false, "2026-01-01T00:00:00": false, "2026/01/01": false, " 2026-01-01": false,
	} {
		d, err := hours.ParseDate(text)
		if good != (err == nil) {
			t.Errorf("ParseDate(%q): %v, want it to be taken: %v", text, err, good)
		}
		if good && d.String() != text {
			t.Errorf("%q comes back as %q", text, d)
		}
	}
}

func TestNextDate(t *testing.T) {
	for d, want := range map[string]string{
		"2026-02-28": "2026-03-01", "2024-02-28": "2024-02-29", "2024-02-29": "2024-03-01", "2026-12-31": "2027-01-01", "1969-12-31": "1970-01-01",
	} {
		if got := date(t, d).Next(); got != date(t, want) {
			t.Errorf("the day after %s is %s, want %s", d, got, want)
		}
	}
}

// TestDatesFollowEachOther walks a long range, which takes in the changes of every zone's clocks, and the years around the epoch.
func TestDatesFollowEachOther(t *testing.T) {
	first := date(t, "1899-12-31")
	d, n := first, 0
	for ; d.Year < 2101; d, n = d.Next(), n+1 {
		if want := time.Weekday(n % 7); d.Weekday() != want {
			t.Fatalf("%s is a %s, want %s", d, d.Weekday(), want)
		}
		if d.Sub(first) != n || d.Compare(first) < 0 || d.Compare(d.Next()) >= 0 {
			t.Fatalf("%s comes %d days after %s, want %d; or is out of order", d, d.Sub(first), first, n)
		}
	}
	if want := 201*365 + 49 + 1; n != want {
		t.Errorf("walked %d days, want %d", n, want)
	}
}

func TestDateIsStoredAsText(t *testing.T) {
	d := date(t, "2026-03-29")
	text, err := d.MarshalText()
	if err != nil || string(text) != "2026-03-29" {
		t.Errorf("stored as %q, %v", text, err)
	}
	var back hours.Date
	if err := back.UnmarshalText(text); err != nil || back != d {
		t.Errorf("read back as %v, %v", back, err)
	}
	if err := back.UnmarshalText([]byte("2026-02-30")); err == nil {
		t.Error("a day that there is not was read")
	}
}

func TestZoneNames(t *testing.T) {
	for name, want := range map[string]bool{
		"America/New_York": true, "US/Eastern": true, "EST": true, "EST5EDT": true, "UTC": true, "Etc/GMT+5": true, "Etc/GMT-14": true, "GMT0": true,
		"America/Argentina/ComodRivadavia": true, "America/North_Dakota/New_Salem": true, "America/Port-au-Prince": true, "Asia/Calcutta": true,
		"Asia/Kathmandu": true, "Europe/Kyiv": true, "Europe/Kiev": true, "GB-Eire": true, "NZ-CHAT": true, "W-SU": true, "Pacific/Apia": true,
		"": false, "Local": false, "localtime": false, "posixrules": false, "posix/UTC": false, "right/UTC": false, "Europe": false, "Europe/": false,
		"/Europe/Zurich": false, "Europe//Zurich": false, "Europe/../UTC": false, "../UTC": false, "europe/zurich": false, "Europe/Zurich ": false,
		"Europe/Zurich\n": false, "Europe/Nowhere": false, "+02:00": false, "UTC+2": false, "tzdata.zi": false, "Europe\\Zurich": false,
	} {
		if got := hours.ZoneExists(name); got != want {
			t.Errorf("ZoneExists(%q) = %v, want %v", name, got, want)
		}
	}
}
