package sqlstore

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// What Options mean that do not say otherwise. PostgreSQL lets 100 connections in unless it is told otherwise.
const (
	defaultConnections = 24
	defaultTimeout     = 30 * time.Second
)

// MinConnections is how many connections a store needs on PostgreSQL.
const MinConnections = 3

func (o Options) withDefaults() Options {
	o.Connections, o.Timeout = cmp.Or(o.Connections, defaultConnections), cmp.Or(o.Timeout, defaultTimeout)
	return o
}

// IsPostgres says whether the URL names a PostgreSQL database.
func IsPostgres(storeURL string) bool {
	return strings.HasPrefix(storeURL, "postgres://") || strings.HasPrefix(storeURL, "postgresql://")
}

// openPostgres makes the pools. A connection is made when one is needed, and the first brings the schema up to date: so a server that
// starts without its database, or loses it, finds back by itself.
func (s *Store) openPostgres(ctx context.Context, storeURL string, o Options, files fs.FS) error {
	config, err := pgConfig(storeURL, o.Timeout)
	if err != nil {
		return err
	}
	s.path = withoutPassword(storeURL)
	writers := o.Connections / 3
	s.readers = s.pgPool(config, o.Connections-writers)
	s.opened.add(s.readers.close)
	s.writer = newWriter(s.pgPool(uncancelled(config), writers), s.known)
	s.writer.settleTime = min(settleTime, o.Timeout)
	s.opened.add(s.writer.close)
	m := &migration{db: openPgDB(migrating(config)), d: s.d, files: files, server: o.Exclusive}
	s.opened.add(m.db.Close)
	life, end := context.WithCancel(context.WithoutCancel(ctx))
	s.schema.life, s.schema.migrate = life, m.runAlone
	s.opened.add(func() error { end(); return nil }) // first of all, since connections may be waiting for it
	defer context.AfterFunc(ctx, end)()
	if err := s.Ready(ctx); !o.Exclusive || !roster.IsKind(err, roster.Unavailable) {
		return err
	}
	return nil
}

func (s *Store) pgPool(config *pgx.ConnConfig, size int) *pool {
	db := openPgDB(config)
	p := newPool(db, s.d, size)
	p.stalls = &s.stalls
	p.open = func(ctx context.Context) (*sql.Conn, error) {
		c, err := db.Conn(context.WithValue(ctx, connecting{}, true))
		if err != nil {
			return nil, err
		}
		if err := s.schema.check(); err != nil {
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

// unbounded lets statements and transactions take as long as they need, as migrations may. It says so once it is connected: PgBouncer drops
// what is said while connecting, and the role's own settings would count.
func unbounded(config *pgx.ConnConfig) *pgx.ConnConfig {
	config = config.Copy()
	config.AfterConnect = func(ctx context.Context, c *pgconn.PgConn) error {
		return c.Exec(ctx, "set statement_timeout = 0; set idle_in_transaction_session_timeout = 0").Close()
	}
	return config
}

// migrating is unbounded, but does not wait for others to let go of a table: whoever comes next would wait behind it, and so everybody, for
// as long as a backup takes. A node tries again by itself.
func migrating(config *pgx.ConnConfig) *pgx.ConnConfig {
	config = unbounded(config)
	lift := config.AfterConnect
	config.AfterConnect = func(ctx context.Context, c *pgconn.PgConn) error {
		return errors.Join(lift(ctx, c), c.Exec(ctx, "set lock_timeout = '"+tableWait+"'").Close())
	}
	return config
}

// tableWait is how long a migration waits for a table.
const tableWait = "2s"

// uncancelled keeps the driver from asking the server to cancel what it does, which it would do on a connection of its own when a statement
// takes too long. A commit that waits for a synchronous replica is not undone by that but shown to everybody, though a replica that takes
// over may never hear of it. Other statements end by statement_timeout.
func uncancelled(config *pgx.ConnConfig) *pgx.ConnConfig {
	config = config.Copy()
	dial := config.DialFunc
	config.DialFunc = func(ctx context.Context, network, address string) (net.Conn, error) {
		if ctx.Value(connecting{}) == nil {
			return nil, errUncancelled
		}
		return dial(ctx, network, address)
	}
	return config
}

// connecting marks the contexts under which connections are made, as opposed to those of requests to cancel.
type connecting struct{}

var errUncancelled = errors.New("what writes is not cancelled")

// pgConfig reads the URL, with defaults for what it does not say. A statement that nobody waits for any more ends in the server, too.
func pgConfig(storeURL string, timeout time.Duration) (*pgx.ConnConfig, error) {
	config, err := pgx.ParseConfig(storeURL)
	if err != nil {
		return nil, err
	}
	// The server gives up a little earlier than who waits for it. So who waits in vain for a server that lives keeps the connection.
	milliseconds := strconv.FormatInt(max(1, timeout.Milliseconds()*9/10), 10)
	defaults := map[string]string{
		"application_name":                    "rollcall",
		"statement_timeout":                   milliseconds,
		"idle_in_transaction_session_timeout": milliseconds,
	}
	for name, value := range defaults {
		if config.RuntimeParams[name] == "" {
			config.RuntimeParams[name] = value
		}
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = min(connectTimeout, timeout)
	}
	return config, nil
}

// connectTimeout is how long a connection may take to come about, if a statement may take as long.
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
