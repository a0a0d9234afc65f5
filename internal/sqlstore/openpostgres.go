package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// The connections of one node. PostgreSQL lets 100 in unless it is told otherwise.
const (
	pgReaders = 16
	pgWriters = 8
)

// IsPostgres says whether the URL names a PostgreSQL database.
func IsPostgres(storeURL string) bool {
	return strings.HasPrefix(storeURL, "postgres://") || strings.HasPrefix(storeURL, "postgresql://")
}

// schema is what a store knows of its database's schema.
type schema struct {
	mu      sync.Mutex
	current atomic.Bool
	migrate func(context.Context) error
}

// check brings the schema up to date, unless that was done already.
func (k *schema) check(ctx context.Context) error {
	if k.current.Load() {
		return nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.current.Load() {
		return nil
	}
	err := k.migrate(ctx)
	k.current.Store(err == nil)
	return err
}

// openPostgres makes the pools. A connection is made when one is needed, and the first brings the schema up to date: so a server that
// starts without its database, or loses it, finds back by itself.
func (s *Store) openPostgres(ctx context.Context, storeURL string, o Options, files fs.FS) error {
	config, err := pgConfig(storeURL)
	if err != nil {
		return err
	}
	s.path = withoutPassword(storeURL)
	s.readers = s.pgPool(config, pgReaders)
	s.opened.add(s.readers.close)
	s.writer = newWriter(s.pgPool(config, pgWriters))
	s.opened.add(s.writer.close)
	m := &migration{db: s.writer.conns.db, d: s.d, files: files, server: o.Exclusive}
	s.schema.migrate = m.runAlone
	if err := s.Ready(ctx); !o.Exclusive || !roster.IsKind(err, roster.Unavailable) {
		return err
	}
	return nil
}

func (s *Store) pgPool(config *pgx.ConnConfig, size int) *pool {
	db := stdlib.OpenDB(*config)
	db.SetMaxIdleConns(0) // the pool keeps what it needs
	p := newPool(db, s.d, size)
	p.open = func(ctx context.Context) (*sql.Conn, error) {
		c, err := db.Conn(ctx)
		if err != nil {
			return nil, err
		}
		if err := s.schema.check(ctx); err != nil {
			return nil, errors.Join(err, c.Close())
		}
		return c, nil
	}
	return p
}

// pgConfig reads the URL, with defaults for what it does not say. A statement that nobody waits for any more ends in the server, too.
func pgConfig(storeURL string) (*pgx.ConnConfig, error) {
	config, err := pgx.ParseConfig(storeURL)
	if err != nil {
		return nil, err
	}
	defaults := map[string]string{
		"application_name":                    "rollcall",
		"statement_timeout":                   strconv.FormatInt(statementTimeout.Milliseconds(), 10),
		"idle_in_transaction_session_timeout": strconv.FormatInt(statementTimeout.Milliseconds(), 10),
	}
	for name, value := range defaults {
		if config.RuntimeParams[name] == "" {
			config.RuntimeParams[name] = value
		}
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = connectTimeout
	}
	return config, nil
}

// connectTimeout is how long a connection may take to come about.
const connectTimeout = 5 * time.Second

// withoutPassword is the URL as it may be shown.
func withoutPassword(storeURL string) string {
	u, err := url.Parse(storeURL)
	if err != nil {
		return "postgres://"
	}
	if _, has := u.User.Password(); has {
		u.User = url.User(u.User.Username())
	}
	query := u.Query()
	for _, secret := range []string{"password", "sslpassword"} {
		query.Del(secret)
	}
	u.RawQuery = query.Encode()
	return u.String()
}

// runAlone is run with all other nodes kept waiting: a row of a table that is made for it is locked meanwhile.
func (m *migration) runAlone(ctx context.Context) error {
	if err := m.makeLock(ctx); err != nil {
		return err
	}
	tx, err := m.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // nothing to take back after the commit
	if _, err := tx.ExecContext(ctx, "set local idle_in_transaction_session_timeout = 0"); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "select id from schema_lock for update"); err != nil {
		return fmt.Errorf("wait for the schema's lock: %w", err)
	}
	if err := m.run(ctx); err != nil {
		return err
	}
	// The marks of nodes that are no more. One that is still at work on such an old lane makes its mark anew.
	_, err = tx.ExecContext(ctx, "delete from writers where marked < now() - interval '1 day'")
	return errors.Join(err, tx.Commit())
}

// makeLock makes the row that runAlone locks. Of nodes that make the table at the same time all but one fail, and find it the next time.
func (m *migration) makeLock(ctx context.Context) (err error) {
	for range maxTries {
		_, err = m.db.ExecContext(ctx, "create table if not exists schema_lock (id bigint primary key)")
		if err == nil || !pgCode("23505", "42P07", "XX000")(err) {
			break
		}
	}
	if err != nil {
		return err
	}
	_, err = m.db.ExecContext(ctx, "insert into schema_lock (id) values (1) on conflict do nothing")
	return err
}
