package search_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/search"
)

// A name that is used again belongs to another document than before, whose id may come before or behind that of the one that is gone.
func TestPagesTellNamesThatAreUsedAgainOnce(t *testing.T) {
	for name, ids := range map[string][2]string{"by a lesser id": {"9", "1"}, "by a greater id": {"1", "9"}} {
		t.Run(name, func(t *testing.T) {
			x, err := search.Load(1, func(func(*search.Document) error) error { return nil })
			if err != nil {
				t.Fatal(err)
			}
			x.Apply(2, nil, []search.Document{{ID: "4", Name: "abe"}, {ID: "5", Name: "ann"}, {ID: ids[0], Name: "bea"}, {ID: "6", Name: "cyd"}})
			x.Apply(3, []string{ids[0]}, []search.Document{{ID: ids[1], Name: "bea"}})
			var got []string
			for at, more := (search.Hit{}), true; more; {
				page, err := x.Search(search.All{}, at.Name, at.ID, 1)
				if err != nil || len(page.Hits) != 1 || len(got) > 4 {
					t.Fatalf("after %v: %+v, %v", got, page, err)
				}
				at, more = page.Hits[0], page.More
				got = append(got, at.Name+"/"+at.ID)
			}
			if diff := cmp.Diff([]string{"abe/4", "ann/5", "bea/" + ids[1], "cyd/6"}, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
