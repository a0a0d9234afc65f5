package roster_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// profile makes a security profile and gives its id.
func (e *env) profile(t *testing.T, instance string, p roster.SecurityProfile) string {
	t.Helper()
	id, err := e.CreateSecurityProfile(e.ctx, e.c, instance, p)
	wantKind(t, err, 0)
	return id
}

// profileNamed finds a security profile by its name.
func (e *env) profileNamed(t *testing.T, instance, name string) roster.SecurityProfile {
	t.Helper()
	list, err := e.ListSecurityProfiles(e.ctx, e.c, instance, everyone)
	wantKind(t, err, 0)
	for _, p := range list.Items {
		if p.Name == name {
			return p
		}
	}
	t.Fatalf("there is no security profile %q", name)
	return roster.SecurityProfile{}
}

func TestDefaultSecurityProfiles(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "defaults")
	list, err := e.ListSecurityProfiles(e.ctx, e.c, i.ID, everyone)
	wantKind(t, err, 0)
	admin := e.profileNamed(t, i.ID, "Admin")
	var names []string
	for _, p := range list.Items {
		names = append(names, p.Name)
		for _, permission := range p.Permissions {
			if strings.HasPrefix(permission, "Restrict") {
				t.Errorf("%s has %s, which takes rights away", p.Name, permission)
			}
			if !slices.Contains(admin.Permissions, permission) {
				t.Errorf("%s has %s, which the administrator lacks", p.Name, permission)
			}
		}
		if len(p.Permissions) == 0 {
			t.Errorf("%s has no permission", p.Name)
		}
	}
	if diff := cmp.Diff([]string{"Admin", "Agent", "CallCenterManager", "QualityAnalyst"}, names); diff != "" {
		t.Errorf("profiles (-want +got):\n%s", diff)
	}
}

func TestSecurityProfileRules(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "rules")
	tags := map[string]string{"team": "blue"}
	tests := []struct {
		name string
		p    roster.SecurityProfile
		want roster.Kind
	}{
		{"tags without resources", roster.SecurityProfile{AllowedTags: tags}, 0},
		{"resources without tags", roster.SecurityProfile{TagRestricted: []string{"User"}}, roster.InvalidParameter},
		{"resources with tags", roster.SecurityProfile{AllowedTags: tags, TagRestricted: []string{"User", "UserHierarchyGroup"}}, 0},
		{"unknown resource", roster.SecurityProfile{AllowedTags: tags, TagRestricted: []string{"User", "user"}}, roster.InvalidParameter},
		{"own group", roster.SecurityProfile{HierarchyRestricted: []string{"User"}}, 0},
		{"hierarchy of queues", roster.SecurityProfile{HierarchyRestricted: []string{"Queue"}}, roster.InvalidParameter},
		{"unknown group", roster.SecurityProfile{AllowedGroupID: "nobody"}, roster.NotFound},
		{"any permission", roster.SecurityProfile{Permissions: []string{"Not.Known"}}, 0},
		{"third-party application", roster.SecurityProfile{Applications: []roster.Application{{Type: "THIRD_PARTY_APPLICATION", Permissions: []string{"ACCESS"}}}}, 0},
		{"part of a third-party application", roster.SecurityProfile{Applications: []roster.Application{{Type: "THIRD_PARTY_APPLICATION", Permissions: []string{"tool"}}}}, roster.InvalidParameter},
		{"tools of a server", roster.SecurityProfile{Applications: []roster.Application{{Type: "MCP", Permissions: []string{"tool"}}}}, 0},
		{"flow module", roster.SecurityProfile{FlowModules: []roster.FlowModule{{ID: "0b7bd6a2-1a4c-4d3e-8a51-0b7bd6a21a4c"}}}, 0},
		{"no flow module", roster.SecurityProfile{FlowModules: []roster.FlowModule{{ID: "{0b7bd6a2-1a4c-4d3e-8a51-0b7bd6a21a4c}"}}}, roster.InvalidParameter},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := tt.p
			p.Name = tt.name
			_, err := e.CreateSecurityProfile(e.ctx, e.c, i.ID, p)
			wantRule(t, err, tt.want)
			bare := e.profile(t, i.ID, roster.SecurityProfile{Meta: roster.Meta{Name: "bare " + tt.name}})
			wantKind(t, e.UpdateSecurityProfile(e.ctx, e.c, i.ID, bare, updateTo(p)), tt.want)
		})
	}
}

// updateTo is the update that changes everything to what p has.
func updateTo(p roster.SecurityProfile) roster.SecurityProfileUpdate {
	return roster.SecurityProfileUpdate{
		Description: &p.Description, Permissions: p.Permissions, AllowedTags: p.AllowedTags, TagRestricted: p.TagRestricted,
		HierarchyRestricted: p.HierarchyRestricted, AllowedGroupID: &p.AllowedGroupID, Applications: p.Applications,
		FlowModules: p.FlowModules, PrimaryAttributes: p.PrimaryAttributes,
	}
}

func TestSecurityProfileNamesAreUnique(t *testing.T) {
	e := newEnv(t)
	i, other := e.instance(t, roster.SAML, "one"), e.instance(t, roster.SAML, "other")
	named := roster.SecurityProfile{Meta: roster.Meta{Name: "Team Lead"}}
	e.profile(t, i.ID, named)
	_, err := e.CreateSecurityProfile(e.ctx, e.c, i.ID, named)
	wantRule(t, err, roster.Duplicate)
	e.profile(t, i.ID, roster.SecurityProfile{Meta: roster.Meta{Name: "team lead"}})
	e.profile(t, other.ID, named)
}

func TestUpdateSecurityProfileKeepsWhatIsAbsent(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "update")
	full := roster.SecurityProfile{
		Meta: roster.Meta{Name: "Full", Tags: map[string]string{"a": "b"}}, Description: "text",
		Permissions: []string{"Users.View", "Queues.View", "Users.View"},
		AllowedTags: map[string]string{"team": "blue"}, TagRestricted: []string{"User", "Queue", "User"},
		HierarchyRestricted: []string{"User", "User"}, AllowedGroupID: e.chain(t, i.ID, 1)[0],
		Applications:      []roster.Application{{Namespace: "n", Permissions: []string{"ACCESS"}}},
		FlowModules:       []roster.FlowModule{{Type: "MCP", ID: "0b7bd6a2-1a4c-4d3e-8a51-0b7bd6a21a4c"}},
		PrimaryAttributes: []roster.PrimaryValue{{AccessType: "ALLOW", Attribute: "region", Values: []string{"north"}}},
	}
	id := e.profile(t, i.ID, full)
	want := full
	want.ID, want.LastModified = id, e.now()
	want.Permissions, want.TagRestricted, want.HierarchyRestricted = []string{"Users.View", "Queues.View"}, []string{"User", "Queue"}, []string{"User"}
	check := func(change string) {
		t.Helper()
		got, err := e.DescribeSecurityProfile(e.ctx, e.c, i.ID, id)
		wantKind(t, err, 0)
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("after %s (-want +got):\n%s", change, diff)
		}
	}
	check("creation")

	e.advance(time.Minute)
	wantKind(t, e.UpdateSecurityProfile(e.ctx, e.c, i.ID, id, roster.SecurityProfileUpdate{}), 0)
	check("an update of nothing")

	wantKind(t, e.UpdateSecurityProfile(e.ctx, e.c, i.ID, id, roster.SecurityProfileUpdate{AllowedTags: map[string]string{}}), roster.InvalidParameter)
	check("a refused update")

	wantKind(t, e.UpdateSecurityProfile(e.ctx, e.c, i.ID, id, roster.SecurityProfileUpdate{TagRestricted: []string{}}), 0)
	want.TagRestricted, want.LastModified = nil, e.now()
	check("lifting the restriction")

	text := ""
	clear := roster.SecurityProfileUpdate{
		Description: &text, Permissions: []string{}, AllowedTags: map[string]string{}, HierarchyRestricted: []string{}, AllowedGroupID: &text,
		Applications: []roster.Application{}, FlowModules: []roster.FlowModule{}, PrimaryAttributes: []roster.PrimaryValue{},
	}
	wantKind(t, e.UpdateSecurityProfile(e.ctx, e.c, i.ID, id, clear), 0)
	want = roster.SecurityProfile{Meta: want.Meta}
	check("clearing everything")

	wantKind(t, e.UpdateSecurityProfile(e.ctx, e.c, i.ID, "nobody", roster.SecurityProfileUpdate{}), roster.NotFound)
}

func TestAssignedSecurityProfileStays(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "assigned")
	agent := e.profileNamed(t, i.ID, "Agent").ID
	user := e.agent(t, i.ID, "ann", agent, "")
	wantBlockedBy(t, e.DeleteSecurityProfile(e.ctx, e.c, i.ID, agent), access.TypeUser, user)
	wantKind(t, e.DeleteUser(e.ctx, e.c, i.ID, user), 0)
	wantKind(t, e.DeleteSecurityProfile(e.ctx, e.c, i.ID, agent), 0)
	wantKind(t, e.DeleteSecurityProfile(e.ctx, e.c, i.ID, agent), roster.NotFound)
}

func TestLastProfileThatAdministersStays(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "last")
	admin := e.profileNamed(t, i.ID, "Admin").ID
	half := e.profile(t, i.ID, roster.SecurityProfile{Meta: roster.Meta{Name: "Half"}, Permissions: []string{"SecurityProfiles.Edit"}})
	err := e.DeleteSecurityProfile(e.ctx, e.c, i.ID, admin)
	wantKind(t, err, roster.Denied)
	if asError(err).Action != "" {
		t.Error("the refusal blames the caller's rights")
	}
	second := e.profile(t, i.ID, roster.SecurityProfile{Meta: roster.Meta{Name: "Second"}, Permissions: []string{"Users.EditPermission", "SecurityProfiles.Edit"}})
	wantKind(t, e.DeleteSecurityProfile(e.ctx, e.c, i.ID, admin), 0)
	wantKind(t, e.DeleteSecurityProfile(e.ctx, e.c, i.ID, second), roster.Denied)
	wantKind(t, e.DeleteSecurityProfile(e.ctx, e.c, i.ID, half), 0)
}

func TestPermissionsPageInTheirOrder(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "pages")
	want := []string{"Users.View", "Queues.View", "AgentStates.View", "Metrics", "BasicAgentAccess"}
	id := e.profile(t, i.ID, roster.SecurityProfile{Meta: roster.Meta{Name: "P"}, Permissions: want})
	for limit := 1; limit <= len(want)+1; limit++ {
		var got []string
		pages := 0
		for page := (roster.Page{Limit: limit}); ; pages++ {
			list, at, err := e.ListSecurityProfilePermissions(e.ctx, e.c, i.ID, id, page)
			wantKind(t, err, 0)
			if !at.Equal(e.now()) {
				t.Errorf("last modified %v, want %v", at, e.now())
			}
			got = append(got, list.Items...)
			if list.Next == nil {
				break
			}
			page.After = *list.Next
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("in pages of %d (-want +got):\n%s", limit, diff)
		}
		if most := (len(want) - 1) / limit; pages != most {
			t.Errorf("pages of %d: %d more pages, want %d", limit, pages, most)
		}
	}
}

func TestSearchSecurityProfiles(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "search")
	blue := e.profile(t, i.ID, roster.SecurityProfile{Meta: roster.Meta{Name: "Blue Lead", Tags: map[string]string{"team": "blue"}}})
	tests := []struct {
		name  string
		where search.Criteria
		want  []string
	}{
		{"all", search.All{}, []string{"Admin", "Agent", "Blue Lead", "CallCenterManager", "QualityAnalyst"}},
		{"name", search.Text{Field: search.FieldName, Comparison: search.StartsWith, Value: "a"}, []string{"Admin", "Agent"}},
		{"id", search.Text{Field: search.FieldID, Comparison: search.Exact, Value: blue}, []string{"Blue Lead"}},
		{"tag", search.TagEquals{Key: "team"}, []string{"Blue Lead"}},
		{"nothing", search.TagEquals{Key: "Team"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for page := (roster.Page{Limit: 2}); ; {
				found, err := e.SearchSecurityProfiles(e.ctx, e.c, i.ID, tt.where, page)
				wantKind(t, err, 0)
				if found.Total != len(tt.want) {
					t.Errorf("total = %d, want %d", found.Total, len(tt.want))
				}
				for _, p := range found.Items {
					got = append(got, p.Name)
				}
				if found.Next == nil {
					break
				}
				page.After = *found.Next
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
		})
	}
}
