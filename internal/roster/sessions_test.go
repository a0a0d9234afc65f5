package roster_test

import (
	"errors"
	"net/netip"
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// open signs ada in.
func (c *signInCrew) open(t *testing.T) credential.Session {
	t.Helper()
	s, err := c.attempt(nil)
	wantKind(t, err, 0)
	return s
}

// goesOn checks how using a session ends; 0 means that it goes on.
func (c *crew) goesOn(t *testing.T, s credential.Session, want roster.Kind) {
	t.Helper()
	wantKind(t, c.UseSession(c.ctx, c.id, s.ID, home), want)
}

// isOver checks that a session is over by its age, or because nobody used it.
func (c *crew) isOver(t *testing.T, s credential.Session) {
	t.Helper()
	if err := c.UseSession(c.ctx, c.id, s.ID, home); !errors.Is(err, roster.ErrSessionOver) {
		t.Fatalf("error %v, want ErrSessionOver", err)
	}
}

func TestSessionExpires(t *testing.T) {
	c := newSignInCrew(t)
	s := c.open(t)
	c.advance(12*time.Hour - time.Millisecond)
	c.goesOn(t, s, 0)
	c.advance(time.Millisecond)
	c.isOver(t, s)
}

func TestIdleSessionIsOver(t *testing.T) {
	c := newSignInCrew(t)
	s := c.open(t)
	c.advance(3 * time.Hour)
	c.goesOn(t, s, 0)
	c.advance(3 * time.Hour)
	// Idleness counts from when the rule came into force.
	c.sessionRules(t, roster.AuthenticationProfileUpdate{InactivityHandling: ptr(true), SessionInactivity: ptr(10)})
	c.advance(9 * time.Minute)
	c.goesOn(t, s, 0)
	c.advance(9 * time.Minute)
	c.goesOn(t, s, 0)
	c.advance(10 * time.Minute)
	c.isOver(t, s)
	c.sessionRules(t, roster.AuthenticationProfileUpdate{InactivityHandling: ptr(false)})
	c.goesOn(t, s, 0)
}

// A session that is used all the time is written once a minute, and not at all where idleness does not matter.
func TestLastUseIsCoarse(t *testing.T) {
	c := newSignInCrew(t)
	s := c.open(t)
	noted := func() time.Time {
		kept, err := c.store.Read(c.ctx, c.id).Session(s.ID)
		wantKind(t, err, 0)
		return kept.LastUsed
	}
	first := noted()
	uses := func(want time.Time) {
		t.Helper()
		c.goesOn(t, s, 0)
		if got := noted(); !got.Equal(want) {
			t.Errorf("last use %v, want %v", got, want)
		}
	}
	c.advance(time.Hour)
	uses(first)
	c.sessionRules(t, roster.AuthenticationProfileUpdate{InactivityHandling: ptr(true)})
	uses(c.now())
	first = c.now()
	c.advance(time.Minute - time.Millisecond)
	uses(first)
	c.advance(time.Millisecond)
	uses(c.now())
}

func TestSessionIsBoundToAddresses(t *testing.T) {
	c := newSignInCrew(t)
	s := c.open(t)
	type rules = roster.AuthenticationProfileUpdate
	tests := []struct {
		name     string
		rules    rules
		in, kept []string // "" is an address that is not known
	}{
		{"no rules", rules{}, []string{"192.0.2.1", "2001:db8::1", ""}, nil},
		{"a blocked address", rules{BlockedIPs: []string{"192.0.2.1"}}, []string{"192.0.2.2", "2001:db8::1"}, []string{"192.0.2.1", ""}},
		{"a blocked range", rules{BlockedIPs: []string{"192.0.2.128/25"}}, []string{"192.0.2.1"}, []string{"192.0.2.200"}},
		{"allowed ones", rules{AllowedIPs: []string{"192.0.2.0/24", "2001:db8::1"}, BlockedIPs: []string{}},
			[]string{"192.0.2.1", "2001:db8::1", "2001:db8::1%eth0"}, []string{"192.0.3.1", "2001:db8::2", "::1", ""}},
		{"blocked within allowed", rules{BlockedIPs: []string{"192.0.2.7", "2001:db8::/64"}}, []string{"192.0.2.1"}, []string{"192.0.2.7", "2001:db8::1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c.sessionRules(t, tt.rules)
			c.addresses(t, s, tt.in, 0)
			c.addresses(t, s, tt.kept, roster.Denied)
		})
	}
}

// addresses checks how a session's use and a sign-in end from each.
func (c *signInCrew) addresses(t *testing.T, s credential.Session, from []string, want roster.Kind) {
	t.Helper()
	for _, text := range from {
		var address netip.Addr
		if text != "" {
			address = netip.MustParseAddr(text)
		}
		wantKind(t, c.UseSession(c.ctx, c.id, s.ID, address), want)
		_, err := c.attempt(func(in *roster.SignIn) { in.From = address })
		wantKind(t, err, want)
	}
}

func TestEndedSessionIsGone(t *testing.T) {
	c := newSignInCrew(t)
	one, other := c.open(t), c.open(t)
	mine := c.as(one.User)
	wantKind(t, c.EndSession(c.ctx, mine, one.ID), 0)
	c.goesOn(t, one, roster.NotFound)
	c.goesOn(t, other, 0)
	wantKind(t, c.EndSession(c.ctx, mine, one.ID), roster.NotFound)
	elsewhere := mine
	elsewhere.User = &access.ConnectUser{Instance: "nothing", ID: one.User}
	wantKind(t, c.EndSession(c.ctx, elsewhere, other.ID), roster.NotFound)
	wantKind(t, c.UseSession(c.ctx, "nothing", other.ID, home), roster.NotFound)
}

func TestSessionGoesWithUserAndInstance(t *testing.T) {
	c := newSignInCrew(t)
	bob := c.user(t, c.hire("bob", func(in *roster.NewUser) { in.Password = secret }))
	of := func(id string) credential.Session {
		s, err := c.CreateSession(c.ctx, c.c, c.id, id)
		wantKind(t, err, 0)
		return s
	}
	ada, other := of(c.ada.ID), of(bob.ID)
	wantKind(t, c.DeleteUser(c.ctx, c.c, c.id, c.ada.ID), 0)
	c.goesOn(t, ada, roster.NotFound)
	// The name does not bring it back.
	c.user(t, c.hire("ada", func(in *roster.NewUser) { in.Password = secret }))
	c.goesOn(t, ada, roster.NotFound)
	c.goesOn(t, other, 0)
	wantKind(t, c.DeleteInstance(c.ctx, c.c, c.id, roster.ClientToken{}), 0)
	c.goesOn(t, other, roster.NotFound)
}

func TestCreateSession(t *testing.T) {
	c := newCrew(t, roster.SAML)
	ada := c.user(t, c.hire("ada"))
	s, err := c.CreateSession(c.ctx, c.c, c.id, ada.ID)
	wantKind(t, err, 0)
	if s.User != ada.ID || s.Instance != c.id || s.Account != account || s.Region != region || !s.Expires.Equal(c.now().Add(12*time.Hour)) {
		t.Errorf("session %+v", s)
	}
	c.goesOn(t, s, 0)
	user := access.Resource{Region: region, Account: account, Instance: c.id, Type: access.TypeUser, ID: ada.ID}
	elsewhere := roster.Caller{Principal: access.Administrator("444455556666"), Region: region}
	for name, tt := range map[string]struct {
		by       roster.Caller
		instance string
		user     string
		want     roster.Kind
	}{
		"unknown user":     {c.c, c.id, "nobody", roster.NotFound},
		"unknown instance": {c.c, "nothing", ada.ID, roster.NotFound},
		"another account":  {elsewhere, c.id, ada.ID, roster.NotFound},
		"another Region":   {roster.Caller{Principal: c.c.Principal, Region: "eu-west-1"}, c.id, ada.ID, roster.NotFound},
		"a plain key":      {roster.Caller{Principal: access.User(account, "ci"), Region: region}, c.id, ada.ID, roster.Denied},
		"the user itself":  {roster.Caller{Principal: access.SignedIn(user), Region: region}, c.id, ada.ID, roster.Denied},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := c.CreateSession(c.ctx, tt.by, tt.instance, tt.user)
			wantKind(t, err, tt.want)
			if got != (credential.Session{}) {
				t.Errorf("a session came back: %+v", got)
			}
		})
	}
}
