package storetest

import (
	"errors"
	"time"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// withStatus gives the names of the users that have a status, by id.
func (e *env) withStatus(instance string) map[string]string {
	e.Helper()
	names := map[string]string{}
	e.ok(e.read(instance).UserDocumentsWithStatus(func(d *search.Document) error {
		names[d.ID] = d.Name
		return nil
	}))
	return names
}

var userStatusCases = []testCase{
	{"a user has the status that was last set", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, "jane", "joe")
		_, err := e.read("i").UserStatus("i-jane")
		e.kind(err, roster.NotFound)
		equal(e, e.withStatus("i"), map[string]string{})
		other := s.Status
		other.Meta = meta("other", "Other")
		for at, id := range []string{s.Status.ID, "other", s.Status.ID} {
			want := roster.UserStatus{UserID: "i-jane", AgentStatusID: id, Since: Now.Add(time.Duration(at) * time.Minute)}
			e.update("i", func(tx roster.Tx) error { return errors.Join(tx.PutAgentStatus(other), tx.PutUserStatus(want)) })
			have(e, want)(e.read("i").UserStatus("i-jane"))
		}
		equal(e, e.withStatus("i"), map[string]string{"i-jane": "jane"})
		_, err = e.read("i").UserStatus("i-joe")
		e.kind(err, roster.NotFound)
	}},
	{"a status outlives a change of its user, and does not change the user", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, "jane")
		before := e.revision("i")
		want := roster.UserStatus{UserID: "i-jane", AgentStatusID: s.Status.ID, Since: Now.Add(time.Hour)}
		e.update("i", func(tx roster.Tx) error { return tx.PutUserStatus(want) })
		have(e, s.User("jane"))(e.read("i").User("i-jane"))
		e.gave(e.changes(before), nil, nil)
		if after := e.revision("i"); after <= before {
			e.Errorf("the revision stayed at %d", after)
		}
		e.update("i", func(tx roster.Tx) error { return tx.PutUser(s.FullUser("jane")) })
		have(e, want)(e.read("i").UserStatus("i-jane"))
	}},
	{"a status goes with its user", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, "jane")
		e.update("i", func(tx roster.Tx) error {
			return tx.PutUserStatus(roster.UserStatus{UserID: "i-jane", AgentStatusID: s.Status.ID})
		})
		e.deleteUser("i-jane", Now)
		e.putUsers(s, "jane")
		_, err := e.read("i").UserStatus("i-jane")
		e.kind(err, roster.NotFound)
		equal(e, e.withStatus("i"), map[string]string{})
	}},
	{"statuses of other instances do not show", func(e *env) {
		s, other := e.sample("i"), e.sample("other")
		u, v := s.User("jane"), other.User("jane")
		v.ID = u.ID
		e.update("i", func(tx roster.Tx) error { return tx.PutUser(u) })
		e.update("other", func(tx roster.Tx) error {
			return errors.Join(tx.PutUser(v), tx.PutUserStatus(roster.UserStatus{UserID: v.ID, AgentStatusID: other.Status.ID}))
		})
		_, err := e.read("i").UserStatus(u.ID)
		e.kind(err, roster.NotFound)
		equal(e, e.withStatus("i"), map[string]string{})
	}},
	{"documents of users with a status stop at yield's error", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, "a", "b")
		e.update("i", func(tx roster.Tx) error {
			return errors.Join(tx.PutUserStatus(roster.UserStatus{UserID: "i-a", AgentStatusID: s.Status.ID}),
				tx.PutUserStatus(roster.UserStatus{UserID: "i-b", AgentStatusID: s.Status.ID}))
		})
		calls := 0
		err := e.read("i").UserDocumentsWithStatus(func(*search.Document) error {
			calls++
			return errFn
		})
		if !errors.Is(err, errFn) || calls != 1 {
			e.Errorf("UserDocumentsWithStatus = %v after %d calls", err, calls)
		}
	}},
}
