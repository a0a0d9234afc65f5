package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// transact runs a batch in one transaction. The error says that all of it is lost; the jobs' own outcomes are in the jobs.
//
// A job that is refused has hardly ever written anything before, and then there is nothing of it to undo. So a batch is first run without
// savepoints, which are what costs most beside the writing itself; only when a job fails after it wrote does the batch run again, each
// job in a savepoint. An update's function may run again.
//
// A transaction that a neighbour or a lost connection brought to nothing is repeated, a few times.
func (w *writer) transact(lane string, batch []*job) error {
	ctx, end := w.d.bound(context.Background())
	defer end()
	c, err := w.conns.lend(ctx)
	if err != nil {
		return lost(err)
	}
	switch err = w.repeat(ctx, c, lane, batch); {
	case errors.Is(err, errUnknown):
		w.atWork.Go(func() { w.outlast(c, lane) })
	default:
		w.conns.giveBack(c)
	}
	if err != nil {
		return lost(err)
	}
	w.committed()
	return nil
}

// repeat attempts a transaction until it is committed, or has failed in a way that more attempts do not change.
func (w *writer) repeat(ctx context.Context, c *conn, lane string, batch []*job) error {
	isolated := false
	for try := 1; ; try++ {
		err := w.attempt(c, lane, batch, isolated)
		switch {
		case err == nil:
			return nil
		case errors.Is(err, errSpoiled):
			isolated = true
		case try >= maxTries || !w.mayRepeat(ctx, c, err):
			return err
		}
	}
}

// maxTries is how often a transaction is begun before its updates fail.
const maxTries = 5

// mayRepeat says that a failed transaction is known to have changed nothing and may fare better now, and makes its connection good.
func (w *writer) mayRepeat(ctx context.Context, c *conn, err error) bool {
	switch {
	case errors.Is(err, errUnknown):
		return false
	case c.dead():
		return w.conns.renew(ctx, c) == nil
	}
	return errors.Is(err, errUnmade) || w.d.transient(err)
}

// errSpoiled says that a job without a savepoint failed after it wrote, so that the transaction cannot be committed.
var errSpoiled = errors.New("an update left something behind")

func (w *writer) attempt(c *conn, lane string, batch []*job, isolated bool) error {
	s := session{ctx: context.Background(), from: c, d: w.d}
	if _, err := s.exec(w.d.beginUpdate); err != nil {
		return err
	}
	err := w.fill(s, batch, isolated)
	if err == nil {
		err = w.finish(s, c, lane)
	}
	if err != nil {
		// After some failures the engine has already rolled back; this one's error says nothing new.
		_, _ = s.exec("rollback")
	}
	return err
}

// lost is the outcome of every job of a transaction that came to nothing, and of whatever else the store cannot do now. Its cause is only
// for the log: it belongs to none of the jobs.
func lost(err error) error {
	return &roster.Error{Kind: roster.Unavailable, Message: "The store is not available", Cause: err}
}

// fill runs the batch's jobs and writes the revisions that they made.
func (w *writer) fill(s session, batch []*job, isolated bool) error {
	known, ran := make(states), int64(0)
	for _, j := range batch {
		// One that ran already is not given up half-way: its first run may have been heard of outside.
		if j.err = j.ctx.Err(); j.err != nil && !j.ran {
			continue
		}
		j.ran = true
		ran++
		var err error
		if isolated {
			err = w.runIsolated(s, j, known)
		} else {
			err = w.runJob(s, j, known)
		}
		if err != nil {
			return err
		}
	}
	if err := known.write(s); err != nil {
		return err
	}
	w.updates.Add(ran)
	return nil
}

// runJob runs a job. Its own failure goes to j.err; the returned error is the loss of the transaction, errSpoiled when the job left something
// behind.
func (w *writer) runJob(s session, j *job, known states) error {
	st, err := known.of(s, j.instance, w.schema)
	if err != nil {
		return err
	}
	t := &tx{reader: reader{session: s, instance: j.instance}, state: st}
	if j.err = w.d.classify(protect(t, j.fn)); j.err == nil {
		j.err = t.writeEvents()
	}
	switch {
	case w.d.transient(j.err):
		return j.err
	case j.err == nil:
		st.changed = st.changed || t.wrote
	case t.touched, !isRefusal(j.err):
		// What the job did to the state is not in the database.
		delete(known, j.instance)
		return errSpoiled
	}
	return nil
}

// isRefusal says that an update was turned down by a rule. Any other failure may have ended the whole transaction behind our back, as
// SQLite does when it cannot read a page, even for an update that only read: what followed would be durable statement by statement. A
// savepoint tells, since it is gone then.
func isRefusal(err error) bool {
	var e *roster.Error
	return errors.As(err, &e) && e.Kind != roster.Unavailable
}

// runIsolated runs a job in a savepoint, and takes back what it did if it fails.
func (w *writer) runIsolated(s session, j *job, known states) error {
	before := known[j.instance]
	if before != nil {
		copied := *before
		before = &copied
	}
	if _, err := s.exec("savepoint job"); err != nil {
		return err
	}
	err := w.runJob(s, j, known)
	if errors.Is(err, errSpoiled) {
		if before != nil {
			known[j.instance] = before
		}
		if _, err = s.exec("rollback to job"); err != nil {
			return fmt.Errorf("%w, after: %v", err, j.err) //nolint:errorlint // it must not be taken for the job's own outcome
		}
	}
	if err != nil {
		return err
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
	if err := fn(t); isRefusal(err) || t.failed == nil {
		return err
	}
	// What fn met after a failed statement was its consequence.
	return t.failed
}
