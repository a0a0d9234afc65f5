package sqlstore

import (
	"bytes"
	"context"
	"database/sql"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/backup"
	"github.com/rollcall-dev/rollcall/internal/pgtest"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

// engines give the URL of a database on each engine that holds nothing at all.
var engines = map[string]func(testing.TB) string{
	"SQLite":     func(t testing.TB) string { return "sqlite:" + tempPath(t) },
	"PostgreSQL": func(t testing.TB) string { return pgtest.New(t) },
}

// onEngines runs a test on each engine.
func onEngines(t *testing.T, test func(t *testing.T, newURL func(testing.TB) string)) {
	for name, newURL := range engines {
		t.Run(name, func(t *testing.T) { test(t, newURL) })
	}
}

// furnished is a store with something everywhere, closed again.
func furnished(t testing.TB, url string) {
	t.Helper()
	s, err := Open(context.Background(), url, Options{Exclusive: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := storetest.Everything(context.Background(), s); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// everything is a backup of a store with something everywhere.
func everything(t testing.TB) []byte {
	t.Helper()
	url := "sqlite:" + tempPath(t)
	furnished(t, url)
	return backedUp(t, url)
}

func backedUp(t testing.TB, url string) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := Backup(context.Background(), url, &b, BackupOptions{Made: storetest.Now, Release: "test"}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func mustRestore(t testing.TB, url string, packed []byte) {
	t.Helper()
	if _, err := Restore(context.Background(), url, bytes.NewReader(packed), nil); err != nil {
		t.Fatal(err)
	}
}

// contents are a backup's rows by table.
type contents map[string][][]any

func read(t testing.TB, packed []byte) (backup.Header, contents) {
	t.Helper()
	r, err := backup.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	all := contents{}
	for _, table := range r.Header().Tables {
		for range table.Rows {
			row, err := r.Row(nil)
			if err != nil {
				t.Fatal(err)
			}
			all[table.Name] = append(all[table.Name], row)
		}
	}
	if _, err := r.End(); err != nil {
		t.Fatal(err)
	}
	return *r.Header(), all
}

// write makes a backup of rows, whatever they are.
func write(t testing.TB, h backup.Header, all contents) []byte {
	t.Helper()
	var b bytes.Buffer
	for i := range h.Tables {
		h.Tables[i].Rows = int64(len(all[h.Tables[i].Name]))
	}
	w, err := backup.NewWriter(&b, h)
	for i := range h.Tables {
		for _, row := range all[h.Tables[i].Name] {
			if err == nil {
				err = w.Row(row)
			}
		}
	}
	if err == nil {
		_, err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// column is where in the rows of a table a column is.
func column(t testing.TB, h backup.Header, table, name string) int {
	t.Helper()
	for _, known := range h.Tables {
		for i, c := range known.Columns {
			if known.Name == table && c.Name == name {
				return i
			}
		}
	}
	t.Fatalf("no column %s in %s", name, table)
	return 0
}

// rawDB is a database as it lies there.
func rawDB(t testing.TB, url string) *sql.DB {
	t.Helper()
	b, err := look(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.close)
	return b.db
}
