package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// lender is where a statement gets its connection.
type lender interface {
	lend(ctx context.Context) (*conn, error)
	giveBack(c *conn)
	// renew puts a new connection in place of one that is dead, unless the context, under which that one was used, has ended.
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
	// stalls counts the times when the other end did not answer any more.
	stalls *atomic.Int64

	mu sync.Mutex
	// free holds the connections that nobody has. The last one used is lent first: it is warm, and those never needed are never made.
	free []*conn
}

func newPool(db *sql.DB, d *dialect, size int) *pool {
	p := &pool{db: db, open: db.Conn, d: d, room: make(chan struct{}, size), closed: make(chan struct{}), stalls: new(atomic.Int64)}
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
	c := &conn{closed: p.d.closed, stalls: p.stalls}
	if err := p.connect(ctx, c); err != nil {
		p.room <- struct{}{}
		return nil, err
	}
	return c, nil
}

// take takes a free connection that still leads somewhere; nil when there is none.
func (p *pool) take() *conn {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.free) > 0 {
		c := p.free[len(p.free)-1]
		p.free = p.free[:len(p.free)-1]
		if c.met == p.stalls.Load() {
			return c
		}
		c.end()
	}
	return nil
}

// connect makes the connection, which outlives the request that happens to need it first. What fails leaves c as it is.
func (p *pool) connect(ctx context.Context, c *conn) error {
	met := p.stalls.Load()
	made, err := p.open(context.WithoutCancel(ctx))
	if err != nil {
		return err
	}
	limit, err := p.limitOf(made)
	if err != nil {
		return errors.Join(err, made.Close())
	}
	c.sql, c.cache, c.met, c.limit = made, make(map[string]*sql.Stmt), met, limit
	return nil
}

// limitOf is what ends whatever a connection does at a time; nil where nothing needs that.
func (p *pool) limitOf(made *sql.Conn) (limit func(time.Time) error, err error) {
	if p.d.limiter == nil {
		return nil, nil
	}
	err = made.Raw(func(driverConn any) error {
		limit = p.d.limiter(driverConn)
		return nil
	})
	return limit, err
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
	c.stalled(ctx)
	c.end()
	if err := ctx.Err(); err != nil {
		return err
	}
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
