package storetest

import (
	"context"
	"errors"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

var viewCases = []testCase{
	{"a view is one snapshot", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, "jane")
		e.view("i", func(r roster.Reader) error {
			before, err := r.Users(roster.Page{Limit: 9})
			e.putUsersFrom(s, "joe")
			after, again := r.Users(roster.Page{Limit: 9})
			equal(e, after, before)
			return errors.Join(err, again)
		})
		have(e, "i-joe")(e.read("i").UserNamed("joe"))
	}},
	{"a view begins with all that was acknowledged", func(e *env) {
		s := e.sample("i")
		for n := range crowd {
			e.putUsers(s, nth(n))
			e.view("i", func(r roster.Reader) error {
				id, err := r.UserNamed(nth(n))
				equal(e, id, "i-"+nth(n))
				return err
			})
		}
	}},
	{"a view returns fn's error", func(e *env) {
		if err := e.store.View(e.ctx, "i", func(roster.Reader) error { return errFn }); !errors.Is(err, errFn) {
			e.Errorf("View = %v, want fn's error", err)
		}
	}},
	{"reading ends with the context, before it begins", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, "jane")
		for range 2 {
			have(e, s.User("jane"))(e.read("i").User("i-jane"))
		}
		ctx, cancel := context.WithCancel(e.ctx)
		cancel()
		_, user := e.store.Read(ctx, "i").User("i-jane")
		_, instance := e.store.Read(ctx, "i").Instance()
		_, point := e.store.Read(ctx, "i").Queues().Get(s.Queue.ID)
		_, list := e.store.Read(ctx, "i").Queues().List(roster.Page{Limit: 1})
		view := e.store.View(ctx, "i", func(r roster.Reader) error {
			_, err := r.Instance()
			return err
		})
		for name, err := range map[string]error{
			"user": user, "instance": instance, "point": point, "list": list, "view": view, "ready": e.store.Ready(ctx),
		} {
			if !errors.Is(err, context.Canceled) {
				e.Errorf("%s: %v, want the context's error", name, err)
			}
		}
	}},
	{"reading ends with the context, in its midst", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, "a", "b", "c")
		ctx, cancel := context.WithCancel(e.ctx)
		calls := 0
		err := e.store.View(ctx, "i", func(r roster.Reader) error {
			if err := r.UserDocuments(func(*search.Document) error {
				calls++
				cancel()
				<-ctx.Done()
				return nil
			}); err != nil {
				return err
			}
			_, err := r.Users(roster.Page{Limit: 1})
			return err
		})
		if !errors.Is(err, context.Canceled) || calls == 0 {
			e.Errorf("View = %v after %d documents, want the context's error", err, calls)
		}
		e.view("i", func(r roster.Reader) error {
			_, err := r.Instance()
			return err
		})
	}},
	{"a store that can answer is ready", func(e *env) {
		e.ok(e.store.Ready(e.ctx))
	}},
}

// putUsersFrom is putUsers for a goroutine or function that must not end the test.
func (e *env) putUsersFrom(s Sample, name string) {
	if err := e.store.Update(e.ctx, s.Instance.ID, func(tx roster.Tx) error { return tx.PutUser(s.User(name)) }); err != nil {
		e.Error(err)
	}
}
