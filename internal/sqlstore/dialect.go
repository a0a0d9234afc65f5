package sqlstore

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// dialect holds what differs between engines; the query texts do not.
type dialect struct {
	migrations goose.Dialect
	// beginUpdate and beginView begin the writer's transaction and a snapshot.
	beginUpdate, beginView string
	// locking ends the query for an instance with which a transaction on it begins, so that no other node changes it meanwhile. lockServer
	// does the same where there is no such instance, and gives the schema's floor. Both are empty where nobody else writes.
	locking, lockServer string
	// mark notes in a transaction that the node $1 made on the lane $2 its number $3; lastMark gives the number of the last one that was
	// committed. Empty where a commit's outcome is always known.
	mark, lastMark string
	// epoch is an instance's epoch as its readers see it: another one when the database may have gone back to an earlier state, from which the
	// same revisions follow with other contents.
	epoch string
	// analyze renews the statistics that plans rest on; empty where plans do not.
	analyze string
	// columns lists the columns of every table: table, column, type, in the table's order.
	columns string
	// hold keeps the tables from being altered until a view ends. Nil where a snapshot holds the schema, too.
	hold func(tables []string) string
	// overriding lets an insert choose what the database numbers by itself; numberOn lets it go on behind the highest number. Both are empty
	// where that needs no saying.
	overriding, numberOn string
	// lane names the line in which the updates of an instance wait for each other; maxBatch is how many of one share a transaction.
	lane     func(instance string) string
	maxBatch int
	// duplicate and reference say that err is a violated unique constraint, or a violated foreign key.
	duplicate, reference func(err error) bool
	// unavailable says that err means the database cannot be used now; transient, that the same transaction may succeed the next time.
	unavailable, transient func(err error) bool
	// closed says that a connection of the driver has ended.
	closed func(driverConn any) bool
	// limiter gives what ends whatever a connection of the driver does at a time. Nil where nothing needs that.
	limiter func(driverConn any) func(time.Time) error
	// bound limits how long a statement may take. unwatched is the context of statements that take little time.
	bound     func(context.Context) (context.Context, context.CancelFunc)
	unwatched func(context.Context) context.Context
}

// In SQLite a single row is there in microseconds; watching a context meanwhile would cost a goroutine each and as much again.
var sqliteDialect = dialect{
	migrations:  goose.DialectSQLite3,
	beginUpdate: "begin immediate",
	beginView:   "begin",
	epoch:       "epoch",
	columns:     "select t.name, c.name, lower(c.type) from sqlite_master t, pragma_table_info(t.name) c where t.type = 'table' order by t.name, c.cid",
	lane:        func(string) string { return "" },
	maxBatch:    128,
	duplicate:   sqliteCode(0xffff, sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY),
	reference:   sqliteCode(0xffff, sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY),
	unavailable: sqliteCode(0xff, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN),
	transient:   func(error) bool { return false },
	closed:      func(any) bool { return false },
	bound:       func(ctx context.Context) (context.Context, context.CancelFunc) { return ctx, func() {} },
	unwatched:   context.WithoutCancel,
}

// sqliteCode recognises result codes by the bits of the mask: the low eight are the primary code, the rest its variety.
func sqliteCode(mask int, codes ...int) func(error) bool {
	return func(err error) bool {
		var e *sqlite.Error
		return errors.As(err, &e) && slices.Contains(codes, e.Code()&mask)
	}
}
