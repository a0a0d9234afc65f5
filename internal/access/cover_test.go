package access_test

import (
	"strings"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/access"
)

func TestCovers(t *testing.T) {
	edit := grants("Users.Edit")
	everywhere := []string{"User", "SecurityProfile", "RoutingProfile", "UserHierarchyGroup"}
	teamA := byTags(edit, "team=a", everywhere...)
	for _, tt := range []struct {
		name  string
		mine  []access.Profile
		other access.Profile
		want  bool
	}{
		{"nothing by nothing", nil, grants(), true},
		{"a permission by nothing", nil, edit, false},
		{"a permission by itself", []access.Profile{edit}, edit, true},
		{"two permissions by two profiles", []access.Profile{edit, grants("Users.View")}, grants("Users.View", "Users.Edit"), true},
		{"two permissions by one", []access.Profile{edit}, grants("Users.View", "Users.Edit"), false},
		{"what is for the own record only", nil, grants("BasicAgentAccess", "OutboundCallAccess", "RestrictPhoneTypeSettings.Access"), true},
		{"what is unknown", nil, grants("ContactFlows.Edit", "no such permission"), true},

		{"restricted by unrestricted", []access.Profile{edit}, teamA, true},
		{"unrestricted by restricted", []access.Profile{teamA}, edit, false},
		{"the same tags", []access.Profile{teamA}, teamA, true},
		{"more tags", []access.Profile{teamA}, byTags(edit, "team=a,site=x", everywhere...), true},
		{"fewer tags", []access.Profile{byTags(edit, "team=a,site=x", everywhere...)}, teamA, false},
		{"another value", []access.Profile{teamA}, byTags(edit, "team=b", everywhere...), false},
		{"one type less restricted", []access.Profile{teamA}, byTags(edit, "team=a", everywhere[:3]...), false},
		{"a type restricted that the permission is not needed on", []access.Profile{byTags(edit, "team=a", "Queue")}, edit, true},
		{"a restriction of another permission", []access.Profile{byTags(grants("Queues.View"), "team=a", everywhere...), edit}, edit, true},

		{"the same group", []access.Profile{byGroup(edit, "emea")}, byGroup(edit, "emea"), true},
		{"a group below", []access.Profile{byGroup(edit, "emea")}, byGroup(edit, "emea/de"), true},
		{"a group above", []access.Profile{byGroup(edit, "emea/de")}, byGroup(edit, "emea"), false},
		{"tags instead of a group", []access.Profile{byGroup(edit, "emea")}, teamA, false},
		{"a group instead of tags", []access.Profile{teamA}, byGroup(edit, "emea"), false},
		{"a group and the tags", []access.Profile{byTags(byGroup(edit, "emea"), "team=a", everywhere...)},
			byTags(byGroup(edit, "emea/de"), "team=a", everywhere...), true},

		{"own group by own group", []access.Profile{byGroup(edit, "")}, byGroup(edit, ""), true},
		{"own group by unrestricted", []access.Profile{edit}, byGroup(edit, ""), true},
		{"own group by a group", []access.Profile{byGroup(edit, "home")}, byGroup(edit, ""), false},
		{"a group below the own one by own group", []access.Profile{byGroup(edit, "")}, byGroup(edit, "home/below"), true},
		{"any other group by own group", []access.Profile{byGroup(edit, "")}, byGroup(edit, "emea"), false},

		{"nothing reached by nothing reached", []access.Profile{byTags(edit, "", everywhere...)}, byTags(edit, "", everywhere...), true},
		{"something by nothing reached", []access.Profile{byTags(edit, "", everywhere...)}, teamA, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ok, reason := access.NewRights(rightsUser("home"), tt.mine).Covers(tt.other)
			if ok != tt.want || ok != (reason == "") {
				t.Errorf("Covers = %v, %q; want %v, with a reason if not", ok, reason, tt.want)
			}
		})
	}
}

func TestCoversSaysWhatGoesFurther(t *testing.T) {
	_, reason := access.NewRights(rightsUser(""), nil).Covers(access.Profile{Name: "Admin", Permissions: []string{"Users.Delete"}})
	for _, part := range []string{"Admin", "Users.Delete", "agent"} {
		if !strings.Contains(reason, part) {
			t.Errorf("reason %q does not name %s", reason, part)
		}
	}
}

// An own group is none for a user in no group, whom nothing may cover.
func TestOwnGroupOfAUserInNoneCoversNoGroup(t *testing.T) {
	edit := grants("Users.Edit")
	if ok, _ := access.NewRights(rightsUser(""), []access.Profile{byGroup(edit, "")}).Covers(byGroup(edit, "emea")); ok {
		t.Error("Covers = true, want false")
	}
}

func TestMayTakeOverOnlyWhomAllProfilesCover(t *testing.T) {
	agent, edit, remove := grants("BasicAgentAccess"), grants("Users.Edit"), grants("Users.Delete")
	for _, tt := range []struct {
		name   string
		victim []access.Profile
		want   bool
	}{
		{"without profiles", nil, true},
		{"an agent", []access.Profile{agent}, true},
		{"an equal", []access.Profile{agent, edit}, true},
		{"with one profile too much", []access.Profile{agent, edit, remove}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ok, reason := access.NewRights(rightsUser(""), []access.Profile{edit}).MayTakeOver(tt.victim)
			if ok != tt.want || ok != (reason == "") {
				t.Errorf("MayTakeOver = %v, %q; want %v, with a reason if not", ok, reason, tt.want)
			}
		})
	}
}
