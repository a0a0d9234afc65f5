package sqlstore

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/pressly/goose/v3"
)

//go:embed migrations
var migrations embed.FS

// migrate brings the schema up to what this binary knows. A database that is too new for it is refused; one that is older is copied
// beside itself first.
func migrate(ctx context.Context, db *sql.DB, path string) error {
	files, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, files)
	if err != nil {
		return err
	}
	return migrateWith(ctx, provider, db, path)
}

func migrateWith(ctx context.Context, provider *goose.Provider, db *sql.DB, path string) error {
	have, want, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	switch {
	case have > want:
		return checkFloor(ctx, db, have, want)
	case have == want:
		return nil
	case have > 0:
		if err := backup(ctx, db, path, have); err != nil {
			return err
		}
	}
	_, err = provider.Up(ctx)
	return err
}

// checkFloor lets an older binary work on a newer schema only where that schema says it may.
func checkFloor(ctx context.Context, db *sql.DB, have, want int64) error {
	var oldest int64
	if err := db.QueryRowContext(ctx, "select oldest from schema_floor").Scan(&oldest); err != nil {
		return err
	}
	if want < oldest {
		return fmt.Errorf("the database has schema %d and needs a release that knows schema %d or newer; this one knows %d", have, oldest, want)
	}
	return nil
}

// backup writes a copy of the database as it was before the migration. A copy that an interrupted attempt left is replaced.
func backup(ctx context.Context, db *sql.DB, path string, version int64) error {
	copyPath := fmt.Sprintf("%s.schema-%d.backup", path, version)
	if err := os.Remove(copyPath); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, err := db.ExecContext(ctx, "vacuum into ?", copyPath); err != nil {
		return fmt.Errorf("copy the database before its migration: %w", err)
	}
	return nil
}
