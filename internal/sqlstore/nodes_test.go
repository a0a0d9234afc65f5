package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/pgtest"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

// twoNodes opens two servers' stores on one database, with a sample in it.
func twoNodes(t *testing.T) ([2]*Store, storetest.Sample) {
	t.Helper()
	url, sample := migrated.New(t), storetest.NewSample("i")
	nodes := [2]*Store{openURL(t, url, Options{Exclusive: true}), openURL(t, url, Options{Exclusive: true})}
	mustUpdate(t, nodes[0], "i", sample.Put)
	return nodes, sample
}

func TestNodesTakeTurns(t *testing.T) {
	nodes, sample := twoNodes(t)
	const each = 100
	var group sync.WaitGroup
	for n := range 16 {
		group.Go(func() {
			for range each / 8 {
				err := nodes[n%2].Update(context.Background(), "i", func(tx roster.Tx) error {
					q, err := tx.Queues().Get(sample.Queue.ID)
					q.Description += "x"
					return errors.Join(err, tx.PutQueue(q))
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	q, err := nodes[0].Read(t.Context(), "i").Queues().Get(sample.Queue.ID)
	if want := len(sample.Queue.Description) + 16*(each/8); err != nil || len(q.Description) != want {
		t.Errorf("%d changes in a row, %v; want %d", len(q.Description), err, want)
	}
}

// TestFeedMissesNothing follows the feed on one node while both write: whatever the revisions in between, everybody turns up once.
func TestFeedMissesNothing(t *testing.T) {
	nodes, sample := twoNodes(t)
	var writers sync.WaitGroup
	for n := range 8 {
		writers.Go(func() {
			for i := range 20 {
				u := sample.User(fmt.Sprintf("%d-%02d", n, i))
				if err := nodes[n%2].Update(context.Background(), "i", func(tx roster.Tx) error { return tx.AddUser(u) }); err != nil {
					t.Error(err)
				}
			}
		})
	}
	done := make(chan struct{})
	go func() { writers.Wait(); close(done) }()
	seen, since := map[string]int{}, int64(0)
	for last := false; ; {
		err := nodes[0].View(t.Context(), "i", func(r roster.Reader) error {
			c, err := r.ChangesSince(since, 1000)
			for _, d := range c.Put {
				seen[d.Name]++
			}
			since = c.Revision
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if last {
			break
		}
		select {
		case <-done:
			last = true
		default:
		}
	}
	if len(seen) != 160 {
		t.Errorf("the feed gave %d users, want 160", len(seen))
	}
	for name, times := range seen {
		if times != 1 {
			t.Errorf("the feed gave %s %d times", name, times)
		}
	}
}

// TestInstancesAreWrittenSideBySide lets an update of one instance wait for one of another, on the same node.
func TestInstancesAreWrittenSideBySide(t *testing.T) {
	s := openPostgres(t)
	mustUpdate(t, s, "i", storetest.NewSample("i").Put)
	mustUpdate(t, s, "j", storetest.NewSample("j").Put)
	mustUpdate(t, s, "i", func(roster.Tx) error {
		done := make(chan error)
		go func() {
			done <- s.Update(context.Background(), "j", func(tx roster.Tx) error { return tx.DeleteInstance(storetest.Now) })
		}()
		return <-done
	})
}

// TestDeadlockIsRepeated makes two nodes want what the other has.
func TestDeadlockIsRepeated(t *testing.T) {
	nodes, _ := twoNodes(t)
	mustUpdate(t, nodes[0], "j", storetest.NewSample("j").Put)
	for _, id := range []string{"a", "b"} {
		if err := nodes[0].AddAccessKey(t.Context(), credential.AccessKey{ID: id, AccessKeyOwner: credential.AccessKeyOwner{Name: "x"}}); err != nil {
			t.Fatal(err)
		}
	}
	var both sync.WaitGroup
	both.Add(2)
	outcomes := make(chan error)
	for n, order := range [][]string{{"a", "b"}, {"b", "a"}} {
		go func() {
			runs := 0
			outcomes <- nodes[n].Update(context.Background(), string("ij"[n]), func(u roster.Tx) error {
				rename := func(id string) error {
					_, err := u.(*tx).changeServer("update access_keys set name = name || $2 where id = $1", id, fmt.Sprint(n))
					return err
				}
				err := rename(order[0])
				if runs++; runs == 1 {
					both.Done()
					both.Wait()
				}
				return errors.Join(err, rename(order[1]))
			})
		}()
	}
	for range nodes {
		if err := <-outcomes; err != nil {
			t.Error(err)
		}
	}
	keys, err := nodes[0].AccessKeys(t.Context())
	if err != nil || len(keys) != 2 || len(keys[0].Name) != 3 || len(keys[1].Name) != 3 {
		t.Errorf("keys %+v, %v; want both renamed twice", keys, err)
	}
}

// TestWhatBelongsToNoInstanceIsWrittenInTurns holds one node in the middle of such a change until another wants to make its own.
func TestWhatBelongsToNoInstanceIsWrittenInTurns(t *testing.T) {
	nodes, _ := twoNodes(t)
	second := make(chan error, 1)
	mustUpdate(t, nodes[0], "", func(u roster.Tx) error {
		_, err := u.(*tx).changeServer(addFirstKeyringKey, "first", 0, "sealed")
		go func() { second <- nodes[1].AddFirstKeyringKey(context.Background(), "second", time.Now(), "sealed") }()
		return errors.Join(err, awaitWaiting(nodes[0], func() bool { return len(second) > 0 }))
	})
	if err := <-second; err != nil {
		t.Error(err)
	}
	checkOneKey(t, nodes[0])
}

// awaitWaiting returns when somebody waits for a lock in the database, or nobody will any more. Other databases of the server are other tests'.
func awaitWaiting(s *Store, over func() bool) error {
	waiting := 0
	for waiting == 0 && !over() {
		runtime.Gosched()
		err := s.session(context.Background()).one([]any{&waiting}, "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
		if err != nil {
			return err
		}
	}
	return nil
}

func checkOneKey(t *testing.T, s *Store) {
	t.Helper()
	keys := 0
	if err := s.Keyring(t.Context(), func(string, time.Time, string) error { keys++; return nil }); err != nil || keys != 1 {
		t.Errorf("%d keys in the keyring, %v; want one", keys, err)
	}
}

func TestNodesOpenAtOnce(t *testing.T) {
	url := pgtest.New(t)
	results := make(chan error)
	for n := range 6 {
		go func() {
			s, err := Open(context.Background(), url, Options{Exclusive: n%2 == 0})
			if err == nil {
				err = errors.Join(s.AddFirstKeyringKey(context.Background(), fmt.Sprint(n), time.Now(), "sealed"), s.Close())
			}
			results <- err
		}()
	}
	for range 6 {
		if err := <-results; err != nil {
			t.Error(err)
		}
	}
	checkOneKey(t, openURL(t, url, Options{}))
}

func migrationNames(t *testing.T, folder string) (names []string) {
	t.Helper()
	entries, err := fs.ReadDir(migrations, folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// TestEnginesShareTheirSchema holds that the same number means the same schema on every engine.
func TestEnginesShareTheirSchema(t *testing.T) {
	if sqlite, postgres := migrationNames(t, "migrations/sqlite"), migrationNames(t, "migrations/postgres"); !slices.Equal(sqlite, postgres) {
		t.Errorf("SQLite has the migrations %v, PostgreSQL %v", sqlite, postgres)
	}
}

func TestNewerSchemaOnPostgres(t *testing.T) {
	const next = "9999" // a release that is far away
	for floor, accepted := range map[string]bool{"1": true, next: false} {
		files := schemaAnd(t, "postgres", next+"_later.sql",
			"-- +goose Up\ncreate table later (id text primary key);\nupdate schema_floor set oldest = "+floor+";\n")
		url := pgtest.New(t)
		s, err := open(t.Context(), url, Options{}, files)
		if err != nil {
			t.Fatal(err)
		}
		s.Close()
		s, err = Open(t.Context(), url, Options{Exclusive: true})
		switch {
		case accepted && err == nil:
			s.Close()
		case accepted || err == nil || !strings.Contains(err.Error(), "needs a release that knows schema "+next+" or newer"):
			t.Errorf("floor %s: %v", floor, err)
		}
	}
}
