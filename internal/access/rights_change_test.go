package access_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
)

func TestAChangeNeedsTheRightBeforeAndAfter(t *testing.T) {
	edit := grants("Users.Edit")
	teamA, teamB := tagged(someone, "team=a"), tagged(someone, "team=b")
	inside, outside := inGroup(someone, "emea/de"), inGroup(someone, "apac")
	for _, tt := range []struct {
		name          string
		profiles      []access.Profile
		before, after access.Target
		want          bool
	}{
		{"inside", []access.Profile{byGroup(edit, "emea")}, inside, inGroup(someone, "emea"), true},
		{"out of the group", []access.Profile{byGroup(edit, "emea")}, inside, outside, false},
		{"out of all groups", []access.Profile{byGroup(edit, "emea")}, inside, someone, false},
		{"into the group", []access.Profile{byGroup(edit, "emea")}, outside, inside, false},
		{"taking the tag away", []access.Profile{byTags(edit, "team=a", "User")}, teamA, someone, false},
		{"giving the tag", []access.Profile{byTags(edit, "team=a", "User")}, teamB, teamA, false},
		{"another tag", []access.Profile{byTags(edit, "team=a", "User")}, teamA, tagged(someone, "team=a,shift=night"), true},
		{"from one profile's reach to another's", []access.Profile{byTags(edit, "team=a", "User"), byTags(edit, "team=b", "User")}, teamA, teamB, true},
		{"unrestricted", []access.Profile{edit}, teamA, someone, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := access.NewRights(rightsUser("home"), tt.profiles).DecideChange("connect:TagResource", tt.before, tt.after)
			if d.Allowed != tt.want || d.Reason == "" {
				t.Errorf("DecideChange = %+v, want allowed %v with a reason", d, tt.want)
			}
		})
	}
}

func TestACreateGetsWhatItsOnlyRestrictedProfileAsksFor(t *testing.T) {
	create := grants("Users.Create")
	newUser := rightsTarget(access.TypeUser, "*")
	byBoth := byTags(byGroup(create, "emea/de"), "team=a,site=x", "User")
	for _, tt := range []struct {
		name     string
		profiles []access.Profile
		target   access.Target
		want     bool
		added    access.Addition
	}{
		{"nothing granted", []access.Profile{byTags(grants("Users.View"), "team=a", "User")}, newUser, false, access.Addition{}},
		{"unrestricted", []access.Profile{create}, newUser, true, access.Addition{}},
		{"unrestricted beside restricted", []access.Profile{byBoth, create}, newUser, true, access.Addition{}},
		{"all is there", []access.Profile{byBoth}, tagged(inGroup(newUser, "emea/de/berlin"), "team=a,site=x"), true, access.Addition{}},
		{"all is missing", []access.Profile{byBoth}, newUser, true, access.Addition{Tags: tagsOf("team=a,site=x"), GroupID: "de"}},
		{"a tag is missing", []access.Profile{byBoth}, tagged(inGroup(newUser, "emea/de"), "team=a"), true, access.Addition{Tags: tagsOf("site=x")}},
		{"the group is missing", []access.Profile{byBoth}, tagged(newUser, "team=a,site=x,shift=night"), true, access.Addition{GroupID: "de"}},
		{"another value of the tag", []access.Profile{byBoth}, tagged(newUser, "team=b"), false, access.Addition{}},
		{"another group", []access.Profile{byBoth}, inGroup(newUser, "apac"), false, access.Addition{}},
		{"own group", []access.Profile{byGroup(create, "")}, newUser, true, access.Addition{GroupID: "home"}},
		{"two restricted profiles", []access.Profile{byBoth, byTags(create, "team=b", "User")}, newUser, false, access.Addition{}},
		{"two restricted profiles, one met", []access.Profile{byBoth, byTags(create, "team=b", "User")}, tagged(newUser, "team=b"), true, access.Addition{}},
		{"another profile grants something else", []access.Profile{byBoth, grants("Users.View")}, newUser, true,
			access.Addition{Tags: tagsOf("team=a,site=x"), GroupID: "de"}},
		{"tags of no value", []access.Profile{byTags(create, "", "User")}, newUser, false, access.Addition{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, added := access.NewRights(rightsUser("home"), tt.profiles).DecideCreate("connect:CreateUser", tt.target)
			if d.Allowed != tt.want || d.Reason == "" {
				t.Errorf("DecideCreate = %+v, want allowed %v with a reason", d, tt.want)
			}
			if diff := cmp.Diff(tt.added, added); diff != "" {
				t.Errorf("addition (-want +got):\n%s", diff)
			}
		})
	}
}

func TestACreateByAUserInNoGroupGetsNoOwnGroup(t *testing.T) {
	r := access.NewRights(rightsUser(""), []access.Profile{byGroup(grants("Users.Create"), "")})
	if d, added := r.DecideCreate("connect:CreateUser", rightsTarget(access.TypeUser, "*")); d.Allowed || added.GroupID != "" {
		t.Errorf("DecideCreate = %+v, %+v; want it refused", d, added)
	}
}

func TestACreateLeavesTheTagsAskedForAlone(t *testing.T) {
	target := tagged(rightsTarget(access.TypeUser, "*"), "shift=night")
	r := access.NewRights(rightsUser(""), []access.Profile{byTags(grants("Users.Create"), "team=a", "User")})
	d, added := r.DecideCreate("connect:CreateUser", target)
	if diff := cmp.Diff(tagsOf("shift=night"), target.Tags); diff != "" || !d.Allowed {
		t.Errorf("allowed %v, tags asked for (-before +after):\n%s", d.Allowed, diff)
	}
	if diff := cmp.Diff(access.Addition{Tags: tagsOf("team=a")}, added); diff != "" {
		t.Errorf("addition (-want +got):\n%s", diff)
	}
}
