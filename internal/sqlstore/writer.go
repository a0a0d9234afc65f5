package sqlstore

import (
	"context"
	"crypto/rand"
	"sync"
	"sync/atomic"
	"time"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// writer is the only one that changes the database. Updates wait in lanes: those of one lane run one after the other, as many as wait in
// one transaction, and are acknowledged after its commit, so that concurrent updates share an fsync and one that fails takes nothing from
// its neighbours.
type writer struct {
	conns *pool
	d     *dialect
	// node names this writer among all that write to the database; serial numbers its transactions.
	node   string
	serial atomic.Int64
	// settleTime is how long the writer tries to learn what became of a commit.
	settleTime time.Duration
	// schema is what this binary knows.
	schema version

	mu sync.Mutex
	// lanes holds what waits in each lane that has work; a lane with none is not there.
	lanes  map[string][]*job
	closed bool
	atWork sync.WaitGroup
	// stopping is closed with the writer.
	stopping chan struct{}

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

func newWriter(conns *pool, schema version) *writer {
	return &writer{conns: conns, d: conns.d, schema: schema, node: rand.Text(), settleTime: settleTime, lanes: make(map[string][]*job),
		stopping: make(chan struct{})}
}

// update puts fn into its lane and waits for its commit. A context that ends while the update is already running does not stop it.
func (w *writer) update(ctx context.Context, instance string, fn func(roster.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	j := &job{ctx: ctx, instance: instance, fn: fn, done: make(chan error, 1)}
	if !w.enqueue(w.d.lane(instance), j) {
		return errClosed
	}
	return <-j.done
}

// enqueue puts a job into its lane and sees to it that somebody works there; false when the writer is closed.
func (w *writer) enqueue(lane string, j *job) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return false
	}
	waiting, busy := w.lanes[lane]
	w.lanes[lane] = append(waiting, j)
	if !busy {
		w.atWork.Go(func() { w.work(lane) })
	}
	return true
}

// work commits what waits in a lane until nothing is left.
func (w *writer) work(lane string) {
	for batch := w.gather(lane); len(batch) > 0; batch = w.gather(lane) {
		w.commit(lane, batch)
	}
}

// gather takes what is waiting right now; it never waits for more. A lane in which nothing waits is gone.
func (w *writer) gather(lane string) []*job {
	w.mu.Lock()
	defer w.mu.Unlock()
	waiting := w.lanes[lane]
	if len(waiting) == 0 {
		delete(w.lanes, lane)
		return nil
	}
	n := min(len(waiting), w.d.maxBatch)
	w.lanes[lane] = waiting[n:]
	return waiting[:n]
}

// commit runs a batch in one transaction and answers every job of it. Nothing, errors included, is handed out before the commit, because
// an error may rest on what a neighbour wrote.
func (w *writer) commit(lane string, batch []*job) {
	lost := w.transact(lane, batch)
	for _, j := range batch {
		if lost != nil {
			j.err = lost
		}
		j.done <- j.err
	}
}

// close finishes what is running, and fails what waits.
func (w *writer) close() error {
	w.mu.Lock()
	w.closed = true
	close(w.stopping)
	for lane, waiting := range w.lanes {
		for _, j := range waiting {
			j.done <- errClosed
		}
		w.lanes[lane] = nil
	}
	w.mu.Unlock()
	w.atWork.Wait()
	return w.conns.close()
}
