package roster_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// administrator is the holder of an administrator's key.
func administrator() roster.Actor {
	return roster.Actor{Principal: access.Administrator(account), KeyID: "RCKADMIN"}
}

// identityPolicy lets the identity of users be changed who carry the tag team=support.
const identityPolicy = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"connect:UpdateUser*","Resource":"*",
	"Condition":{"StringEquals":{"aws:ResourceTag/team":"support"}}}}`

func TestExplainWho(t *testing.T) {
	o := newOffice(t)
	holders := []roster.Actor{administrator(), keyHolder(t, identityPolicy), keyHolder(t, `{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}`)}
	for on, want := range map[string][]string{
		"agent":  {"RCKADMIN", "editor"},
		"tagged": {"RCKADMIN", "RCK1", "editor", "support"},
		"german": {"RCKADMIN", "branch", "editor"},
	} {
		for _, size := range []int{1, 2, 100} {
			if diff := cmp.Diff(want, o.who(t, o.onUser("UpdateUserIdentityInfo", on), holders, size)); diff != "" {
				t.Errorf("%s, pages of %d (-want +got):\n%s", on, size, diff)
			}
		}
	}
	if got := o.who(t, o.onUser("DeleteUser", "rights"), nil, 100); got != nil {
		t.Errorf("%v may delete somebody with more rights", got)
	}
}

// who gives key ids and user names, page by page.
func (o *office) who(t *testing.T, q access.Request, holders []roster.Actor, size int) (names []string) {
	t.Helper()
	var after roster.Position
	for {
		who, err := o.ExplainWho(o.ctx, o.c, q, holders, roster.Page{After: after, Limit: size})
		wantKind(t, err, 0)
		if len(who.Users.Items) > size {
			t.Fatalf("%d users on a page of %d", len(who.Users.Items), size)
		}
		if after.Name == "" {
			for _, g := range who.Keys {
				names = append(names, g.KeyID)
			}
		}
		for _, g := range who.Users.Items {
			names = append(names, g.Name)
			if g.User.ID != o.ids[g.Name] || g.Reason == "" || !g.Allowed {
				t.Errorf("%s: %+v", g.Name, g)
			}
		}
		if who.Users.Next == nil {
			return names
		}
		after = *who.Users.Next
	}
}

func TestExplainTakeovers(t *testing.T) {
	o := newOffice(t)
	want := []string{
		"agent by editor", "branch by editor", "german by branch", "german by editor", "half by RCK1", "half by editor",
		"support by editor", "tagged by RCK1", "tagged by editor", "tagged by support",
	}
	for _, size := range []int{1, 3, 100} {
		if diff := cmp.Diff(want, o.pairs(t, o.on("", access.TypeInstance, ""), size)); diff != "" {
			t.Errorf("pages of %d (-want +got):\n%s", size, diff)
		}
	}
	for name, want := range map[string][]string{"tagged": want[7:], "rights": nil} {
		if diff := cmp.Diff(want, o.pairs(t, o.onUser("", name), 100)); diff != "" {
			t.Errorf("about %s (-want +got):\n%s", name, diff)
		}
	}
}

// TestExplainTakeoversByOwnGroups: a profile that reaches its holder's own group gives holders in different groups different rights.
func TestExplainTakeoversByOwnGroups(t *testing.T) {
	o := newOffice(t)
	o.join(t, "abroad", "apac", nil, "branch")
	o.join(t, "below", "de", nil, "branch")
	o.join(t, "mixed", "emea", nil, "edits", "trims")
	by := func(name string) bool {
		return slices.Contains(o.pairs(t, o.on("", access.TypeInstance, ""), 100), name+" by mixed")
	}
	if by("abroad") || !by("below") || !by("branch") {
		t.Errorf("by mixed: abroad %v, below %v, branch %v; want the last two", by("abroad"), by("below"), by("branch"))
	}
}

// pairs gives who can take over whom, page by page.
func (o *office) pairs(t *testing.T, q access.Request, size int) (pairs []string) {
	t.Helper()
	page := roster.Page{Limit: size}
	for {
		found, err := o.ExplainTakeovers(o.ctx, o.c, q, []roster.Actor{administrator(), keyHolder(t, identityPolicy)}, page)
		wantKind(t, err, 0)
		if len(found.Administrators) != 1 || found.Administrators[0].KeyID != "RCKADMIN" {
			t.Errorf("administrators %v", found.Administrators)
		}
		before := len(pairs)
		for _, v := range found.Victims.Items {
			if last := &found.Victims.Items[len(found.Victims.Items)-1]; len(pairs)-before >= size && v.Victim.Name == last.Victim.Name {
				t.Errorf("a page of %d goes on to %s", size, v.Victim.Name)
			}
			for _, by := range v.By {
				pairs = append(pairs, v.Victim.Name+" by "+by.KeyID+nameUnlessKey(by))
			}
		}
		if found.Victims.Next == nil {
			return pairs
		}
		page.After = *found.Victims.Next
	}
}

func nameUnlessKey(a roster.Actor) string {
	if a.KeyID != "" {
		return ""
	}
	return a.Name
}

func TestExplainSees(t *testing.T) {
	o := newOffice(t)
	all := []string{"agent", "branch", "editor", "german", "half", "rights", "support", "tagged"}
	profiles := []string{"Admin", "Agent", "CallCenterManager", "QualityAnalyst", "branch", "editor", "edits", "rights", "support", "trims"}
	lister := keyHolder(t, `{"Statement":{"Effect":"Allow","Action":"connect:ListUsers","Resource":"*"}}`)
	tests := []struct {
		who  string
		as   roster.Actor
		kind access.ResourceType
		want []string
	}{
		{"administrator", administrator(), access.TypeUser, all},
		{"lister", lister, access.TypeUser, all},
		{"lister", lister, access.TypeSecurityProfile, nil},
		{"editor", o.as("editor"), access.TypeUser, all},
		{"editor", o.as("editor"), access.TypeSecurityProfile, profiles},
		{"editor", o.as("editor"), access.TypeQueue, nil},
		{"support", o.as("support"), access.TypeUser, []string{"support", "tagged"}},
		{"branch", o.as("branch"), access.TypeUser, []string{"branch", "german"}},
		{"agent", o.as("agent"), access.TypeUser, nil}, // may describe itself, and list nothing
	}
	for _, tt := range tests {
		for _, size := range []int{1, 100} {
			if diff := cmp.Diff(tt.want, o.sees(t, tt.as, tt.kind, size)); diff != "" {
				t.Errorf("%s sees of %s, in pages of %d (-want +got):\n%s", tt.who, tt.kind, size, diff)
			}
		}
	}
	_, err := o.ExplainSees(o.ctx, o.c, administrator(), o.on("", access.TypeInstance, ""), access.TypeAgentQueue, everyone)
	wantKind(t, err, roster.InvalidParameter)
}

// sees gives the names of what somebody sees, page by page.
func (o *office) sees(t *testing.T, as roster.Actor, kind access.ResourceType, size int) (names []string) {
	t.Helper()
	page := roster.Page{Limit: size}
	for {
		sight, err := o.ExplainSees(o.ctx, o.c, as, o.on("", access.TypeInstance, ""), kind, page)
		wantKind(t, err, 0)
		for _, s := range sight.Items {
			names = append(names, s.Name)
		}
		if sight.Next == nil {
			if len(names) != sight.Total || !sight.Allowed && sight.Total > 0 || sight.Action == "" {
				t.Errorf("%+v after %v", sight, names)
			}
			return names
		}
		page.After = *sight.Next
	}
}

func TestExplainSeesEveryKind(t *testing.T) {
	o := newOffice(t)
	for kind := range roster.Listings {
		names := o.sees(t, administrator(), kind, 100)
		empty := []access.ResourceType{access.TypeQuickConnect} // of which a new instance has none
		if (len(names) == 0) != slices.Contains(empty, kind) {
			t.Errorf("the administrator sees %v of kind %s", names, kind)
		}
	}
}
