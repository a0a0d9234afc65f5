package people_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rollcall-dev/rollcall/bench/people"
)

func everybody(size int) []*people.Person { return slices.Collect(people.New(size).People()) }

func TestTheSameCompanyEachTime(t *testing.T) {
	if diff := cmp.Diff(people.New(500), people.New(500)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(everybody(500), everybody(500)); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsUnique(t *testing.T) {
	ids, names := map[string]bool{}, map[string]bool{}
	for _, p := range everybody(5000) {
		ids[p.ID], names[p.Username] = true, true
	}
	if len(ids) != 5000 || len(names) != 5000 {
		t.Errorf("%d ids and %d user names, want 5000 of both", len(ids), len(names))
	}
}

func TestHierarchy(t *testing.T) {
	var sizes []int
	for level, groups := range people.New(1).Groups {
		sizes = append(sizes, len(groups))
		for _, g := range groups {
			if len(g.Path) != level+1 || g.Path[level] != g.ID {
				t.Errorf("group %s of level %d has the path %v", g.Name, level+1, g.Path)
			}
		}
	}
	if diff := cmp.Diff([]int{4, 20, 100, 500, 1000}, sizes); diff != "" {
		t.Error(diff)
	}
}

// A search for tags finds about as many at every size, and a division is a quarter of the company.
func TestSharesHoldAtEverySize(t *testing.T) {
	for _, size := range []int{10_000, 40_000} {
		division := people.New(size).Groups[0][0].ID
		var both, unit, quarter int
		for _, p := range everybody(size) {
			both += one(p.Tags["team"] == "team-2" && p.Tags["site"] == "site-3")
			unit += one(p.Tags["unit"] == "unit-1")
			quarter += one(p.Group.Path[0] == division)
		}
		if both < 30 || both > 90 {
			t.Errorf("%d of %d at one site of one team, want about 56", both, size)
		}
		if unit < 4500 || unit > 5500 {
			t.Errorf("%d of %d in one unit, want about 5000", unit, size)
		}
		if share := float64(quarter) / float64(size); share < .23 || share > .27 {
			t.Errorf("%.3f of %d in one division, want a quarter", share, size)
		}
	}
}

func TestNamesAreSkewed(t *testing.T) {
	surnames := map[string]int{}
	foreign := 0
	for _, p := range everybody(20_000) {
		surnames[p.LastName]++
		foreign += one(strings.ContainsFunc(p.LastName, func(r rune) bool { return r > 127 }))
	}
	most := 0
	for _, n := range surnames {
		most = max(most, n)
	}
	if most < 100 || most > 1000 || len(surnames) < 2000 {
		t.Errorf("the commonest of %d surnames has %d people of 20000", len(surnames), most)
	}
	if foreign == 0 {
		t.Error("no surname has a letter outside of ASCII")
	}
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
