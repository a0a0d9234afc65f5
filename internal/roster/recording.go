package roster

import (
	"context"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/audit"
)

// change runs fn in a transaction and records the operation in the same, with what fn changed: one event for every operation that
// succeeds, also when there was nothing to change.
func (s *Service) change(ctx context.Context, c Caller, instance string, fn func(Tx) error) error {
	draft := s.draft(c)
	return s.store.Update(ctx, instance, func(tx Tx) error { return recorded(tx, c, instance, draft, fn) })
}

// draft begins the event of an operation; nil when there is no audit trail.
func (s *Service) draft(c Caller) *audit.Draft {
	if s.opts.Audit == nil {
		return nil
	}
	return s.opts.Audit.Draft(audit.Call{Principal: c.Principal, Region: c.Region, Request: c.Request, At: s.now(), EventID: s.newID()})
}

// recorded runs fn and completes the operation's event.
func recorded(tx Tx, c Caller, instance string, draft *audit.Draft, fn func(Tx) error) error {
	if draft == nil {
		return fn(tx)
	}
	r := &recorder{Tx: tx, caller: c, instance: instance}
	if err := fn(r); err != nil {
		return err
	}
	tx.Record(draft.Changed(c.resource(instance, access.TypeInstance, ""), r.changes))
	return nil
}

// recorder is a transaction that notes what becomes of the instance and of everything in it.
type recorder struct {
	Tx
	caller   Caller
	instance string
	// user is the one that was read last, which is nearly always the one that changes next.
	user    User
	changes []audit.Change
}

// note adds a change. Nil stands for what is not there.
func (r *recorder) note(what string, kind access.ResourceType, id string, before, after any) {
	r.changes = append(r.changes, audit.Change{What: what, Resource: r.caller.resource(r.instance, kind, id), Before: before, After: after})
}

// known is what was read, nil when it was not there.
func known[T any](v T, err error) (any, error) {
	switch {
	case IsKind(err, NotFound):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return v, nil
}

// written makes a change and notes it. before is what was there.
func (r *recorder) written(what string, kind access.ResourceType, id string, before func() (any, error), after any, write func() error) error {
	was, err := before()
	if err != nil {
		return err
	}
	if err := write(); err != nil {
		return err
	}
	r.note(what, kind, id, was, after)
	return nil
}

func (r *recorder) PutInstance(i Instance) error {
	before := func() (any, error) { return known(r.Tx.Instance()) }
	return r.written("Instance", access.TypeInstance, "", before, i, func() error { return r.Tx.PutInstance(i) })
}

func (r *recorder) DeleteInstance(at time.Time) error {
	before := func() (any, error) { return known(r.Tx.Instance()) }
	return r.written("Instance", access.TypeInstance, "", before, nil, func() error { return r.Tx.DeleteInstance(at) })
}
