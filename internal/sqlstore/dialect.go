package sqlstore

import (
	"errors"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// dialect holds what differs between engines; the query texts do not.
type dialect struct {
	// duplicate and reference say that err is a violated unique constraint, or a violated foreign key.
	duplicate, reference func(err error) bool
	// unavailable says that err means the database cannot be used now, and that nothing was changed.
	unavailable func(err error) bool
}

var sqliteDialect = dialect{
	duplicate:   sqliteCode(sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY),
	reference:   sqliteCode(sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY),
	unavailable: sqliteCode(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_SNAPSHOT, sqlite3.SQLITE_FULL),
}

func sqliteCode(codes ...int) func(error) bool {
	return func(err error) bool {
		var e *sqlite.Error
		if !errors.As(err, &e) {
			return false
		}
		for _, c := range codes {
			if e.Code() == c {
				return true
			}
		}
		return false
	}
}
