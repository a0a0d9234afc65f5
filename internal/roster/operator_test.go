package roster_test

import (
	"testing"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (c *signInCrew) operator() roster.Operator {
	return roster.Operator{Store: c.store, Hasher: c.hashes}
}

// ended is the outcome of what ends sessions.
func ended(t *testing.T, want int) func(int, error) {
	return func(got int, err error) {
		t.Helper()
		wantKind(t, err, 0)
		if got != want {
			t.Errorf("%d sessions ended, want %d", got, want)
		}
	}
}

func TestOperatorSetsPassword(t *testing.T) {
	c := newSignInCrew(t)
	bob := c.user(t, c.hire("bob", func(in *roster.NewUser) { in.Password = secret }))
	other, err := c.CreateSession(c.ctx, c.c, c.id, bob.ID)
	wantKind(t, err, 0)
	s := c.open(t)
	c.fails(t, 10)
	ended(t, 1)(c.operator().SetPassword(c.ctx, c.id, "ada", "Difference1"))
	c.goesOn(t, s, roster.NotFound)
	c.goesOn(t, other, 0)
	_, err = c.attempt(wrong) // which is right now, and the failures are forgotten
	wantKind(t, err, 0)
	c.signs(t, false)
	ended(t, 1)(c.operator().SetPassword(c.ctx, c.id, "ada", secret))
}

func TestOperatorUnlocks(t *testing.T) {
	c := newSignInCrew(t)
	s := c.open(t)
	c.fails(t, 3)
	c.signs(t, false)
	wantKind(t, c.operator().Unlock(c.ctx, c.id, "ada"), 0)
	c.signs(t, true)
	c.goesOn(t, s, 0)
}

func TestOperatorEndsSessions(t *testing.T) {
	c := newSignInCrew(t)
	one, other := c.open(t), c.open(t)
	ended(t, 2)(c.operator().EndSessions(c.ctx, c.id, "ada"))
	c.goesOn(t, one, roster.NotFound)
	c.goesOn(t, other, roster.NotFound)
	ended(t, 0)(c.operator().EndSessions(c.ctx, c.id, "ada"))
	c.signs(t, true)
}

func TestOperatorRefuses(t *testing.T) {
	c := newSignInCrew(t)
	saml := c.instance(t, roster.SAML, "saml")
	before := c.hashes.asked.Load()
	for _, tt := range []struct {
		instance, user string
		want           roster.Kind
	}{{"nothing", "ada", roster.NotFound}, {c.id, "bob", roster.NotFound}, {c.id, c.ada.ID, roster.NotFound}, {saml.ID, "ada", roster.NotFound}} {
		_, err := c.operator().SetPassword(c.ctx, tt.instance, tt.user, secret)
		wantKind(t, err, tt.want)
		wantKind(t, c.operator().Unlock(c.ctx, tt.instance, tt.user), tt.want)
		_, err = c.operator().EndSessions(c.ctx, tt.instance, tt.user)
		wantKind(t, err, tt.want)
	}
	if _, err := c.CreateUser(c.ctx, c.c, saml.ID, samlUser(t, c, saml.ID)); err != nil {
		t.Fatal(err)
	}
	_, err := c.operator().SetPassword(c.ctx, saml.ID, "ada", secret)
	wantKind(t, err, roster.InvalidRequest)
	if c.hashes.asked.Load() != before {
		t.Error("what is refused cost a hash")
	}
}

// samlUser is a request for a user of another instance than the crew's.
func samlUser(t *testing.T, c *signInCrew, instance string) roster.NewUser {
	t.Helper()
	r := c.store.Read(c.ctx, instance)
	routing, err := r.RoutingProfiles().Named("Basic Routing Profile")
	wantKind(t, err, 0)
	agent, err := r.SecurityProfiles().Named("Agent")
	wantKind(t, err, 0)
	in := c.hire("ada")
	in.RoutingProfileID, in.SecurityProfileIDs = routing.ID, []string{agent.ID}
	return in
}
