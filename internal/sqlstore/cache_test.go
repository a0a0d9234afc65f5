package sqlstore

import (
	"fmt"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// sameMap says that two users share their tags in memory: both came from one reading of the row.
func sameMap(a, b roster.User) bool {
	return reflect.ValueOf(a.Tags).Pointer() == reflect.ValueOf(b.Tags).Pointer()
}

func readUser(t *testing.T, s *Store, id string) roster.User {
	t.Helper()
	u, err := s.Read(t.Context(), "i").User(id)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestUnchangedRowsAreReadOnce(t *testing.T) {
	s, sample := seeded(t)
	ada := sample.FullUser("ada")
	mustUpdate(t, s, "i", func(tx roster.Tx) error { return tx.PutUser(ada) })
	first := readUser(t, s, ada.ID)
	if !sameMap(first, readUser(t, s, ada.ID)) {
		t.Error("the second reading went to the database")
	}
	mustUpdate(t, s, "i", func(tx roster.Tx) error { return tx.PutUser(sample.FullUser("bob")) })
	if sameMap(first, readUser(t, s, ada.ID)) {
		t.Error("a row outlived a commit in the cache")
	}
}

func TestCacheSeesOtherProcesses(t *testing.T) {
	path := tempPath(t)
	server, admin := openAt(t, path, Options{Exclusive: true}), openAt(t, path, Options{})
	key := credential.AccessKey{ID: "RCKAAAAAAAAAAAAAAAAA", AccessKeyOwner: credential.AccessKeyOwner{Name: "ci", Account: "111111111111"}, SealedSecret: "sealed"}
	if err := admin.AddAccessKey(t.Context(), key); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if found, err := server.AccessKey(t.Context(), key.ID); err != nil || found.Revoked != nil {
			t.Fatalf("key = %+v, %v; want it active", found, err)
		}
	}
	if err := admin.RevokeAccessKey(t.Context(), key.ID, time.UnixMilli(1)); err != nil {
		t.Fatal(err)
	}
	if found, err := server.AccessKey(t.Context(), key.ID); err != nil || found.Revoked == nil {
		t.Fatalf("key = %+v, %v; want it revoked", found, err)
	}
}

func TestCacheNeverGivesLessThanWhatWasAcknowledged(t *testing.T) {
	s, sample := seeded(t)
	u := sample.FullUser("ada")
	mustUpdate(t, s, "i", func(tx roster.Tx) error { return tx.PutUser(u) })
	var acknowledged atomic.Int64
	var stop atomic.Bool
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for !stop.Load() {
				atLeast := acknowledged.Load()
				got, err := s.Read(t.Context(), "i").User(u.ID)
				if err != nil || got.LastModified.UnixMilli() < atLeast {
					t.Errorf("read change %d, %v; change %d was acknowledged before", got.LastModified.UnixMilli(), err, atLeast)
					return
				}
			}
		})
	}
	for n := range int64(300) {
		u.LastModified, u.Tags = time.UnixMilli(n).UTC(), map[string]string{"n": fmt.Sprint(n)}
		mustUpdate(t, s, "i", func(tx roster.Tx) error { return tx.PutUser(u) })
		acknowledged.Store(n)
	}
	stop.Store(true)
	readers.Wait()
}
