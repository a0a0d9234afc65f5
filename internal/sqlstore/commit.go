package sqlstore

import (
	"context"
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
)

// finish commits. When the connection ends meanwhile, the transaction's mark tells what became of it: nil when it was committed after all.
func (w *writer) finish(s session, c *conn, lane string) error {
	serial := w.serial.Add(1)
	if w.d.mark != "" {
		if _, err := s.exec(w.d.mark, w.node, lane, serial); err != nil {
			return err
		}
	}
	_, err := s.exec("commit")
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
