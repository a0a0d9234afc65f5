package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"sync"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// Store is a roster.Store on a SQL database.
type Store struct {
	d       *dialect
	read    *sql.DB
	reads   *statements
	write   *sql.DB
	writer  *writer
	path    string
	release func() error
	close   sync.Once
}

var _ roster.Store = (*Store)(nil)

// Path is the database file.
func (s *Store) Path() string { return s.path }

// Update runs fn in the writer's next transaction; see roster.Store.
func (s *Store) Update(ctx context.Context, instance string, fn func(roster.Tx) error) error {
	return s.writer.update(ctx, instance, fn)
}

// View runs fn on a snapshot; see roster.Store.
func (s *Store) View(ctx context.Context, instance string, fn func(roster.Reader) error) error {
	sqlTx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return s.d.classify(err)
	}
	// Nothing was written, so how the transaction ends does not matter.
	defer sqlTx.Rollback() //nolint:errcheck
	r := reader{session: session{ctx: ctx, q: inTx{tx: sqlTx, pool: s.reads}, d: s.d}, instance: instance}
	return s.d.classify(fn(r))
}

// Read gives single statements; see roster.Store.
func (s *Store) Read(ctx context.Context, instance string) roster.Reader {
	return reader{session: s.session(ctx), instance: instance}
}

func (s *Store) session(ctx context.Context) session {
	return session{ctx: ctx, q: s.reads, d: s.d}
}

// Ready asks the database for something small.
func (s *Store) Ready(ctx context.Context) error {
	var floor int64
	return s.session(ctx).one([]any{&floor}, "select oldest from schema_floor")
}

// Close finishes the updates that run and closes the database. Updates that still wait fail as Unavailable.
func (s *Store) Close() error {
	var err error
	s.close.Do(func() {
		err = errors.Join(s.writer.close(), s.read.Close(), s.write.Close(), s.release())
	})
	return err
}

// reader is roster.Reader on one instance.
type reader struct {
	session
	instance string
}

// tx is roster.Tx on one instance, inside the writer's transaction.
type tx struct {
	reader
	// revision is what this batch gives the instance.
	revision int64
	wrote    bool
}

var (
	_ roster.Reader = reader{}
	_ roster.Tx     = (*tx)(nil)
)

// change runs a writing statement and notes that the instance changed.
func (t *tx) change(query string, args ...any) (int64, error) {
	t.wrote = true
	n, err := t.exec(query, args...)
	return n, t.d.classify(err)
}
