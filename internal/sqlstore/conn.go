package sqlstore

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"sync"
)

// conn is one connection with what was prepared on it. One goroutine uses it at a time. The query texts are fixed, so the cache is bounded.
type conn struct {
	sql   *sql.Conn
	cache map[string]*sql.Stmt
	// closed says that the driver's connection has ended.
	closed func(driverConn any) bool
}

func (c *conn) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt := c.cache[query]; stmt != nil {
		return stmt, nil
	}
	// The statement outlives the request that happens to be first.
	stmt, err := c.sql.PrepareContext(context.WithoutCancel(ctx), query)
	if err == nil {
		c.cache[query] = stmt
	}
	return stmt, err
}

// run runs a statement on the connection.
func (c *conn) run(ctx context.Context, query string, do func(context.Context, *sql.Stmt) error) error {
	stmt, err := c.prepared(ctx, query)
	if err != nil {
		return err
	}
	return do(ctx, stmt)
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

// lend, giveBack and renew make a single connection a lender: a transaction's statements all run on it, and end with it.
func (c *conn) lend(context.Context) (*conn, error) { return c, nil }

func (c *conn) giveBack(*conn) {}

func (c *conn) renew(context.Context, *conn) error { return errLostInTransaction }

var errLostInTransaction = errors.New("the connection ended in the middle of a transaction")

// lender is where a statement gets its connection.
type lender interface {
	lend(ctx context.Context) (*conn, error)
	giveBack(c *conn)
	// renew puts a new connection in place of one that is dead.
	renew(ctx context.Context, c *conn) error
}

// pool lends connections, each to one borrower at a time. Unlike database/sql's own pool it prepares a statement on the connection that
// asks for it, so that a reader inside a transaction never waits for a second connection.
type pool struct {
	db *sql.DB
	// open makes a connection that is ready for use.
	open func(context.Context) (*sql.Conn, error)
	d    *dialect
	// room has an element for each connection that may still be lent.
	room   chan struct{}
	closed chan struct{}

	mu sync.Mutex
	// free holds the connections that nobody has. The last one used is lent first: it is warm, and those never needed are never made.
	free []*conn
}

func newPool(db *sql.DB, d *dialect, size int) *pool {
	p := &pool{db: db, open: db.Conn, d: d, room: make(chan struct{}, size), closed: make(chan struct{})}
	for range size {
		p.room <- struct{}{}
	}
	return p
}

func (p *pool) lend(ctx context.Context) (*conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	select {
	case <-p.room:
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-p.closed:
		return nil, errClosed
	}
	if c := p.take(); c != nil {
		return c, nil
	}
	c := &conn{closed: p.d.closed}
	if err := p.connect(ctx, c); err != nil {
		p.room <- struct{}{}
		return nil, err
	}
	return c, nil
}

// take takes a free connection; nil when there is none.
func (p *pool) take() *conn {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.free) == 0 {
		return nil
	}
	c := p.free[len(p.free)-1]
	p.free = p.free[:len(p.free)-1]
	return c
}

// connect makes the connection, which outlives the request that happens to need it first. What fails leaves c as it is.
func (p *pool) connect(ctx context.Context, c *conn) error {
	made, err := p.open(context.WithoutCancel(ctx))
	if err == nil {
		c.sql, c.cache = made, make(map[string]*sql.Stmt)
	}
	return err
}

// giveBack takes a connection back. One that is dead would be the first to be lent again.
func (p *pool) giveBack(c *conn) {
	if c.dead() {
		p.discard(c)
		return
	}
	p.mu.Lock()
	p.free = append(p.free, c)
	p.mu.Unlock()
	p.room <- struct{}{}
}

func (p *pool) renew(ctx context.Context, c *conn) error {
	c.end()
	return p.connect(ctx, c)
}

// discard takes back a connection that must not be used again; another will be made in its place.
func (p *pool) discard(c *conn) {
	c.end()
	p.room <- struct{}{}
}

// close waits for the borrowers that are at work and closes the connections.
func (p *pool) close() error {
	close(p.closed)
	for range cap(p.room) {
		<-p.room
	}
	var errs []error
	for c := p.take(); c != nil; c = p.take() {
		if !c.dead() {
			errs = append(errs, c.sql.Close())
		}
	}
	return errors.Join(append(errs, p.db.Close())...)
}
