package people

import (
	"fmt"
	"math/rand/v2"
)

// Levels are the names of the hierarchy's levels, from the root down.
var Levels = []string{"Division", "Country", "Site", "Department", "Team"}

// breadth is how many groups lie below each group of the level above: 4 divisions, and 1,000 teams in the end.
var breadth = []int{4, 5, 5, 5, 2}

// Group is a group of the hierarchy.
type Group struct {
	ID, Name string
	// Path holds the ids from the root down to the group itself.
	Path []string
}

// newGroups makes the hierarchy, level by level.
func newGroups(r *rand.Rand) [][]Group {
	levels := make([][]Group, 0, len(breadth))
	above := []Group{{}}
	for level, n := range breadth {
		var here []Group
		for _, parent := range above {
			for i := range n {
				id := newID(r)
				path := append(append([]string(nil), parent.Path...), id)
				here = append(here, Group{ID: id, Name: fmt.Sprintf("%s %d", Levels[level], i+1), Path: path})
			}
		}
		levels = append(levels, here)
		above = here
	}
	return levels
}
