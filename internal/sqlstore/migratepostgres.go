package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// schema is what a store knows of its database's schema.
type schema struct {
	mu      sync.Mutex
	current atomic.Bool
	migrate func(context.Context) error
	// life ends with the store: nothing else bounds how long a migration takes.
	life context.Context
}

// errMigrating answers who comes while the schema is brought up to date, which may take long.
var errMigrating error = &roster.Error{Kind: roster.Unavailable, Message: "The store is being brought up to date"}

// check brings the schema up to date, unless that was done already. Its error is Unavailable while that may still succeed.
func (k *schema) check() error {
	if k.current.Load() {
		return nil
	}
	if !k.mu.TryLock() {
		return errMigrating
	}
	defer k.mu.Unlock()
	if k.current.Load() {
		return nil
	}
	err := k.migrate(k.life)
	if err != nil && !pgUnavailable(err) {
		err = fmt.Errorf("bring the schema up to date: %v", err) //nolint:errorlint // it is no outcome of whatever needs the connection
	}
	k.current.Store(err == nil)
	return err
}

// runAlone is run with all other nodes kept waiting.
func (m *migration) runAlone(ctx context.Context) error { return m.alone(ctx, m.run) }

// alone calls fn while all nodes that do not know the schema yet are kept waiting: a row of a table that is made for it is locked meanwhile.
func (m *migration) alone(ctx context.Context, fn func(context.Context) error) error {
	if err := m.makeLock(ctx); err != nil {
		return err
	}
	tx, err := m.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // nothing to take back after the commit
	for _, statement := range []string{"set local lock_timeout = '30s'", "select id from schema_lock for update"} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("wait for the schema's lock: %w", err)
		}
	}
	if err := fn(ctx); err != nil {
		return err
	}
	// The marks of nodes that are no more. One that is still at work on such an old lane makes its mark anew.
	_, err = tx.ExecContext(ctx, "delete from writers where marked < now() - interval '1 day'")
	if err = errors.Join(err, tx.Commit()); err != nil {
		return fmt.Errorf("all is done, but the schema's lock was lost meanwhile: %w", err)
	}
	return nil
}

// makeLock makes the row that alone locks. Of nodes that make the table at the same time all but one fail, and find it the next time.
func (m *migration) makeLock(ctx context.Context) (err error) {
	for range maxTries {
		_, err = m.db.ExecContext(ctx, "create table if not exists schema_lock (id bigint primary key)")
		if err == nil || !pgCode("23505", "42710", "42P07")(err) {
			break
		}
	}
	if err != nil {
		return err
	}
	_, err = m.db.ExecContext(ctx, "insert into schema_lock (id) values (1) on conflict do nothing")
	return err
}
