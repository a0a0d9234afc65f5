package sqlstore

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// database is a database as it lies there: unlike Open, opening it changes nothing, and its schema may be any. Nothing bounds how long its
// statements take.
type database struct {
	db *sql.DB
	d  *dialect
	// path is the database file, or the server's URL as it may be shown.
	path string
}

// close closes the connections, on which nothing was written.
func (b *database) close() { _ = b.db.Close() }

// errNoStore says that the file is not there, or that nothing was ever put into the database.
var errNoStore = errors.New("there is no store")

// look opens the database that the URL names for reading. The error is errNoStore for a file that is not there or empty.
func look(storeURL string) (*database, error) {
	path, isFile := strings.CutPrefix(storeURL, "sqlite:")
	switch {
	case IsPostgres(storeURL):
		return lookPostgres(storeURL)
	case !isFile || path == "":
		return nil, errNoURL
	case path == ":memory:":
		return nil, errMemory
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return nil, fmt.Errorf("%w at %s", errNoStore, path)
	}
	if err != nil {
		return nil, err
	}
	db, err := openReading(path)
	return &database{db: db, d: &sqliteDialect, path: path}, err
}

var errMemory = errors.New("a store in memory is its server's alone")

func lookPostgres(storeURL string) (*database, error) {
	config, err := pgConfig(storeURL, defaultTimeout)
	if err != nil {
		return nil, err
	}
	return &database{db: openPgDB(unbounded(config)), d: &postgresDialect, path: withoutPassword(storeURL)}, nil
}
