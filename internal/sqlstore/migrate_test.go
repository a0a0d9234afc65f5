package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

// known is the schema's version.
func known(t *testing.T) (version int) {
	t.Helper()
	files, err := fs.Glob(migrations, "migrations/sqlite/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	if _, err := fmt.Sscanf(path.Base(files[len(files)-1]), "%d_", &version); err != nil {
		t.Fatal(err)
	}
	return version
}

// laterFile is the migration that follows the schema.
func laterFile(t *testing.T) string { return fmt.Sprintf("%05d_later.sql", known(t)+1) }

// laterSchema is the real schema and one migration more, whose floor is as given.
func laterSchema(t *testing.T, floor int) fstest.MapFS {
	t.Helper()
	return schemaAnd(t, "sqlite", laterFile(t),
		fmt.Sprintf("-- +goose Up\ncreate table later (id text primary key);\nupdate schema_floor set oldest = %d;\n", floor))
}

// schemaAnd is an engine's real schema and one migration more.
func schemaAnd(t *testing.T, engine, name, text string) fstest.MapFS {
	t.Helper()
	all := fstest.MapFS{name: {Data: []byte(text)}}
	for _, name := range migrationNames(t, "migrations/"+engine) {
		data, err := migrations.ReadFile("migrations/" + engine + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = &fstest.MapFile{Data: data}
	}
	return all
}

func openLater(ctx context.Context, path string, o Options, files fs.FS) error {
	s, err := open(ctx, "sqlite:"+path, o, files)
	if err != nil {
		return err
	}
	return s.Close()
}

func TestOlderSchemaIsCopiedFirst(t *testing.T) {
	path := tempPath(t)
	s := openAt(t, path, Options{})
	mustUpdate(t, s, "i", storetest.NewSample("i").Put)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	backup := fmt.Sprintf("%s.schema-%d.backup", path, known(t))
	// What an attempt left that was interrupted is no obstacle.
	if err := os.WriteFile(backup+".part", []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := openLater(t.Context(), path, Options{}, laterSchema(t, 1)); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(backup)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("backup: %v, %v", info, err)
	}
	if has(t, backup, "later") || !has(t, path, "later") {
		t.Error("the copy has the new table, or the database has not")
	}
	if _, err := openAt(t, backup, Options{}).Read(t.Context(), "i").Instance(); err != nil {
		t.Errorf("the copy does not hold the instance: %v", err)
	}
}

func TestNewSchemaNeedsNoCopy(t *testing.T) {
	path := tempPath(t)
	openAt(t, path, Options{})
	if _, err := os.Stat(path + ".schema-0.backup"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a new database was copied: %v", err)
	}
}

func TestNewerSchema(t *testing.T) {
	refusal := fmt.Sprintf("has schema %d: the database needs a release that knows schema %[1]d or newer; this one knows %d", known(t)+1, known(t))
	for floor, accepted := range map[int]bool{known(t): true, known(t) + 1: false} {
		path := tempPath(t)
		if err := openLater(t.Context(), path, Options{}, laterSchema(t, floor)); err != nil {
			t.Fatal(err)
		}
		s, err := Open(t.Context(), "sqlite:"+path, Options{Exclusive: true})
		switch {
		case accepted && err != nil:
			t.Errorf("floor %d: %v", floor, err)
		case accepted:
			mustUpdate(t, s, "i", storetest.NewSample("i").Put)
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		case err == nil || !strings.Contains(err.Error(), refusal):
			t.Errorf("floor %d: %v", floor, err)
		}
	}
}

func TestSchemaStaysUnderRunningServer(t *testing.T) {
	path := tempPath(t)
	server := openAt(t, path, Options{Exclusive: true})
	if err := openLater(t.Context(), path, Options{}, laterSchema(t, known(t)+1)); !errors.Is(err, ErrLocked) {
		t.Fatalf("migration under a server: %v, want ErrLocked", err)
	}
	if has(t, path, "later") {
		t.Error("the schema changed")
	}
	if err := server.Close(); err != nil {
		t.Fatal(err)
	}
	if err := openLater(t.Context(), path, Options{}, laterSchema(t, known(t)+1)); err != nil {
		t.Error(err)
	}
}

func TestFailedMigrationChangesNothing(t *testing.T) {
	path := tempPath(t)
	openAt(t, path, Options{}).Close()
	files := laterSchema(t, 1)
	files[laterFile(t)].Data = append(files[laterFile(t)].Data, "create table later (id text);\n"...)
	if err := openLater(t.Context(), path, Options{Exclusive: true}, files); err == nil {
		t.Fatal("a failing migration passed")
	}
	if has(t, path, "later") {
		t.Error("half of the migration remained")
	}
	openAt(t, path, Options{Exclusive: true})
}

// has says whether the database file has the table.
func has(t *testing.T, path, table string) bool {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var n int
	if err := db.QueryRow("select count(*) from sqlite_master where name = ?", table).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n > 0
}

func TestFoldedNamesFollowTheUnicodeTables(t *testing.T) {
	path := tempPath(t)
	s := openAt(t, path, Options{Exclusive: true})
	sample := storetest.NewSample("i")
	attribute := func(name string) roster.PredefinedAttribute {
		return roster.PredefinedAttribute{Meta: roster.Meta{ID: name, Name: name, LastModified: storetest.Now}}
	}
	mustUpdate(t, s, "i", func(tx roster.Tx) error {
		return errors.Join(sample.Put(tx), tx.PutPredefinedAttribute(attribute("Größe")), tx.PutPredefinedAttribute(attribute("Maß")))
	})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	older, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer older.Close()
	// An older release folded otherwise, and took "mass" for another name; now both fold alike.
	if _, err := older.Exec("update schema_floor set folded = 'older'; update predefined_attributes set name_folded = 'GRÖSSE' where name = 'Größe';" +
		"update predefined_attributes set name_folded = 'maß' where name = 'Maß';" +
		"insert into predefined_attributes (instance_id, id, name, name_folded, tags, modified, body) values ('i', 'mass', 'mass', 'mass', '{}', 0, '{}')"); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		server bool
		want   string
	}{{false, ""}, {true, "Größe"}} {
		s := openAt(t, path, Options{Exclusive: tt.server})
		if got, err := s.Read(t.Context(), "i").PredefinedAttributeLike("GRÖSSE"); err != nil || got != tt.want {
			t.Errorf("server %v: found %q, %v; want %q", tt.server, got, err, tt.want)
		}
		for _, name := range []string{"Maß", "mass"} {
			if _, err := s.Read(t.Context(), "i").PredefinedAttributes().Get(name); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}
