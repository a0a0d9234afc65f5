package people

import (
	"fmt"
	"math/rand/v2"
)

// How many persons share a value of a tag, whatever the size of the company: a larger one has more teams and units, not larger ones. So a
// search for a tag finds as many at every size.
const (
	perUnit = 5000
	perTeam = 672
)

// sites is how many sites there are at every size. A team's people are spread over all of them, so that 56 are at one.
const sites = 12

// Named is something that people refer to by its id.
type Named struct{ ID, Name string }

// Attribute is something in which people are proficient, and its values.
type Attribute struct {
	Name   string
	Values []string
}

// Company is what the people of a company refer to, and how many there are.
type Company struct {
	ID   string
	Size int
	// Groups are the groups of the hierarchy by level, from the root down. Everybody is in one of the last level.
	Groups           [][]Group
	RoutingProfiles  []Named
	SecurityProfiles []Named
	Attributes       []Attribute
	// Units, Teams and Sites are the values of the tags with the keys unit, team and site.
	Units, Teams, Sites []string
}

// New makes a company of so many people.
func New(size int) *Company {
	r := rand.New(rand.NewPCG(1, uint64(size)))
	return &Company{
		ID:               newID(r),
		Size:             size,
		Groups:           newGroups(r),
		RoutingProfiles:  named(r, "Routing", 20),
		SecurityProfiles: named(r, "Security", 5),
		Attributes: []Attribute{
			{Name: "language", Values: numbered("lang", 12)},
			{Name: "skill", Values: numbered("skill", 40)},
		},
		Units: numbered("unit", max(2, size/perUnit)),
		Teams: numbered("team", max(3, size/perTeam)),
		Sites: numbered("site", sites),
	}
}

func named(r *rand.Rand, what string, n int) []Named {
	list := make([]Named, n)
	for i, name := range numbered(what, n) {
		list[i] = Named{ID: newID(r), Name: name}
	}
	return list
}

func numbered(what string, n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("%s-%d", what, i+1)
	}
	return list
}
