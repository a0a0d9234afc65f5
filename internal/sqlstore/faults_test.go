package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/rollcall-dev/rollcall/internal/pgtest"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

// proxied opens a store whose database is reached through a proxy, with a sample in it, and a store that goes there straight.
func proxied(t *testing.T) (p *proxy, through, straight *Store, sample storetest.Sample) {
	t.Helper()
	return proxiedWith(t, Options{Exclusive: true})
}

// proxiedWith is proxied with options for the store that goes through the proxy.
func proxiedWith(t *testing.T, o Options) (p *proxy, through, straight *Store, sample storetest.Sample) {
	t.Helper()
	database := migrated.New(t)
	p, url := newProxy(t, database)
	through, straight = openURL(t, url, o), openURL(t, database, Options{})
	sample = storetest.NewSample("i")
	mustUpdate(t, through, "i", sample.Put)
	return p, through, straight, sample
}

// hire puts users, each in an update of its own that counts how often it ran.
func hire(s *Store, sample storetest.Sample, name string) (runs int, err error) {
	err = s.Update(context.Background(), "i", func(tx roster.Tx) error {
		runs++
		return tx.AddUser(sample.User(name))
	})
	return runs, err
}

func checkUser(t *testing.T, s *Store, id string) {
	t.Helper()
	if _, err := s.Read(t.Context(), "i").User(id); err != nil {
		t.Errorf("user %s: %v", id, err)
	}
}

// TestConnectionLostDuringUpdate loses the connection at every point of an update: it is made once, and its caller hears of success.
func TestConnectionLostDuringUpdate(t *testing.T) {
	p, s, straight, sample := proxied(t)
	for n, tt := range []struct {
		when string
		what fault
		runs int // -1 where both are right
	}{
		{"begin", cutBefore, 1}, {"begin", cutAfter, 1},
		{"select revision", cutBefore, 1},
		{"insert into users", cutBefore, 2}, {"insert into users", cutAfter, 2},
		{"update instances", cutBefore, 2},
		{"insert into writers", cutBefore, 2}, {"insert into writers", cutAfter, 2},
		{"commit", cutBefore, 2}, {"commit", cutAfter, 1}, {"commit", cutMeanwhile, -1},
	} {
		t.Run(fmt.Sprintf("%s %d", tt.when, tt.what), func(t *testing.T) {
			name := fmt.Sprintf("user-%d", n)
			before := revision(t, straight)
			p.breakOn(tt.when, tt.what, 1)
			runs, err := hire(s, sample, name)
			p.mend()
			if err != nil || (tt.runs > 0 && runs != tt.runs) || p.faults() != 1 {
				t.Errorf("Update = %v after %d runs and %d faults, want nil after %d and one", err, runs, p.faults(), tt.runs)
			}
			checkUser(t, straight, "i-"+name)
			if after := revision(t, straight); after != before+1 {
				t.Errorf("revision %d after %d, want one more", after, before)
			}
		})
	}
}

func revision(t *testing.T, s *Store) int64 {
	t.Helper()
	i, err := s.Read(t.Context(), "i").Instance()
	if err != nil {
		t.Fatal(err)
	}
	return i.Revision
}

// TestUnknownCommitIsNotRepeated takes the database away with the answer to a commit. The caller cannot be told what became of it, and
// nothing is tried again.
func TestUnknownCommitIsNotRepeated(t *testing.T) {
	for _, tt := range []struct {
		what fault
		// away says that nothing can be reached afterwards; else it is only the question that fails.
		away, made bool
	}{{cutBefore, true, false}, {cutAfter, true, true}, {cutBefore, false, false}, {cutAfter, false, true}} {
		p, s, straight, sample := proxied(t)
		s.writer.settleTime = 200 * time.Millisecond
		p.breakOn("commit", tt.what, 1)
		p.breakOn("returning serial", cutBefore, 1000)
		p.setGone(false, tt.away)
		runs, err := hire(s, sample, "jane")
		if !roster.IsKind(err, roster.Unavailable) || !errors.Is(err, errUnknown) || runs != 1 {
			t.Errorf("Update = %v after %d runs, want Unavailable after one", err, runs)
		}
		id, err := straight.Read(t.Context(), "i").UserNamed("jane")
		if err != nil || (id != "") != tt.made {
			t.Errorf("fault %d: the user's id is %q, %v", tt.what, id, err)
		}
		p.mend()
		if _, err := hire(s, sample, "joe"); err != nil {
			t.Errorf("an update after the database is back: %v", err)
		}
		checkUser(t, straight, "i-joe")
	}
}

// TestCommitIsSettledByTheNextHost loses the first host with the answer to a commit: whoever connects there waits until that is given up.
func TestCommitIsSettledByTheNextHost(t *testing.T) {
	database := migrated.New(t)
	first, at := newProxy(t, database)
	_, next := newProxy(t, database)
	s, straight := openURL(t, withHost(t, at, next), Options{Exclusive: true, Timeout: 2 * time.Second}), openURL(t, database, Options{})
	sample := storetest.NewSample("i")
	mustUpdate(t, s, "i", sample.Put)
	first.breakOn("commit", stall, 1)
	runs, err := hire(s, sample, "jane")
	if err != nil || runs != 2 {
		t.Errorf("Update = %v after %d runs, want nil after 2", err, runs)
	}
	checkUser(t, straight, "i-jane")
}

// withHost adds another URL's host to a URL.
func withHost(t *testing.T, to, other string) string {
	t.Helper()
	u, err := url.Parse(to)
	more, wrong := url.Parse(other)
	if err = errors.Join(err, wrong); err != nil {
		t.Fatal(err)
	}
	u.Host += "," + more.Host
	return u.String()
}

// TestUpdatesGiveUp loses the connection every time. That ends, and nothing is left of the update.
func TestUpdatesGiveUp(t *testing.T) {
	p, s, straight, sample := proxied(t)
	p.breakOn("insert into users", cutBefore, 1000)
	runs, err := hire(s, sample, "jane")
	if !roster.IsKind(err, roster.Unavailable) || runs > 2*maxTries {
		t.Errorf("Update = %v after %d runs, want Unavailable after a few", err, runs)
	}
	p.mend()
	if id, err := straight.Read(t.Context(), "i").UserNamed("jane"); id != "" || err != nil {
		t.Errorf("the user is there: %q, %v", id, err)
	}
}

func TestConnectionLostWhileReading(t *testing.T) {
	p, s, _, sample := proxied(t)
	mustUpdate(t, s, "i", func(tx roster.Tx) error {
		return errors.Join(tx.AddUser(sample.User("a")), tx.AddUser(sample.User("b")))
	})
	for _, what := range []fault{cutBefore, cutAfter} {
		p.breakOn("select", what, 1)
		if _, err := s.Read(t.Context(), "i").User("i-a"); err != nil {
			t.Errorf("a row: %v", err)
		}
		p.breakOn("select", what, 1)
		if users, err := s.Read(t.Context(), "i").Users(roster.Page{Limit: 9}); err != nil || len(users) != 2 {
			t.Errorf("rows: %v, %v", users, err)
		}
		count := func(r roster.Reader) error {
			n, err := r.CountUsersWith("routing-profile", sample.Routing.ID)
			if n != 2 && err == nil {
				t.Errorf("%d users in a view, want 2", n)
			}
			return err
		}
		p.breakOn("begin", what, 1)
		if err := s.View(t.Context(), "i", count); err != nil {
			t.Errorf("a view that loses its connection at once: %v", err)
		}
		p.breakOn("select", what, 1)
		if err := s.View(t.Context(), "i", count); !roster.IsKind(err, roster.Unavailable) {
			t.Errorf("a view that loses its connection later: %v, want Unavailable", err)
		}
		p.breakOn("select", what, 1000)
		if _, err := s.Read(t.Context(), "i").User("i-a"); !roster.IsKind(err, roster.Unavailable) {
			t.Errorf("a row whose connections are all lost: %v, want Unavailable", err)
		}
		p.mend()
	}
}

// TestDatabaseRestarts finds no connection alive that there was before.
func TestDatabaseRestarts(t *testing.T) {
	database := pgtest.StartServer(t)
	s := openURL(t, database.URL(), Options{Exclusive: true})
	sample := storetest.NewSample("i")
	mustUpdate(t, s, "i", sample.Put)
	checkAway := func() {
		t.Helper()
		_, read := s.Read(t.Context(), "i").Instance()
		_, keys := s.AccessKeys(t.Context())
		for what, err := range map[string]error{
			"read": read, "keys": keys, "ready": s.Ready(t.Context()),
			"view":   s.View(t.Context(), "i", func(r roster.Reader) error { _, err := r.Instance(); return err }),
			"update": s.Update(t.Context(), "i", func(tx roster.Tx) error { return tx.PutUser(sample.User("lost")) }),
		} {
			if !roster.IsKind(err, roster.Unavailable) {
				t.Errorf("%s without the database: %v, want Unavailable", what, err)
			}
		}
	}
	for n := range 2 {
		var views []*conn // so that several reading connections exist
		for range 3 {
			c, err := s.readers.lend(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			views = append(views, c)
		}
		for _, c := range views {
			s.readers.giveBack(c)
		}
		database.Stop(t)
		if n > 0 {
			checkAway()
		}
		database.Start(t)
		for range 4 {
			if _, err := s.Read(t.Context(), "i").Instance(); err != nil {
				t.Errorf("read after a restart: %v", err)
			}
		}
		mustUpdate(t, s, "i", func(tx roster.Tx) error { return tx.PutUser(sample.User(fmt.Sprint(n))) })
	}
}

func TestServerOpensWithoutItsDatabase(t *testing.T) {
	p, url := newProxy(t, migrated.New(t))
	p.setGone(true, false)
	if s, err := Open(t.Context(), url, Options{}); !roster.IsKind(err, roster.Unavailable) {
		t.Errorf("a command opens %v, %v; want Unavailable", s, err)
	}
	s := openURL(t, url, Options{Exclusive: true})
	if err := s.Ready(t.Context()); !roster.IsKind(err, roster.Unavailable) {
		t.Errorf("Ready = %v, want Unavailable", err)
	}
	p.mend()
	if err := s.Ready(t.Context()); err != nil {
		t.Errorf("Ready = %v once the database is there", err)
	}
	mustUpdate(t, s, "i", storetest.NewSample("i").Put)
}

// TestTransactionsThatMeetAreRepeated tells an update again and again that others were in its way.
func TestTransactionsThatMeetAreRepeated(t *testing.T) {
	s := openPostgres(t)
	for _, code := range []string{"40001", "40P01"} {
		runs := 0
		update := func(succeeds int) error {
			runs = 0
			return s.Update(t.Context(), "i", func(roster.Tx) error {
				if runs++; runs < succeeds {
					return &pgconn.PgError{Code: code}
				}
				return nil
			})
		}
		if err := update(maxTries); err != nil || runs != maxTries {
			t.Errorf("%s: %v after %d runs, want success after %d", code, err, runs, maxTries)
		}
		if err := update(1000); !roster.IsKind(err, roster.Unavailable) || runs != maxTries {
			t.Errorf("%s: %v after %d runs, want Unavailable after %d", code, err, runs, maxTries)
		}
	}
}
