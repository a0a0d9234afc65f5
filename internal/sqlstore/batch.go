package sqlstore

import (
	"context"
	"fmt"
	"runtime/debug"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// transact runs a batch in one transaction. The error says that all of it is lost; the jobs' own outcomes are in the jobs.
func (w *writer) transact(batch []*job) error {
	s := session{ctx: context.Background(), from: w.conn, d: w.d}
	if _, err := s.exec(w.d.beginUpdate); err != nil {
		return lost(err)
	}
	err := w.fill(s, batch)
	if err == nil {
		_, err = s.exec("commit")
	}
	if err != nil {
		// After some failures SQLite has already rolled back; this one's error says nothing new.
		_, _ = s.exec("rollback")
		return lost(err)
	}
	w.commits.Add(1)
	return nil
}

// lost is the outcome of every job of a transaction that came to nothing. Its cause is only for the log: it belongs to none of the jobs.
func lost(err error) error {
	return &roster.Error{Kind: roster.Unavailable, Message: "The store is not available", Cause: err}
}

// fill runs the batch's jobs and writes the revisions that they made.
func (w *writer) fill(s session, batch []*job) error {
	revisions := make(map[string]*revision)
	for _, j := range batch {
		if j.err = j.ctx.Err(); j.err != nil {
			continue
		}
		if err := w.runOne(s, j, revisions); err != nil {
			return err
		}
		w.updates.Add(1)
	}
	return writeRevisions(s, revisions)
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
			return fmt.Errorf("%w, after: %v", err, j.err)
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
	if err := fn(t); err != nil {
		return err
	}
	return t.failed
}
