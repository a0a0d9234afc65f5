package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"strconv"
	"strings"
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
	m := &migration{db: openPgDB(unbounded(config)), d: s.d, files: files, server: o.Exclusive}
	s.opened.add(m.db.Close)
	s.schema.migrate = m.runAlone
	if err := s.Ready(ctx); !o.Exclusive || !roster.IsKind(err, roster.Unavailable) {
		return err
	}
	return nil
}

func (s *Store) pgPool(config *pgx.ConnConfig, size int) *pool {
	db := openPgDB(config)
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

func openPgDB(config *pgx.ConnConfig) *sql.DB {
	db := stdlib.OpenDB(*config)
	db.SetMaxIdleConns(0) // the pools keep what they need
	return db
}

// unbounded lets statements take as long as they need, as migrations may.
func unbounded(config *pgx.ConnConfig) *pgx.ConnConfig {
	config = config.Copy()
	config.RuntimeParams["statement_timeout"] = "0"
	return config
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
