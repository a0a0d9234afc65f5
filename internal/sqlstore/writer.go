package sqlstore

import (
	"context"
	"database/sql"
	"sync/atomic"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// maxBatch is how many waiting updates share one transaction, and so one fsync.
const maxBatch = 128

// writer is the only one that changes the database. It runs waiting updates in one transaction and acknowledges them after its commit, so
// that concurrent updates share an fsync and one that fails takes nothing from its neighbours.
type writer struct {
	conn *conn
	d    *dialect
	jobs chan *job
	quit chan struct{}
	done chan struct{}

	updates, commits atomic.Int64
}

// job is an update that waits. done receives its outcome once, after the commit.
type job struct {
	ctx      context.Context
	instance string
	fn       func(roster.Tx) error
	done     chan error
	err      error
	ran      bool
}

func newWriter(ctx context.Context, db *sql.DB, d *dialect) (*writer, error) {
	c, err := connect(ctx, db)
	if err != nil {
		return nil, err
	}
	w := &writer{conn: c, d: d, jobs: make(chan *job, maxBatch), quit: make(chan struct{}), done: make(chan struct{})}
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
	return w.conn.sql.Close()
}

func (w *writer) run() {
	defer close(w.done)
	for {
		select {
		case <-w.quit:
			return
		default:
		}
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
	lost := w.transact(batch)
	for _, j := range batch {
		if lost != nil {
			j.err = lost
		}
		j.done <- j.err
	}
}
