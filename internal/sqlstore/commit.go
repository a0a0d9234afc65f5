package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// The connection was lost during a commit: errUnmade says that the database knows nothing of the transaction, errUnknown that it could not
// be asked.
var (
	errUnmade  = errors.New("the transaction was not committed")
	errUnknown = errors.New("whether the transaction was committed is not known")
)

const (
	// settleTime is how long a writer tries to learn what became of a commit, if a statement may take as long. Failing over takes a
	// database seconds.
	settleTime = 5 * time.Second
	// settlePause is how long it waits in between.
	settlePause = 50 * time.Millisecond
	// outlastPause is how long it waits in between when that time is over.
	outlastPause = time.Second
)

// finish commits. When the connection ends meanwhile, the transaction's mark tells what became of it: nil when it was committed after all.
func (w *writer) finish(s session, c *conn, lane string) error {
	serial := w.serial.Add(1)
	if w.d.mark != "" {
		if _, err := s.exec(w.d.mark, w.node, lane, serial); err != nil {
			return err
		}
	}
	err := w.commitOn(c)
	if err == nil || w.d.mark == "" || !c.dead() {
		return err
	}
	last, unknown := w.lastCommitted(c, lane)
	switch {
	case unknown != nil:
		return fmt.Errorf("%w: %w, after: %w", errUnknown, unknown, err)
	case last == serial:
		return nil
	}
	return fmt.Errorf("%w: %w", errUnmade, err)
}

// commitOn commits. That it takes too long does not say that nobody answers: a commit may wait for a replica.
func (w *writer) commitOn(c *conn) error {
	ctx, end := w.d.bound(context.Background())
	defer end()
	return c.run(ctx, "commit", func(ctx context.Context, stmt *sql.Stmt) error {
		_, err := stmt.ExecContext(w.d.unwatched(ctx))
		return err
	})
}

// outlast keeps the place of a connection until the database says what became of its commit. Until then the commit goes on there, and if its
// place were given to others, the database would run out of connections.
func (w *writer) outlast(c *conn, lane string) {
	defer w.conns.giveBack(c)
	for {
		select {
		case <-w.stopping:
			return
		case <-time.After(outlastPause):
		}
		if _, err := w.lastCommitted(c, lane); err == nil {
			return
		}
	}
}

// lastCommitted is the number of the lane's last committed transaction, 0 when there is none. It waits until one that still runs in the
// database has ended.
func (w *writer) lastCommitted(c *conn, lane string) (serial int64, err error) {
	ctx, end := context.WithTimeout(context.Background(), w.settleTime)
	defer end()
	for {
		if err = w.conns.renew(ctx, c); err == nil {
			serial, err = w.lastMark(c, lane)
		}
		if err == nil {
			return serial, nil
		}
		select {
		case <-ctx.Done():
			return 0, err
		case <-time.After(settlePause):
		}
	}
}

// lastMark asks for the number on a new connection. Where several hosts were tried for that, the time for connecting is over by now.
func (w *writer) lastMark(c *conn, lane string) (serial int64, err error) {
	ctx, end := context.WithTimeout(context.Background(), w.settleTime)
	defer end()
	err = session{ctx: ctx, from: c, d: w.d}.one([]any{&serial}, w.d.lastMark, w.node, lane, 0)
	return serial, err
}
