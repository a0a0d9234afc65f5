package roster

import (
	"context"
	"slices"

	"github.com/rollcall-dev/rollcall/internal/access"
)

var userHierarchyGroups = collection[UserHierarchyGroup, *UserHierarchyGroup]{
	kind: access.TypeUserHierarchyGroup, what: "Hierarchy group", table: Reader.UserHierarchyGroups,
}

// NewUserHierarchyGroup is what a hierarchy group is made from. Without a parent it stands at level one.
type NewUserHierarchyGroup struct {
	Name, ParentID string
	Tags           map[string]string
}

// CreateUserHierarchyGroup makes a group and gives its id. The structure must have a level for it: NotFound when it has none at all,
// InvalidRequest when the parent is at the deepest one. Its name is unique among the groups below the same parent.
func (s *Service) CreateUserHierarchyGroup(ctx context.Context, c Caller, instance string, in NewUserHierarchyGroup) (id string, err error) {
	q := askNew("CreateUserHierarchyGroup", instance, access.TypeUserHierarchyGroup, in.Tags).naming(access.TypeUserHierarchyGroup, in.ParentID)
	group := UserHierarchyGroup{Meta: Meta{ID: s.newID(), Name: in.Name, Tags: in.Tags, LastModified: s.now()}, ParentID: in.ParentID}
	return group.ID, s.update(ctx, c, q, func(tx Tx, g *guard) (err error) {
		if group.Tags, err = g.tagged(); err != nil {
			return err
		}
		placed, err := place(tx, &g.instance, group)
		if err != nil {
			return err
		}
		if err := checkSiblingNameFree(tx, placed); err != nil {
			return err
		}
		if err := s.opts.Quotas.checkRoom(tx, HierarchyGroupQuota); err != nil {
			return err
		}
		return tx.PutUserHierarchyGroup(placed)
	})
}

// place puts a new group below its parent.
func place(r Reader, i *Instance, g UserHierarchyGroup) (UserHierarchyGroup, error) {
	if len(i.Levels) == 0 {
		return g, ErrNotFound
	}
	g.Level, g.Path = 1, []string{g.ID}
	if g.ParentID != "" {
		parent, err := userHierarchyGroups.get(r, g.ParentID)
		if err != nil {
			return g, err
		}
		g.Level, g.Path = parent.Level+1, slices.Concat(parent.Path, g.Path)
	}
	if g.Level > len(i.Levels) {
		return g, Errorf(InvalidRequest, "The hierarchy structure has no level below the parent group")
	}
	return g, nil
}

// checkSiblingNameFree refuses a new name for the group that a group below the same parent has.
func checkSiblingNameFree(r Reader, g UserHierarchyGroup) error {
	holder, err := r.SiblingGroup(g.ParentID, g.Name)
	if err == nil && holder != "" {
		return Errorf(Duplicate, "Hierarchy group with this name already exists")
	}
	return err
}

// DescribeUserHierarchyGroup reads a group and all above it that the caller may see, from level one down to the group itself.
func (s *Service) DescribeUserHierarchyGroup(ctx context.Context, c Caller, instance, id string) (path []UserHierarchyGroup, err error) {
	err = s.view(ctx, c, ask("DescribeUserHierarchyGroup", instance, access.TypeUserHierarchyGroup, id), func(r Reader, g *guard) error {
		group, err := userHierarchyGroups.get(r, id)
		if err != nil {
			return err
		}
		for _, above := range group.Path[:group.Level-1] {
			parent, err := userHierarchyGroups.get(r, above)
			if err != nil {
				return err
			}
			path = append(path, parent)
		}
		path = append(onlyShown(g, access.TypeUserHierarchyGroup, path), group)
		return nil
	})
	return path, err
}

// ListUserHierarchyGroups lists the groups of all levels by name.
func (s *Service) ListUserHierarchyGroups(ctx context.Context, c Caller, instance string, p Page) (List[UserHierarchyGroup], error) {
	return userHierarchyGroups.list(ctx, s, c, "ListUserHierarchyGroups", instance, p)
}

// UpdateUserHierarchyGroupName renames a group. That is all that can change of a group beside its tags.
func (s *Service) UpdateUserHierarchyGroupName(ctx context.Context, c Caller, instance, id, name string) error {
	q := ask("UpdateUserHierarchyGroupName", instance, access.TypeUserHierarchyGroup, id)
	now := s.now()
	return s.update(ctx, c, q, func(tx Tx, _ *guard) error {
		group, err := userHierarchyGroups.get(tx, id)
		if err != nil || group.Name == name {
			return err
		}
		group.Name, group.LastModified = name, now
		if err := checkSiblingNameFree(tx, group); err != nil {
			return err
		}
		return tx.PutUserHierarchyGroup(group)
	})
}

// DeleteUserHierarchyGroup removes a group that nothing refers to: no user, no group below it, no security profile (InUse).
func (s *Service) DeleteUserHierarchyGroup(ctx context.Context, c Caller, instance, id string) error {
	return s.update(ctx, c, ask("DeleteUserHierarchyGroup", instance, access.TypeUserHierarchyGroup, id), func(tx Tx, g *guard) error {
		by, err := tx.GroupInUse(id)
		if err != nil {
			return err
		}
		if by.ID != "" {
			return g.inUse("Hierarchy group", by)
		}
		return notFound(tx.Delete(access.TypeUserHierarchyGroup, id), "Hierarchy group")
	})
}
