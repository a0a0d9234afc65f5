package search_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rollcall-dev/rollcall/internal/search"
)

const others = "other"

// restless makes an index of users that stay as they are and of others, whose changes it draws without end.
func restless(t *testing.T, c crew) (x *search.Index, unchanged []search.Document) {
	names := map[string]bool{}
	var all []search.Document
	for n := range 1500 {
		d := c.document(1)
		d.ID = fmt.Sprintf("same-%d", n)
		if n%2 == 0 {
			d.ID = fmt.Sprintf("%s-%d", others, n)
		}
		if d.Name += fmt.Sprint(n % 700); !names[d.Name] {
			names[d.Name] = true
			all = append(all, d)
		}
	}
	slices.SortFunc(all, compareDocuments)
	x, err := search.Load(1, func(yield func(*search.Document) error) (err error) {
		for i := 0; err == nil && i < len(all); i++ {
			err = yield(&all[i])
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return x, slices.DeleteFunc(all, func(d search.Document) bool { return strings.HasPrefix(d.ID, others) })
}

// disturb changes other users until it is told to stop.
func disturb(x *search.Index, c crew, stop chan struct{}) {
	for revision := int64(2); ; revision++ {
		select {
		case <-stop:
			return
		default:
		}
		var put []search.Document
		for range 40 {
			d := c.document(1500)
			d.ID, d.Name = others+d.ID[2:], d.Name+" "+d.ID // a name that nobody else has
			put = append(put, d)
		}
		x.Apply(revision, []string{fmt.Sprintf("%s-%d", others, c.IntN(1500))}, put)
	}
}

// While others are written, the pages of one walk hold everybody who matches and stays the same, once.
func TestPagesUnderWrites(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	c := crew{rand.New(rand.NewPCG(seed, 0))}
	x, unchanged := restless(t, c)
	stop := make(chan struct{})
	var writer, readers sync.WaitGroup
	writer.Go(func() { disturb(x, crew{rand.New(rand.NewPCG(seed, 1))}, stop) })
	for i, where := range []search.Criteria{
		search.All{},
		search.Text{Field: search.FieldName, Comparison: search.Contains, Value: "a"},
		search.And{search.TagEquals{Key: "a"}, search.InHierarchy{GroupID: "a", WithChildGroups: true}},
		search.Or{text(search.FieldFirstName, search.StartsWith, "s"), text(search.FieldRoutingProfileID, search.Exact, "a")},
	} {
		readers.Go(func() {
			for range 5 {
				checkWalk(t, x, where, unchanged, 1+i*30)
			}
		})
	}
	readers.Wait()
	close(stop)
	writer.Wait()
}

func checkWalk(t *testing.T, x *search.Index, where search.Criteria, unchanged []search.Document, limit int) {
	var want, got []string
	for i := range unchanged {
		if search.Evaluate(where, &unchanged[i]) {
			want = append(want, unchanged[i].ID)
		}
	}
	for at, more := (search.Hit{}), true; more; {
		page, err := x.Search(where, at.Name, at.ID, limit)
		if err != nil {
			t.Error(err)
		}
		for _, at = range page.Hits {
			if !strings.HasPrefix(at.ID, others) {
				got = append(got, at.ID)
			}
		}
		more = page.More
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%#v in pages of %d (-want +got):\n%s", where, limit, diff)
	}
}

func everybody(tb testing.TB, x *search.Index) search.Result {
	tb.Helper()
	found, err := x.Search(search.All{}, "", "", 1_000_000)
	if err != nil {
		tb.Fatal(err)
	}
	return found
}

// What is kept of a document goes with its next change, and what was found before the change is not kept any more.
func TestRowsGoWithTheirDocument(t *testing.T) {
	before := search.Document{ID: "1", Name: "ann"}
	x, err := search.Load(1, func(yield func(*search.Document) error) error { return yield(&before) })
	if err != nil {
		t.Fatal(err)
	}
	hit := func() search.Hit { return everybody(t, x).Hits[0] }
	first := hit()
	x.Keep(first, search.Row{Value: "first", Size: 5})
	if got := hit().Row.Value; got != "first" {
		t.Fatalf("kept row %v, want first", got)
	}
	x.Apply(2, nil, []search.Document{{ID: "1", Name: "ann", LastName: "Lee"}})
	x.Keep(first, search.Row{Value: "late", Size: 4})
	if got := hit().Row.Value; got != nil {
		t.Errorf("a row of before the change is kept: %v", got)
	}
	x.Keep(hit(), search.Row{Value: "second", Size: 6})
	if x.ShrinkRows(0); hit().Row.Value != nil || x.RowBytes() != 0 {
		t.Errorf("after shrinking: row %v, %d bytes", hit().Row.Value, x.RowBytes())
	}
}

// A document that is deleted while a caller makes its row takes the row with it, even when the id comes back.
func TestRowsOfTheDeletedAreNotKept(t *testing.T) {
	d := search.Document{ID: "1", Name: "ann"}
	x, err := search.Load(1, func(yield func(*search.Document) error) error { return yield(&d) })
	if err != nil {
		t.Fatal(err)
	}
	h := everybody(t, x).Hits[0]
	x.Apply(2, []string{"1"}, []search.Document{d})
	x.Keep(h, search.Row{Value: "old", Size: 3})
	if got := everybody(t, x); got.Total != 1 || got.Hits[0].Row.Value != nil {
		t.Errorf("found %+v, want one without a row", got)
	}
}
