package storetest

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// Run runs the suite. open gives a fresh, empty store and closes it with the test.
func Run(t *testing.T, open func(t *testing.T) roster.Store) {
	groups := map[string][]testCase{
		"update": updateCases, "concurrency": concurrencyCases, "view": viewCases, "instance": instanceCases, "deleted": deletedCases,
		"sweep": sweepCases, "token": tokenCases, "user": userCases, "reference": referenceCases, "hierarchy": hierarchyCases,
		"header": headerCases, "feed": feedCases, "table": tableCases(), "restriction": restrictionCases,
		"hours": hoursCases, "audit": auditCases, "user status": userStatusCases, "quota": quotaCases, "queue": queueCases,
		"session": sessionCases, "sign-in failure": signInFailureCases,
	}
	for group, cases := range groups {
		t.Run(group, func(t *testing.T) {
			for _, c := range cases {
				t.Run(c.name, func(t *testing.T) { c.run(&env{T: t, ctx: t.Context(), store: open(t)}) })
			}
		})
	}
}

// testCase is one sentence of the contract.
type testCase struct {
	name string
	run  func(*env)
}

// env is a fresh store with a test. A function given to Update or View must not end the test, since it may run on another goroutine.
type env struct {
	*testing.T
	ctx   context.Context
	store roster.Store
}

// update is an Update that has to succeed.
func (e *env) update(instance string, fn func(roster.Tx) error) {
	e.Helper()
	e.ok(e.store.Update(e.ctx, instance, fn))
}

// refused is an Update that has to fail with the kind.
func (e *env) refused(kind roster.Kind, instance string, fn func(roster.Tx) error) {
	e.Helper()
	e.kind(e.store.Update(e.ctx, instance, fn), kind)
}

// view is a View that has to succeed.
func (e *env) view(instance string, fn func(roster.Reader) error) {
	e.Helper()
	e.ok(e.store.View(e.ctx, instance, fn))
}

func (e *env) read(instance string) roster.Reader { return e.store.Read(e.ctx, instance) }

// sample puts an instance with the least that users need.
func (e *env) sample(id string) Sample {
	e.Helper()
	s := NewSample(id)
	e.update(id, s.Put)
	return s
}

// revision is the instance's, as stored.
func (e *env) revision(instance string) int64 {
	e.Helper()
	i, err := e.read(instance).Instance()
	e.ok(err)
	return i.Revision
}

// putUsers adds users by name.
func (e *env) putUsers(s Sample, names ...string) {
	e.Helper()
	e.update(s.Instance.ID, func(tx roster.Tx) error {
		for _, name := range names {
			if err := tx.PutUser(s.User(name)); err != nil {
				return err
			}
		}
		return nil
	})
}

func (e *env) ok(err error) {
	e.Helper()
	if err != nil {
		e.Fatalf("unexpected error: %v", err)
	}
}

func (e *env) kind(err error, want roster.Kind) {
	e.Helper()
	if !roster.IsKind(err, want) {
		e.Errorf("error %v; want one of kind %v", err, want)
	}
}

// equal compares what was read with what is wanted. Nothing and empty are the same.
func equal[T any](e *env, got, want T) {
	e.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		e.Errorf("read back otherwise (-want +got):\n%s", diff)
	}
}

// have compares a reading call's outcome with what is wanted.
func have[T any](e *env, want T) func(T, error) {
	return func(got T, err error) {
		e.Helper()
		e.ok(err)
		equal(e, got, want)
	}
}

// pick gives one member of each item, in their order.
func pick[T, V any](items []T, member func(T) V) []V {
	var out []V
	for item := range slices.Values(items) {
		out = append(out, member(item))
	}
	return out
}
