package storetest

import (
	"context"
	"errors"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

var errFn = errors.New("fn's own error")

var updateCases = []testCase{
	{"an acknowledged update is seen at once", func(e *env) {
		s := e.sample("i")
		have(e, s.Routing)(e.read("i").RoutingProfiles().Get(s.Routing.ID))
	}},
	{"an error of fn leaves nothing and is returned", func(e *env) {
		s := e.sample("i")
		before := e.revision("i")
		err := e.store.Update(e.ctx, "i", func(tx roster.Tx) error {
			return errors.Join(tx.PutUser(s.User("jane")), tx.PutClientToken(token, roster.TokenUse{At: Now}), errFn)
		})
		if !errors.Is(err, errFn) {
			e.Errorf("Update = %v, want fn's error", err)
		}
		have(e, "")(e.read("i").UserNamed("jane"))
		_, err = e.read("i").ClientToken(token, Now)
		e.kind(err, roster.NotFound)
		equal(e, e.revision("i"), before)
	}},
	{"a panic of fn is an error and leaves nothing", func(e *env) {
		s := e.sample("i")
		if err := e.store.Update(e.ctx, "i", func(tx roster.Tx) error { panic(tx.PutUser(s.User("jane"))) }); err == nil {
			e.Error("Update = nil after a panic")
		}
		have(e, "")(e.read("i").UserNamed("jane"))
		e.putUsers(s, "jane")
	}},
	{"a failed change cannot be overlooked", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, "jane")
		e.refused(roster.Duplicate, "i", func(tx roster.Tx) error {
			twin := s.User("jane")
			twin.ID = "twin"
			_ = tx.PutUser(twin)
			return tx.PutUser(s.User("joe"))
		})
		have(e, "")(e.read("i").UserNamed("joe"))
	}},
	{"a missing row can be overlooked", func(e *env) {
		s := e.sample("i")
		e.update("i", func(tx roster.Tx) error {
			e.kind(tx.DeleteUser("nobody", Now), roster.NotFound)
			return tx.PutUser(s.User("joe"))
		})
		have(e, "i-joe")(e.read("i").UserNamed("joe"))
	}},
	{"a context that has ended changes nothing", func(e *env) {
		s := e.sample("i")
		ctx, cancel := context.WithCancel(e.ctx)
		cancel()
		err := e.store.Update(ctx, "i", func(tx roster.Tx) error { return tx.PutUser(s.User("jane")) })
		if !errors.Is(err, context.Canceled) {
			e.Errorf("Update = %v, want the context's error", err)
		}
		have(e, "")(e.read("i").UserNamed("jane"))
	}},
	{"fn is not cancelled half-way", func(e *env) {
		s := e.sample("i")
		ctx, cancel := context.WithCancel(e.ctx)
		e.ok(e.store.Update(ctx, "i", func(tx roster.Tx) error {
			cancel()
			return errors.Join(tx.PutUser(s.User("jane")), tx.PutPassword("i-jane", "hash"))
		}))
		have(e, "i-jane")(e.read("i").UserNamed("jane"))
	}},
	{"fn sees what it wrote", func(e *env) {
		s := e.sample("i")
		e.update("i", func(tx roster.Tx) error {
			if err := tx.PutUser(s.User("jane")); err != nil {
				return err
			}
			u, err := tx.User("i-jane")
			equal(e, u, s.User("jane"))
			return err
		})
	}},
	{"a change bumps the revision of its instance alone", func(e *env) {
		s := e.sample("i")
		e.sample("other")
		before, other := e.revision("i"), e.revision("other")
		e.putUsers(s, "jane")
		if after := e.revision("i"); after <= before {
			e.Errorf("revision went from %d to %d", before, after)
		}
		equal(e, e.revision("other"), other)
	}},
	{"what changes nothing bumps nothing", func(e *env) {
		e.sample("i")
		before := e.revision("i")
		e.update("i", func(tx roster.Tx) error { return tx.PutClientToken(token, roster.TokenUse{At: Now}) })
		e.update("i", func(tx roster.Tx) error {
			if err := tx.DeleteUser("nobody", Now); !roster.IsKind(err, roster.NotFound) {
				return err
			}
			_, err := tx.Instance()
			return err
		})
		equal(e, e.revision("i"), before)
	}},
	{"the new revision shows after the commit", func(e *env) {
		s := e.sample("i")
		before := e.revision("i")
		e.update("i", func(tx roster.Tx) error {
			err := tx.PutUser(s.User("jane"))
			i, _ := tx.Instance()
			equal(e, i.Revision, before)
			return err
		})
	}},
}
