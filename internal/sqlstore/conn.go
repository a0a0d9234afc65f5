package sqlstore

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"sync/atomic"
	"time"
)

// conn is one connection with what was prepared on it. One goroutine uses it at a time. The query texts are fixed, so the cache is bounded.
type conn struct {
	sql   *sql.Conn
	cache map[string]*sql.Stmt
	// closed says that the driver's connection has ended.
	closed func(driverConn any) bool
	// limit ends whatever runs on the connection at a time; nil where nothing needs that.
	limit func(time.Time) error
	// stalls counts for the pool; met is what it was when this connection was made.
	stalls *atomic.Int64
	met    int64
}

// prepared gives the statement, which outlives the context: that is only for preparing it.
func (c *conn) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt := c.cache[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := c.sql.PrepareContext(ctx, query)
	if err == nil {
		c.cache[query] = stmt
	}
	return stmt, err
}

// run runs a statement on the connection.
func (c *conn) run(ctx context.Context, query string, do func(context.Context, *sql.Stmt) error) error {
	if err := c.limitTo(ctx); err != nil {
		return err
	}
	stmt, err := c.prepared(ctx, query)
	if err != nil {
		return err
	}
	return do(ctx, stmt)
}

// limitGrace is how long a statement outlives its context, if that is not watched. So it is the context that tells why the statement ended.
const limitGrace = 20 * time.Millisecond

// limitTo ends the connection's next statement soon after the context, unless that has no end.
func (c *conn) limitTo(ctx context.Context) error {
	until, ends := ctx.Deadline()
	if c.limit == nil || !ends {
		return nil
	}
	return c.limit(until.Add(limitGrace))
}

// dead says that the connection is of no more use: whoever is at its other end is gone.
func (c *conn) dead() bool {
	err := c.sql.Raw(func(driverConn any) error {
		if c.closed(driverConn) {
			return driver.ErrBadConn
		}
		return nil
	})
	return err != nil
}

// end ends the connection, whatever state it is in.
func (c *conn) end() { _ = c.sql.Raw(func(any) error { return driver.ErrBadConn }) }

// errBound is why the context of a statement ended that took too long for everybody, not just for who waited for it.
var errBound = errors.New("the statement took too long")

// stalled notes that the connection ended because nobody answered in time. Those made before it lead to the same place, and each would
// keep somebody waiting as long; so none of them is lent again. One that was made since says nothing new.
func (c *conn) stalled(ctx context.Context) {
	if errors.Is(context.Cause(ctx), errBound) {
		c.stalls.CompareAndSwap(c.met, c.met+1)
	}
}

// lend, giveBack and renew make a single connection a lender: a transaction's statements all run on it, and end with it.
func (c *conn) lend(context.Context) (*conn, error) { return c, nil }

func (c *conn) giveBack(*conn) {}

func (c *conn) renew(ctx context.Context, _ *conn) error {
	c.stalled(ctx)
	return errLostInTransaction
}

var errLostInTransaction = errors.New("the connection ended in the middle of a transaction")
