package sqlstore

import (
	"context"
	"database/sql"
	"math"

	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

const trailColumns = "select trail, account, region, seq, mac, floor_seq, floor_mac, floor_at, floor_signature from audit_trails"

func scanTrail(scan scanner) (t audit.Trail, err error) {
	var mac, floor, signature string
	var at int64
	if err := scan(&t.Name, &t.Account, &t.Region, &t.Head.Seq, &mac, &t.Floor.Seq, &floor, &at, &signature); err != nil {
		return t, err
	}
	if t.Floor.Seq > 0 {
		t.Floor.Trail, t.Floor.At = t.Name, fromMillis(at)
	}
	t.Head.MAC, t.Floor.MAC, t.Floor.Signature = storedMAC(mac), storedMAC(floor), storedMAC(signature)
	return t, nil
}

// storedMAC reads a MAC. What somebody made of one in the database is the zero MAC, which proves nothing.
func storedMAC(text string) audit.MAC {
	m, err := audit.ParseMAC(text)
	if err != nil {
		return audit.MAC{}
	}
	return m
}

// AuditTrail reads a trail; see audit.Store.
func (s *Store) AuditTrail(ctx context.Context, name string) (audit.Trail, error) {
	t, err := s.session(ctx).trail(name)
	if roster.IsKind(err, roster.NotFound) {
		return audit.Trail{}, nil
	}
	return t, err
}

func (s session) trail(name string) (t audit.Trail, err error) {
	err = s.row(func(scan scanner) (err error) {
		t, err = scanTrail(scan)
		return err
	}, trailColumns+" where trail = $1", name)
	return t, err
}

// AuditTrails lists trails; see audit.Store.
func (s *Store) AuditTrails(ctx context.Context, after string, limit int) (trails []audit.Trail, err error) {
	err = s.session(ctx).each(func(rows *sql.Rows) error {
		t, err := scanTrail(rows.Scan)
		trails = append(trails, t)
		return err
	}, trailColumns+" where trail > $1 order by trail limit $2", after, limit)
	return trails, err
}

// AuditEntries reads events; see audit.Store.
func (s *Store) AuditEntries(ctx context.Context, q audit.Query) (entries []audit.Entry, err error) {
	since, until := int64(math.MinInt64), int64(math.MaxInt64)
	if !q.Since.IsZero() {
		since = millis(q.Since)
	}
	if !q.Until.IsZero() {
		until = millis(q.Until)
	}
	err = s.session(ctx).each(func(rows *sql.Rows) error {
		e, err := scanEntry(rows.Scan)
		entries = append(entries, e)
		return err
	}, "select seq, at, actor, action, user_id, record, mac from audit_events where trail = $1 and seq > $2 and at >= $3 and at < $4"+
		" and ($5 = '' or user_id = $5) and ($6 = '' or actor = $6) and ($7 = '' or action = $7) order by seq limit $8",
		q.Trail, q.After, since, until, q.User, q.Actor, q.Action, q.Limit)
	return entries, err
}

func scanEntry(scan scanner) (e audit.Entry, err error) {
	var at int64
	var mac string
	err = scan(&e.Seq, &at, &e.Actor, &e.Action, &e.User, &e.Record, &mac)
	e.At, e.MAC = fromMillis(at), storedMAC(mac)
	return e, err
}

// CutAudit removes the beginning of a trail; see audit.Store. It goes through the writer, as recording does.
func (s *Store) CutAudit(ctx context.Context, c audit.Checkpoint) error {
	return s.Update(ctx, c.Trail, func(u roster.Tx) error {
		t := u.(*tx)
		n, err := t.changeServer("update audit_trails set floor_seq = $2, floor_mac = $3, floor_at = $4, floor_signature = $5"+
			" where trail = $1 and floor_seq < $2", c.Trail, c.Seq, c.MAC.String(), millis(c.At), c.Signature.String())
		if err != nil || n == 0 {
			return err
		}
		_, err = t.changeServer("delete from audit_events where trail = $1 and seq <= $2", c.Trail, c.Seq)
		return err
	})
}
