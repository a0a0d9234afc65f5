package roster_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// bound gives the service quotas.
func (e *env) bound(q roster.Quotas) { e.remake(func(o *roster.Options) { o.Quotas = q }) }

// TestAWSQuotas holds the table against the numbers that the service documents.
func TestAWSQuotas(t *testing.T) {
	want := roster.Quotas{
		"instances": 2, "instance changes": 100, "users": 500, "security profiles": 100, "routing profiles": 500, "queues": 100,
		"quick connects": 100, "hours of operation": 100, "hierarchy groups": 500, "agent statuses": 50, "predefined attributes": 150,
		"quick connects of a queue": 700, "overrides of hours of operation": 50,
	}
	if diff := cmp.Diff(want, roster.AWSQuotas()); diff != "" {
		t.Errorf("quotas (-want +got):\n%s", diff)
	}
}

func TestEnablingAStatusNeedsRoom(t *testing.T) {
	c := newCrew(t, roster.SAML)
	c.bound(roster.Quotas{roster.AgentStatusQuota: 3})
	lunch, rest := c.status(t, "Lunch"), c.status(t, "Rest", func(s *roster.AgentStatus) { s.Enabled = false })
	update := func(id string, u roster.AgentStatusUpdate) error {
		return c.UpdateAgentStatus(c.ctx, c.c, c.id, id, u)
	}
	enable := roster.AgentStatusUpdate{Enabled: ptr(true)}
	wantRule(t, update(rest, enable), roster.LimitExceeded)
	wantKind(t, update(lunch, roster.AgentStatusUpdate{Name: ptr("Dinner"), Enabled: ptr(true)}), 0)
	wantKind(t, update(rest, roster.AgentStatusUpdate{Name: ptr("Pause")}), 0)
	wantKind(t, update(lunch, roster.AgentStatusUpdate{Enabled: ptr(false)}), 0)
	wantKind(t, update(rest, enable), 0)
}

func TestQuickConnectsOfAQueueAreBounded(t *testing.T) {
	c := newCrew(t, roster.SAML)
	var ids []string
	for _, name := range []string{"a", "b", "c"} {
		ids = append(ids, c.quickConnect(t, name, toFlow))
	}
	c.bound(roster.Quotas{roster.QueueQuickConnectQuota: 2})
	offer := func(queue string, ids ...string) error {
		return c.AssociateQueueQuickConnects(c.ctx, c.c, c.id, queue, ids)
	}
	_, err := c.CreateQueue(c.ctx, c.c, c.id, roster.Queue{Meta: roster.Meta{Name: "All"}, HoursOfOperationID: c.hours(t), QuickConnectIDs: ids})
	wantRule(t, err, roster.LimitExceeded)
	queue := c.newQueue(t, "Two", func(q *roster.Queue) { q.QuickConnectIDs = ids[:2] })
	wantRule(t, offer(queue, ids[2]), roster.LimitExceeded)
	wantRule(t, offer(queue, "missing"), roster.NotFound)
	wantKind(t, offer(queue, ids[0], ids[1]), 0)
	if got := c.readQueue(t, queue).QuickConnectIDs; len(got) != 2 {
		t.Errorf("the queue offers %d quick connects, want 2", len(got))
	}
	c.bound(roster.Quotas{roster.QueueQuickConnectQuota: 1})
	wantKind(t, offer(queue, ids[0]), 0) // which adds nothing to what is too much already
	wantKind(t, c.DisassociateQueueQuickConnects(c.ctx, c.c, c.id, queue, ids[:2]), 0)
	wantKind(t, offer(queue, ids[2]), 0)
}

func TestUsersBeyondTheQuotaCostNoHash(t *testing.T) {
	c := newCrew(t, roster.ConnectManaged)
	hasher := &countingHasher{}
	c.remake(func(o *roster.Options) { o.Hasher, o.Quotas = hasher, roster.Quotas{roster.UserQuota: 1} })
	password := func(in *roster.NewUser) { in.Password = "Passw0rd" }
	c.user(t, c.hire("ann", password))
	_, err := c.CreateUser(c.ctx, c.c, c.id, c.hire("bob", password))
	wantRule(t, err, roster.LimitExceeded)
	if hasher.asked.Load() != 1 {
		t.Errorf("asked for %d hashes, want 1", hasher.asked.Load())
	}
}

func TestManyAtOnceStayWithinTheQuota(t *testing.T) {
	c := newCrew(t, roster.SAML)
	c.bound(roster.Quotas{roster.UserQuota: 5})
	refused := make(chan error)
	for n := range 12 {
		go func() {
			_, err := c.CreateUser(c.ctx, c.c, c.id, c.hire(numbered("u", n)))
			refused <- err
		}()
	}
	made := 0
	for range 12 {
		if err := <-refused; err == nil {
			made++
		} else if !roster.IsKind(err, roster.LimitExceeded) {
			t.Error(err)
		}
	}
	if made != 5 {
		t.Errorf("%d users were made, want 5", made)
	}
}
