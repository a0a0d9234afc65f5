package roster

import (
	"cmp"
	"context"
	"strconv"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// rootGroupID and rootGroupName belong to the group above all others. Only searches show it, as in the service; it is not stored, so
// nothing can refer to it or change it.
const rootGroupID, rootGroupName = "0", "root"

// rootGroup is as old as its instance.
func rootGroup(i Instance) UserHierarchyGroup {
	return UserHierarchyGroup{Meta: Meta{ID: rootGroupID, Name: rootGroupName, LastModified: i.Created}}
}

// Document is what can be searched of the group. The groups at level one lie below the root.
func (g *UserHierarchyGroup) Document() search.Document {
	d := g.Meta.Document()
	d.Attributes = map[search.Field][]string{search.FieldLevelID: {strconv.Itoa(g.Level)}}
	if g.ID != rootGroupID {
		d.Attributes[search.FieldParentID] = []string{cmp.Or(g.ParentID, rootGroupID)}
	}
	return d
}

// SearchUserHierarchyGroups finds groups by name, parent, level, id and tags, the root among them. Each comes as its path: all groups that
// the caller may see from level one down to the group itself; that of the root is the root alone.
func (s *Service) SearchUserHierarchyGroups(ctx context.Context, c Caller, instance string, where search.Criteria, p Page) (paths Found[[]UserHierarchyGroup], err error) {
	err = s.view(ctx, c, askSearch("SearchUserHierarchyGroups", instance, where), func(r Reader, g *guard) error {
		groups, err := r.UserHierarchyGroups().List(Page{Limit: -1})
		if err != nil {
			return err
		}
		all := append([]UserHierarchyGroup{rootGroup(g.instance)}, groups...)
		found := searchAll(all, (*UserHierarchyGroup).Document, g.visible(access.TypeUserHierarchyGroup, where), p)
		paths.Total, paths.Next = found.Total, found.Next
		paths.Items = pathsOf(found.Items, onlyShown(g, access.TypeUserHierarchyGroup, all))
		return nil
	})
	return paths, err
}

// pathsOf gives the path of each group, as far as it leads over the groups that are shown.
func pathsOf(groups, shown []UserHierarchyGroup) [][]UserHierarchyGroup {
	byID := make(map[string]UserHierarchyGroup, len(shown))
	for _, g := range shown {
		byID[g.ID] = g
	}
	var paths [][]UserHierarchyGroup
	for _, g := range groups {
		var path []UserHierarchyGroup
		for _, above := range g.Path[:max(g.Level-1, 0)] {
			if parent, ok := byID[above]; ok {
				path = append(path, parent)
			}
		}
		paths = append(paths, append(path, g))
	}
	return paths
}
