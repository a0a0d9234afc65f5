package roster_test

import (
	"context"
	"errors"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

const secret = "Analytical1"

var home = netip.MustParseAddr("192.0.2.1")

// signInCrew is a crew with a user ada, who has a password.
type signInCrew struct {
	*crew
	ada    roster.User
	hashes *countingHasher
}

func newSignInCrew(t *testing.T) *signInCrew {
	t.Helper()
	c := &signInCrew{crew: newCrew(t, roster.ConnectManaged), hashes: new(countingHasher)}
	c.rehash(c.hashes)
	c.ada = c.user(t, c.hire("ada", func(in *roster.NewUser) { in.Password = secret }))
	return c
}

func (c *signInCrew) attempt(change func(*roster.SignIn)) (credential.Session, error) {
	in := roster.SignIn{Instance: c.id, Username: "ada", Password: secret, From: home}
	if change != nil {
		change(&in)
	}
	return c.SignIn(c.ctx, in)
}

// fails makes so many attempts with a wrong password.
func (c *signInCrew) fails(t *testing.T, times int) {
	t.Helper()
	for range times {
		_, err := c.attempt(wrong)
		wantKind(t, err, roster.Denied)
	}
}

func wrong(in *roster.SignIn) { in.Password = "Difference1" }

// holdFirst lets the first attempt wait, in the middle of its hash, until it is released.
func (c *signInCrew) holdFirst() (started, release chan struct{}) {
	started, release = make(chan struct{}), make(chan struct{})
	var others atomic.Bool
	c.hashes.meanwhile = func() {
		if !others.Swap(true) {
			close(started)
			<-release
		}
	}
	return started, release
}

// signs checks whether ada gets in with the right password.
func (c *signInCrew) signs(t *testing.T, in bool) {
	t.Helper()
	_, err := c.attempt(nil)
	if in {
		wantKind(t, err, 0)
	} else {
		wantKind(t, err, roster.Denied)
	}
}

// profile changes the instance's authentication profile.
func (c *crew) sessionRules(t *testing.T, u roster.AuthenticationProfileUpdate) {
	t.Helper()
	p, err := c.store.Read(c.ctx, c.id).DefaultAuthenticationProfile()
	wantKind(t, err, 0)
	wantKind(t, c.UpdateAuthenticationProfile(c.ctx, c.c, c.id, p.ID, u), 0)
}

func TestSignInOpensASession(t *testing.T) {
	c := newSignInCrew(t)
	got, err := c.attempt(nil)
	wantKind(t, err, 0)
	want := credential.Session{
		ID: got.ID, Account: account, Region: region, Instance: c.id, User: c.ada.ID, Expires: c.now().Add(12 * time.Hour),
	}
	if diff := cmp.Diff(want, got); diff != "" || !credential.IsSession(got.ID) {
		t.Errorf("session (-want +got):\n%s", diff)
	}
	wantKind(t, c.UseSession(c.ctx, c.id, got.ID, home), 0)
	again, err := c.attempt(nil)
	wantKind(t, err, 0)
	if again.ID == got.ID {
		t.Error("two sessions have the same id")
	}
}

func TestRefusedSignInsAreAlike(t *testing.T) {
	c := newSignInCrew(t)
	saml := c.instance(t, roster.SAML, "saml")
	tests := map[string]func(*roster.SignIn){
		"wrong password":                 wrong,
		"no password":                    func(in *roster.SignIn) { in.Password = "" },
		"unknown user":                   func(in *roster.SignIn) { in.Username = "bob" },
		"name in another case":           func(in *roster.SignIn) { in.Username = "Ada" },
		"unknown instance":               func(in *roster.SignIn) { in.Instance = "nothing" },
		"instance without passwords":     func(in *roster.SignIn) { in.Instance = saml.ID },
		"the user's id in place of name": func(in *roster.SignIn) { in.Username = c.ada.ID },
	}
	_, want := c.attempt(wrong)
	alike := func(t *testing.T, change func(*roster.SignIn)) {
		t.Helper()
		before := c.hashes.asked.Load()
		_, err := c.attempt(change)
		wantKind(t, err, roster.Denied)
		if !errors.Is(err, want) || c.hashes.asked.Load() != before+1 {
			t.Errorf("error %v after %d hashes; want %v after one", err, c.hashes.asked.Load()-before, want)
		}
		c.advance(time.Hour)
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) { alike(t, change) })
	}
	t.Run("locked", func(t *testing.T) {
		c.fails(t, 3)
		alike(t, nil)
	})
	t.Run("from a blocked address", func(t *testing.T) {
		c.sessionRules(t, roster.AuthenticationProfileUpdate{BlockedIPs: []string{home.String()}})
		alike(t, nil)
	})
	t.Run("deleted user", func(t *testing.T) {
		wantKind(t, c.DeleteUser(c.ctx, c.c, c.id, c.ada.ID), 0)
		alike(t, nil)
	})
}

// Each failure after the second makes the next attempt wait twice as long, and the tenth for a quarter of an hour.
func TestFailuresMakeWait(t *testing.T) {
	c := newSignInCrew(t)
	c.fails(t, 2)
	for wait := time.Second; wait <= 64*time.Second; wait *= 2 {
		c.fails(t, 1)
		c.advance(wait - time.Millisecond)
		c.signs(t, false)
		c.advance(time.Millisecond) // and what came too early did not count
	}
	c.fails(t, 1)
	c.advance(15*time.Minute - time.Millisecond)
	c.signs(t, false)
	c.advance(time.Millisecond)
	c.signs(t, true)
	// Success begins anew, and so does time.
	c.fails(t, 2)
	c.signs(t, true)
	c.fails(t, 2)
	c.signs(t, true)
	c.fails(t, 2)
	c.advance(15 * time.Minute)
	c.fails(t, 2)
	c.signs(t, true)
}

// A password alone is no way in where a directory, or an identity provider, says who comes in.
func TestOnlyManagedUsersSignIn(t *testing.T) {
	for _, kind := range []roster.IdentityType{roster.SAML, roster.ExistingDirectory} {
		c := newCrew(t, kind)
		id := c.user(t, c.hire("ada", func(in *roster.NewUser) {
			if kind == roster.ExistingDirectory {
				in.DirectoryUserID, in.Identity = "directory-id", roster.IdentityChange{}
			}
		})).ID
		c.put(t, func(tx roster.Tx) error { return tx.PutPassword(id, "hash of "+secret) })
		_, err := c.SignIn(c.ctx, roster.SignIn{Instance: c.id, Username: "ada", Password: secret, From: home})
		wantKind(t, err, roster.Denied)
	}
}

func TestFailuresOfOthersDoNotMakeWait(t *testing.T) {
	c := newSignInCrew(t)
	for _, name := range []string{"bob", "Ada", "ada "} {
		for range 3 {
			_, err := c.attempt(func(in *roster.SignIn) { in.Username = name })
			wantKind(t, err, roster.Denied)
		}
	}
	c.signs(t, true)
}

// Who is kept out by the address cannot lock a user out.
func TestBlockedAddressesDoNotCount(t *testing.T) {
	c := newSignInCrew(t)
	c.sessionRules(t, roster.AuthenticationProfileUpdate{BlockedIPs: []string{"203.0.113.0/24"}})
	for range 12 {
		_, err := c.attempt(func(in *roster.SignIn) { in.From = netip.MustParseAddr("203.0.113.9"); wrong(in) })
		wantKind(t, err, roster.Denied)
	}
	c.signs(t, true)
}

// All who guess at the same time are one after the other, so that failures hold for those who wait.
func TestGuessesAtOnceAreNoWayAround(t *testing.T) {
	c := newSignInCrew(t)
	var guesses sync.WaitGroup
	var busy atomic.Int64
	for range 40 {
		guesses.Go(func() {
			_, err := c.attempt(wrong)
			if roster.IsKind(err, roster.Busy) {
				busy.Add(1)
			} else if !roster.IsKind(err, roster.Denied) {
				t.Error(err)
			}
		})
	}
	guesses.Wait()
	// The third failure makes everybody wait who comes after it: by a clock that stands still nobody's guess counts any more.
	c.advance(time.Second - time.Millisecond)
	c.signs(t, false)
	c.advance(time.Millisecond)
	c.signs(t, true)
	t.Logf("%d of 40 were turned away as busy", busy.Load())
}

func TestTooManyWaitingAttemptsAreBusy(t *testing.T) {
	c := newSignInCrew(t)
	started, release := c.holdFirst()
	var attempts sync.WaitGroup
	try := func() { _, _ = c.attempt(nil) }
	attempts.Go(try)
	<-started
	outcomes := make(chan error, 40)
	for range 40 {
		attempts.Go(func() { _, err := c.attempt(nil); outcomes <- err })
	}
	for range 40 - 16 { // all but those who wait
		wantKind(t, <-outcomes, roster.Busy)
	}
	// Another name has a queue of its own, and who gives up leaves it.
	_, err := c.attempt(func(in *roster.SignIn) { in.Username = "bob" })
	wantKind(t, err, roster.Denied)
	close(release)
	attempts.Wait()
	c.signs(t, true)
}

func TestWaitingAttemptEndsWithItsContext(t *testing.T) {
	c := newSignInCrew(t)
	started, release := c.holdFirst()
	var attempts sync.WaitGroup
	attempts.Go(func() { _, _ = c.attempt(nil) })
	<-started
	ctx, cancel := context.WithCancel(c.ctx)
	cancel()
	if _, err := c.SignIn(ctx, roster.SignIn{Instance: c.id, Username: "ada", Password: secret, From: home}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
	close(release)
	attempts.Wait()
	c.signs(t, true)
}

// A password that is replaced, and a user who is deleted, while the old password is being verified open nothing.
func TestSignInMeetsAChange(t *testing.T) {
	for name, change := range map[string]func(*signInCrew) error{
		"of the password": func(c *signInCrew) error {
			return c.store.Update(c.ctx, c.id, func(tx roster.Tx) error { return tx.PutPassword(c.ada.ID, "hash of another") })
		},
		"of everything": func(c *signInCrew) error { return c.DeleteUser(c.ctx, c.c, c.id, c.ada.ID) },
	} {
		t.Run(name, func(t *testing.T) {
			c := newSignInCrew(t)
			c.hashes.meanwhile = func() {
				if err := change(c); err != nil {
					t.Error(err)
				}
			}
			c.signs(t, false)
		})
	}
}

func TestBusyHasherIsNoFailure(t *testing.T) {
	c := newSignInCrew(t)
	c.rehash(busyHasher{})
	for range 12 {
		_, err := c.attempt(wrong)
		wantKind(t, err, roster.Busy)
		_, err = c.attempt(func(in *roster.SignIn) { in.Instance = "nothing" })
		wantKind(t, err, roster.Busy)
	}
	c.rehash(c.hashes)
	c.signs(t, true)
}

type busyHasher struct{}

var errBusy = &roster.Error{Kind: roster.Busy, Message: "busy"}

func (busyHasher) Hash(context.Context, string) (string, error)         { return "", errBusy }
func (busyHasher) Verify(context.Context, string, string) (bool, error) { return false, errBusy }
