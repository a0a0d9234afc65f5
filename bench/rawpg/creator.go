package rawpg

import (
	"context"
	"crypto/rand"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// MaxGroup is how many creations share a transaction, as in one node.
const MaxGroup = 32

// Creator adds users, as many as wait in one transaction.
type Creator struct {
	d       *Database
	model   model
	waiting chan creation
	node    string
	serial  int64
	stop    context.CancelFunc
	stopped chan struct{}
}

// creation is a user who waits to be added.
type creation struct {
	name string
	done chan error
}

// model is a user whom a server made, and its event: what is written of others is as long as that.
type model struct {
	directory, routing, security     string
	contact, phone, document, record string
	event                            event
}

// NewCreator begins to add users like the one of the id. It works until Close.
func (d *Database) NewCreator(ctx context.Context, like string) (*Creator, error) {
	c := &Creator{d: d, waiting: make(chan creation), node: rand.Text(), stopped: make(chan struct{})}
	if err := c.read(ctx, like); err != nil {
		return nil, err
	}
	ctx, c.stop = context.WithCancel(ctx)
	go c.work(ctx)
	return c, nil
}

// Create adds a user of that name, and returns once that is durable.
func (c *Creator) Create(ctx context.Context, name string) error {
	user := creation{name: name, done: make(chan error, 1)}
	select {
	case c.waiting <- user:
		return <-user.done
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Close ends the work.
func (c *Creator) Close() {
	c.stop()
	<-c.stopped
}

func (c *Creator) work(ctx context.Context) {
	defer close(c.stopped)
	for {
		select {
		case <-ctx.Done():
			return
		case first := <-c.waiting:
			group := c.gather(first)
			err := pgx.BeginTxFunc(ctx, c.d.pool, pgx.TxOptions{IsoLevel: pgx.ReadCommitted}, func(tx pgx.Tx) error {
				return c.add(ctx, tx, group)
			})
			for _, user := range group {
				user.done <- err
			}
		}
	}
}

// gather takes what waits right now.
func (c *Creator) gather(first creation) []creation {
	group := []creation{first}
	for len(group) < MaxGroup {
		select {
		case next := <-c.waiting:
			group = append(group, next)
		default:
			return group
		}
	}
	return group
}

// add writes a group of users, their events, and what a transaction notes of itself.
func (c *Creator) add(ctx context.Context, tx pgx.Tx, group []creation) error {
	var revision, floor int64
	var present bool
	if err := tx.QueryRow(ctx, lockInstance, c.d.instance).Scan(&revision, &present, &floor); err != nil {
		return err
	}
	if err := readRow(ctx, tx, readInstance, c.d.instance); err != nil {
		return err
	}
	e := c.model.event
	for n, user := range group {
		id := uuid.NewString()
		if err := c.addUser(ctx, tx, id, user.name, revision+1); err != nil {
			return err
		}
		if n == 0 {
			if err := e.readHead(ctx, tx); err != nil {
				return err
			}
		}
		if err := e.add(ctx, tx, id, c.model.record); err != nil {
			return err
		}
	}
	c.serial++
	return execAll(ctx, tx, statement{writeHead, e.head()}, statement{writeRevision, []any{c.d.instance, revision + 1}},
		statement{writeMark, []any{c.node, c.d.instance, c.serial}})
}

func (c *Creator) addUser(ctx context.Context, tx pgx.Tx, id, name string, revision int64) error {
	m, instance := c.model, c.d.instance
	for _, s := range []statement{{readProfile, []any{instance, m.routing}}, {readRestrictions, []any{instance, m.security}}, {readNamed, []any{instance, name}}} {
		if err := readRow(ctx, tx, s.text, s.args...); err != nil {
			return err
		}
	}
	return execAll(ctx, tx, statement{addUser, []any{
		instance, id, name, m.directory, m.routing, nil, m.contact, m.phone, m.document, revision, m.event.at,
	}}, statement{addUserProfile, []any{instance, id, m.security}})
}
