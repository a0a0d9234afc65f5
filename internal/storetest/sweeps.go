package storetest

import (
	"slices"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// sweep removes everything in pieces and says how many it took.
func (e *env) sweep(limit int) (pieces int) {
	e.Helper()
	for {
		done, err := e.store.Sweep(e.ctx, limit)
		e.ok(err)
		if done {
			return pieces
		}
		if pieces++; pieces > 1000 {
			e.Fatal("the sweep does not end")
		}
	}
}

var sweepCases = []testCase{
	{"nothing deleted is nothing to sweep", func(e *env) {
		e.crowded("i")
		equal(e, e.sweep(10), 0)
		have(e, "i-jane")(e.read("i").UserNamed("jane"))
	}},
	{"a piece is no larger than its limit", func(e *env) {
		e.crowded("i")
		e.update("i", deleteInstance)
		// Two groups, hours, queue with a quick connect, that quick connect, routing profile with a queue, security profile, status, two
		// attributes, an authentication profile, the user with its profile, proficiencies, status, password and session, a tombstone, and the instance.
		if pieces := e.sweep(1); pieces < 22 {
			e.Errorf("22 rows went in %d pieces of one", pieces)
		}
	}},
	{"all rows are gone, and only those", func(e *env) {
		s := e.crowded("i")
		e.crowded("other")
		e.update("i", deleteInstance)
		if pieces := e.sweep(5); pieces < 4 {
			e.Errorf("22 rows went in %d pieces of five", pieces)
		}
		// Made again under the same id, it shows nothing of before.
		e.update("i", putInstance(s.Instance))
		changes, err := e.read("i").ChangesSince(0, 100)
		e.ok(err)
		equal(e, changes.Deleted, nil)
		have(e, []roster.Queue(nil))(e.read("i").Queues().List(roster.Page{Limit: -1}))
		have(e, []roster.UserHierarchyGroup(nil))(e.read("i").UserHierarchyGroups().List(roster.Page{Limit: -1}))
		have(e, "other-jane")(e.read("other").UserNamed("jane"))
	}},
	{"a sweep is taken up where it stopped", func(e *env) {
		for _, id := range []string{"i", "j"} {
			e.crowded(id)
			e.update(id, deleteInstance)
		}
		for range 5 {
			done, err := e.store.Sweep(e.ctx, 1)
			e.ok(err)
			equal(e, done, false)
		}
		e.crowded("k")
		e.update("k", deleteInstance)
		e.sweep(3)
		for id := range slices.Values([]string{"i", "j", "k"}) {
			e.crowded(id)
		}
	}},
	{"a sweep needs room", func(e *env) {
		if _, err := e.store.Sweep(e.ctx, 0); err == nil {
			e.Error("a sweep of nothing was accepted")
		}
	}},
}
