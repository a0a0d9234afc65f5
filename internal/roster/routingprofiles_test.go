package roster_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

func TestDefaultRoutingProfile(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "routing")
	list, err := e.ListRoutingProfiles(e.ctx, e.c, i.ID, everyone)
	wantKind(t, err, 0)
	if len(list.Items) != 1 || list.Items[0].Name != "Basic Routing Profile" {
		t.Fatalf("routing profiles = %v", list.Items)
	}
	id := list.Items[0].ID
	agent := e.profileNamed(t, i.ID, "Agent").ID
	for count, name := range []string{"ann", "bob"} {
		p, users, err := e.DescribeRoutingProfile(e.ctx, e.c, i.ID, id)
		wantKind(t, err, 0)
		if diff := cmp.Diff(list.Items[0], p); diff != "" {
			t.Errorf("described otherwise than listed (-listed +described):\n%s", diff)
		}
		if users != count || !p.Default || len(p.Queues) != 1 {
			t.Errorf("users = %d, default = %v, queues = %d; want %d, true, 1", users, p.Default, len(p.Queues), count)
		}
		e.agent(t, i.ID, name, agent, "")
	}
	_, _, err = e.DescribeRoutingProfile(e.ctx, e.c, i.ID, "nothing")
	wantKind(t, err, roster.NotFound)
}

// queue adds a queue beside the one that comes with the instance.
func (c *crew) queue(t *testing.T, id string) string {
	t.Helper()
	basic, err := c.store.Read(c.ctx, c.id).Queues().Named("BasicQueue")
	wantKind(t, err, 0)
	basic.ID, basic.Name = id, "Queue "+id
	c.put(t, func(tx roster.Tx) error { return tx.PutQueue(basic) })
	return id
}

// newRoutingProfile is right for an instance with the queue.
func newRoutingProfile(name, queue string) roster.RoutingProfile {
	return roster.RoutingProfile{
		Meta: roster.Meta{Name: name, Tags: map[string]string{"team": "blue"}}, Description: "About " + name, DefaultOutboundQueueID: queue,
		MediaConcurrencies: []roster.MediaConcurrency{{Channel: "CHAT", Limit: 10, CrossChannel: "ROUTE_ANY_CHANNEL"}, {Channel: roster.Voice, Limit: 1, CrossChannel: roster.RouteCurrentChannelOnly}},
	}
}

// routingProfile makes a routing profile and gives its id.
func (c *crew) routingProfile(t *testing.T, p roster.RoutingProfile) string {
	t.Helper()
	id, err := c.CreateRoutingProfile(c.ctx, c.c, c.id, p)
	wantKind(t, err, 0)
	return id
}

func (c *crew) describeRouting(t *testing.T, id string) roster.RoutingProfile {
	t.Helper()
	p, _, err := c.DescribeRoutingProfile(c.ctx, c.c, c.id, id)
	wantKind(t, err, 0)
	return p
}

func TestCreatedRoutingProfileIsAsGiven(t *testing.T) {
	c := newCrew(t, roster.SAML)
	in := newRoutingProfile("Chats", c.queue(t, "q1"))
	in.Queues = []roster.QueueConfig{{QueueID: "q1", Channel: "CHAT", Priority: 3, Delay: 9999}, {QueueID: "q1", Channel: roster.Voice, Priority: 1}}
	in.ManualQueues = []roster.ManualQueue{{QueueID: "q1", Channel: "TASK"}}
	in.Default = true
	want := in
	want.ID, want.LastModified = c.routingProfile(t, in), c.now()
	want.AvailabilityTimer, want.Default = roster.TimeSinceLastActivity, false
	if diff := cmp.Diff(want, c.describeRouting(t, want.ID)); diff != "" {
		t.Errorf("described otherwise than made (-want +got):\n%s", diff)
	}
}

func TestRoutingProfilesThatAreRefused(t *testing.T) {
	c := newCrew(t, roster.SAML)
	queue := c.queue(t, "q1")
	media := func(all ...roster.MediaConcurrency) func(*roster.RoutingProfile) {
		return func(p *roster.RoutingProfile) { p.MediaConcurrencies = all }
	}
	tests := []struct {
		name   string
		change func(*roster.RoutingProfile)
		want   roster.Kind
	}{
		{"right", func(*roster.RoutingProfile) {}, 0},
		{"name taken", func(p *roster.RoutingProfile) { p.Name = "Basic Routing Profile" }, roster.Duplicate},
		{"blank description", func(p *roster.RoutingProfile) { p.Description = " \t" }, roster.InvalidParameter},
		{"missing default queue", func(p *roster.RoutingProfile) { p.DefaultOutboundQueueID = "nothing" }, roster.NotFound},
		{"missing queue", func(p *roster.RoutingProfile) {
			p.Queues = []roster.QueueConfig{{QueueID: "nothing", Channel: "CHAT", Priority: 1}}
		}, roster.NotFound},
		{"missing queue for manual assignment", func(p *roster.RoutingProfile) { p.ManualQueues = []roster.ManualQueue{{"nothing", "CHAT"}} }, roster.NotFound},
		{"two calls at once", media(roster.MediaConcurrency{Channel: roster.Voice, Limit: 2}), roster.InvalidParameter},
		{"a channel twice", media(roster.MediaConcurrency{Channel: "CHAT", Limit: 2}, roster.MediaConcurrency{Channel: "CHAT", Limit: 2}), roster.InvalidParameter},
		{"manual assignment of calls", func(p *roster.RoutingProfile) { p.ManualQueues = []roster.ManualQueue{{queue, roster.Voice}} }, roster.InvalidParameter},
		{"an entry that contradicts another", func(p *roster.RoutingProfile) {
			p.Queues = []roster.QueueConfig{{QueueID: queue, Channel: "CHAT", Priority: 1}, {QueueID: queue, Channel: "CHAT", Priority: 2}}
		}, roster.InvalidParameter},
		{"a missing queue before a wrong concurrency", func(p *roster.RoutingProfile) {
			p.DefaultOutboundQueueID = "nothing"
			p.MediaConcurrencies[1].Limit = 2
		}, roster.NotFound},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newRoutingProfile(tt.name, queue)
			tt.change(&p)
			_, err := c.CreateRoutingProfile(c.ctx, c.c, c.id, p)
			wantRule(t, err, tt.want)
		})
	}
	list, err := c.ListRoutingProfiles(c.ctx, c.c, c.id, everyone)
	wantKind(t, err, 0)
	if len(list.Items) != 2 {
		t.Errorf("%d routing profiles; a refused one was made", len(list.Items))
	}
}

func TestDeletingRoutingProfiles(t *testing.T) {
	c := newCrew(t, roster.SAML)
	p := newRoutingProfile("Chats", c.queue(t, "q1"))
	p.Queues = []roster.QueueConfig{{QueueID: "q1", Channel: "CHAT", Priority: 1}}
	id := c.routingProfile(t, p)
	user := c.user(t, c.hire("ann", func(in *roster.NewUser) { in.RoutingProfileID = id }))
	err := c.DeleteRoutingProfile(c.ctx, c.c, c.id, id)
	wantRule(t, err, roster.InUse)
	if by := asError(err).By; by != resource(c.id, access.TypeUser, user.ID) {
		t.Errorf("blocked by %v", by)
	}
	wantKind(t, c.DeleteUser(c.ctx, c.c, c.id, user.ID), 0)
	wantKind(t, c.DeleteRoutingProfile(c.ctx, c.c, c.id, id), 0)
	wantRule(t, c.DeleteRoutingProfile(c.ctx, c.c, c.id, id), roster.NotFound)
	wantRule(t, c.DeleteRoutingProfile(c.ctx, c.c, c.id, c.routing), roster.InvalidRequest)
}

func TestSearchingRoutingProfiles(t *testing.T) {
	c := newCrew(t, roster.SAML)
	p := newRoutingProfile("Chats", c.queue(t, "q1"))
	p.Queues = []roster.QueueConfig{{QueueID: "q1", Channel: "CHAT", Priority: 1}, {QueueID: "q1", Channel: "TASK", Priority: 1}}
	p.ManualQueues = []roster.ManualQueue{{c.queue(t, "q2"), "TASK"}}
	id := c.routingProfile(t, p)
	c.user(t, c.hire("ann", func(in *roster.NewUser) { in.RoutingProfileID = id }))
	text := func(field search.Field, value string) search.Criteria {
		return search.Text{Field: field, Comparison: search.Exact, Value: value}
	}
	for name, where := range map[string]search.Criteria{
		"name": text(search.FieldName, "Chats"), "description": text(search.FieldDescription, "About Chats"), "queue": text(search.FieldAssociatedQueueIDs, "q1"),
		"id": text(search.FieldID, id), "tag": search.TagEquals{Key: "team"},
	} {
		found, err := c.SearchRoutingProfiles(c.ctx, c.c, c.id, where, everyone)
		wantKind(t, err, 0)
		if found.Total != 1 || len(found.Items) != 1 || found.Items[0].ID != id || found.Items[0].Users != 1 {
			t.Errorf("found by %s: %+v", name, found)
		}
	}
	found, err := c.SearchRoutingProfiles(c.ctx, c.c, c.id, text(search.FieldAssociatedQueueIDs, "q2"), everyone)
	wantKind(t, err, 0)
	if found.Total != 0 {
		t.Errorf("a queue for manual assignment finds %+v", found.Items)
	}
	all, err := c.SearchRoutingProfiles(c.ctx, c.c, c.id, search.All{}, roster.Page{Limit: 1})
	wantKind(t, err, 0)
	if all.Total != 2 || len(all.Items) != 1 || all.Next == nil || all.Items[0].Name != "Basic Routing Profile" {
		t.Errorf("first page = %+v", all)
	}
	if ids := cmp.Diff([]string{"q1"}, p.QueueIDs()) + cmp.Diff([]string{"q2"}, p.ManualQueueIDs()); ids != "" {
		t.Errorf("ids of queues (-want +got):\n%s", ids)
	}
}
