package storetest

import (
	"errors"
	"fmt"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// AuditKeys are the keys of the events of this suite.
var AuditKeys = audit.NewKeys(func(purpose string, _ []byte) []byte { return []byte("a key for " + purpose) })

var auditRecorder = audit.NewRecorder(AuditKeys)

// Event makes an event of the sample's account, with an action's name.
func Event(action string, changes ...func(*audit.Call)) audit.Event {
	c := audit.Call{Principal: access.Administrator("111111111111"), Region: "us-west-2", Request: audit.Request{Operation: action}, At: Now}
	for _, change := range changes {
		change(&c)
	}
	return auditRecorder.Draft(c).Changed(access.Resource{Region: c.Region, Account: c.Account, Instance: "i", Type: access.TypeInstance}, nil)
}

// record records events with these names, each in an update of its own.
func (e *env) record(trail string, actions ...string) {
	e.Helper()
	for _, action := range actions {
		e.update(trail, func(tx roster.Tx) error { tx.Record(Event(action)); return nil })
	}
}

// entries reads all of a trail.
func (e *env) entries(trail string) []audit.Entry {
	e.Helper()
	all, err := e.store.AuditEntries(e.ctx, audit.Query{Trail: trail, Limit: 1000})
	e.ok(err)
	return all
}

func (e *env) actions(trail string) []string {
	e.Helper()
	return pick(e.entries(trail), func(entry audit.Entry) string { return entry.Action })
}

// whole proves a trail and gives its head.
func (e *env) whole(trail string) audit.Head {
	e.Helper()
	head, err := audit.Verify(e.ctx, e.store, AuditKeys, trail, nil)
	e.ok(err)
	return head
}

var auditCases = []testCase{
	{"an event is read back as it was recorded", func(e *env) {
		made := Event("CreateUser", func(c *audit.Call) { c.Request.User, c.UserAgent = "i-jane", "Ω <&>\u2028" })
		e.update("i", func(tx roster.Tx) error { tx.Record(made); return nil })
		all := e.entries("i")
		equal(e, len(all), 1)
		equal(e, string(all[0].Record), string(made.Record))
		equal(e, []any{all[0].Seq, all[0].At, all[0].Actor, all[0].Action, all[0].User}, []any{int64(1), Now, made.Actor, "CreateUser", "i-jane"})
		equal(e, e.whole("i"), all[0].Head)
	}},
	{"an event is recorded with its change or not at all", func(e *env) {
		s := e.sample("i")
		for _, failure := range []error{nil, errFn, roster.ErrNotFound} {
			err := e.store.Update(e.ctx, "i", func(tx roster.Tx) error {
				tx.Record(Event(fmt.Sprint(failure)))
				return errors.Join(tx.PutUser(s.User(fmt.Sprint(failure))), failure)
			})
			if !errors.Is(err, failure) {
				e.Errorf("Update = %v, want %v", err, failure)
			}
		}
		equal(e, e.actions("i"), []string{"<nil>"})
		equal(e, e.whole("i").Seq, int64(1))
	}},
	{"an event alone bumps no revision", func(e *env) {
		e.sample("i")
		before := e.revision("i")
		e.record("i", "a", "b")
		equal(e, e.revision("i"), before)
	}},
	{"several events of an update keep their order", func(e *env) {
		e.update("i", func(tx roster.Tx) error {
			tx.Record(Event("a"))
			tx.Record(Event("b"))
			return nil
		})
		e.record("i", "c")
		equal(e, e.actions("i"), []string{"a", "b", "c"})
		equal(e, e.whole("i").Seq, int64(3))
	}},
	{"events follow each other as their updates were committed", func(e *env) {
		s := e.sample("i")
		together(func(n int) {
			err := e.store.Update(e.ctx, "i", func(tx roster.Tx) error {
				q, err := tx.Queues().Get(s.Queue.ID)
				q.Description = nth(n)
				tx.Record(Event(nth(n)))
				err = errors.Join(err, tx.PutQueue(q))
				if n%4 == 0 {
					return errFn
				}
				return err
			})
			if failed := err != nil; failed != (n%4 == 0) {
				e.Errorf("update %d: %v", n, err)
			}
		})
		all := e.actions("i")
		q, err := e.read("i").Queues().Get(s.Queue.ID)
		e.ok(err)
		equal(e, len(all), crowd*3/4)
		equal(e, all[len(all)-1], q.Description)
		equal(e, e.whole("i").Seq, int64(len(all)))
	}},
	{"trails do not meet", func(e *env) {
		e.record("i", "a")
		e.record("j", "b")
		e.record("i", "c")
		equal(e, e.actions("i"), []string{"a", "c"})
		equal(e, e.actions("j"), []string{"b"})
		trails, err := e.store.AuditTrails(e.ctx, "i", 10)
		e.ok(err)
		equal(e, pick(trails, func(t audit.Trail) string { return t.Name }), []string{"j"})
		equal(e, trails[0].Head, e.whole("j"))
		equal(e, []string{trails[0].Account, trails[0].Region}, []string{"111111111111", "us-west-2"})
		have(e, audit.Trail{})(e.store.AuditTrail(e.ctx, "k"))
	}},
	{"a trail outlives its instance", func(e *env) {
		e.crowded("i")
		e.record("i", "a")
		e.update("i", func(tx roster.Tx) error { tx.Record(Event("b")); return deleteInstance(tx) })
		e.sweep(5)
		e.record("i", "c")
		equal(e, e.actions("i"), []string{"a", "b", "c"})
		equal(e, e.whole("i").Seq, int64(3))
	}},
	{"a query narrows and pages", func(e *env) {
		for n := range 6 {
			made := Event([]string{"a", "b"}[n%2], func(c *audit.Call) {
				c.Principal = access.User("111111111111", []string{"ann", "bob"}[n/3])
				c.Request.User, c.At = []string{"x", "y", "z"}[n%3], Now.Add(time.Duration(n)*time.Millisecond)
			})
			e.update("i", func(tx roster.Tx) error { tx.Record(made); return nil })
		}
		for _, q := range []struct {
			audit.Query
			want []int64
		}{
			{audit.Query{Limit: 2}, []int64{1, 2}},
			{audit.Query{After: 4, Limit: 9}, []int64{5, 6}},
			{audit.Query{Action: "b", Limit: 9}, []int64{2, 4, 6}},
			{audit.Query{User: "z", Limit: 9}, []int64{3, 6}},
			{audit.Query{Actor: access.User("111111111111", "bob").ARN, Limit: 2}, []int64{4, 5}},
			{audit.Query{Since: Now.Add(2 * time.Millisecond), Until: Now.Add(4 * time.Millisecond), Limit: 9}, []int64{3, 4}},
		} {
			q.Trail = "i"
			found, err := e.store.AuditEntries(e.ctx, q.Query)
			e.ok(err)
			equal(e, pick(found, func(entry audit.Entry) int64 { return entry.Seq }), q.want)
		}
	}},
	{"a cut leaves a checkpoint in place of what it removes", func(e *env) {
		e.record("i", "a", "b", "c")
		e.record("j", "a")
		all := e.entries("i")
		cut := AuditKeys.Checkpoint("i", all[1].Head, Now)
		e.ok(e.store.CutAudit(e.ctx, cut))
		equal(e, e.actions("i"), []string{"c"})
		equal(e, e.actions("j"), []string{"a"})
		e.ok(e.store.CutAudit(e.ctx, AuditKeys.Checkpoint("i", all[0].Head, Now)))
		t, err := e.store.AuditTrail(e.ctx, "i")
		e.ok(err)
		equal(e, t.Floor, cut)
		equal(e, e.whole("i"), all[2].Head)
		e.record("i", "d")
		equal(e, e.whole("i").Seq, int64(4))
	}},
}
