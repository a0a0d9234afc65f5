package roster

import (
	"context"
	"strconv"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// DescribeUserHierarchyStructure reads the hierarchy's levels, from LevelOne down; none as long as none were defined.
func (s *Service) DescribeUserHierarchyStructure(ctx context.Context, c Caller, instance string) ([]UserHierarchyLevel, error) {
	i, err := s.readInstance(ctx, c, "DescribeUserHierarchyStructure", instance)
	return i.Levels, err
}

// UpdateUserHierarchyStructure replaces the levels by those named, from LevelOne down; an empty name is a level that is left out. What is
// left out is removed, which is refused (InUse) while the level has groups. Levels can be missing at the end only (InvalidRequest).
func (s *Service) UpdateUserHierarchyStructure(ctx context.Context, c Caller, instance string, names []string) error {
	now := s.now()
	return s.update(ctx, c, askInstance("UpdateUserHierarchyStructure", instance), func(tx Tx, g *guard) error {
		i := g.instance
		levels, err := rename(i.Levels, names, now)
		if err != nil {
			return err
		}
		if err := checkLevelUnused(tx, g, len(levels)+1); err != nil {
			return err
		}
		i.Levels = levels
		return tx.PutInstance(i)
	})
}

// rename gives the levels their names. Only those whose name is new change.
func rename(old []UserHierarchyLevel, names []string, now time.Time) ([]UserHierarchyLevel, error) {
	var levels []UserHierarchyLevel
	for at, name := range names {
		switch {
		case name == "":
		case at > len(levels):
			return nil, Errorf(InvalidRequest, "The hierarchy structure has a gap between its levels")
		case at < len(old) && old[at].Name == name:
			levels = append(levels, old[at])
		default:
			levels = append(levels, UserHierarchyLevel{Name: name, LastModified: now})
		}
	}
	return levels, nil
}

// checkLevelUnused refuses to remove the level, and so all below it, while it has groups. The levels below need no look: each group of
// theirs has a parent here.
func checkLevelUnused(r Reader, g *guard, level int) error {
	used, err := r.GroupAtLevel(level)
	if err != nil || !used {
		return err
	}
	return g.inUse("Hierarchy level", Reference{Type: access.TypeUserHierarchyLevel, ID: strconv.Itoa(level)})
}
