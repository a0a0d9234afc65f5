package roster_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func TestDeletedQueueLeavesTheListsOfRoutingProfiles(t *testing.T) {
	c := newCrew(t, roster.SAML)
	id, kept := c.newQueue(t, "Gone"), c.newQueue(t, "Kept")
	r := c.store.Read(c.ctx, c.id)
	basic, err := r.RoutingProfiles().Get(c.routing)
	wantKind(t, err, 0)
	listing := basic
	listing.ID, listing.Name = "listing", "Listing"
	listing.Queues = []roster.QueueConfig{{QueueID: id, Channel: roster.Voice}, {QueueID: kept, Channel: roster.Voice}, {QueueID: id, Channel: "CHAT"}}
	listing.ManualQueues = []roster.ManualQueue{{QueueID: id, Channel: "TASK"}, {QueueID: kept, Channel: "TASK"}}
	c.put(t, func(tx roster.Tx) error { return tx.PutRoutingProfile(listing) })
	c.advance(time.Second)
	wantRule(t, c.DeleteQueue(c.ctx, c.c, c.id, id), 0)
	listing.Queues, listing.ManualQueues, listing.LastModified = listing.Queues[1:2], listing.ManualQueues[1:], c.now()
	for _, want := range []roster.RoutingProfile{listing, basic} {
		got, err := r.RoutingProfiles().Get(want.ID)
		wantKind(t, err, 0)
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", want.Name, diff)
		}
	}
	_, err = c.DescribeQueue(c.ctx, c.c, c.id, id)
	wantRule(t, err, roster.NotFound)
	wantRule(t, c.DeleteQueue(c.ctx, c.c, c.id, id), roster.NotFound)
	c.newQueue(t, "Gone")
}

func TestDeletedQueueLeavesItsQuickConnects(t *testing.T) {
	c := newCrew(t, roster.SAML)
	connect := c.quickConnect(t, "Desk", toFlow)
	before := c.readQuickConnect(t, connect)
	id := c.newQueue(t, "Gone", func(q *roster.Queue) { q.QuickConnectIDs = []string{connect} })
	c.advance(time.Second)
	wantRule(t, c.DeleteQueue(c.ctx, c.c, c.id, id), 0)
	if diff := cmp.Diff(before, c.readQuickConnect(t, connect)); diff != "" {
		t.Errorf("quick connect (-want +got):\n%s", diff)
	}
	wantRule(t, c.DeleteQuickConnect(c.ctx, c.c, c.id, connect), 0)
}

func TestWhatKeepsAQueue(t *testing.T) {
	c := newCrew(t, roster.SAML)
	id := c.newQueue(t, "Support")
	blocked := func(by access.Resource) {
		t.Helper()
		err := c.DeleteQueue(c.ctx, c.c, c.id, id)
		wantRule(t, err, roster.InUse)
		if got := asError(err).By; got != by {
			t.Errorf("blocked by %+v, want %+v", got, by)
		}
	}
	connect := c.quickConnect(t, "To support", roster.Destination{Type: roster.QueueQuickConnect, QueueID: id, FlowID: "f"})
	blocked(resource(c.id, access.TypeQuickConnect, connect))
	basic, err := c.store.Read(c.ctx, c.id).RoutingProfiles().Get(c.routing)
	wantKind(t, err, 0)
	first := basic.DefaultOutboundQueueID
	basic.DefaultOutboundQueueID = id
	c.put(t, func(tx roster.Tx) error { return tx.PutRoutingProfile(basic) })
	blocked(resource(c.id, access.TypeRoutingProfile, basic.ID))
	basic.DefaultOutboundQueueID = first
	c.put(t, func(tx roster.Tx) error { return tx.PutRoutingProfile(basic) })
	wantRule(t, c.UpdateQuickConnectConfig(c.ctx, c.c, c.id, connect, toFlow), 0)
	wantRule(t, c.DeleteQueue(c.ctx, c.c, c.id, id), 0)
}
