package roster

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/search"
)

func TestSearchAllPagesByNameThenID(t *testing.T) {
	items := []Queue{
		{Meta: Meta{ID: "2", Name: "b"}}, {Meta: Meta{ID: "1", Name: "b"}}, {Meta: Meta{ID: "4", Name: "B"}},
		{Meta: Meta{ID: "3", Name: "a"}}, {Meta: Meta{ID: "5", Name: "other"}},
	}
	document := func(q *Queue) search.Document { return search.Document{ID: q.ID, Name: q.Name} }
	short := search.Or{
		search.Text{Field: search.FieldName, Comparison: search.Exact, Value: "a"}, search.Text{Field: search.FieldName, Comparison: search.StartsWith, Value: "B"},
	}
	for _, size := range []int{1, 2, 3, 4, 5} {
		var got []string
		page := Page{Limit: size}
		for {
			found := searchAll(items, document, short, page)
			if found.Total != 4 || len(found.Items) > size {
				t.Fatalf("%d of %d on a page of %d, want 4 in total", len(found.Items), found.Total, size)
			}
			for _, q := range found.Items {
				got = append(got, q.ID)
			}
			if found.Next == nil {
				break
			}
			page.After = *found.Next
		}
		if diff := cmp.Diff([]string{"4", "3", "1", "2"}, got); diff != "" {
			t.Errorf("pages of %d (-want +got):\n%s", size, diff)
		}
	}
}
