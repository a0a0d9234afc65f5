package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// Options say how a store is opened.
type Options struct {
	// Exclusive is for servers, of which a file has one: it takes the file's lock, and a second server is refused. Any number of them may
	// share a PostgreSQL database; there, Open succeeds while the database cannot be reached. Administrative commands leave it off and
	// work beside running servers.
	Exclusive bool
	// Connections is how many connections to PostgreSQL the store keeps, MinConnections at least: two thirds of them read, one third
	// writes. 0 is 24.
	Connections int
	// Timeout bounds every statement on PostgreSQL, waiting for its connection and for locks included; where nobody answers any more,
	// the connection is given up then. 0 is 30 seconds.
	Timeout time.Duration
}

// Open opens the store that the URL names, "sqlite:PATH", "sqlite::memory:" or "postgres://...", and brings its schema up to date. The
// memory form is a temporary folder that Close removes. What Open creates is for the process's own user alone. The error is ErrLocked when
// another server is in the way.
func Open(ctx context.Context, storeURL string, o Options) (*Store, error) {
	return open(ctx, storeURL, o, migrationsFor(storeURL))
}

// errNoURL refuses what names no store.
var errNoURL = errors.New("the store has to be given as sqlite:PATH or postgres://USER@HOST/DATABASE")

// open is Open with the migrations given.
func open(ctx context.Context, storeURL string, o Options, files fs.FS) (s *Store, err error) {
	last, err := lastOf(files)
	if err != nil {
		return nil, err
	}
	path, isFile := strings.CutPrefix(storeURL, "sqlite:")
	switch {
	case IsPostgres(storeURL):
		o = o.withDefaults()
		s = &Store{d: postgresWithin(o.Timeout), known: version(last)}
		err = s.openPostgres(ctx, storeURL, o, files)
	case isFile && path != "":
		s = &Store{d: &sqliteDialect, known: version(last)}
		err = s.openFile(ctx, path, o, files)
	default:
		return nil, errNoURL
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open the store: %w", err), s.opened.run())
	}
	return s, nil
}

func (s *Store) openFile(ctx context.Context, path string, o Options, files fs.FS) (err error) {
	if s.path, err = s.place(path); err != nil {
		return err
	}
	opening, err := waitLock(ctx, s.path+".opening")
	if err != nil {
		return err
	}
	defer opening.Close()
	if o.Exclusive {
		server, err := tryLock(s.path + ".lock")
		if err != nil {
			return err
		}
		s.opened.add(server.Close)
	}
	if err := createPrivate(s.path); err != nil {
		return err
	}
	return s.connect(ctx, files, o.Exclusive)
}

// place makes the folder of the database and gives the file's absolute path, since connections are also made later, when the process may
// have moved.
func (s *Store) place(path string) (string, error) {
	if path == ":memory:" {
		dir, err := os.MkdirTemp("", "rollcall-")
		s.opened.add(func() error { return os.RemoveAll(dir) })
		return filepath.Join(dir, "rollcall.db"), err
	}
	return placeFile(path)
}

func placeFile(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return path, os.MkdirAll(filepath.Dir(path), 0o700)
}

// createPrivate makes an empty file that only its owner reads; a file that is there stays as it is. The files that SQLite puts beside a
// database have the database's mode.
func createPrivate(path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return file.Close()
}

// connect opens the one writing connection and the pool of reading ones.
func (s *Store) connect(ctx context.Context, files fs.FS, server bool) error {
	s.opened.add(func() error { return s.cache.close() }) // after the connections; see stamper
	write, err := openWriting(s.path)
	if err != nil {
		return err
	}
	s.writer = newWriter(newPool(write, s.d, 1), s.known)
	s.opened.add(s.writer.close)
	m := &migration{db: write, d: s.d, path: s.path, files: files, server: server}
	if err := m.run(ctx); err != nil {
		return err
	}
	read, err := openReading(s.path)
	if err != nil {
		return err
	}
	s.readers = newPool(read, s.d, max(4, 2*runtime.NumCPU()))
	s.opened.add(s.readers.close)
	if err := s.Ready(ctx); err != nil {
		return err
	}
	s.cache.stamps, err = openStamper(s.path)
	return err
}

// openReading makes connections that only read a file.
func openReading(path string) (*sql.DB, error) {
	return sql.Open("sqlite", dsn(path, "_pragma=query_only(1)"))
}

// openWriting makes the one connection that writes to a file.
func openWriting(path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", dsn(path, "_txlock=immediate&"+writerTuning))
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

// writerTuning lets the writer keep 64 MiB of pages, where SQLite's default is 2: ids are random, so new rows go to pages all over a large
// table's indexes, and each that is not at hand has to be read. The memory is taken only as the database grows. For the same reason the
// log is copied back after 8192 pages (32 MiB), not 1000: by then many of its pages have been written more than once.
const writerTuning = "_pragma=cache_size(-65536)&_pragma=wal_autocheckpoint(8192)"

// dsn makes every acknowledged commit durable (synchronous=FULL syncs the write-ahead log at each commit) and every reference checked.
func dsn(path, extra string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() +
		"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)&" + extra
}

// undo is what has to be undone, in the order in which it was done.
type undo []func() error

func (u *undo) add(f func() error) { *u = append(*u, f) }

// run undoes everything, the latest first.
func (u *undo) run() error {
	var errs []error
	for _, f := range slices.Backward(*u) {
		errs = append(errs, f())
	}
	*u = nil
	return errors.Join(errs...)
}
