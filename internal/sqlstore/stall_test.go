package sqlstore

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

// patience is more than enough for what a stalled database may take when statements may take shortTimeout, and less than the default.
const (
	shortTimeout = 500 * time.Millisecond
	patience     = 15 * time.Second
)

// inTime gives an outcome that comes before patience ends.
func inTime(what string, fn func() error) error {
	done := make(chan error, 1)
	go func() { done <- fn() }()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		return fmt.Errorf("%s still waits for a database that does not answer", what)
	}
}

// useAll makes every connection of the store's that there may be.
func useAll(t *testing.T, s *Store) {
	t.Helper()
	for _, p := range []*pool{s.readers, s.writer.conns} {
		var lent []*conn
		for range cap(p.room) {
			c, err := p.lend(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			lent = append(lent, c)
		}
		for _, c := range lent {
			p.giveBack(c)
		}
	}
}

// work is what somebody wants of a store, by what it is.
type work map[string]func() error

func (w work) check(t *testing.T, when string, good func(error) bool) {
	t.Helper()
	var group sync.WaitGroup
	for what, fn := range w {
		group.Go(func() {
			if err := inTime(what, fn); !good(err) {
				t.Errorf("%s, %s: %v", what, when, err)
			}
		})
	}
	group.Wait()
}

func isUnavailable(err error) bool { return roster.IsKind(err, roster.Unavailable) }

// TestDatabaseStalls leaves all connections open with nobody answering. Whoever needs the database hears that soon, and when it answers
// again nobody is kept waiting by a connection that was made before.
func TestDatabaseStalls(t *testing.T) {
	p, s, straight, sample := proxiedWith(t, Options{Exclusive: true, Connections: 6, Timeout: shortTimeout})
	w := work{
		"read":  func() error { _, err := s.Read(t.Context(), "i").Queues().Get(sample.Queue.ID); return err },
		"ready": func() error { return s.Ready(t.Context()) },
		"view": func() error {
			return s.View(t.Context(), "i", func(r roster.Reader) error { _, err := r.Queues().Get(sample.Queue.ID); return err })
		},
		"update": func() error {
			return s.Update(context.Background(), "i", func(tx roster.Tx) error { return tx.PutUser(sample.User("ada")) })
		},
	}
	for _, tt := range []struct{ first, when string }{
		{"read", "select"}, {"view", "begin"}, {"view", "select"},
		{"update", "begin"}, {"update", "select revision"}, {"update", "insert into users"}, {"update", "commit"},
	} {
		t.Run(tt.first+" "+tt.when, func(t *testing.T) {
			useAll(t, s)
			p.breakOn(tt.when, stall, 1)
			work{tt.first: w[tt.first]}.check(t, "at the stall", isUnavailable)
			w.check(t, "during the stall", isUnavailable)
			p.mend()
			for range cap(s.readers.room) {
				w.check(t, "after the stall", func(err error) bool { return err == nil })
			}
		})
	}
	checkUser(t, straight, "i-ada")
}

// TestStatementIsPreparedInTime stalls a statement that no connection has met before.
func TestStatementIsPreparedInTime(t *testing.T) {
	p, s, _, _ := proxiedWith(t, Options{Exclusive: true, Connections: MinConnections, Timeout: shortTimeout})
	useAll(t, s)
	p.stall()
	err := inTime("a new statement", func() error { return s.session(t.Context()).one(nil, "select 1 from instances limit 1") })
	if !isUnavailable(err) {
		t.Errorf("a new statement: %v, want Unavailable", err)
	}
}

// TestStalledDatabaseDoesNotKeepAStoreOpen closes a store whose connections all lead nowhere.
func TestStalledDatabaseDoesNotKeepAStoreOpen(t *testing.T) {
	p, s, _, _ := proxiedWith(t, Options{Exclusive: true, Connections: 6, Timeout: shortTimeout})
	useAll(t, s)
	p.stall()
	if err := inTime("Close", s.Close); err != nil {
		t.Error(err)
	}
}

// TestStatementTimesOutAtALock lets a statement wait for a lock that nobody gives back.
func TestStatementTimesOutAtALock(t *testing.T) {
	url := migrated.New(t)
	holder, s := openURL(t, url, Options{Exclusive: true}), openURL(t, url, Options{Exclusive: true, Timeout: shortTimeout})
	mustUpdate(t, holder, "i", storetest.NewSample("i").Put)
	mustUpdate(t, holder, "i", func(roster.Tx) error {
		err := inTime("an update", func() error { return s.Update(context.Background(), "i", func(roster.Tx) error { return nil }) })
		if !isUnavailable(err) {
			t.Errorf("an update that waits for a lock: %v, want Unavailable", err)
		}
		return nil
	})
	if err := s.Update(t.Context(), "i", func(roster.Tx) error { return nil }); err != nil {
		t.Errorf("after the lock is free: %v", err)
	}
}

func TestConnectionsAreShared(t *testing.T) {
	url := migrated.New(t)
	for total, want := range map[int][2]int{0: {16, 8}, MinConnections: {2, 1}, 5: {4, 1}, 30: {20, 10}} {
		s := openURL(t, url, Options{Connections: total})
		if got := [2]int{cap(s.readers.room), cap(s.writer.conns.room)}; got != want {
			t.Errorf("of %d connections %v read and write, want %v", total, got, want)
		}
	}
}
