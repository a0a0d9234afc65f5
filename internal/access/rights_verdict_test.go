package access_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
)

func TestDecisionSaysWhichProfilesAllow(t *testing.T) {
	profiles := []access.Profile{
		byTags(grants("Users.View"), "team=b", "User"), grants("Queues.View"), byTags(grants("Users.View"), "team=a", "User"), grants("Users.View"),
	}
	d := access.NewRights(rightsUser(""), profiles).Decide("connect:DescribeUser", tagged(someone, "team=a"))
	want := access.Decision{
		Allowed: true,
		Reason:  "security profile Users.View of team=a grants Users.View",
		Detail:  []access.ProfileVerdict{{ID: "id-Users.View", Name: "Users.View of team=a", Granted: []string{"Users.View"}}},
	}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Errorf("decision (-want +got):\n%s", diff)
	}
}

func TestDecisionSaysThatTwoProfilesAllowTogether(t *testing.T) {
	r := access.NewRights(rightsUser(""), []access.Profile{grants("Users.Edit"), grants("Users.View")})
	d := r.Decide("connect:ListSecurityProfiles", someProfile)
	want := access.Decision{
		Allowed: true,
		Reason:  "security profile Users.Edit grants Users.Edit, security profile Users.View grants Users.View",
		Detail: []access.ProfileVerdict{
			{ID: "id-Users.Edit", Name: "Users.Edit", Granted: []string{"Users.Edit"}},
			{ID: "id-Users.View", Name: "Users.View", Granted: []string{"Users.View"}},
		},
	}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Errorf("decision (-want +got):\n%s", diff)
	}
}

func TestDecisionSaysWhatFailsInEachProfile(t *testing.T) {
	profiles := []access.Profile{
		byTags(grants("Queues.View"), "team=b", "User"),
		byTags(byGroup(grants("Users.Edit"), "emea/de"), "site=x,team=a", "User"),
		byGroup(grants("Users.Edit"), ""),
		byTags(grants("Users.Edit"), "", "User"),
	}
	d := access.NewRights(rightsUser(""), profiles).Decide("connect:UpdateUserHierarchy", tagged(inGroup(someone, "emea"), "team=a"))
	want := [][]string{
		{"permission missing: Users.Edit"},
		{"tag missing: site=x", "outside group: de"},
		{"outside group: the user is in none"},
		{"tag missing: the profile restricts by tags and names none"},
	}
	if diff := cmp.Diff(want, failures(d)); diff != "" || d.Allowed {
		t.Errorf("allowed %v, failures (-want +got):\n%s", d.Allowed, diff)
	}
	if want := "no security profile gives connect:UpdateUserHierarchy on this resource, which needs Users.Edit"; d.Reason != want {
		t.Errorf("reason = %q, want %q", d.Reason, want)
	}
}

func TestDecisionSaysWhatTakesARightAway(t *testing.T) {
	r := access.NewRights(rightsUser(""), []access.Profile{grants("BasicAgentAccess", "RestrictPhoneTypeSettings.Access")})
	d := r.Decide("connect:UpdateUserPhoneConfig", myself)
	want := [][]string{{"permission missing: Users.Edit", "permission bars: RestrictPhoneTypeSettings.Access"}}
	if diff := cmp.Diff(want, failures(d)); diff != "" {
		t.Errorf("failures (-want +got):\n%s", diff)
	}
}

func TestDecisionWithoutAnyWay(t *testing.T) {
	r := access.NewRights(rightsUser(""), []access.Profile{grants("BasicAgentAccess")})
	for _, tt := range []struct{ operation, want string }{
		{"PutUserStatus", "security profiles give connect:PutUserStatus only on the own record"},
		{"CreateInstance", "security profiles do not give connect:CreateInstance on this type of resource"},
		{"ListSecurityProfiles", "security profiles do not give connect:ListSecurityProfiles on this type of resource"},
	} {
		if d := r.Decide("connect:"+tt.operation, someone); d.Allowed || d.Reason != tt.want || d.Detail != nil {
			t.Errorf("Decide = %+v, want refused because %q", d, tt.want)
		}
	}
}

// failures are those of each profile in words.
func failures(d access.Decision) (all [][]string) {
	for _, verdict := range d.Detail {
		var words []string
		for _, f := range verdict.Failed {
			words = append(words, f.String())
		}
		all = append(all, words)
	}
	return all
}
