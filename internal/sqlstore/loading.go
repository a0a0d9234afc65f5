package sqlstore

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"

	"github.com/pressly/goose/v3"

	"github.com/rollcall-dev/rollcall/internal/backup"
)

// loading is the restoring of a backup into a database that nobody else has.
type loading struct {
	m    *migration
	from *backup.Reader
	told backup.Progress
}

func (l *loading) run(ctx context.Context) (s backup.Summary, err error) {
	if err := l.checkEmpty(ctx, l.m.db); err != nil {
		return s, err
	}
	if err := l.makeSchema(ctx); err != nil {
		return s, err
	}
	if s, err = l.fill(ctx); err != nil {
		return s, err
	}
	if err := l.m.run(ctx); err != nil {
		return s, fmt.Errorf("all data is restored, but the schema could not be brought up to date: %w", err)
	}
	if l.m.d.analyze != "" {
		_, err = l.m.db.ExecContext(ctx, l.m.d.analyze)
	}
	return s, err
}

// makeSchema gives the database the backup's schema. There is no way back from a newer one.
func (l *loading) makeSchema(ctx context.Context) error {
	provider, err := goose.NewProvider(l.m.d.migrations, l.m.db, l.m.files)
	if err != nil {
		return err
	}
	want := l.from.Header().Schema
	if _, err := provider.UpTo(ctx, want); err != nil {
		return err
	}
	have, err := provider.GetDBVersion(ctx)
	if err == nil && have != want {
		err = fmt.Errorf("it has schema %d already, and the backup %d: restore into a store that is new", have, want)
	}
	return err
}

// fill loads all tables in one transaction.
func (l *loading) fill(ctx context.Context) (s backup.Summary, err error) {
	tx, err := l.m.db.BeginTx(ctx, nil)
	if err != nil {
		return s, err
	}
	defer tx.Rollback() //nolint:errcheck // nothing to take back after the commit
	if l.m.d.lockServer != "" {
		// A command that is at work already waits, and finds the restored keyring.
		if _, err := tx.ExecContext(ctx, l.m.d.lockServer); err != nil {
			return s, err
		}
	}
	if err := l.checkEmpty(ctx, tx); err != nil {
		return s, err
	}
	if err := l.loadTables(ctx, tx); err != nil {
		return s, err
	}
	if s, err = l.from.End(); err != nil {
		return s, err
	}
	if err := l.settle(ctx, tx); err != nil {
		return s, err
	}
	return s, tx.Commit()
}

// checkEmpty refuses a store with data.
func (l *loading) checkEmpty(ctx context.Context, from queries) error {
	there, err := tablesOf(ctx, from, l.m.d)
	if err != nil {
		return err
	}
	for _, t := range savedTables {
		some := false
		if there[t.name] != nil {
			err = from.QueryRowContext(ctx, "select exists (select 1 from "+t.name+")").Scan(&some)
		}
		if err != nil {
			return err
		}
		if some {
			return errors.New("it holds data already, such as in the table " + t.name + ": restore into a store that is new")
		}
	}
	return nil
}

// settle gives the instances a new epoch, so that whoever knows the store from before the restore begins anew.
func (l *loading) settle(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, "update instances set epoch = $1, feed_floor = revision", rand.Text()); err != nil {
		return err
	}
	if l.m.d.numberOn != "" {
		if _, err := tx.ExecContext(ctx, l.m.d.numberOn); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, "update schema_floor set folded = $1", l.from.Header().Folded)
	return err
}
