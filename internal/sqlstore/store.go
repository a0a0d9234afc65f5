package sqlstore

import (
	"context"
	"sync"
	"sync/atomic"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// Store is a roster.Store on a SQL database.
type Store struct {
	d    *dialect
	path string
	// known is the schema that this binary knows.
	known   version
	schema  schema
	readers *pool
	writer  *writer
	cache   cache
	// stalls is that of both pools.
	stalls atomic.Int64
	// opened is what Close has to undo.
	opened undo
	close  sync.Once
}

var _ roster.Store = (*Store)(nil)

// errClosed answers what comes after Close.
var errClosed error = &roster.Error{Kind: roster.Unavailable, Message: "The store is closed"}

// Path is the database file, or the database server's URL without its password.
func (s *Store) Path() string { return s.path }

// Stats counts the updates that were run and the transactions that were committed for them, since Open.
func (s *Store) Stats() Stats {
	return Stats{Updates: s.writer.updates.Load(), Commits: s.writer.commits.Load()}
}

// Stats says how the writer fared. Updates that ran together share a commit.
type Stats struct{ Updates, Commits int64 }

// Update runs fn in the writer's next transaction; see roster.Store.
func (s *Store) Update(ctx context.Context, instance string, fn func(roster.Tx) error) error {
	return s.writer.update(ctx, instance, fn)
}

// View runs fn on a snapshot; see roster.Store.
func (s *Store) View(ctx context.Context, instance string, fn func(roster.Reader) error) error {
	waiting, end := s.d.bound(ctx)
	defer end()
	c, err := s.readers.lend(waiting)
	if err != nil {
		return s.d.classify(s.session(ctx).ended(err))
	}
	frame := session{ctx: context.WithoutCancel(ctx), from: c, d: s.d}
	if err := s.begin(waiting, frame, c); err != nil {
		s.readers.discard(c)
		return s.d.classify(err)
	}
	defer func() {
		if _, err := frame.exec("rollback"); err != nil {
			s.readers.discard(c)
			return
		}
		s.readers.giveBack(c)
	}()
	return s.d.classify(fn(reader{session: session{ctx: ctx, from: c, d: s.d}, instance: instance}))
}

// begin begins a view, on a new connection when the one at hand turns out to have ended since it was last used. Waiting for that ends with
// the context.
func (s *Store) begin(waiting context.Context, frame session, c *conn) error {
	_, err := frame.exec(s.d.beginView)
	if err != nil && c.dead() && s.readers.renew(waiting, c) == nil {
		_, err = frame.exec(s.d.beginView)
	}
	return err
}

// Read gives single statements; see roster.Store.
func (s *Store) Read(ctx context.Context, instance string) roster.Reader {
	return cachedReader{reader: reader{session: s.session(ctx), instance: instance}, cache: &s.cache}
}

func (s *Store) session(ctx context.Context) session {
	return session{ctx: ctx, from: s.readers, d: s.d}
}

// Ready asks the database for something small: whether this binary may still work on it. See roster.Store.
func (s *Store) Ready(ctx context.Context) error {
	var oldest floor
	if err := s.session(ctx).one([]any{&oldest}, "select oldest from schema_floor"); err != nil {
		return err
	}
	if err := oldest.admit(s.known); err != nil {
		return lost(err)
	}
	return nil
}

// Close finishes the updates and reads that run and closes the database. Updates that still wait, and all that comes later, fail as
// Unavailable. A second Close does nothing.
func (s *Store) Close() (err error) {
	s.close.Do(func() { err = s.opened.run() })
	return err
}

// reader is roster.Reader on one instance.
type reader struct {
	session
	instance string
}

var _ roster.Reader = reader{}
