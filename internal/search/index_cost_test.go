package search_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/search"
)

// crowd makes an index of so many users whose texts differ at the end alone.
func crowd(t *testing.T, size int) *search.Index {
	t.Helper()
	x, err := search.Load(1, func(yield func(*search.Document) error) (err error) {
		for n := 0; err == nil && n < size; n++ {
			name := fmt.Sprintf("user-%020d", n)
			err = yield(&search.Document{ID: "id-" + name, Name: name, FirstName: name, LastName: "Lee"})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// Criteria that look at everybody's texts a hundred times are refused before they hold anybody up; that much for one, or where little is left
// to look at, is answered.
func TestSearchRefusesWhatTakesTooLong(t *testing.T) {
	x := crowd(t, 25_000)
	ids := text(search.FieldID, search.Contains, "-")
	names := text(search.FieldName, search.Contains, "00000000")
	one := text(search.FieldName, search.Exact, fmt.Sprintf("user-%020d", 7))
	for _, tt := range []struct {
		name  string
		where search.Criteria
		want  error
	}{
		{"one comparison of all ids", ids, nil},
		{"a hundred, any of them", search.Or(slices.Repeat([]search.Criteria{ids}, 100)), search.ErrTooCostly},
		{"a hundred, all of them", search.And(slices.Repeat([]search.Criteria{ids}, 100)), search.ErrTooCostly},
		{"a hundred of a name that all contain", search.Or(slices.Repeat([]search.Criteria{names}, 100)), search.ErrTooCostly},
		{"a hundred of one user", search.And(append(slices.Repeat([]search.Criteria{ids}, 99), one)), nil},
		{"a hundred beginnings", search.Or(slices.Repeat([]search.Criteria{text(search.FieldFirstName, search.StartsWith, "u")}, 100)), nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			found, err := x.Search(tt.where, "", "", 1)
			if !errors.Is(err, tt.want) || err == nil && found.Total == 0 {
				t.Errorf("found %d, error %v; want some, or %v", found.Total, err, tt.want)
			}
		})
	}
}

// Few changes show at once: there is no state in between.
func TestFewChangesShowAtOnce(t *testing.T) {
	d := search.Document{ID: "0", Name: "0"}
	x, err := search.Load(1, func(yield func(*search.Document) error) error { return yield(&d) })
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for n := range 3000 {
			x.Apply(int64(n+2), []string{fmt.Sprint(n)}, []search.Document{{ID: fmt.Sprint(n + 1), Name: fmt.Sprint(n + 1)}})
		}
	}()
	for {
		select {
		case <-done:
			return
		default:
		}
		if found := everybody(t, x); found.Total != 1 || found.Hits[0].ID != fmt.Sprint(found.Revision-1) {
			t.Fatalf("found %+v, want the one user of the revision", found)
		}
	}
}
