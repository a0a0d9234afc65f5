package roster_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func TestExplainConnectUsers(t *testing.T) {
	o := newOffice(t)
	tests := []struct {
		as, operation, on string
		allowed           bool
		failed            string // what the first profile that fails fails for
		reason, except    string // what they contain
	}{
		{"agent", "UpdateUserIdentityInfo", "tagged", false, "permission missing: Users.Edit", "needs Users.Edit", ""},
		{"agent", "DescribeUser", "agent", true, "", "every user may do this", ""},
		{"editor", "UpdateUserIdentityInfo", "agent", true, "", "security profile editor grants Users.Edit", ""},
		{"support", "UpdateUserIdentityInfo", "tagged", true, "", "security profile support grants Users.Edit", ""},
		{"support", "UpdateUserIdentityInfo", "half", false, "tag missing: site=x", "needs Users.Edit", ""},
		{"branch", "UpdateUserIdentityInfo", "german", true, "", "security profile branch grants Users.Edit", ""},
		{"branch", "UpdateUserIdentityInfo", "agent", false, "outside group: emea", "needs Users.Edit", ""},
		// What goes beyond the permission: whoever may do more than oneself is not taken over.
		{"editor", "UpdateUserIdentityInfo", "rights", true, "", "grants Users.Edit", "the addresses and the mobile number have to stay: security profile rights"},
		{"editor", "DeleteUser", "rights", false, "", "security profile rights grants SecurityProfiles.Edit", ""},
		{"editor", "DeleteUser", "support", true, "", "grants Users.Delete", ""},
	}
	for _, tt := range tests {
		t.Run(tt.as+" "+tt.operation+" "+tt.on, func(t *testing.T) {
			e := o.explain(t, o.as(tt.as), o.onUser(tt.operation, tt.on))
			if e.Allowed != tt.allowed || !strings.Contains(e.Reason, tt.reason) || e.Absent {
				t.Errorf("got %+v, want allowed %v because of %q", e, tt.allowed, tt.reason)
			}
			if !strings.HasPrefix(e.Except, tt.except) || tt.except == "" && e.Except != "" {
				t.Errorf("except %q, want %q", e.Except, tt.except)
			}
			if tt.failed != "" && (len(e.Detail) != 1 || e.Detail[0].Failed[0].String() != tt.failed) {
				t.Errorf("profiles %v, want %s", e.Detail, tt.failed)
			}
		})
	}
}

func TestExplainSecurityProfilesThatGoFurther(t *testing.T) {
	o := newOffice(t)
	for profile, allowed := range map[string]bool{"rights": true, "editor": false} {
		e := o.explain(t, o.as("rights"), o.on("connect:UpdateSecurityProfile", access.TypeSecurityProfile, profile))
		if e.Allowed != allowed {
			t.Errorf("%s: %+v, want allowed %v", profile, e, allowed)
		}
	}
}

func TestExplainKeys(t *testing.T) {
	o := newOffice(t)
	key := keyHolder(t, `{"Version":"2012-10-17","Statement":{"Sid":"Team","Effect":"Allow","Action":"connect:DescribeUser","Resource":"*",
		"Condition":{"StringEquals":{"aws:ResourceTag/team":"support"}}}}`)
	for name, want := range map[string]roster.Explanation{
		"tagged": {Decision: access.Decision{Allowed: true, Reason: "Team allows it", Statement: "Team"}},
		"agent": {Decision: access.Decision{Statement: "Team", Condition: "StringEquals aws:ResourceTag/team",
			Reason: "Team would allow it, but its condition StringEquals aws:ResourceTag/team does not hold"}},
		"nobody": {Absent: true, Decision: access.Decision{Statement: "Team", Condition: "StringEquals aws:ResourceTag/team",
			Reason: "Team would allow it, but its condition StringEquals aws:ResourceTag/team does not hold"}},
	} {
		q := o.onUser("DescribeUser", name)
		if name == "nobody" {
			q.Target.ID = name
		}
		if diff := cmp.Diff(want, o.explain(t, key, q)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestExplainCreates(t *testing.T) {
	o := newOffice(t)
	o.grant(t, roster.SecurityProfile{Meta: roster.Meta{ID: "hirer"}, Permissions: []string{"Users.Create"},
		TagRestricted: []string{"User"}, AllowedTags: map[string]string{"team": "support"}})
	o.join(t, "hirer", "", nil, "hirer")
	q := o.on("connect:CreateUser", access.TypeUser, "*")
	for team, allowed := range map[string]bool{"support": true, "sales": false} {
		q.Tags = map[string]string{"team": team}
		if e := o.explain(t, o.as("hirer"), q); e.Allowed != allowed || e.Absent {
			t.Errorf("team %s: %+v, want allowed %v", team, e, allowed)
		}
	}
}

func TestExplainOnOtherKinds(t *testing.T) {
	o := newOffice(t)
	key := keyHolder(t, `{"Statement":{"Effect":"Allow","Action":"connect:*","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/kind":"this"}}}}`)
	tags := map[string]string{"kind": "this"}
	hours, err := o.store.Read(o.ctx, o.id).HoursOfOperations().List(roster.Page{Limit: 1})
	wantKind(t, err, 0)
	queue := roster.Queue{Meta: roster.Meta{ID: "queue", Name: "queue", Tags: tags}, HoursOfOperationID: hours[0].ID}
	o.put(t, func(tx roster.Tx) error { return tx.PutQueue(queue) })
	o.grant(t, roster.SecurityProfile{Meta: roster.Meta{ID: "profile", Tags: tags}})
	wantKind(t, o.TagResource(o.ctx, o.c, o.on("", access.TypeInstance, "").Target.Resource, tags), 0)
	for kind, id := range map[access.ResourceType]string{access.TypeQueue: "queue", access.TypeSecurityProfile: "profile", access.TypeInstance: ""} {
		if e := o.explain(t, key, o.on("connect:TagResource", kind, id)); !e.Allowed || e.Absent {
			t.Errorf("%s: %+v, want it allowed", kind, e)
		}
		if e := o.explain(t, key, o.on("connect:TagResource", kind, "other")); kind != access.TypeInstance && (e.Allowed || !e.Absent) {
			t.Errorf("another %s: %+v, want it refused and absent", kind, e)
		}
	}
	for _, kind := range []access.ResourceType{access.TypeAgentQueue, access.TypeAuthenticationProfile} {
		if e := o.explain(t, key, o.on("connect:DescribeQueue", kind, "other")); e.Allowed {
			t.Errorf("%s: %+v, want it refused", kind, e)
		}
	}
}

func TestExplainFindsUsersByName(t *testing.T) {
	o := newOffice(t)
	as := o.as("editor")
	as.User.ID = "editor"
	if e := o.explain(t, as, o.onUser("DeleteUser", "agent")); !e.Allowed {
		t.Errorf("%+v, want it allowed", e)
	}
	as.User.ID = "nobody"
	_, err := o.Explain(o.ctx, o.c, as, o.onUser("DeleteUser", "agent"))
	wantKind(t, err, roster.NotFound)
}
