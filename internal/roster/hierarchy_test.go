package roster_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// levels gives an instance so many levels.
func (e *env) levels(t *testing.T, instance string, n int) {
	t.Helper()
	var names []string
	for level := range n {
		names = append(names, fmt.Sprint("Level ", level+1))
	}
	wantKind(t, e.UpdateUserHierarchyStructure(e.ctx, e.c, instance, names), 0)
}

// group makes a hierarchy group and gives its id.
func (e *env) group(t *testing.T, instance, name, parent string) string {
	t.Helper()
	id, err := e.CreateUserHierarchyGroup(e.ctx, e.c, instance, roster.NewUserHierarchyGroup{Name: name, ParentID: parent})
	wantKind(t, err, 0)
	return id
}

// chain makes a group at each of so many levels, each below the one before, and gives the ids from the top.
func (e *env) chain(t *testing.T, instance string, n int) []string {
	t.Helper()
	e.levels(t, instance, n)
	var ids []string
	parent := ""
	for level := range n {
		parent = e.group(t, instance, fmt.Sprint("Group ", level+1), parent)
		ids = append(ids, parent)
	}
	return ids
}

// agent makes a user with a security profile in a hierarchy group, which may be "", and gives its id.
func (e *env) agent(t *testing.T, instance, username, profile, group string) string {
	t.Helper()
	list, err := e.ListRoutingProfiles(e.ctx, e.c, instance, roster.Page{Limit: 1})
	wantKind(t, err, 0)
	name := "A"
	u, err := e.CreateUser(e.ctx, e.c, instance, roster.NewUser{
		Username: username, Identity: roster.IdentityChange{FirstName: &name, LastName: &name},
		RoutingProfileID: list.Items[0].ID, SecurityProfileIDs: []string{profile}, HierarchyGroupID: group,
	})
	wantKind(t, err, 0)
	return u.ID
}

// wantBlockedBy checks that err says what is in the way.
func wantBlockedBy(t *testing.T, err error, kind access.ResourceType, id string) {
	t.Helper()
	wantKind(t, err, roster.InUse)
	if by := asError(err).By; by.Type != kind || by.ID != id {
		t.Errorf("blocked by %s %s, want %s %s", by.Type, by.ID, kind, id)
	}
}

func TestNewInstanceHasNoHierarchy(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "new")
	levels, err := e.DescribeUserHierarchyStructure(e.ctx, e.c, i.ID)
	wantKind(t, err, 0)
	if len(levels) != 0 {
		t.Errorf("levels = %v, want none", levels)
	}
	_, err = e.CreateUserHierarchyGroup(e.ctx, e.c, i.ID, roster.NewUserHierarchyGroup{Name: "Sales"})
	wantKind(t, err, roster.NotFound)
}

func TestStructureIsReplacedAsAWhole(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "levels")
	tests := []struct {
		name  string
		given []string
		want  []string
		kind  roster.Kind
	}{
		{"three levels", []string{"Site", "Floor", "Team", "", ""}, []string{"Site", "Floor", "Team"}, 0},
		{"a gap", []string{"Site", "", "Team", "", ""}, []string{"Site", "Floor", "Team"}, roster.InvalidRequest},
		{"no first level", []string{"", "Floor", "", "", ""}, []string{"Site", "Floor", "Team"}, roster.InvalidRequest},
		{"one fewer, one renamed", []string{"Site", "Storey", "", "", ""}, []string{"Site", "Storey"}, 0},
		{"the same name twice", []string{"Site", "Site", "", "", ""}, []string{"Site", "Site"}, 0},
		{"none", []string{"", "", "", "", ""}, nil, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wantKind(t, e.UpdateUserHierarchyStructure(e.ctx, e.c, i.ID, tt.given), tt.kind)
			levels, err := e.DescribeUserHierarchyStructure(e.ctx, e.c, i.ID)
			wantKind(t, err, 0)
			var got []string
			for _, l := range levels {
				got = append(got, l.Name)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("levels (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRenamingALevelTouchesThatLevelOnly(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "times")
	e.levels(t, i.ID, 3)
	before, err := e.DescribeUserHierarchyStructure(e.ctx, e.c, i.ID)
	wantKind(t, err, 0)
	e.advance(time.Minute)
	wantKind(t, e.UpdateUserHierarchyStructure(e.ctx, e.c, i.ID, []string{"Level 1", "Renamed", "Level 3"}), 0)
	after, err := e.DescribeUserHierarchyStructure(e.ctx, e.c, i.ID)
	wantKind(t, err, 0)
	want := []roster.UserHierarchyLevel{before[0], {Name: "Renamed", LastModified: before[1].LastModified.Add(time.Minute)}, before[2]}
	if diff := cmp.Diff(want, after); diff != "" {
		t.Errorf("levels (-want +got):\n%s", diff)
	}
}

func TestLevelWithGroupsStays(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "used")
	ids := e.chain(t, i.ID, 3)
	wantBlockedBy(t, e.UpdateUserHierarchyStructure(e.ctx, e.c, i.ID, nil), access.TypeUserHierarchyLevel, "1")
	wantBlockedBy(t, e.UpdateUserHierarchyStructure(e.ctx, e.c, i.ID, []string{"Level 1", "Level 2"}), access.TypeUserHierarchyLevel, "3")
	wantKind(t, e.DeleteUserHierarchyGroup(e.ctx, e.c, i.ID, ids[2]), 0)
	wantKind(t, e.UpdateUserHierarchyStructure(e.ctx, e.c, i.ID, []string{"Level 1", "Level 2"}), 0)
}

func TestGroupPathEndsWithTheGroup(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "path")
	ids := e.chain(t, i.ID, roster.MaxHierarchyLevels)
	for depth, id := range ids {
		path, err := e.DescribeUserHierarchyGroup(e.ctx, e.c, i.ID, id)
		wantKind(t, err, 0)
		var got []string
		for at, g := range path {
			got = append(got, g.ID)
			if g.Level != at+1 {
				t.Errorf("level of step %d = %d", at, g.Level)
			}
		}
		if diff := cmp.Diff(ids[:depth+1], got); diff != "" {
			t.Errorf("path at level %d (-want +got):\n%s", depth+1, diff)
		}
	}
	_, err := e.DescribeUserHierarchyGroup(e.ctx, e.c, i.ID, "nobody")
	wantKind(t, err, roster.NotFound)
}

func TestCreateGroupRules(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "groups")
	e.levels(t, i.ID, 2)
	north, south := e.group(t, i.ID, "North", ""), e.group(t, i.ID, "South", "")
	sales := e.group(t, i.ID, "Sales", north)
	tests := []struct {
		name, group, parent string
		want                roster.Kind
	}{
		{"unknown parent", "Sales", "0", roster.NotFound},
		{"below the deepest level", "Inner", sales, roster.InvalidRequest},
		{"name of a sibling", "Sales", north, roster.Duplicate},
		{"name of a sibling at level one", "North", "", roster.Duplicate},
		{"name of a sibling in another case", "sales", north, 0},
		{"name of a group elsewhere", "Sales", south, 0},
		{"name of its parent", "South", south, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := e.CreateUserHierarchyGroup(e.ctx, e.c, i.ID, roster.NewUserHierarchyGroup{Name: tt.group, ParentID: tt.parent})
			wantRule(t, err, tt.want)
		})
	}
	five := e.instance(t, roster.SAML, "five")
	ids := e.chain(t, five.ID, roster.MaxHierarchyLevels)
	_, err := e.CreateUserHierarchyGroup(e.ctx, e.c, five.ID, roster.NewUserHierarchyGroup{Name: "Sixth", ParentID: ids[4]})
	wantKind(t, err, roster.InvalidRequest)
}

func TestRenameGroup(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "rename")
	e.levels(t, i.ID, 1)
	north, _ := e.group(t, i.ID, "North", ""), e.group(t, i.ID, "South", "")
	created := e.now()
	e.advance(time.Minute)
	rename := func(id, name string) error { return e.UpdateUserHierarchyGroupName(e.ctx, e.c, i.ID, id, name) }
	check := func(name string, at time.Time) {
		t.Helper()
		path, err := e.DescribeUserHierarchyGroup(e.ctx, e.c, i.ID, north)
		wantKind(t, err, 0)
		if g := path[0]; g.Name != name || !g.LastModified.Equal(at) {
			t.Errorf("group is %q of %v, want %q of %v", g.Name, g.LastModified, name, at)
		}
	}
	wantKind(t, rename("nobody", "East"), roster.NotFound)
	wantRule(t, rename(north, "South"), roster.Duplicate)
	wantKind(t, rename(north, "North"), 0)
	check("North", created)
	wantKind(t, rename(north, "East"), 0)
	check("East", e.now())
}

func TestWhatKeepsAGroup(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "keep")
	ids := e.chain(t, i.ID, 2)
	remove := func(id string) error { return e.DeleteUserHierarchyGroup(e.ctx, e.c, i.ID, id) }
	wantBlockedBy(t, remove(ids[0]), access.TypeUserHierarchyGroup, ids[1])

	profile, err := e.CreateSecurityProfile(e.ctx, e.c, i.ID, roster.SecurityProfile{Meta: roster.Meta{Name: "P"}, AllowedGroupID: ids[1]})
	wantKind(t, err, 0)
	wantBlockedBy(t, remove(ids[1]), access.TypeSecurityProfile, profile)

	user := e.agent(t, i.ID, "ann", profile, ids[1])
	wantBlockedBy(t, remove(ids[1]), access.TypeUser, user)

	wantKind(t, e.DeleteUser(e.ctx, e.c, i.ID, user), 0)
	wantKind(t, e.DeleteSecurityProfile(e.ctx, e.c, i.ID, profile), 0)
	wantKind(t, remove(ids[1]), 0)
	wantKind(t, remove(ids[1]), roster.NotFound)
	wantKind(t, remove(ids[0]), 0)
}

func TestListGroupsByName(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "list")
	e.levels(t, i.ID, 2)
	b := e.group(t, i.ID, "b", "")
	a, below := e.group(t, i.ID, "a", ""), e.group(t, i.ID, "b", b)
	same := []string{b, below}
	if same[0] > same[1] {
		same[0], same[1] = same[1], same[0]
	}
	want := append([]string{a}, same...)
	for limit := 1; limit <= 4; limit++ {
		var got []string
		page := roster.Page{Limit: limit}
		for {
			list, err := e.ListUserHierarchyGroups(e.ctx, e.c, i.ID, page)
			wantKind(t, err, 0)
			for _, g := range list.Items {
				got = append(got, g.ID)
			}
			if list.Next == nil {
				break
			}
			page.After = *list.Next
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("groups in pages of %d (-want +got):\n%s", limit, diff)
		}
	}
}
