package sqlstore

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

// A view is one snapshot. A transaction of the writer sees what others commit meanwhile, but nobody else changes the instance that it has
// locked. Instances are written side by side, by any number of nodes.
var postgresDialect = dialect{
	migrations:  goose.DialectPostgres,
	beginUpdate: "begin isolation level read committed",
	beginView:   "begin isolation level repeatable read, read only",
	locking:     " for update",
	lockServer:  "select oldest from schema_floor for update",
	mark:        markText + "update set serial = excluded.serial, marked = excluded.marked",
	lastMark:    markText + "update set marked = excluded.marked returning serial",
	epoch:       epochText,
	analyze:     analyzeText,
	columns: "select c.relname, a.attname, format_type(a.atttypid, null) from pg_class c join pg_attribute a on a.attrelid = c.oid" +
		" where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped order by c.relname, a.attnum",
	hold: func(tables []string) string {
		return "lock table " + strings.Join(tables, ", ") + " in access share mode"
	},
	overriding:  " overriding system value",
	numberOn:    "select setval(pg_get_serial_sequence('users', 'seq'), coalesce(max(seq), 0) + 1, false) from users",
	lane:        func(instance string) string { return instance },
	maxBatch:    32,
	duplicate:   pgCode("23505"),
	reference:   pgCode("23503", "23001"),
	unavailable: func(err error) bool { return pgUnavailable(err) || pgOtherSchema(err) },
	transient:   pgCode("40001", "40P01"),
	closed: func(driverConn any) bool {
		return driverConn.(*stdlib.Conn).Conn().IsClosed()
	},
	limiter: func(driverConn any) func(time.Time) error {
		return driverConn.(*stdlib.Conn).Conn().PgConn().Conn().SetDeadline
	},
	// The connection's own limit ends them, and nobody who went away breaks a connection.
	unwatched: context.WithoutCancel,
}

// postgresWithin is PostgreSQL with a bound for every statement, waiting for its connection and for other nodes' locks included.
func postgresWithin(timeout time.Duration) *dialect {
	d := postgresDialect
	d.bound = func(ctx context.Context) (context.Context, context.CancelFunc) {
		return context.WithTimeoutCause(ctx, timeout, errBound)
	}
	return &d
}

// markText waits for a transaction that has the same row in hand: one whose connection was lost may still be running in the database.
const markText = "insert into writers (node, lane, serial, marked) values ($1, $2, $3, now()) on conflict (node, lane) do "

// epochText adds the database's timeline: a replica that takes over begins another one, and may not have everything that was seen in the
// database before. On a replica, which does not know what it will become, there is none.
const epochText = "epoch || case when pg_is_in_recovery() then '' else ' ' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) end"

// pgCode recognises SQLSTATE codes and classes of them (https://www.postgresql.org/docs/current/errcodes-appendix.html).
func pgCode(codes ...string) func(error) bool {
	return func(err error) bool {
		var e *pgconn.PgError
		return errors.As(err, &e) && slices.ContainsFunc(codes, func(code string) bool { return strings.HasPrefix(e.Code, code) })
	}
}

// pgRefuses are the states in which the database does not do what it otherwise would: connections lost (08), a standby that only reads
// (25006), transactions that met each other (40), a missing database or role (3D000, 28), resources used up (53), locks (55), a shutdown
// or a cancelled statement (57), the system beneath (58).
var pgRefuses = pgCode("08", "25006", "28", "3D000", "40", "53", "55", "57", "58")

// pgOtherSchema recognises that tables or columns are gone or not what they were (0A000 is what a prepared statement then says). The texts
// are fixed and fit the schema that this binary knows, so a newer release has changed it since.
var pgOtherSchema = pgCode("42P01", "42703", "0A000")

// pgUnavailable says that the database cannot be reached, or refuses to work now.
func pgUnavailable(err error) bool {
	var connecting *pgconn.ConnectError
	var network net.Error
	is := func(known error) bool { return errors.Is(err, known) }
	return pgRefuses(err) || errors.As(err, &connecting) || errors.As(err, &network) || slices.ContainsFunc(lostConnections, is)
}

// lostConnections are the errors that a connection ends with.
var lostConnections = []error{driver.ErrBadConn, sql.ErrConnDone, io.EOF, io.ErrUnexpectedEOF, net.ErrClosed, context.DeadlineExceeded}
