package roster_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

func chat(queue string, priority int) roster.QueueConfig {
	return roster.QueueConfig{QueueID: queue, Channel: "CHAT", Priority: priority}
}

func task(queue string) roster.ManualQueue {
	return roster.ManualQueue{QueueID: queue, Channel: "TASK"}
}

func TestQueuesOfARoutingProfile(t *testing.T) {
	c := newCrew(t, roster.SAML)
	q1, q2 := c.queue(t, "q1"), c.queue(t, "q2")
	id := c.routingProfile(t, newRoutingProfile("Chats", q1))
	check := func(queues []roster.QueueConfig, manual []roster.ManualQueue) {
		t.Helper()
		p := c.describeRouting(t, id)
		if diff := cmp.Diff(queues, p.Queues) + cmp.Diff(manual, p.ManualQueues); diff != "" {
			t.Errorf("queues (-want +got):\n%s", diff)
		}
	}
	associate := func(manual []roster.ManualQueue, queues ...roster.QueueConfig) error {
		return c.AssociateRoutingProfileQueues(c.ctx, c.c, c.id, id, queues, manual)
	}
	wantKind(t, associate([]roster.ManualQueue{task(q2), task(q2)}, chat(q1, 1), chat(q2, 2), chat(q1, 1)), 0)
	check([]roster.QueueConfig{chat(q1, 1), chat(q2, 2)}, []roster.ManualQueue{task(q2)})
	wantKind(t, associate([]roster.ManualQueue{task(q1)}, chat(q1, 7)), 0)
	check([]roster.QueueConfig{chat(q1, 7), chat(q2, 2)}, []roster.ManualQueue{task(q2), task(q1)})
	wantRule(t, associate(nil, chat(q2, 3), chat("nothing", 1)), roster.NotFound)
	wantRule(t, associate([]roster.ManualQueue{{QueueID: q1, Channel: roster.Voice}}, chat(q2, 3)), roster.InvalidParameter)
	change := func(queues ...roster.QueueConfig) error {
		return c.UpdateRoutingProfileQueues(c.ctx, c.c, c.id, id, queues)
	}
	wantRule(t, change(chat(q2, 3), roster.QueueConfig{QueueID: q2, Channel: "TASK", Priority: 1}), roster.InvalidRequest)
	check([]roster.QueueConfig{chat(q1, 7), chat(q2, 2)}, []roster.ManualQueue{task(q2), task(q1)})
	wantKind(t, change(chat(q2, 99)), 0)
	check([]roster.QueueConfig{chat(q1, 7), chat(q2, 99)}, []roster.ManualQueue{task(q2), task(q1)})
	err := c.DisassociateRoutingProfileQueues(c.ctx, c.c, c.id, id,
		[]roster.QueueChannel{{QueueID: q1, Channel: "CHAT"}, {QueueID: q2, Channel: "TASK"}, {QueueID: "nothing", Channel: "CHAT"}}, []roster.QueueChannel{{QueueID: q2, Channel: "TASK"}})
	wantKind(t, err, 0)
	check([]roster.QueueConfig{chat(q2, 99)}, []roster.ManualQueue{task(q1)})
}

func TestARoutingProfileHasAtMost50QueuesInEachList(t *testing.T) {
	c := newCrew(t, roster.SAML)
	in := newRoutingProfile("Many", c.queue(t, "q1"))
	for n := range roster.MaxQueuesOfProfile {
		queue := c.queue(t, fmt.Sprint("many", n))
		in.Queues, in.ManualQueues = append(in.Queues, chat(queue, 1)), append(in.ManualQueues, task(queue))
	}
	id := c.routingProfile(t, in)
	wantRule(t, c.AssociateRoutingProfileQueues(c.ctx, c.c, c.id, id, []roster.QueueConfig{chat("q1", 1)}, nil), roster.InvalidRequest)
	wantRule(t, c.AssociateRoutingProfileQueues(c.ctx, c.c, c.id, id, nil, []roster.ManualQueue{task("q1")}), roster.InvalidRequest)
	wantKind(t, c.AssociateRoutingProfileQueues(c.ctx, c.c, c.id, id, []roster.QueueConfig{chat("many7", 9)}, nil), 0)
}

func TestQueuesOfARoutingProfileAreListedByName(t *testing.T) {
	c := newCrew(t, roster.SAML)
	in := newRoutingProfile("Listed", c.queue(t, "b"))
	in.Queues = []roster.QueueConfig{chat(c.queue(t, "c"), 3), {QueueID: "b", Channel: roster.Voice, Priority: 2}, chat("b", 1), chat(c.queue(t, "a"), 4)}
	in.ManualQueues = []roster.ManualQueue{task("b"), task("a")}
	id := c.routingProfile(t, in)
	made := c.now()
	c.advance(time.Hour)
	var got []string
	for page := (roster.Page{Limit: 3}); ; {
		list, at, err := c.ListRoutingProfileQueues(c.ctx, c.c, c.id, id, page)
		wantKind(t, err, 0)
		if !at.Equal(made) {
			t.Errorf("last modified at %v, want %v", at, made)
		}
		for _, e := range list.Items {
			got = append(got, fmt.Sprint(e.QueueName, e.Config))
		}
		if list.Next == nil {
			break
		}
		page.After = *list.Next
	}
	want := []string{"Queue a{a CHAT 4 0}", "Queue b{b CHAT 1 0}", "Queue b{b VOICE 2 0}", "Queue c{c CHAT 3 0}"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("queues (-want +got):\n%s", diff)
	}
	manual, at, err := c.ListRoutingProfileManualAssignmentQueues(c.ctx, c.c, c.id, id, everyone)
	wantKind(t, err, 0)
	if len(manual.Items) != 2 || manual.Items[0] != (roster.QueueEntry[roster.ManualQueue]{Config: task("a"), QueueName: "Queue a"}) || !at.Equal(made) {
		t.Errorf("queues for manual assignment = %v of %v", manual.Items, at)
	}
	_, _, err = c.ListRoutingProfileQueues(c.ctx, c.c, c.id, "nothing", everyone)
	wantRule(t, err, roster.NotFound)
}

func TestUpdatesOfARoutingProfile(t *testing.T) {
	c := newCrew(t, roster.SAML)
	id := c.routingProfile(t, newRoutingProfile("Chats", c.queue(t, "q1")))
	want := c.describeRouting(t, id)
	media := []roster.MediaConcurrency{{Channel: "EMAIL", Limit: 10, CrossChannel: roster.RouteCurrentChannelOnly}}
	rename := func(name, description *string) error {
		return c.UpdateRoutingProfileName(c.ctx, c.c, c.id, id, name, description)
	}
	concurrency := func(m ...roster.MediaConcurrency) error {
		return c.UpdateRoutingProfileConcurrency(c.ctx, c.c, c.id, id, m)
	}
	tests := []struct {
		name    string
		update  func() error
		want    roster.Kind
		changes func(*roster.RoutingProfile)
	}{
		{"name", func() error { return rename(ptr("New"), nil) }, 0, func(p *roster.RoutingProfile) { p.Name = "New" }},
		{"own name", func() error { return rename(ptr("New"), nil) }, 0, nil},
		{"own name, other description", func() error { return rename(ptr("New"), ptr("Other")) }, 0, func(p *roster.RoutingProfile) { p.Description = "Other" }},
		{"neither", func() error { return rename(nil, nil) }, roster.InvalidParameter, nil},
		{"another's name", func() error { return rename(ptr("Basic Routing Profile"), ptr("Worse")) }, roster.Duplicate, nil},
		{"blank description", func() error { return rename(nil, ptr(" ")) }, roster.InvalidParameter, nil},
		{"concurrency", func() error { return concurrency(media...) }, 0, func(p *roster.RoutingProfile) { p.MediaConcurrencies = media }},
		{"two calls", func() error { return concurrency(roster.MediaConcurrency{Channel: roster.Voice, Limit: 2}) }, roster.InvalidParameter, nil},
		{"queue", func() error {
			return c.UpdateRoutingProfileDefaultOutboundQueue(c.ctx, c.c, c.id, id, c.queue(t, "q2"))
		}, 0, func(p *roster.RoutingProfile) { p.DefaultOutboundQueueID = "q2" }},
		{"missing queue", func() error {
			return c.UpdateRoutingProfileDefaultOutboundQueue(c.ctx, c.c, c.id, id, "nothing")
		}, roster.NotFound, nil},
		{"timer", func() error {
			return c.UpdateRoutingProfileAgentAvailabilityTimer(c.ctx, c.c, c.id, id, "TIME_SINCE_LAST_INBOUND")
		}, 0, func(p *roster.RoutingProfile) { p.AvailabilityTimer = "TIME_SINCE_LAST_INBOUND" }},
		{"associating nothing", func() error {
			return c.AssociateRoutingProfileQueues(c.ctx, c.c, c.id, id, nil, nil)
		}, 0, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c.advance(time.Minute)
			wantRule(t, tt.update(), tt.want)
			if tt.changes != nil {
				tt.changes(&want)
				want.LastModified = c.now()
			}
			if diff := cmp.Diff(want, c.describeRouting(t, id)); diff != "" {
				t.Errorf("after the update (-want +got):\n%s", diff)
			}
		})
	}
	wantRule(t, c.UpdateRoutingProfileName(c.ctx, c.c, c.id, "nothing", nil, nil), roster.NotFound)
}
