package roster_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func TestAnAgentQueueComesAndGoesWithItsUser(t *testing.T) {
	c := newCrew(t, roster.SAML)
	user := c.user(t, c.hire("ann")).ID
	want := roster.Queue{Meta: roster.Meta{ID: user}, Agent: true, Enabled: true, MaxContacts: ptr(10)}
	for _, id := range []string{user, roster.AgentQueuePrefix + user} {
		if diff := cmp.Diff(want, c.readQueue(t, id)); diff != "" {
			t.Errorf("agent queue by %s (-want +got):\n%s", id, diff)
		}
	}
	list, at, err := c.ListQueueQuickConnects(c.ctx, c.c, c.id, user, everyone)
	wantKind(t, err, 0)
	if len(list.Items) != 0 || !at.IsZero() {
		t.Errorf("an agent queue has %d quick connects, changed at %v", len(list.Items), at)
	}
	wantKind(t, c.DeleteUser(c.ctx, c.c, c.id, user), 0)
	_, err = c.DescribeQueue(c.ctx, c.c, c.id, user)
	wantRule(t, err, roster.NotFound)
	if diff := cmp.Diff([]string{"BasicQueue"}, c.listedQueues(t, 10)); diff != "" {
		t.Errorf("queues (-want +got):\n%s", diff)
	}
}

func TestAnAgentQueueCannotBeChanged(t *testing.T) {
	c := newCrew(t, roster.SAML)
	user := c.user(t, c.hire("ann")).ID
	changes := c.queueUpdates(t)
	changes["DeleteQueue"] = func(by roster.Caller, i, id string) error { return c.DeleteQueue(c.ctx, by, i, id) }
	changes["DisassociateQueueQuickConnects"] = func(by roster.Caller, i, id string) error {
		return c.DisassociateQueueQuickConnects(c.ctx, by, i, id, []string{"x"})
	}
	for operation, change := range changes {
		for _, id := range []string{user, roster.AgentQueuePrefix + user} {
			if err := change(c.c, c.id, id); asError(err) == nil || asError(err).Kind != roster.InvalidRequest {
				t.Errorf("%s of %s: %v, want InvalidRequest", operation, id, err)
			}
		}
		wantRule(t, change(c.c, c.id, roster.AgentQueuePrefix+"nobody"), roster.NotFound)
	}
	standard := c.newQueue(t, "Support")
	if _, err := c.DescribeQueue(c.ctx, c.c, c.id, roster.AgentQueuePrefix+standard); !roster.IsKind(err, roster.NotFound) {
		t.Errorf("a standard queue passes for an agent's: %v", err)
	}
}

func TestNobodyElseSeesQueues(t *testing.T) {
	c := newCrew(t, roster.SAML)
	user := c.user(t, c.hire("ann")).ID
	anybody := roster.Caller{Principal: access.User(account, "ci"), Region: region}
	_, err := c.DescribeQueue(c.ctx, anybody, c.id, user)
	wantKind(t, err, roster.Denied)
	_, err = c.ListQueues(c.ctx, anybody, c.id, nil, everyone)
	wantKind(t, err, roster.Denied)
	_, err = c.SearchQueues(c.ctx, anybody, c.id, nil, everyone)
	wantKind(t, err, roster.Denied)
	_, _, err = c.ListQueueQuickConnects(c.ctx, anybody, c.id, user, everyone)
	wantKind(t, err, roster.Denied)
	_, err = c.CreateQueue(c.ctx, anybody, c.id, roster.Queue{})
	wantKind(t, err, roster.Denied)
	wantKind(t, c.DeleteQueue(c.ctx, anybody, c.id, user), roster.Denied)
}
