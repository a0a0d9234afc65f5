package roster_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// keyNamed is a caller who may do nothing.
func keyNamed(name, operation string) roster.Caller {
	return roster.Caller{Principal: access.User(account, name), Region: region, Request: audit.Request{Operation: operation}}
}

// denied lets the caller be denied a read of a user.
func (e *env) denied(t *testing.T, c roster.Caller, instance string) {
	t.Helper()
	_, err := e.DescribeUser(e.ctx, c, instance, "jane")
	wantKind(t, err, roster.Denied)
	e.NoteDenial(c, err)
}

// settle writes all denials.
func (e *env) settle(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithCancel(e.ctx)
	cancel()
	e.RecordDenials(ctx, func(err error) { t.Error(err) })
}

func TestDenialIsRecorded(t *testing.T) {
	e := newEnv(t)
	e.audited()
	i := e.instance(t, roster.SAML, "denials")
	before, err := e.DescribeInstance(e.ctx, e.c, i.ID)
	wantKind(t, err, 0)
	e.denied(t, keyNamed("ci", "DescribeUser"), i.ID)
	e.settle(t)
	trail := e.trail(t, i.ID)
	if len(trail) != 2 || trail[1].EventName != "DescribeUser" || trail[1].ErrorCode != "AccessDenied" || trail[1].User != "jane" {
		t.Errorf("the trail is %+v", trail)
	}
	after, err := e.DescribeInstance(e.ctx, e.c, i.ID)
	wantKind(t, err, 0)
	if before.Revision != after.Revision {
		t.Errorf("a denial took the revision from %d to %d", before.Revision, after.Revision)
	}
}

func TestOnlyAccessControlDenies(t *testing.T) {
	e := newEnv(t)
	e.audited()
	e.NoteDenial(e.c, nil)
	e.NoteDenial(e.c, roster.Errorf(roster.Denied, "by a rule"))
	e.NoteDenial(e.c, roster.Errorf(roster.NotFound, "User not found"))
	e.settle(t)
	trails, err := e.store.AuditTrails(e.ctx, "", 10)
	wantKind(t, err, 0)
	if len(trails) != 0 {
		t.Errorf("there are trails: %v", trails)
	}
}

// TestDenialWithoutInstance holds that what concerns no instance of the account goes to the account's trail.
func TestDenialWithoutInstance(t *testing.T) {
	e := newEnv(t)
	e.audited()
	i := e.instance(t, roster.SAML, "ours")
	stranger, elsewhere := keyNamed("ci", "DescribeUser"), keyNamed("ci", "DescribeUser")
	stranger.Principal = access.User("999999999999", "ci")
	elsewhere.Region = "eu-west-1"
	e.denied(t, keyNamed("ci", "DescribeUser"), "none")
	e.denied(t, stranger, i.ID)
	e.denied(t, elsewhere, i.ID)
	_, err := e.ListInstances(e.ctx, keyNamed("ci", "ListInstances"), everyone)
	e.NoteDenial(keyNamed("ci", "ListInstances"), err)
	wantKind(t, e.DeleteInstance(e.ctx, e.c, i.ID, roster.ClientToken{}), 0)
	e.denied(t, keyNamed("ci", "DescribeUser"), i.ID)
	e.settle(t)
	for name, want := range map[string]int{i.ID: 2, audit.AccountTrail(account): 4, audit.AccountTrail("999999999999"): 1} {
		if got := len(e.trail(t, name)); got != want {
			t.Errorf("the trail %s has %d events, want %d", name, got, want)
		}
	}
}

func TestManyDenialsAreCounted(t *testing.T) {
	e := newEnv(t)
	e.audited()
	i := e.instance(t, roster.SAML, "many")
	for range 100 {
		e.denied(t, keyNamed("loud", "DescribeUser"), i.ID)
	}
	e.denied(t, keyNamed("quiet", "DescribeUser"), i.ID)
	e.settle(t)
	trail := e.trail(t, i.ID)[1:]
	if len(trail) != audit.DenialsPerSecond+2 {
		t.Fatalf("%d events for 100 denials of one caller and one of another", len(trail))
	}
	if got := trail[len(trail)-1].AdditionalEventData.Counted.Operations["DescribeUser"]; got != 100-audit.DenialsPerSecond {
		t.Errorf("the last stands for %d", got)
	}
}

// TestNoDenialIsLost lets many callers be denied while denials are written.
func TestNoDenialIsLost(t *testing.T) {
	e := newEnv(t)
	e.audited()
	i := e.instance(t, roster.SAML, "lost")
	ctx, cancel := context.WithCancel(e.ctx)
	var writer, callers sync.WaitGroup
	writer.Go(func() { e.RecordDenials(ctx, func(err error) { t.Error(err) }) })
	for n := range 50 {
		callers.Go(func() {
			for range audit.DenialsPerSecond {
				e.denied(t, keyNamed(fmt.Sprint(n), "DescribeUser"), i.ID)
			}
		})
	}
	callers.Wait()
	cancel()
	writer.Wait()
	if got := len(e.trail(t, i.ID)) - 1; got != 50*audit.DenialsPerSecond {
		t.Errorf("%d denials were recorded, want %d", got, 50*audit.DenialsPerSecond)
	}
}

// failing is a store that takes no updates for a while.
type failing struct {
	roster.Store
	down bool
}

func (f *failing) Update(ctx context.Context, instance string, fn func(roster.Tx) error) error {
	if f.down {
		return roster.Errorf(roster.Unavailable, "The store is not available")
	}
	return f.Store.Update(ctx, instance, fn)
}

func TestDenialsWaitForTheStore(t *testing.T) {
	e := newEnv(t)
	store := &failing{Store: e.store}
	e.store = store
	e.audited()
	i := e.instance(t, roster.SAML, "failure")
	store.down = true
	e.denied(t, keyNamed("ci", "DescribeUser"), i.ID)
	ended, cancel := context.WithCancel(e.ctx)
	cancel()
	var reported error
	e.RecordDenials(ended, func(err error) { reported = err })
	wantKind(t, reported, roster.Unavailable)
	store.down = false
	e.settle(t)
	if trail := e.trail(t, i.ID); len(trail) != 2 {
		t.Errorf("%d events, want 2", len(trail))
	}
}
