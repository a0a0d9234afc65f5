package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/gofrs/flock"
)

// Options say how a store is opened.
type Options struct {
	// Exclusive takes the server's lock: a second server on the same file is refused. Administrative commands leave it off and work
	// beside a running server.
	Exclusive bool
}

// ErrLocked says that another server has the database open.
var ErrLocked = errors.New("another server is running on this database")

// Open opens the store that the URL names, "sqlite:PATH" or "sqlite::memory:", and brings its schema up to date. The memory form is a
// temporary folder that Close removes.
func Open(ctx context.Context, storeURL string, o Options) (*Store, error) {
	path, ok := strings.CutPrefix(storeURL, "sqlite:")
	if !ok || path == "" {
		return nil, errors.New("the store has to be given as sqlite:PATH")
	}
	release := func() error { return nil }
	if path == ":memory:" {
		dir, err := os.MkdirTemp("", "rollcall-")
		if err != nil {
			return nil, err
		}
		path, release = filepath.Join(dir, "rollcall.db"), func() error { return os.RemoveAll(dir) }
	}
	s, err := openFile(ctx, path, o, release)
	if err != nil {
		return nil, errors.Join(err, release())
	}
	return s, nil
}

func openFile(ctx context.Context, path string, o Options, release func() error) (*Store, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	if o.Exclusive {
		unlock, err := lock(path)
		if err != nil {
			return nil, err
		}
		cleanup := release
		release = func() error { return errors.Join(unlock(), cleanup()) }
	}
	s := &Store{d: &sqliteDialect, path: path, release: release}
	if err := s.connect(ctx); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return s, nil
}

// connect opens the one writing connection and the pool of reading ones.
func (s *Store) connect(ctx context.Context) (err error) {
	if s.write, err = sql.Open("sqlite", dsn(s.path, "_txlock=immediate")); err != nil {
		return err
	}
	s.write.SetMaxOpenConns(1)
	if err := migrate(ctx, s.write, s.path); err != nil {
		return errors.Join(err, s.write.Close())
	}
	if s.read, err = sql.Open("sqlite", dsn(s.path, "_pragma=query_only(1)")); err != nil {
		return errors.Join(err, s.write.Close())
	}
	readers := max(4, 2*runtime.NumCPU())
	s.read.SetMaxOpenConns(readers)
	s.read.SetMaxIdleConns(readers)
	s.reads = newStatements(s.read)
	s.writer, err = newWriter(ctx, s.write, s.d)
	return err
}

// dsn makes every acknowledged commit durable (synchronous=FULL syncs the write-ahead log at each commit) and every reference checked.
func dsn(path, extra string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() +
		"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)&" + extra
}

// lock takes the lock file beside the database. The operating system drops the lock when the process ends, however it ends.
func lock(path string) (unlock func() error, err error) {
	l := flock.New(path + ".lock")
	got, err := l.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	if !got {
		return nil, fmt.Errorf("%w: %s", ErrLocked, path)
	}
	return l.Unlock, nil
}
