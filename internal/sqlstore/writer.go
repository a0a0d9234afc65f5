package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// maxBatch is how many waiting updates share one transaction, and so one fsync.
const maxBatch = 128

// errClosed answers updates that arrive after Close.
var errClosed error = &roster.Error{Kind: roster.Unavailable, Message: "The store is closed"}

// writer is the only one that changes the database. It runs waiting updates as savepoints of one transaction and acknowledges them after
// its commit, so that concurrent updates share an fsync and one that fails takes nothing from its neighbours.
type writer struct {
	conn *sql.Conn
	stmt *statements
	d    *dialect
	jobs chan *job
	quit chan struct{}
	done chan struct{}
}

// job is an update that waits. done receives its outcome once, after the commit.
type job struct {
	ctx      context.Context
	instance string
	fn       func(roster.Tx) error
	done     chan error
	err      error
}

func newWriter(ctx context.Context, db *sql.DB, d *dialect) (*writer, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	w := &writer{conn: conn, stmt: newStatements(conn), d: d, jobs: make(chan *job, maxBatch), quit: make(chan struct{}), done: make(chan struct{})}
	go w.run()
	return w, nil
}

// update hands fn to the writer and waits for its commit. A context that ends while the update is already running does not stop it.
func (w *writer) update(ctx context.Context, instance string, fn func(roster.Tx) error) error {
	j := &job{ctx: ctx, instance: instance, fn: fn, done: make(chan error, 1)}
	select {
	case w.jobs <- j:
	case <-ctx.Done():
		return ctx.Err()
	case <-w.quit:
		return errClosed
	}
	select {
	case err := <-j.done:
		return err
	case <-w.done:
		// The writer may have answered just before it ended.
		select {
		case err := <-j.done:
			return err
		default:
			return errClosed
		}
	}
}

// close finishes what is running and ends the writer.
func (w *writer) close() error {
	close(w.quit)
	<-w.done
	return w.conn.Close()
}

func (w *writer) run() {
	defer close(w.done)
	for {
		select {
		case first := <-w.jobs:
			w.commit(w.gather(first))
		case <-w.quit:
			return
		}
	}
}

// gather takes what is waiting right now; it never waits for more.
func (w *writer) gather(first *job) []*job {
	batch := []*job{first}
	for len(batch) < maxBatch {
		select {
		case j := <-w.jobs:
			batch = append(batch, j)
		default:
			return batch
		}
	}
	return batch
}

// commit runs a batch in one transaction and answers every job of it. Nothing, errors included, is handed out before the commit, because
// an error may rest on what a neighbour wrote.
func (w *writer) commit(batch []*job) {
	err := w.transact(batch)
	for _, j := range batch {
		if err != nil {
			j.err = w.d.classify(err)
		}
		j.done <- j.err
	}
}

// transact returns an error only when the whole transaction is lost.
func (w *writer) transact(batch []*job) error {
	s := session{ctx: context.Background(), q: w.stmt, d: w.d}
	if _, err := s.exec("begin immediate"); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	revisions := make(map[string]*revision)
	err := w.runAll(s, batch, revisions)
	if err == nil {
		err = writeRevisions(s, revisions)
	}
	if err == nil {
		_, err = s.exec("commit")
	}
	if err != nil {
		// After some failures SQLite has already rolled back; this one's error says nothing new.
		_, _ = s.exec("rollback")
	}
	return err
}

func (w *writer) runAll(s session, batch []*job, revisions map[string]*revision) error {
	for _, j := range batch {
		if j.err = j.ctx.Err(); j.err != nil {
			continue
		}
		if err := w.runOne(s, j, revisions); err != nil {
			return err
		}
	}
	return nil
}

// runOne runs a job in a savepoint. Its own failure goes to j.err; the returned error is the loss of the transaction.
func (w *writer) runOne(s session, j *job, revisions map[string]*revision) error {
	rev, err := currentRevision(s, j.instance, revisions)
	if err != nil {
		return err
	}
	if _, err := s.exec("savepoint job"); err != nil {
		return err
	}
	t := &tx{reader: reader{session: s, instance: j.instance}, revision: rev.number}
	if j.err = w.d.classify(protect(t, j.fn)); j.err != nil {
		if _, err := s.exec("rollback to job"); err != nil {
			return errors.Join(err, j.err)
		}
	} else if t.wrote {
		rev.changed = true
	}
	_, err = s.exec("release job")
	return err
}

// protect runs fn and turns a panic into an error, so that one bad update does not end the process in the middle of others.
func protect(t *tx, fn func(roster.Tx) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic in an update: %v\n%s", p, debug.Stack())
		}
	}()
	return fn(t)
}
