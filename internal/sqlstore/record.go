package sqlstore

import (
	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// Record keeps an event until the update has succeeded; see roster.Tx.
func (t *tx) Record(e audit.Event) { t.events = append(t.events, e) }

// writeEvents chains the update's events to the trail, in the order in which updates run, which is that of their commits. It is the last
// that an update does, so that nothing takes an event's place in the chain back once it has one. An event belongs to no instance: it
// neither bumps a revision nor needs the instance to be there.
func (t *tx) writeEvents() error {
	if len(t.events) == 0 {
		return nil
	}
	last, err := t.lastHead()
	if err != nil {
		return err
	}
	for i := range t.events {
		e := &t.events[i]
		last = e.After(t.instance, last)
		if _, err := t.changeServer("insert into audit_events (trail, seq, at, actor, action, user_id, record, mac) values ($1, $2, $3, $4, $5, $6, $7, $8)",
			t.instance, last.Seq, millis(e.At), e.Actor, e.Action, e.User, string(e.Record), last.MAC.String()); err != nil {
			return err
		}
	}
	t.state.head, t.state.last = &last, t.events[len(t.events)-1]
	return nil
}

// lastHead is the end of the trail, read once in a transaction.
func (t *tx) lastHead() (audit.Head, error) {
	if t.state.head != nil {
		return *t.state.head, nil
	}
	trail, err := t.session.trail(t.instance)
	if roster.IsKind(err, roster.NotFound) {
		return audit.Head{}, nil
	}
	return trail.Head, err
}

// writeHead notes the end of the trail, and begins the trail where there was none.
func (st *state) writeHead(s session, trail string) error {
	if st.head == nil {
		return nil
	}
	_, err := s.exec("insert into audit_trails (trail, account, region, seq, mac, floor_seq, floor_mac, floor_at, floor_signature)"+
		" values ($1, $2, $3, $4, $5, 0, $6, 0, $6) on conflict (trail) do update set seq = excluded.seq, mac = excluded.mac",
		trail, st.last.Account, st.last.Region, st.head.Seq, st.head.MAC.String(), audit.MAC{}.String())
	return err
}
