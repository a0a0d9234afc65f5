package sqlstore

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
)

// conn is one connection with what was prepared on it. One goroutine uses it at a time. The query texts are fixed, so the cache is bounded.
type conn struct {
	sql   *sql.Conn
	cache map[string]*sql.Stmt
}

func connect(ctx context.Context, db *sql.DB) (*conn, error) {
	c, err := db.Conn(ctx)
	return &conn{sql: c, cache: make(map[string]*sql.Stmt)}, err
}

func (c *conn) prepared(query string) (*sql.Stmt, error) {
	if stmt := c.cache[query]; stmt != nil {
		return stmt, nil
	}
	// The statement outlives the request that happens to be first.
	stmt, err := c.sql.PrepareContext(context.Background(), query)
	if err == nil {
		c.cache[query] = stmt
	}
	return stmt, err
}

// lend and giveBack make a single connection a lender: a transaction's statements all run on it.
func (c *conn) lend(context.Context) (*conn, error) { return c, nil }

func (c *conn) giveBack(*conn) {}

// lender is where a statement gets its connection.
type lender interface {
	lend(ctx context.Context) (*conn, error)
	giveBack(c *conn)
}

// pool lends the reading connections, each to one reader at a time. Unlike database/sql's own pool it prepares a statement on the
// connection that asks for it, so that a reader inside a transaction never waits for a second connection.
type pool struct {
	db *sql.DB
	// slots holds a connection that is free, or nil for one that was never needed so far.
	slots  chan *conn
	closed chan struct{}
}

func newPool(db *sql.DB, size int) *pool {
	p := &pool{db: db, slots: make(chan *conn, size), closed: make(chan struct{})}
	for range size {
		p.slots <- nil
	}
	return p
}

func (p *pool) lend(ctx context.Context) (*conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	select {
	case c := <-p.slots:
		if c != nil {
			return c, nil
		}
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-p.closed:
		return nil, errClosed
	}
	c, err := connect(context.WithoutCancel(ctx), p.db)
	if err != nil {
		p.slots <- nil
		return nil, err
	}
	return c, nil
}

func (p *pool) giveBack(c *conn) { p.slots <- c }

// discard takes back a connection that must not be used again; another will be made in its place.
func (p *pool) discard(c *conn) {
	_ = c.sql.Raw(func(any) error { return driver.ErrBadConn })
	p.slots <- nil
}

// close waits for the readers that are at work and closes the connections.
func (p *pool) close() error {
	close(p.closed)
	var errs []error
	for range cap(p.slots) {
		if c := <-p.slots; c != nil {
			errs = append(errs, c.sql.Close())
		}
	}
	return errors.Join(append(errs, p.db.Close())...)
}
