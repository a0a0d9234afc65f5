package sqlstore

import (
	"context"
	"errors"
	"slices"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// dialect holds what differs between engines; the query texts do not.
type dialect struct {
	// beginUpdate and beginView begin the writer's transaction and a snapshot.
	beginUpdate, beginView string
	// duplicate and reference say that err is a violated unique constraint, or a violated foreign key.
	duplicate, reference func(err error) bool
	// unavailable says that err means the database cannot be used now.
	unavailable func(err error) bool
	// lookup is the context under which a single row is read.
	lookup func(context.Context) context.Context
}

// In SQLite a single row is there in microseconds; watching a context meanwhile would cost a goroutine each and as much again.
var sqliteDialect = dialect{
	beginUpdate: "begin immediate",
	beginView:   "begin",
	duplicate:   sqliteCode(0xffff, sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY),
	reference:   sqliteCode(0xffff, sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY),
	unavailable: sqliteCode(0xff, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN),
	lookup:      context.WithoutCancel,
}

// sqliteCode recognises result codes by the bits of the mask: the low eight are the primary code, the rest its variety.
func sqliteCode(mask int, codes ...int) func(error) bool {
	return func(err error) bool {
		var e *sqlite.Error
		return errors.As(err, &e) && slices.Contains(codes, e.Code()&mask)
	}
}
