package storetest

import (
	"errors"
	"slices"
	"time"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// changes reads the feed as its readers do.
func (e *env) changes(since int64) (c roster.Changes) {
	e.Helper()
	e.view("i", func(r roster.Reader) (err error) {
		c, err = r.ChangesSince(since, 100)
		return err
	})
	return c
}

// gave compares what the feed gave, without regard to order.
func (e *env) gave(c roster.Changes, put, deleted []string) {
	e.Helper()
	names := pick(c.Put, func(d search.Document) string { return d.Name })
	slices.Sort(names)
	slices.Sort(c.Deleted)
	equal(e, names, put)
	equal(e, c.Deleted, deleted)
}

func (e *env) deleteUser(id string, at time.Time) {
	e.Helper()
	e.update("i", func(tx roster.Tx) error { return tx.DeleteUser(id, at) })
}

var feedCases = []testCase{
	{"the feed gives what changed since, with the instance's epoch and revision", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, "a", "b")
		first := e.changes(0)
		e.gave(first, []string{"a", "b"}, nil)
		equal(e, first.Epoch, e.epochOf(s.Instance))
		equal(e, first.Revision, e.revision("i"))
		e.gave(e.changes(first.Revision), nil, nil)

		full := s.FullUser("b")
		e.update("i", func(tx roster.Tx) error { return tx.PutUser(full) })
		second := e.changes(first.Revision)
		equal(e, second.Put, []search.Document{full.Document()})
		equal(e, second.Deleted, nil)
	}},
	{"a reader who asks for few changes gets them revision by revision", func(e *env) {
		s := e.sample("i")
		start := e.revision("i")
		e.putUsers(s, "a", "b", "c")
		e.putUsers(s, "d")
		e.deleteUser("i-d", Now)
		e.putUsers(s, "e")
		for _, tt := range []struct{ most, steps int }{{0, 3}, {1, 3}, {3, 2}, {4, 1}} {
			var put, deleted []string
			steps := 0
			for c := (roster.Changes{Revision: start, More: true}); c.More; steps++ {
				var err error
				c, err = e.read("i").ChangesSince(c.Revision, tt.most)
				e.ok(err)
				put = append(put, pick(c.Put, func(d search.Document) string { return d.Name })...)
				deleted = append(deleted, c.Deleted...)
			}
			equal(e, put, []string{"a", "b", "c", "e"})
			equal(e, deleted, []string{"i-d"})
			if steps > tt.steps {
				e.Errorf("%d at once: %d steps, want no more than %d", tt.most, steps, tt.steps)
			}
		}
	}},
	{"a deletion leaves a tombstone", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, "a", "b")
		before := e.changes(0).Revision
		e.deleteUser("i-a", Now)
		e.gave(e.changes(before), nil, []string{"i-a"})
		e.gave(e.changes(e.revision("i")), nil, nil)
	}},
	{"a name that is used again belongs to the new user", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, "a")
		before := e.changes(0).Revision
		next := s.User("a")
		next.ID = "second"
		e.update("i", func(tx roster.Tx) error { return errors.Join(tx.DeleteUser("i-a", Now), tx.PutUser(next)) })
		c := e.changes(before)
		e.gave(c, []string{"a"}, []string{"i-a"})
		equal(e, c.Put[0].ID, "second")
	}},
	{"an id that is used again can be deleted again", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, "a")
		e.deleteUser("i-a", Now)
		e.putUsers(s, "a")
		before := e.revision("i")
		e.gave(e.changes(0), []string{"a"}, []string{"i-a"})
		e.deleteUser("i-a", Now)
		e.gave(e.changes(before), nil, []string{"i-a"})
	}},
	{"tombstones last an hour, and the floor says so", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, "a", "b", "c")
		start := e.revision("i")
		e.deleteUser("i-a", Now)
		first := e.revision("i")
		e.deleteUser("i-b", Now.Add(time.Hour))
		e.gave(e.changes(start), nil, []string{"i-a", "i-b"})
		e.deleteUser("i-c", Now.Add(time.Hour+time.Millisecond))
		if _, err := e.read("i").ChangesSince(start, 100); !errors.Is(err, roster.ErrFeedCut) {
			e.Errorf("ChangesSince below the floor = %v, want ErrFeedCut", err)
		}
		e.gave(e.changes(first), nil, []string{"i-b", "i-c"})
	}},
	{"the floor never sinks, whatever the clock does", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, "a", "b", "c", "d")
		// b goes after a, but at an earlier time, so its tombstone outlives a's in revisions and not in hours.
		e.deleteUser("i-a", Now.Add(150*time.Minute))
		between := e.revision("i")
		e.deleteUser("i-b", Now)
		e.deleteUser("i-c", Now.Add(180*time.Minute))
		e.deleteUser("i-d", Now.Add(225*time.Minute))
		if _, err := e.read("i").ChangesSince(between, 100); !errors.Is(err, roster.ErrFeedCut) {
			e.Errorf("ChangesSince below the floor = %v, want ErrFeedCut", err)
		}
	}},
	{"other instances' changes do not show", func(e *env) {
		e.sample("i")
		other := e.sample("other")
		e.putUsers(other, "a")
		e.update("other", func(tx roster.Tx) error { return tx.DeleteUser("other-a", Now) })
		e.gave(e.changes(0), nil, nil)
	}},
	{"a reader that follows the feed ends with what is there", func(e *env) {
		s := e.sample("i")
		known, at := map[string]string{}, int64(0)
		follow := func() {
			c := e.changes(at)
			for _, id := range c.Deleted {
				delete(known, id)
			}
			for _, d := range c.Put {
				known[d.ID] = d.Name
			}
			at = c.Revision
		}
		together(func(n int) {
			e.putUsersFrom(s, nth(n))
			if n%2 == 0 {
				if err := e.store.Update(e.ctx, "i", func(tx roster.Tx) error { return tx.DeleteUser("i-"+nth(n), Now) }); err != nil {
					e.Error(err)
				}
			}
			if n == 0 || n == crowd/2 {
				e.view("i", func(r roster.Reader) error { _, err := r.ChangesSince(0, 100); return err })
			}
		})
		follow()
		equal(e, len(known), crowd/2)
		e.deleteUser("i-"+nth(1), Now)
		follow()
		equal(e, len(known), crowd/2-1)
	}},
}
