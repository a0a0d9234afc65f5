package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

// inOneBatch runs the functions as updates of one transaction, in their order: they wait while another update holds the writer.
func inOneBatch(t *testing.T, s *Store, instance string, fns ...func(roster.Tx) error) []error {
	t.Helper()
	held, release := make(chan struct{}), make(chan struct{})
	holder := make(chan error, 1)
	go func() {
		holder <- s.Update(context.Background(), instance, func(roster.Tx) error {
			close(held)
			<-release
			return nil
		})
	}()
	<-held
	errs := make([]error, len(fns))
	done := make(chan struct{})
	for n, fn := range fns {
		go func() {
			errs[n] = s.Update(context.Background(), instance, fn)
			done <- struct{}{}
		}()
		for waiting(s, instance) <= n {
			runtime.Gosched()
		}
	}
	close(release)
	for range fns {
		<-done
	}
	if err := <-holder; err != nil {
		t.Fatal(err)
	}
	return errs
}

// waiting is how many updates wait behind the one that runs.
func waiting(s *Store, instance string) int {
	s.writer.mu.Lock()
	defer s.writer.mu.Unlock()
	return len(s.writer.lanes[s.d.lane(instance)])
}

// writerConn is a connection that updates run on, while none does.
func writerConn(t *testing.T, s *Store) *conn {
	t.Helper()
	c, err := s.writer.conns.lend(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.writer.conns.giveBack(c)
	return c
}

// seeded opens a store with a sample.
func seeded(t testing.TB) (*Store, storetest.Sample) {
	t.Helper()
	s, sample := openAt(t, tempPath(t), Options{Exclusive: true}), storetest.NewSample("i")
	mustUpdate(t, s, "i", sample.Put)
	return s, sample
}

// onEach runs a test on every engine, on a store with a sample.
func onEach(t *testing.T, test func(*testing.T, *Store, storetest.Sample)) {
	t.Run("sqlite", func(t *testing.T) {
		s, sample := seeded(t)
		test(t, s, sample)
	})
	t.Run("postgres", func(t *testing.T) {
		s, sample := openPostgres(t), storetest.NewSample("i")
		mustUpdate(t, s, "i", sample.Put)
		test(t, s, sample)
	})
}

func TestWaitingUpdatesShareACommit(t *testing.T) { onEach(t, testWaitingUpdatesShareACommit) }

func testWaitingUpdatesShareACommit(t *testing.T, s *Store, sample storetest.Sample) {
	before := s.Stats()
	fns := make([]func(roster.Tx) error, s.d.maxBatch)
	for n := range fns {
		fns[n] = func(tx roster.Tx) error { return tx.PutUser(sample.User(fmt.Sprint(n))) }
	}
	for _, err := range inOneBatch(t, s, "i", fns...) {
		if err != nil {
			t.Error(err)
		}
	}
	after := s.Stats()
	if updates, commits := after.Updates-before.Updates, after.Commits-before.Commits; updates != int64(len(fns)+1) || commits != 2 {
		t.Errorf("%d updates in %d commits, want %d in 2", updates, commits, len(fns)+1)
	}
}

func TestUpdateThatFailsAfterWritingTakesNothingFromItsBatch(t *testing.T) {
	onEach(t, testUpdateThatFailsAfterWritingTakesNothingFromItsBatch)
}

func testUpdateThatFailsAfterWritingTakesNothingFromItsBatch(t *testing.T, s *Store, sample storetest.Sample) {
	before := s.Stats()
	refusal := roster.Errorf(roster.InvalidRequest, "refused")
	errs := inOneBatch(t, s, "i",
		func(tx roster.Tx) error { return tx.PutUser(sample.User("ann")) },
		func(tx roster.Tx) error { return errors.Join(tx.PutUser(sample.User("bob")), refusal) },
		func(tx roster.Tx) error { return errors.Join(tx.DeleteInstance(storetest.Now), refusal) },
		func(tx roster.Tx) error {
			if err := tx.PutUser(sample.User("cid")); err != nil {
				return err
			}
			panic("after writing")
		},
		func(tx roster.Tx) error { return tx.PutUser(sample.User("dee")) })
	for n, wantErr := range []bool{false, true, true, true, false} {
		if (errs[n] != nil) != wantErr {
			t.Errorf("update %d: %v", n, errs[n])
		}
	}
	users, err := s.Read(t.Context(), "i").Users(roster.Page{Limit: 9})
	if err != nil || len(users) != 2 || users[0].Username != "ann" || users[1].Username != "dee" {
		t.Errorf("users %v, %v; want ann and dee", users, err)
	}
	if after := s.Stats(); after.Updates-before.Updates != 6 || after.Commits-before.Commits != 2 {
		t.Errorf("%d updates in %d commits, want 6 in 2", after.Updates-before.Updates, after.Commits-before.Commits)
	}
}

func TestUpdateThatRunsAgainOutlivesItsContext(t *testing.T) {
	onEach(t, testUpdateThatRunsAgainOutlivesItsContext)
}

func testUpdateThatRunsAgainOutlivesItsContext(t *testing.T, s *Store, sample storetest.Sample) {
	ctx, cancel := context.WithCancel(t.Context())
	held, release := make(chan struct{}), make(chan struct{})
	go s.Update(context.Background(), "i", func(roster.Tx) error { close(held); <-release; return nil })
	<-held
	patient, spoiler := make(chan error, 1), make(chan error, 1)
	go func() {
		patient <- s.Update(ctx, "i", func(tx roster.Tx) error {
			cancel() // the caller goes away in the middle
			return tx.PutUser(sample.User("ann"))
		})
	}()
	for waiting(s, "i") < 1 {
		runtime.Gosched()
	}
	go func() {
		spoiler <- s.Update(context.Background(), "i", func(tx roster.Tx) error {
			return errors.Join(tx.PutUser(sample.User("bob")), roster.Errorf(roster.InvalidRequest, "refused"))
		})
	}()
	for waiting(s, "i") < 2 {
		runtime.Gosched()
	}
	close(release)
	if err := <-spoiler; !roster.IsKind(err, roster.InvalidRequest) {
		t.Errorf("the update that spoils its batch: %v", err)
	}
	if err := <-patient; err != nil {
		t.Errorf("the update whose caller went away while it ran: %v", err)
	}
}

func TestLostTransactionLosesItsBatch(t *testing.T) {
	for name, sabotage := range map[string]func(*tx) error{
		"a commit that fails": func(t *tx) error {
			_, defers := t.exec("pragma defer_foreign_keys = 1")
			_, breaks := t.exec("insert into user_passwords (instance_id, user_id, hash) values ('i', 'nobody', '')")
			return errors.Join(defers, breaks)
		},
		"a transaction that is gone": func(t *tx) error {
			_, err := t.exec("rollback")
			return errors.Join(err, roster.ErrNotFound)
		},
		"a read that ends the transaction": func(t *tx) error {
			_, err := t.session.exec("rollback")
			return errors.Join(err, errors.New("disk I/O error"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, sample := seeded(t)
			before := s.Stats()
			errs := inOneBatch(t, s, "i",
				func(tx roster.Tx) error { return tx.PutUser(sample.User("jane")) },
				func(t roster.Tx) error { return sabotage(t.(*tx)) },
				func(tx roster.Tx) error { return tx.PutUser(sample.User("joe")) })
			for n, err := range errs {
				if !roster.IsKind(err, roster.Unavailable) || errors.Is(err, roster.ErrNotFound) {
					t.Errorf("update %d: %v, want Unavailable and nobody else's error", n, err)
				}
			}
			users, err := s.Read(t.Context(), "i").Users(roster.Page{Limit: 9})
			if err != nil || len(users) > 0 {
				t.Errorf("users %v, %v after a lost transaction", users, err)
			}
			if commits := s.Stats().Commits - before.Commits; commits != 1 {
				t.Errorf("%d commits, want only the holder's", commits)
			}
			mustUpdate(t, s, "i", func(tx roster.Tx) error { return tx.PutUser(sample.User("jane")) })
		})
	}
}

func TestBusyDatabase(t *testing.T) {
	s, sample := seeded(t)
	if _, err := writerConn(t, s).sql.ExecContext(t.Context(), "pragma busy_timeout = 1"); err != nil {
		t.Fatal(err)
	}
	other, err := sql.Open("sqlite", s.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	other.SetMaxOpenConns(1)
	if _, err := other.Exec("begin immediate"); err != nil {
		t.Fatal(err)
	}
	put := func(tx roster.Tx) error { return tx.PutUser(sample.User("jane")) }
	if err := s.Update(t.Context(), "i", put); !roster.IsKind(err, roster.Unavailable) {
		t.Errorf("update of a busy database: %v, want Unavailable", err)
	}
	if _, err := s.Read(t.Context(), "i").Instance(); err != nil {
		t.Errorf("read of a busy database: %v", err)
	}
	if _, err := other.Exec("rollback"); err != nil {
		t.Fatal(err)
	}
	mustUpdate(t, s, "i", put)
}

func TestFullDatabase(t *testing.T) {
	s, sample := seeded(t)
	if _, err := writerConn(t, s).sql.ExecContext(t.Context(), "pragma max_page_count = 1"); err != nil {
		t.Fatal(err)
	}
	large := sample.User("large")
	large.Tags = map[string]string{"k": strings.Repeat("x", 1<<20)}
	if err := s.Update(t.Context(), "i", func(tx roster.Tx) error { return tx.PutUser(large) }); !roster.IsKind(err, roster.Unavailable) {
		t.Errorf("update of a full database: %v, want Unavailable", err)
	}
	if _, err := writerConn(t, s).sql.ExecContext(t.Context(), "pragma max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	mustUpdate(t, s, "i", func(tx roster.Tx) error { return tx.PutUser(large) })
}
