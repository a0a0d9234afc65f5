package roster_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

func TestUpdateUserRoutingProfile(t *testing.T) {
	c := newCrew(t, roster.SAML)
	basic, err := c.store.Read(c.ctx, c.id).RoutingProfiles().Get(c.routing)
	wantKind(t, err, 0)
	other := basic
	other.Meta, other.Default = roster.Meta{ID: "other", Name: "Other"}, false
	c.put(t, func(tx roster.Tx) error { return tx.PutRoutingProfile(other) })
	u := c.user(t, c.hire("ann"))
	c.advance(time.Second)
	wantRule(t, c.UpdateUserRoutingProfile(c.ctx, c.c, c.id, u.ID, "missing"), roster.NotFound)
	wantRule(t, c.UpdateUserRoutingProfile(c.ctx, c.c, c.id, "missing", "other"), roster.NotFound)
	if diff := cmp.Diff(u, c.read(t, u.ID)); diff != "" {
		t.Errorf("after refusals (-want +got):\n%s", diff)
	}
	wantKind(t, c.UpdateUserRoutingProfile(c.ctx, c.c, c.id, u.ID, "other"), 0)
	u.RoutingProfileID, u.LastModified = "other", c.now()
	if diff := cmp.Diff(u, c.read(t, u.ID)); diff != "" {
		t.Errorf("user (-want +got):\n%s", diff)
	}
}

func TestUpdateUserSecurityProfilesReplacesAll(t *testing.T) {
	c := newCrew(t, roster.SAML)
	u := c.user(t, c.hire("ann"))
	second, third := c.profile(t, "second", nil), c.profile(t, "third", nil)
	c.advance(time.Second)
	wantKind(t, c.UpdateUserSecurityProfiles(c.ctx, c.c, c.id, u.ID, []string{third, second}), 0)
	u.SecurityProfileIDs, u.LastModified = []string{third, second}, c.now()
	if diff := cmp.Diff(u, c.read(t, u.ID)); diff != "" {
		t.Errorf("user (-want +got):\n%s", diff)
	}
	wantKind(t, c.DeleteSecurityProfile(c.ctx, c.c, c.id, c.agent), 0)
	wantKind(t, c.DeleteSecurityProfile(c.ctx, c.c, c.id, second), roster.InUse)
}

func TestUpdateUserSecurityProfilesHasTheLimitsOfNewUsers(t *testing.T) {
	c := newCrew(t, roster.SAML)
	u := c.user(t, c.hire("ann"))
	var tagged, hierarchical []string
	for i := range 4 {
		tagged = append(tagged, c.profile(t, numbered("tags", i), map[string]string{"team": "red"}))
		hierarchical = append(hierarchical, c.profile(t, numbered("hierarchy", i), nil, "User"))
	}
	for name, tt := range map[string]struct {
		profiles []string
		want     roster.Kind
	}{
		"three by tags":      {tagged[:3], 0},
		"four by tags":       {tagged, roster.InvalidRequest},
		"two by hierarchy":   {hierarchical[:2], 0},
		"three by hierarchy": {hierarchical[:3], roster.InvalidRequest},
		"unknown":            {[]string{c.agent, "missing"}, roster.NotFound},
	} {
		t.Run(name, func(t *testing.T) {
			before := c.read(t, u.ID)
			wantRule(t, c.UpdateUserSecurityProfiles(c.ctx, c.c, c.id, u.ID, tt.profiles), tt.want)
			want := tt.profiles
			if tt.want != 0 {
				want = before.SecurityProfileIDs
			}
			if diff := cmp.Diff(want, c.read(t, u.ID).SecurityProfileIDs); diff != "" {
				t.Errorf("profiles (-want +got):\n%s", diff)
			}
		})
	}
}

func TestUpdateUserConfig(t *testing.T) {
	old := roster.Phone{
		Type: roster.DeskPhone, Number: "+15550100", PersistentConnection: true, VoiceEnhancement: "NONE",
		AutoAccept:       map[roster.Channel]roster.AutoAccept{roster.Voice: {On: true, FirstCallback: ptr(true)}, "CHAT": {On: true}},
		AfterContactWork: map[roster.Channel]roster.AfterContactWork{roster.Voice: {Limit: 10, FirstCallback: ptr(20)}, "CHAT": {Limit: 30}},
	}
	changed := roster.Phone{
		Type: roster.SoftPhone, PersistentConnection: false, VoiceEnhancement: "VOICE_ISOLATION",
		AutoAccept:       map[roster.Channel]roster.AutoAccept{roster.Voice: {}, "CHAT": {On: true}, "TASK": {On: true}},
		AfterContactWork: map[roster.Channel]roster.AfterContactWork{roster.Voice: {Limit: 10, FirstCallback: ptr(20)}, "CHAT": {Limit: 40}},
	}
	desk := phones{{Channel: roster.Voice, Setting: roster.PhoneNumber{Type: roster.DeskPhone}}}
	tests := []struct {
		name string
		in   roster.PhoneSettings
		want roster.Phone
		err  roster.Kind
	}{
		{"a list replaces the channels that it names", roster.PhoneSettings{
			AutoAccept:           accepts{{Channel: roster.Voice}, {Channel: "TASK", Setting: roster.AutoAccept{On: true}}},
			AfterContactWork:     works{{Channel: "CHAT", Setting: roster.AfterContactWork{Limit: 40}}},
			Numbers:              phones{{Channel: roster.Voice, Setting: roster.PhoneNumber{Type: roster.SoftPhone}}},
			PersistentConnection: flags{{Channel: roster.Voice}},
			VoiceEnhancement:     modes{{Channel: roster.Voice, Setting: "VOICE_ISOLATION"}},
		}, changed, 0},
		{"no list changes nothing", roster.PhoneSettings{}, old, 0},
		{"empty lists change nothing", roster.PhoneSettings{AutoAccept: accepts{}, Numbers: phones{}}, old, 0},
		{"a channel twice", roster.PhoneSettings{PersistentConnection: flags{{Channel: roster.Voice}, {Channel: roster.Voice}}}, old, roster.InvalidParameter},
		{"a number for tasks", roster.PhoneSettings{Numbers: phones{{Channel: "TASK"}}}, old, roster.InvalidParameter},
		{"a desk phone without a number", roster.PhoneSettings{Numbers: desk}, old, roster.InvalidParameter},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := newCrew(t, roster.SAML)
			u := roster.User{ID: "u", Username: "ann", DirectoryUserID: "d", Phone: old, RoutingProfileID: c.routing,
				SecurityProfileIDs: []string{c.agent}, LastModified: c.now()}
			c.put(t, func(tx roster.Tx) error { return tx.PutUser(u) })
			c.advance(time.Second)
			wantKind(t, c.UpdateUserConfig(c.ctx, c.c, c.id, "u", tt.in), tt.err)
			got := c.read(t, "u")
			if diff := cmp.Diff(tt.want, got.Phone); diff != "" {
				t.Errorf("phone (-want +got):\n%s", diff)
			}
			if touched := got.LastModified != u.LastModified; touched == cmp.Equal(tt.want, old) {
				t.Errorf("last modified %v, the user was made at %v", got.LastModified, u.LastModified)
			}
		})
	}
	c := newCrew(t, roster.SAML)
	wantKind(t, c.UpdateUserConfig(c.ctx, c.c, c.id, "missing", roster.PhoneSettings{}), roster.NotFound)
}
