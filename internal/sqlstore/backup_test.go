package sqlstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/backup"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

// TestEveryTableIsSavedOrNot holds the tables of the schema against those that a backup knows.
func TestEveryTableIsSavedOrNot(t *testing.T) {
	saved := map[string]bool{}
	for _, table := range savedTables {
		saved[table.name] = true
	}
	onEngines(t, func(t *testing.T, newURL func(testing.TB) string) {
		url := newURL(t)
		openURL(t, url, Options{})
		there, err := tablesOf(t.Context(), rawDB(t, url), openURL(t, url, Options{}).d)
		if err != nil {
			t.Fatal(err)
		}
		for name := range there {
			if saved[name] == (unsavedTables[name] != "") {
				t.Errorf("table %s has to be either in savedTables or, with the reason, in unsavedTables", name)
			}
		}
		for name := range saved {
			if there[name] == nil {
				t.Errorf("there is no table %s", name)
			}
		}
	})
}

// TestBackupGoesFromAnyEngineToAny restores a backup, and makes one of the result: they differ in what the restore has to change.
func TestBackupGoesFromAnyEngineToAny(t *testing.T) {
	for from, newSource := range engines {
		source := newSource(t)
		furnished(t, source)
		packed := backedUp(t, source)
		h, want := read(t, packed)
		for _, table := range h.Tables {
			if table.Rows == 0 {
				t.Errorf("from %s: the sample has nothing in table %s", from, table.Name)
			}
		}
		for to, newTarget := range engines {
			t.Run(from+" to "+to, func(t *testing.T) {
				target := newTarget(t)
				mustRestore(t, target, packed)
				again, got := read(t, backedUp(t, target))
				checkEpochs(t, h, want, got)
				if diff := cmp.Diff(h, again); diff != "" {
					t.Errorf("header: %s", diff)
				}
				if diff := cmp.Diff(withoutEpochs(t, h, want), withoutEpochs(t, h, got)); diff != "" {
					t.Errorf("rows: %s", diff)
				}
			})
		}
	}
}

// checkEpochs wants each instance to have a new epoch, and a feed that reaches nowhere back.
func checkEpochs(t *testing.T, h backup.Header, before, after contents) {
	t.Helper()
	epoch, floor, revision := column(t, h, "instances", "epoch"), column(t, h, "instances", "feed_floor"), column(t, h, "instances", "revision")
	for i, row := range after["instances"] {
		if was := before["instances"][i]; row[epoch] == was[epoch] || row[epoch] == "" || row[floor] != row[revision] {
			t.Errorf("instance %v had %v", row, was)
		}
	}
}

func withoutEpochs(t *testing.T, h backup.Header, all contents) contents {
	t.Helper()
	epoch, floor := column(t, h, "instances", "epoch"), column(t, h, "instances", "feed_floor")
	for _, row := range all["instances"] {
		row[epoch], row[floor] = nil, nil
	}
	return all
}

// TestManyRows restores more rows than go at once, all groups of a level below one that comes after them by its id.
func TestManyRows(t *testing.T) {
	url, sample := "sqlite:"+tempPath(t), storetest.NewSample("i")
	s := openURL(t, url, Options{})
	mustUpdate(t, s, "i", func(tx roster.Tx) error {
		err := errors.Join(sample.Put(tx), tx.PutUserHierarchyGroup(groupBelow("top")))
		for n := range loadParams {
			id := fmt.Sprint(n)
			u := sample.User(id)
			u.HierarchyPath = []string{"top", id}
			err = errors.Join(err, tx.PutUserHierarchyGroup(groupBelow(id, "top")), tx.AddUser(u))
		}
		return err
	})
	packed := backedUp(t, url)
	h, want := read(t, packed)
	want = withoutEpochs(t, h, want)
	onEngines(t, func(t *testing.T, newURL func(testing.TB) string) {
		url := newURL(t)
		mustRestore(t, url, packed)
		_, got := read(t, backedUp(t, url))
		if diff := cmp.Diff(want, withoutEpochs(t, h, got)); diff != "" {
			t.Error(diff)
		}
	})
}

// groupBelow makes a hierarchy group whose parent is the last of the path.
func groupBelow(id string, path ...string) roster.UserHierarchyGroup {
	g := roster.UserHierarchyGroup{Meta: roster.Meta{ID: id, Name: id, LastModified: storetest.Now}, Level: len(path) + 1, Path: append(slices.Clone(path), id)}
	if len(path) > 0 {
		g.ParentID = path[len(path)-1]
	}
	return g
}

// TestRestoredStoreWorks reads what was restored as a server does, and goes on writing.
func TestRestoredStoreWorks(t *testing.T) {
	packed := everything(t)
	onEngines(t, func(t *testing.T, newURL func(testing.TB) string) {
		url := newURL(t)
		mustRestore(t, url, packed)
		s := openURL(t, url, Options{Exclusive: true})
		sample := storetest.NewSample("i")
		for n := range 5 {
			mustUpdate(t, s, "i", func(tx roster.Tx) error {
				tx.Record(storetest.Event("CreateUser"))
				return tx.AddUser(sample.User(fmt.Sprint(n)))
			})
		}
		users, err := s.Read(t.Context(), "i").Users(roster.Page{Limit: 10})
		if len(users) != 2+5 || err != nil {
			t.Errorf("users %v, %v", users, err)
		}
		for _, trail := range []string{"i", "account/111111111111"} {
			if head, err := audit.Verify(t.Context(), s, storetest.AuditKeys, trail, nil); err != nil {
				t.Errorf("trail %s at %s: %v", trail, head, err)
			}
		}
		if key, err := s.AccessKey(t.Context(), "b"); err != nil || key.Revoked == nil || key.SealedSecret != "sealed b" {
			t.Errorf("key %v, %v", key, err)
		}
		if _, err := s.Read(t.Context(), "i").Session("session"); !roster.IsKind(err, roster.NotFound) {
			t.Errorf("the session goes on: %v", err)
		}
		if _, err := s.Read(t.Context(), "i").ChangesSince(0, 10); !errors.Is(err, roster.ErrFeedCut) {
			t.Errorf("the feed reaches back: %v", err)
		}
		for done := false; !done; {
			if done, err = s.Sweep(t.Context(), 100); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// TestBackupBesideWriters makes backups while users are created, each with an event: every one shows one state.
func TestBackupBesideWriters(t *testing.T) {
	onEngines(t, func(t *testing.T, newURL func(testing.TB) string) {
		url, sample := newURL(t), storetest.NewSample("i")
		s := openURL(t, url, Options{Exclusive: true})
		mustUpdate(t, s, "i", sample.Put)
		ctx, stop := context.WithCancel(t.Context())
		stopped := make(chan error, 4)
		for writer := range 4 {
			go func() { stopped <- keepHiring(ctx, s, sample, writer) }()
		}
		seen := int64(-1)
		for n := 0; n < 5 && len(stopped) == 0; {
			h, all := read(t, backedUp(t, url))
			if users := int64(len(all["users"])); users > seen {
				seen, n = users, n+1
			}
			checkOneState(t, h, all)
		}
		stop()
		for range 4 {
			if err := <-stopped; err != nil {
				t.Error(err)
			}
		}
	})
}

func keepHiring(ctx context.Context, s *Store, sample storetest.Sample, writer int) error {
	for n := 0; ctx.Err() == nil; n++ {
		u := sample.User(fmt.Sprintf("%d-%d", writer, n))
		err := s.Update(context.Background(), "i", func(tx roster.Tx) error {
			tx.Record(storetest.Event("CreateUser"))
			return tx.AddUser(u)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// checkOneState wants as many users as events, the trail's head at the last of them, and the instance at the last user's revision.
func checkOneState(t *testing.T, h backup.Header, all contents) {
	t.Helper()
	users, events, last := all["users"], all["audit_events"], int64(0)
	for _, u := range users {
		last = max(last, u[column(t, h, "users", "revision")].(int64))
	}
	if len(users) == 0 {
		return
	}
	head := all["audit_trails"][0][column(t, h, "audit_trails", "seq")].(int64)
	revision := all["instances"][0][column(t, h, "instances", "revision")].(int64)
	if len(events) != len(users) || head != int64(len(events)) || revision != last || len(all["user_security_profiles"]) != len(users) {
		t.Errorf("%d users, the last of revision %d in an instance of %d, with %d events and the head %d", len(users), last, revision, len(events), head)
	}
}

func TestBackupRefuses(t *testing.T) {
	empty := tempPath(t)
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for url, want := range map[string]string{
		"sqlite:" + tempPath(t): "there is no store", "sqlite:" + empty: "there is no store", engines["PostgreSQL"](t): "there is no store",
		"sqlite::memory:": "its server's alone", "sqlite:": "sqlite:PATH", "x": "sqlite:PATH", "sqlite:" + t.TempDir(): "",
	} {
		var b bytes.Buffer
		if _, err := Backup(t.Context(), url, &b, BackupOptions{Made: time.Now()}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", url, err)
		}
	}
}
