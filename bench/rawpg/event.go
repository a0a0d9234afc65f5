package rawpg

import (
	"context"

	"github.com/jackc/pgx/v5"
)

const (
	readHead = "select trail, account, region, seq, mac, floor_seq, floor_mac, floor_at, floor_signature from audit_trails where trail = $1"
	addEvent = "insert into audit_events (trail, seq, at, actor, action, user_id, record, mac) values ($1, $2, $3, $4, $5, $6, $7, $8)"
	// writeHead notes the end of the audit trail.
	writeHead = "insert into audit_trails (trail, account, region, seq, mac, floor_seq, floor_mac, floor_at, floor_signature)" +
		" values ($1, $2, $3, $4, $5, 0, $6, 0, $6) on conflict (trail) do update set seq = excluded.seq, mac = excluded.mac"
)

// event is where an audit trail ends, and what its events have in common.
type event struct {
	trail, account, region, mac string
	actor, action               string
	seq, at                     int64
}

func (e *event) readHead(ctx context.Context, tx pgx.Tx) error {
	var floorMAC, signature string
	var floor, at int64
	return tx.QueryRow(ctx, readHead, e.trail).Scan(&e.trail, &e.account, &e.region, &e.seq, &e.mac, &floor, &floorMAC, &at, &signature)
}

func (e *event) add(ctx context.Context, tx pgx.Tx, user, record string) error {
	e.seq++
	_, err := tx.Exec(ctx, addEvent, e.trail, e.seq, e.at, e.actor, e.action, user, record, e.mac)
	return err
}

func (e *event) head() []any { return []any{e.trail, e.account, e.region, e.seq, e.mac, ""} }

// read takes the user of the id and its creation's event for a model.
func (c *Creator) read(ctx context.Context, like string) error {
	m, pool, instance := &c.model, c.d.pool, c.d.instance
	err := pool.QueryRow(ctx, "select directory_user_id, routing_profile_id, contact, phone, document from users where instance_id = $1 and id = $2",
		instance, like).Scan(&m.directory, &m.routing, &m.contact, &m.phone, &m.document)
	if err != nil {
		return err
	}
	err = pool.QueryRow(ctx, "select security_profile_id from user_security_profiles where instance_id = $1 and user_seq ="+
		" (select seq from users where instance_id = $1 and id = $2)", instance, like).Scan(&m.security)
	if err != nil {
		return err
	}
	e := &m.event
	return pool.QueryRow(ctx, "select trail, at, actor, action, record, mac from audit_events where user_id = $1", like).
		Scan(&e.trail, &e.at, &e.actor, &e.action, &m.record, &e.mac)
}
