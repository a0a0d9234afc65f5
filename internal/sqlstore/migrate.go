package sqlstore

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"os"

	"github.com/pressly/goose/v3"

	"github.com/rollcall-dev/rollcall/internal/backup"
)

//go:embed migrations
var migrations embed.FS

// migrationsFor are the migrations of the engine that a store's URL names.
func migrationsFor(storeURL string) fs.FS {
	engine := "sqlite"
	if IsPostgres(storeURL) {
		engine = "postgres"
	}
	files, err := fs.Sub(migrations, "migrations/"+engine)
	if err != nil {
		panic(err) // only a folder's name that is none fails
	}
	return files
}

// migration brings a database's schema up to what this binary knows.
type migration struct {
	db    *sql.DB
	d     *dialect
	files fs.FS
	// path is the database's file; "" where the database has none.
	path string
	// server says that it is a server that migrates, which holds the file's lock then.
	server bool
}

// run migrates, and mends what was written under other rules than this binary's.
func (m *migration) run(ctx context.Context) error {
	if err := m.up(ctx); err != nil {
		return err
	}
	return m.refold(ctx)
}

// up migrates. A database that is too new is refused; a file that is older is copied beside itself first.
func (m *migration) up(ctx context.Context) error {
	provider, err := goose.NewProvider(m.d.migrations, m.db, m.files)
	if err != nil {
		return err
	}
	have, want, err := provider.GetVersions(ctx)
	switch {
	case err != nil:
		return err
	case have > want:
		return m.checkFloor(ctx, have, want)
	case have == want:
		return nil
	case have > 0 && m.path != "":
		return m.upgrade(ctx, provider, have, want)
	}
	_, err = provider.Up(ctx)
	return err
}

// checkFloor lets an older binary work on a newer schema only where that schema says it may.
func (m *migration) checkFloor(ctx context.Context, have, want int64) error {
	var oldest floor
	if err := m.db.QueryRowContext(ctx, "select oldest from schema_floor").Scan(&oldest); err != nil {
		return err
	}
	if err := oldest.admit(version(want)); err != nil {
		return fmt.Errorf("the database has schema %d: %w", have, err)
	}
	return nil
}

// upgrade migrates a database that was in use. It never changes the schema under a server that runs.
func (m *migration) upgrade(ctx context.Context, provider *goose.Provider, have, want int64) error {
	if !m.server {
		server, err := tryLock(m.path + ".lock")
		if err != nil {
			return fmt.Errorf("the database has schema %d; it can become %d only while no server runs: %w", have, want, err)
		}
		defer server.Close()
	}
	if err := m.backup(ctx, have); err != nil {
		return fmt.Errorf("copy the database before its migration: %w", err)
	}
	_, err := provider.Up(ctx)
	return err
}

// backup keeps a copy of the database as it was.
func (m *migration) backup(ctx context.Context, version int64) error {
	return backup.WriteFile(fmt.Sprintf("%s.schema-%d.backup", m.path, version), func(file *os.File) error {
		_, err := m.db.ExecContext(ctx, "vacuum into ?", file.Name())
		return err
	})
}
