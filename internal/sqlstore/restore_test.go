package sqlstore

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/backup"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

// spoiled are backups that cannot be restored, each with a word of the reason.
func spoiled(t *testing.T, packed []byte) map[string]struct {
	packed []byte
	want   string
} {
	t.Helper()
	forge := func(change func(h *backup.Header, all contents)) []byte {
		h, all := read(t, packed)
		change(&h, all)
		return write(t, h, all)
	}
	set := func(table, name string, value any) []byte {
		return forge(func(h *backup.Header, all contents) { all[table][0][column(t, *h, table, name)] = value })
	}
	type spoilt = struct {
		packed []byte
		want   string
	}
	return map[string]spoilt{
		"cut off":         {packed[:len(packed)*2/3], "damaged"},
		"cut off late":    {packed[:len(packed)-9], "damaged"},
		"followed":        {append(bytes.Clone(packed), 0), "something follows"},
		"no backup":       {[]byte("no backup"), "no backup"},
		"a newer schema":  {forge(func(h *backup.Header, _ contents) { h.Schema = 999 }), "newer release"},
		"a foreign table": {forge(func(h *backup.Header, _ contents) { h.Tables[0].Name = "x (id) values (1); drop table users; --" }), "does not belong"},
		"an unsaved table": {forge(func(h *backup.Header, all contents) {
			h.Tables[0] = backup.Table{Name: "schema_floor", Columns: []backup.Column{{Name: "folded", Type: backup.Text}}}
		}), "does not belong"},
		"tables exchanged": {forge(func(h *backup.Header, _ contents) { slices.Reverse(h.Tables) }), "does not belong"},
		"a table missing":  {forge(func(h *backup.Header, _ contents) { h.Tables = h.Tables[1:] }), "are not those of schema"},
		"another column": {forge(func(h *backup.Header, _ contents) {
			h.Tables[0].Columns[0].Name = "id) select 1; --"
		}), "are not those of schema"},
		"a column of another type": {forge(func(h *backup.Header, all contents) {
			h.Tables[0].Columns[column(t, *h, "access_keys", "id")].Type = backup.Boolean
			for _, row := range all["access_keys"] {
				row[column(t, *h, "access_keys", "id")] = true
			}
		}), "are not those of schema"},
		"a reference into nothing": {set("users", "routing_profile_id", "nothing"), "table users"},
		"an id twice":              {set("users", "id", "i-jim"), "table users"},
		"a null":                   {set("users", "username", nil), "table users"},
	}
}

// TestSpoiltBackupChangesNothing lets restores fail at every stage: the store stays without data, and takes the whole backup then.
func TestSpoiltBackupChangesNothing(t *testing.T) {
	packed := everything(t)
	_, want := read(t, packed)
	onEngines(t, func(t *testing.T, newURL func(testing.TB) string) {
		url := newURL(t)
		for name, tt := range spoiled(t, packed) {
			if _, err := Restore(t.Context(), url, bytes.NewReader(tt.packed), nil); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%s: %v; want it to say %q", name, err, tt.want)
			}
		}
		mustRestore(t, url, packed)
		h, got := read(t, backedUp(t, url))
		if diff := cmp.Diff(withoutEpochs(t, h, want), withoutEpochs(t, h, got)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestRestoreLeavesDataAlone(t *testing.T) {
	packed := everything(t)
	onEngines(t, func(t *testing.T, newURL func(testing.TB) string) {
		url := newURL(t)
		if err := openURL(t, url, Options{}).AddFirstKeyringKey(t.Context(), "mine", storetest.Now, "sealed mine"); err != nil {
			t.Fatal(err)
		}
		_, before := read(t, backedUp(t, url))
		if _, err := Restore(t.Context(), url, bytes.NewReader(packed), nil); err == nil || !strings.Contains(err.Error(), "holds data already") {
			t.Errorf("restore into a store with data: %v", err)
		}
		_, after := read(t, backedUp(t, url))
		if diff := cmp.Diff(before, after); diff != "" {
			t.Error(diff)
		}
	})
}

func TestRestoreUnderServer(t *testing.T) {
	packed, path := everything(t), tempPath(t)
	s := openAt(t, path, Options{Exclusive: true})
	if _, err := Restore(t.Context(), "sqlite:"+path, bytes.NewReader(packed), nil); !errors.Is(err, ErrLocked) {
		t.Errorf("restore under a server: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	mustRestore(t, "sqlite:"+path, packed)
}

// TestNodesWaitForRestore starts a node in the middle of a restore: it works on what was restored.
func TestNodesWaitForRestore(t *testing.T) {
	packed, url := everything(t), engines["PostgreSQL"](t)
	openURL(t, url, Options{Exclusive: true}).Close() // all is up to date, so that nothing but the restore is waited for
	loaded, proceed, restored := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	loading := sync.OnceFunc(func() { close(loaded); <-proceed })
	go func() {
		_, err := Restore(context.Background(), url, bytes.NewReader(packed), func(int64, int64) { loading() })
		restored <- err
	}()
	select {
	case <-loaded:
	case err := <-restored:
		t.Fatalf("the restore ended at once: %v", err)
	}
	opened := make(chan *Store, 1)
	go func() {
		s, err := Open(context.Background(), url, Options{Exclusive: true})
		if err != nil {
			t.Error(err)
		}
		opened <- s
	}()
	for db := rawDB(t, url); len(opened) == 0 && !waitsForLock(t, db); {
		runtime.Gosched()
	}
	if len(opened) > 0 {
		t.Error("a node opened the database in the middle of the restore")
	}
	close(proceed)
	if err := <-restored; err != nil {
		t.Error(err)
	}
	s := <-opened
	if s == nil {
		return
	}
	defer s.Close()
	if _, err := s.Read(t.Context(), "i").User("i-jane"); err != nil {
		t.Error(err)
	}
}

// waitsForLock says whether anybody waits for a lock in the database.
func waitsForLock(t *testing.T, db *sql.DB) (waits bool) {
	t.Helper()
	const query = "select count(*) > 0 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
	if err := db.QueryRow(query).Scan(&waits); err != nil {
		t.Fatal(err)
	}
	return waits
}

func TestVerifyBackup(t *testing.T) {
	packed := everything(t)
	if s, err := VerifyBackup(bytes.NewReader(packed), nil); err != nil || s.Header.Rows("users") != 2 {
		t.Errorf("%+v, %v", s, err)
	}
	for _, name := range []string{"cut off", "a newer schema", "a foreign table"} {
		if _, err := VerifyBackup(bytes.NewReader(spoiled(t, packed)[name].packed), nil); err == nil {
			t.Errorf("%s was taken for a backup", name)
		}
	}
}

// TestRestoreHidesThePassword looks at what a failure says of the database.
func TestRestoreHidesThePassword(t *testing.T) {
	url := "postgres://rollcall:hidden@127.0.0.1:1/none?connect_timeout=1"
	_, err := Restore(t.Context(), url, bytes.NewReader(everything(t)), nil)
	if err == nil || strings.Contains(err.Error(), "hidden") {
		t.Error(err)
	}
	if _, err := Backup(t.Context(), url, io.Discard, BackupOptions{}); err == nil || strings.Contains(err.Error(), "hidden") {
		t.Error(err)
	}
}

// TestUnboundedBehindPooler leaves out of the connection what PgBouncer leaves out, in a database with bounds of its own.
func TestUnboundedBehindPooler(t *testing.T) {
	url := engines["PostgreSQL"](t)
	bounds := []string{"statement_timeout", "idle_in_transaction_session_timeout"}
	for _, name := range bounds {
		const alter = "do $$ begin execute format('alter database %%I set %s = ''7s''', current_database()); end $$"
		if _, err := rawDB(t, url).Exec(fmt.Sprintf(alter, name)); err != nil {
			t.Fatal(err)
		}
	}
	config, err := pgConfig(url, defaultTimeout)
	if err != nil {
		t.Fatal(err)
	}
	config = unbounded(config)
	for _, name := range bounds {
		delete(config.RuntimeParams, name)
	}
	db := openPgDB(config)
	defer db.Close()
	for _, name := range bounds {
		var now string
		if err := db.QueryRow("show " + name).Scan(&now); err != nil || now != "0" {
			t.Errorf("%s is %q, %v", name, now, err)
		}
	}
}
