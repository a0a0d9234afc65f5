package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// crowd is how many updates run at once.
const crowd = 64

// together runs a function for each member of the crowd, all at once, and waits for them.
func together(fn func(n int)) {
	var wait sync.WaitGroup
	start := make(chan struct{})
	for n := range crowd {
		wait.Go(func() {
			<-start
			fn(n)
		})
	}
	close(start)
	wait.Wait()
}

func nth(n int) string { return fmt.Sprintf("user%02d", n) }

var concurrencyCases = []testCase{
	{"each update is there for whoever it was acknowledged to", func(e *env) {
		s := e.sample("i")
		together(func(n int) {
			before, err := e.read("i").Instance()
			if err == nil {
				err = e.store.Update(e.ctx, "i", func(tx roster.Tx) error { return tx.PutUser(s.User(nth(n))) })
			}
			if err != nil {
				e.Error(err)
				return
			}
			have(e, s.User(nth(n)))(e.read("i").User("i-" + nth(n)))
			if after := e.revision("i"); after <= before.Revision {
				e.Errorf("revision %d, acknowledged after %d", after, before.Revision)
			}
		})
		have(e, crowd)(e.read("i").CountUsersWith("routing-profile", s.Routing.ID))
	}},
	{"updates are serialised", func(e *env) {
		s := e.sample("i")
		together(func(int) {
			if err := e.store.Update(e.ctx, "i", func(tx roster.Tx) error {
				q, err := tx.Queues().Get(s.Queue.ID)
				q.Description += "x"
				return errors.Join(err, tx.PutQueue(q))
			}); err != nil {
				e.Error(err)
			}
		})
		q, err := e.read("i").Queues().Get(s.Queue.ID)
		e.ok(err)
		equal(e, len(q.Description), crowd)
	}},
	{"of updates that exclude each other one succeeds", func(e *env) {
		s := e.sample("i")
		var mu sync.Mutex
		won := 0
		together(func(n int) {
			u := s.User("jane")
			u.ID = nth(n)
			switch err := e.store.Update(e.ctx, "i", func(tx roster.Tx) error { return tx.PutUser(u) }); {
			case err == nil:
				mu.Lock()
				defer mu.Unlock()
				won++
			default:
				e.kind(err, roster.Duplicate)
			}
		})
		equal(e, won, 1)
	}},
	{"a neighbour's failure, panic or end of patience takes nothing away", func(e *env) {
		s := e.sample("i")
		together(func(n int) {
			ctx, cancel := context.WithCancel(e.ctx)
			defer cancel()
			err := e.store.Update(ctx, "i", func(tx roster.Tx) error {
				err := tx.PutUser(s.User(nth(n)))
				switch n % 4 {
				case 0:
					return errFn
				case 1:
					panic("a bug")
				case 2:
					cancel()
				}
				return err
			})
			if failed := err != nil; failed != (n%4 < 2) {
				e.Errorf("update %d: %v", n, err)
			}
		})
		users, err := e.read("i").Users(roster.Page{Limit: crowd + 1})
		e.ok(err)
		equal(e, len(users), crowd/2)
	}},
	{"instances are made at once", func(e *env) {
		together(func(n int) {
			if err := e.store.Update(e.ctx, nth(n), NewSample(nth(n)).Put); err != nil {
				e.Error(err)
			}
		})
		items, err := e.store.Instances(e.ctx, "111111111111", "us-west-2", roster.Page{Limit: crowd + 1})
		e.ok(err)
		equal(e, len(items), crowd)
	}},
	{"more snapshots than connections", func(e *env) {
		s := e.sample("i")
		together(func(int) {
			if err := e.store.View(e.ctx, "i", func(r roster.Reader) error {
				_, instance := r.Instance()
				_, routing := r.RoutingProfiles().Get(s.Routing.ID)
				_, users := r.Users(roster.Page{Limit: 1})
				return errors.Join(instance, routing, users)
			}); err != nil {
				e.Error(err)
			}
		})
	}},
}
