package api

import (
	"testing"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// A group of a path keeps its level where one above it is hidden from the caller.
func TestAHiddenGroupLeavesItsLevelEmpty(t *testing.T) {
	group := func(id string, level int) roster.UserHierarchyGroup {
		return roster.UserHierarchyGroup{Meta: roster.Meta{ID: id, Name: id}, Level: level}
	}
	p := hierarchyGroup(roster.Caller{}, "i", []roster.UserHierarchyGroup{group("emea", 1), group("berlin", 3)}).HierarchyPath
	if *p.LevelOne.Name != "emea" || p.LevelTwo != nil || *p.LevelThree.Name != "berlin" || p.LevelFour != nil {
		t.Errorf("the path is %+v", p)
	}
}
