package roster_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// pathNames gives the names on the path of each group that a search finds, page by page.
func (e *env) pathNames(t *testing.T, instance string, where search.Criteria, pageSize int) [][]string {
	t.Helper()
	var names [][]string
	for page := (roster.Page{Limit: pageSize}); ; {
		found, err := e.SearchUserHierarchyGroups(e.ctx, e.c, instance, where, page)
		wantKind(t, err, 0)
		for _, path := range found.Items {
			var on []string
			for _, g := range path {
				on = append(on, g.Name)
			}
			names = append(names, on)
		}
		if found.Next == nil {
			if len(names) != found.Total {
				t.Errorf("found %d groups, total says %d", len(names), found.Total)
			}
			return names
		}
		page.After = *found.Next
	}
}

func TestSearchingHierarchyGroups(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "search")
	root := []string{"root"}
	if diff := cmp.Diff([][]string{root}, e.pathNames(t, i.ID, search.All{}, 10)); diff != "" {
		t.Errorf("in a new instance (-want +got):\n%s", diff)
	}
	chain := e.chain(t, i.ID, 3)
	e.group(t, i.ID, "Another", chain[0])
	wantKind(t, e.TagResource(e.ctx, e.c, resource(i.ID, access.TypeUserHierarchyGroup, chain[2]), map[string]string{"site": "x"}), 0)
	one, two, three := []string{"Group 1"}, []string{"Group 1", "Group 2"}, []string{"Group 1", "Group 2", "Group 3"}
	another := []string{"Group 1", "Another"}
	text := func(field search.Field, value string) search.Criteria {
		return search.Text{Field: field, Comparison: search.Exact, Value: value}
	}
	for name, tt := range map[string]struct {
		where search.Criteria
		want  [][]string
	}{
		"everything":     {search.All{}, [][]string{another, one, two, three, root}},
		"name":           {search.Text{Field: search.FieldName, Comparison: search.StartsWith, Value: "group"}, [][]string{one, two, three}},
		"parent":         {text(search.FieldParentID, chain[0]), [][]string{another, two}},
		"root as parent": {text(search.FieldParentID, "0"), [][]string{one}},
		"level":          {text(search.FieldLevelID, "2"), [][]string{another, two}},
		"root's level":   {text(search.FieldLevelID, "0"), [][]string{root}},
		"id":             {text(search.FieldID, chain[2]), [][]string{three}},
		"root's id":      {text(search.FieldID, "0"), [][]string{root}},
		"tag":            {search.TagEquals{Key: "site"}, [][]string{three}},
	} {
		if diff := cmp.Diff(tt.want, e.pathNames(t, i.ID, tt.where, 2)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestTheRootGroupIsOnlyFound(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "root")
	e.advance(time.Hour)
	e.levels(t, i.ID, 2)
	found, err := e.SearchUserHierarchyGroups(e.ctx, e.c, i.ID, search.All{}, everyone)
	wantKind(t, err, 0)
	if root := found.Items[0][0]; root.ID != "0" || root.Level != 0 || !root.LastModified.Equal(i.Created) {
		t.Errorf("root = %+v", root)
	}
	list, err := e.ListUserHierarchyGroups(e.ctx, e.c, i.ID, everyone)
	wantKind(t, err, 0)
	if len(list.Items) != 0 {
		t.Errorf("listed %v", list.Items)
	}
	_, err = e.DescribeUserHierarchyGroup(e.ctx, e.c, i.ID, "0")
	wantRule(t, err, roster.NotFound)
	_, err = e.CreateUserHierarchyGroup(e.ctx, e.c, i.ID, roster.NewUserHierarchyGroup{Name: "Below", ParentID: "0"})
	wantRule(t, err, roster.NotFound)
	wantRule(t, e.UpdateUserHierarchyGroupName(e.ctx, e.c, i.ID, "0", "Top"), roster.NotFound)
	wantRule(t, e.DeleteUserHierarchyGroup(e.ctx, e.c, i.ID, "0"), roster.NotFound)
	wantRule(t, e.TagResource(e.ctx, e.c, resource(i.ID, access.TypeUserHierarchyGroup, "0"), map[string]string{"a": "b"}), roster.NotFound)
	user := e.agent(t, i.ID, "ann", e.profileNamed(t, i.ID, "Agent").ID, "")
	wantRule(t, e.UpdateUserHierarchy(e.ctx, e.c, i.ID, user, "0"), roster.NotFound)
}
