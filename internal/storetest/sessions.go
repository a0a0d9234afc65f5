package storetest

import (
	"errors"
	"time"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// sessionOf makes a session that lasts for an hour from so long after Now.
func sessionOf(userID, id string, after time.Duration) roster.Session {
	at := Now.Add(after)
	return roster.Session{ID: id, UserID: userID, Created: at, Expires: at.Add(time.Hour), LastUsed: at}
}

// signIn adds sessions.
func (e *env) signIn(instance string, sessions ...roster.Session) {
	e.Helper()
	e.update(instance, func(tx roster.Tx) error {
		for _, s := range sessions {
			if err := tx.AddSession(s); err != nil {
				return err
			}
		}
		return nil
	})
}

// goesOn checks which of the sessions a, b and c the instance has, by a reader of each kind.
func (e *env) goesOn(instance string, ids ...string) {
	e.Helper()
	found := func(r roster.Reader) (ids []string) {
		for _, id := range []string{"a", "b", "c"} {
			_, err := r.Session(id)
			if err == nil {
				ids = append(ids, id)
			} else if !roster.IsKind(err, roster.NotFound) {
				e.Error(err)
			}
		}
		return ids
	}
	equal(e, found(e.read(instance)), ids)
	e.view(instance, func(r roster.Reader) error {
		equal(e, found(r), ids)
		return nil
	})
}

// endSessions ends a user's sessions and checks how many they were.
func endSessions(e *env, userID string, want int) func(roster.Tx) error {
	return func(tx roster.Tx) error {
		n, err := tx.EndSessions(userID)
		if err == nil && n != want {
			e.Errorf("%d sessions ended, want %d", n, want)
		}
		return err
	}
}

var sessionCases = []testCase{
	{"a session comes back as it was added, and only in its instance", func(e *env) {
		e.putUsers(e.sample("i"), "jane")
		e.sample("other")
		want := sessionOf("i-jane", "a", 0)
		want.Created = Now.Add(-time.Minute)
		e.signIn("i", want)
		have(e, want)(e.read("i").Session("a"))
		e.goesOn("other")
		_, err := e.read("i").Session("A")
		e.kind(err, roster.NotFound)
	}},
	{"a session needs its user", func(e *env) {
		e.putUsers(e.sample("i"), "jane")
		e.putUsers(e.sample("other"), "joe")
		for _, id := range []string{"nobody", "other-joe"} {
			e.refused(roster.NotFound, "i", func(tx roster.Tx) error { return tx.AddSession(sessionOf(id, "a", 0)) })
		}
		e.goesOn("i")
	}},
	{"a session goes with its user", func(e *env) {
		e.putUsers(e.sample("i"), "jane", "joe")
		e.signIn("i", sessionOf("i-jane", "a", 0), sessionOf("i-joe", "b", 0), sessionOf("i-jane", "c", 0))
		e.goesOn("i", "a", "b", "c")
		e.update("i", func(tx roster.Tx) error { return tx.DeleteUser("i-jane", Now) })
		e.goesOn("i", "b")
	}},
	{"a change of its user leaves a session alone", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, "jane")
		e.signIn("i", sessionOf("i-jane", "a", 0))
		e.putUsers(s, "jane")
		e.goesOn("i", "a")
	}},
	{"an ended session is gone", func(e *env) {
		e.putUsers(e.sample("i"), "jane", "joe")
		e.signIn("i", sessionOf("i-jane", "a", 0), sessionOf("i-joe", "b", 0), sessionOf("i-jane", "c", 0))
		e.update("i", func(tx roster.Tx) error { return tx.EndSession("c") })
		e.goesOn("i", "a", "b")
		e.refused(roster.NotFound, "i", func(tx roster.Tx) error { return tx.EndSession("c") })
		e.update("i", endSessions(e, "i-jane", 1))
		e.goesOn("i", "b")
		e.update("i", endSessions(e, "i-jane", 0))
	}},
	{"the last use of a session is noted", func(e *env) {
		e.putUsers(e.sample("i"), "jane")
		want := sessionOf("i-jane", "a", 0)
		e.signIn("i", want)
		e.goesOn("i", "a")
		want.LastUsed = Now.Add(time.Minute)
		e.update("i", func(tx roster.Tx) error { return tx.UseSession("a", want.LastUsed) })
		have(e, want)(e.read("i").Session("a"))
		e.refused(roster.NotFound, "i", func(tx roster.Tx) error { return tx.UseSession("b", Now) })
	}},
	{"a new session lives beside those that have not expired", func(e *env) {
		e.putUsers(e.sample("i"), "jane")
		e.signIn("i", sessionOf("i-jane", "a", 0), sessionOf("i-jane", "b", time.Second))
		e.signIn("i", sessionOf("i-jane", "c", time.Hour-1))
		e.goesOn("i", "a", "b", "c")
	}},
	{"a new session takes the place of those that have expired", func(e *env) {
		e.putUsers(e.sample("i"), "jane")
		e.putUsers(e.sample("other"), "joe")
		e.signIn("i", sessionOf("i-jane", "a", 0), sessionOf("i-jane", "b", time.Millisecond))
		e.signIn("other", sessionOf("other-joe", "c", time.Hour))
		e.goesOn("i", "b")
		e.goesOn("other", "c")
	}},
	{"sessions bump no revision", func(e *env) {
		e.putUsers(e.sample("i"), "jane")
		before := e.revision("i")
		e.signIn("i", sessionOf("i-jane", "a", 0), sessionOf("i-jane", "b", 0))
		e.update("i", func(tx roster.Tx) error {
			return errors.Join(tx.UseSession("a", Now.Add(time.Hour)), tx.EndSession("b"), endSessions(e, "i-jane", 1)(tx))
		})
		equal(e, e.revision("i"), before)
	}},
	{"a deleted instance has no sessions, and takes none", func(e *env) {
		e.putUsers(e.sample("i"), "jane")
		e.signIn("i", sessionOf("i-jane", "a", 0))
		e.update("i", deleteInstance)
		e.goesOn("i")
		for _, id := range []string{"i", "unknown"} {
			for _, fn := range []func(roster.Tx) error{
				func(tx roster.Tx) error { return tx.AddSession(sessionOf("i-jane", "b", 0)) },
				func(tx roster.Tx) error { return tx.UseSession("a", Now) },
				func(tx roster.Tx) error { return tx.EndSession("a") },
				endSessions(e, "i-jane", 0),
			} {
				e.refused(roster.NotFound, id, fn)
			}
		}
	}},
	{"a password hash is the last one that was put", func(e *env) {
		e.putUsers(e.sample("i"), "jane", "joe")
		for _, hash := range []string{"one", "two"} {
			e.update("i", func(tx roster.Tx) error { return tx.PutPassword("i-jane", hash) })
			have(e, hash)(e.read("i").PasswordHash("i-jane"))
		}
		for _, id := range []string{"i-joe", "nobody"} {
			_, err := e.read("i").PasswordHash(id)
			e.kind(err, roster.NotFound)
		}
	}},
	{"the default authentication profile is the one marked so", func(e *env) {
		e.sample("i")
		_, err := e.read("i").DefaultAuthenticationProfile()
		e.kind(err, roster.NotFound)
		want := roster.AuthenticationProfile{Meta: meta("b", "B"), Created: Now, Default: true, BlockedIPs: []string{"::1"}, MaxSession: 1}
		e.update("i", func(tx roster.Tx) error {
			return errors.Join(tx.PutAuthenticationProfile(want), tx.PutAuthenticationProfile(roster.AuthenticationProfile{Meta: meta("a", "A")}))
		})
		have(e, want)(e.read("i").DefaultAuthenticationProfile())
		want.MaxSession = 2
		e.update("i", func(tx roster.Tx) error { return tx.PutAuthenticationProfile(want) })
		have(e, want)(e.read("i").DefaultAuthenticationProfile())
	}},
}

var signInFailureCases = []testCase{
	{"failures are counted by digest, whatever the instance", func(e *env) {
		e.sample("i")
		have(e, roster.SignInFailures{})(e.read("i").SignInFailures("a"))
		for n := range 2 {
			want := roster.SignInFailures{Count: n + 1, Last: Now.Add(time.Duration(n) * time.Second)}
			e.update("nowhere", func(tx roster.Tx) error { return tx.PutSignInFailures("a", want) })
			have(e, want)(e.read("i").SignInFailures("a"))
			have(e, want)(e.read("nowhere").SignInFailures("a"))
		}
		have(e, roster.SignInFailures{})(e.read("i").SignInFailures("b"))
	}},
	{"forgotten failures are gone", func(e *env) {
		e.update("", func(tx roster.Tx) error {
			f := roster.SignInFailures{Count: 1, Last: Now}
			return errors.Join(tx.PutSignInFailures("a", f), tx.PutSignInFailures("b", f), tx.ForgetSignInFailures("a"), tx.ForgetSignInFailures("c"))
		})
		have(e, roster.SignInFailures{})(e.read("i").SignInFailures("a"))
		have(e, roster.SignInFailures{Count: 1, Last: Now})(e.read("i").SignInFailures("b"))
	}},
	{"failures are remembered for a day", func(e *env) {
		first := roster.SignInFailures{Count: 3, Last: Now}
		put := func(digest string, f roster.SignInFailures) {
			e.update("", func(tx roster.Tx) error { return tx.PutSignInFailures(digest, f) })
		}
		put("a", first)
		put("b", roster.SignInFailures{Count: 1, Last: Now.Add(24 * time.Hour)})
		have(e, first)(e.read("i").SignInFailures("a"))
		put("b", roster.SignInFailures{Count: 2, Last: Now.Add(24*time.Hour + time.Millisecond)})
		have(e, roster.SignInFailures{})(e.read("i").SignInFailures("a"))
	}},
}
