package sqlstore

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/pgtest"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) roster.Store {
		s := openAt(t, tempPath(t), Options{Exclusive: true})
		t.Cleanup(func() { checkPlans(t, s) })
		return s
	})
}

func TestStoreOnPostgres(t *testing.T) {
	storetest.Run(t, func(t *testing.T) roster.Store { return openPostgres(t) })
}

func TestKeysOnPostgres(t *testing.T) {
	storetest.RunKeys(t, func(t *testing.T) storetest.KeyStore { return openPostgres(t) })
}

// migrated is a PostgreSQL database with the schema in it.
var migrated = pgtest.Template{Fill: func(url string) error {
	s, err := Open(context.Background(), url, Options{})
	if err != nil {
		return err
	}
	return s.Close()
}}

// openPostgres opens a store on a PostgreSQL database of its own.
func openPostgres(t testing.TB) *Store {
	t.Helper()
	return openURL(t, migrated.New(t), Options{Exclusive: true})
}

func TestKeys(t *testing.T) {
	storetest.RunKeys(t, func(t *testing.T) storetest.KeyStore { return openAt(t, tempPath(t), Options{Exclusive: true}) })
}

// tempPath is where a test's database goes.
func tempPath(t testing.TB) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "rollcall.db")
}

// openAt opens a store that is closed with the test.
func openAt(t testing.TB, path string, o Options) *Store {
	t.Helper()
	return openURL(t, "sqlite:"+path, o)
}

func openURL(t testing.TB, url string, o Options) *Store {
	t.Helper()
	s, err := Open(context.Background(), url, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

// mustUpdate is an Update that has to succeed.
func mustUpdate(t testing.TB, s *Store, instance string, fn func(roster.Tx) error) {
	t.Helper()
	if err := s.Update(context.Background(), instance, fn); err != nil {
		t.Fatal(err)
	}
}

// checkPlans asks SQLite how it runs every statement that was run so far: by an index, never by reading or sorting
// a whole table, nor by walking all users of an instance to see whether one refers to a row that goes.
func checkPlans(t *testing.T, s *Store) {
	t.Helper()
	for _, query := range ranStatements(s) {
		verb, _, _ := strings.Cut(query, " ")
		if verb != "select" && verb != "update" && verb != "delete" {
			continue
		}
		args := make([]any, strings.Count(query, "$"))
		rows, err := s.readers.db.Query("explain query plan "+query, args...)
		if err != nil {
			t.Errorf("explain %s: %v", query, err)
			continue
		}
		for rows.Next() {
			var id, parent, unused int
			var detail string
			if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
				t.Error(err)
			}
			walksUsers := strings.HasPrefix(detail, "SEARCH users ") && strings.HasSuffix(detail, "(instance_id=?)") && strings.HasSuffix(query, " and id = $2")
			if detail == "SCAN schema_floor" { // it has one row
				continue
			}
			if walksUsers || strings.HasPrefix(detail, "SCAN") || strings.Contains(detail, "TEMP B-TREE") {
				t.Errorf("%s: %s", detail, query)
			}
		}
		if err := rows.Close(); err != nil {
			t.Error(err)
		}
	}
}

// ranStatements are the texts that were prepared on any connection. The store must be at rest.
func ranStatements(s *Store) []string {
	var texts []string
	for _, p := range []*pool{s.writer.conns, s.readers} {
		p.mu.Lock()
		for _, c := range p.free {
			texts = slices.AppendSeq(texts, maps.Keys(c.cache))
		}
		p.mu.Unlock()
	}
	slices.Sort(texts)
	return slices.Compact(texts)
}
