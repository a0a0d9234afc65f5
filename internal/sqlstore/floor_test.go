package sqlstore

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

// lockFirst is how a migration on PostgreSQL has to begin that older binaries cannot live with.
const lockFirst = "lock table instances in exclusive mode;"

// contract opens the database as a newer release does that takes a column away from older ones.
func contract(t *testing.T, url string) (*Store, error) {
	t.Helper()
	text := fmt.Sprintf("-- +goose Up\n%s\nalter table users drop column contact;\nupdate schema_floor set oldest = %d;\n", lockFirst, known(t)+1)
	return open(context.Background(), url, Options{Exclusive: true}, schemaAnd(t, "postgres", laterFile(t), text))
}

// isOutdated says whether an error is that of a store which knows too little.
func isOutdated(t *testing.T, err error) bool {
	t.Helper()
	cause := fmt.Sprintf("needs a release that knows schema %d or newer; this one knows %d", known(t)+1, known(t))
	return isUnavailable(err) && strings.Contains(err.Error(), cause)
}

// TestNewerReleaseStopsOlderNodes raises the floor while an older node runs: it writes nothing more, anywhere, and says that it is not
// ready; what it still reads fails cleanly.
func TestNewerReleaseStopsOlderNodes(t *testing.T) {
	url := migrated.New(t)
	older := openURL(t, url, Options{Exclusive: true})
	sample := storetest.NewSample("i")
	mustUpdate(t, older, "i", sample.Put)
	mustUpdate(t, older, "i", func(tx roster.Tx) error { return tx.AddUser(sample.User("ada")) })
	newer, err := contract(t, url)
	if err != nil {
		t.Fatal(err)
	}
	defer newer.Close()
	ran := false
	run := func(roster.Tx) error { ran = true; return nil }
	for what, err := range map[string]error{
		"an update":             older.Update(t.Context(), "i", run),
		"another instance's":    older.Update(t.Context(), "unknown", run),
		"what is no instance's": older.AddAccessKey(t.Context(), credential.AccessKey{ID: "a", AccessKeyOwner: credential.AccessKeyOwner{Name: "x"}}),
		"ready":                 older.Ready(t.Context()),
	} {
		if !isOutdated(t, err) {
			t.Errorf("%s: %v, want to hear of the schema", what, err)
		}
	}
	if _, err := older.Read(t.Context(), "i").User("i-ada"); !isUnavailable(err) || ran {
		t.Errorf("a read of what is gone: %v, want Unavailable; an update ran: %v", err, ran)
	}
	if err := newer.Ready(t.Context()); err != nil {
		t.Error(err)
	}
	mustUpdate(t, newer, "i", func(tx roster.Tx) error { return tx.PutQueue(sample.Queue) })
}

// TestNewerReleaseLetsOlderNodesFinish begins to raise the floor while one update runs: that one finishes first, and the next is refused.
func TestNewerReleaseLetsOlderNodesFinish(t *testing.T) {
	for _, instance := range []string{"i", ""} {
		url := migrated.New(t)
		older, watch := openURL(t, url, Options{Exclusive: true}), openURL(t, url, Options{})
		mustUpdate(t, older, "i", storetest.NewSample("i").Put)
		contracted, next := make(chan error, 1), make(chan error, 1)
		err := older.Update(t.Context(), instance, func(u roster.Tx) error {
			go func() {
				newer, err := contract(t, url)
				if err == nil {
					defer newer.Close()
				}
				contracted <- err
			}()
			if err := awaitWaiting(watch, func() bool { return len(contracted) > 0 }); err != nil {
				return err
			}
			if len(contracted) > 0 {
				t.Errorf("instance %q: the floor was raised under an update", instance)
			}
			go func() { next <- older.Update(context.Background(), "j", storetest.NewSample("j").Put) }()
			_, err := u.(*tx).changeServer(addFirstKeyringKey, "key"+instance, time.Now().UnixMilli(), "sealed")
			return err
		})
		if err != nil {
			t.Errorf("instance %q: the update that ran: %v", instance, err)
		}
		if err := <-contracted; err != nil {
			t.Errorf("instance %q: the newer release: %v", instance, err)
		}
		if err := <-next; !isOutdated(t, err) {
			t.Errorf("instance %q: the next update: %v, want to hear of the schema", instance, err)
		}
		checkOneKey(t, watch)
	}
}

// TestRaisingTheFloorLocksFirst holds every migration to the rule. The first two are older than it, and than any release.
func TestRaisingTheFloorLocksFirst(t *testing.T) {
	for _, name := range migrationNames(t, "migrations/postgres")[2:] {
		text, err := migrations.ReadFile("migrations/postgres/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if raises := strings.Contains(string(text), "update schema_floor"); raises && !strings.HasPrefix(string(text), "-- +goose Up\n"+lockFirst) {
			t.Errorf("%s raises the floor and does not begin with %s", name, lockFirst)
		}
	}
}
