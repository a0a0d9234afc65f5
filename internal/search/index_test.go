package search_test

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/rollcall-dev/rollcall/internal/search"
	"pgregory.net/rapid"
)

// model is what an index has to agree with: all documents, and Evaluate.
type model struct {
	ids       int // how many different ones there may be
	documents map[string]search.Document
	names     map[string]string // the id that has each
	index     *search.Index
	revision  int64
}

func compareDocuments(a, b search.Document) int {
	return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
}

func (m *model) inOrder() []search.Document {
	return slices.SortedFunc(maps.Values(m.documents), compareDocuments)
}

// load makes the index anew.
func (m *model) load(t *rapid.T) {
	x, err := search.Load(m.revision, func(yield func(*search.Document) error) error {
		for _, d := range m.documents { // in any order
			if err := yield(&d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	m.index = x
}

// put adds or changes a document unless somebody else has its name.
func (m *model) put(d search.Document) bool {
	if owner, taken := m.names[d.Name]; taken && owner != d.ID {
		return false
	}
	m.remove(d.ID)
	m.documents[d.ID], m.names[d.Name] = d, d.ID
	return true
}

func (m *model) remove(id string) {
	if d, ok := m.documents[id]; ok {
		delete(m.names, d.Name)
		delete(m.documents, id)
	}
}

// change adds, changes and removes documents at random.
func (m *model) change(t *rapid.T) {
	m.revision++
	c := drawCrew(t)
	deleted, put, free := []string{"unknown", ""}, make(map[string]search.Document), []string{}
	for _, d := range m.inOrder() {
		if c.IntN(30) == 0 {
			deleted, free = append(deleted, d.ID), append(free, d.Name)
			m.remove(d.ID)
		}
	}
	for range rapid.IntRange(0, m.ids/2).Draw(t, "changes") {
		d := c.document(m.ids)
		if c.IntN(3) == 0 && len(free) > 0 {
			d.Name = c.one(free...)
		}
		if m.put(d) {
			put[d.ID] = d
		}
	}
	m.index.Apply(m.revision, deleted, slices.Collect(maps.Values(put)))
}

// matches are the names and ids that a search should find behind a document.
func (m *model) matches(where search.Criteria, after search.Document) (found []string) {
	for _, d := range m.inOrder() {
		if search.Evaluate(where, &d) && compareDocuments(d, after) > 0 {
			found = append(found, d.Name+"/"+d.ID)
		}
	}
	return found
}

func hitsOf(r search.Result) (found []string) {
	for _, h := range r.Hits {
		found = append(found, h.Name+"/"+h.ID)
	}
	return found
}

func checkSame(t *rapid.T, where search.Criteria, want, got []string) {
	if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("%#v (-want +got):\n%s", where, diff)
	}
}

func (m *model) search(t *rapid.T, where search.Criteria, name, id string, limit int) search.Result {
	found, err := m.index.Search(where, name, id, limit)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// walk goes through all pages of a search.
func (m *model) walk(t *rapid.T) {
	where := drawUserCriteria(t, 4)
	limit := 1 + len(m.documents)/rapid.IntRange(1, 9).Draw(t, "pages")
	want := m.matches(where, search.Document{})
	var got []string
	for at, more := (search.Hit{}), true; more; {
		page := m.search(t, where, at.Name, at.ID, limit)
		if page.Total != len(want) || page.Revision != m.revision {
			t.Fatalf("%#v finds %d at revision %d, want %d at %d", where, page.Total, page.Revision, len(want), m.revision)
		}
		if more = page.More; more {
			at = page.Hits[len(page.Hits)-1]
		}
		if len(page.Hits) > limit || more && len(page.Hits) < limit {
			t.Fatalf("a page of %d, more to come: %v; want %d", len(page.Hits), more, limit)
		}
		got = append(got, hitsOf(page)...)
	}
	checkSame(t, where, want, got)
}

// land asks for one page that begins somewhere.
func (m *model) land(t *rapid.T) {
	where := drawUserCriteria(t, 2)
	after := drawCrew(t).document(m.ids)
	want := m.matches(where, after)
	checkSame(t, where, want[:min(5, len(want))], hitsOf(m.search(t, where, after.Name, after.ID, 5)))
}

func checkIndex(t *rapid.T) {
	m := &model{ids: rapid.SampledFrom([]int{5, 50, 50, 50, 2000}).Draw(t, "ids")}
	m.documents, m.names = make(map[string]search.Document), make(map[string]string)
	c := drawCrew(t)
	for range rapid.IntRange(0, m.ids).Draw(t, "documents") {
		m.put(c.document(m.ids))
	}
	m.load(t)
	t.Repeat(map[string]func(*rapid.T){"change": m.change, "walk": m.walk, "land": m.land, "load": m.load})
}

// The index answers what Evaluate answers, whatever happened before: rows, totals and pages.
func TestIndexAgreesWithEvaluate(t *testing.T) { rapid.Check(t, checkIndex) }

func FuzzIndexAgreesWithEvaluate(f *testing.F) { f.Fuzz(rapid.MakeFuzz(checkIndex)) }
