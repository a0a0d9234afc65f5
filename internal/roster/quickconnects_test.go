package roster_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// quickConnect makes a quick connect and gives its id.
func (c *crew) quickConnect(t *testing.T, name string, to roster.Destination) string {
	t.Helper()
	id, err := c.CreateQuickConnect(c.ctx, c.c, c.id, roster.QuickConnect{Meta: roster.Meta{Name: name}, Destination: to})
	wantKind(t, err, 0)
	return id
}

func (c *crew) readQuickConnect(t *testing.T, id string) roster.QuickConnect {
	t.Helper()
	q, err := c.DescribeQuickConnect(c.ctx, c.c, c.id, id)
	wantKind(t, err, 0)
	return q
}

// toFlow and toPhone lead to what nothing has to exist for.
var (
	toFlow  = roster.Destination{Type: roster.FlowQuickConnect, FlowID: "f"}
	toPhone = roster.Destination{Type: roster.PhoneNumberQuickConnect, PhoneNumber: "+15555550100"}
)

func TestQuickConnectRulesOnCreation(t *testing.T) {
	c := newCrew(t, roster.SAML)
	user, queue := c.user(t, c.hire("ann")).ID, c.newQueue(t, "Support")
	c.quickConnect(t, "Taken", toFlow)
	for name, tt := range map[string]struct {
		in   roster.QuickConnect
		want roster.Kind
	}{
		"user":          {roster.QuickConnect{Destination: roster.Destination{Type: roster.UserQuickConnect, UserID: user, FlowID: "f"}}, 0},
		"queue":         {roster.QuickConnect{Destination: roster.Destination{Type: roster.QueueQuickConnect, QueueID: queue, FlowID: "f"}}, 0},
		"phone":         {roster.QuickConnect{Destination: toPhone, Description: "About"}, 0},
		"name taken":    {roster.QuickConnect{Meta: roster.Meta{Name: "Taken"}, Destination: toFlow}, roster.Duplicate},
		"unknown user":  {roster.QuickConnect{Destination: roster.Destination{Type: roster.UserQuickConnect, UserID: queue}}, roster.NotFound},
		"unknown queue": {roster.QuickConnect{Destination: roster.Destination{Type: roster.QueueQuickConnect, QueueID: "x"}}, roster.NotFound},
		"agent queue":   {roster.QuickConnect{Destination: roster.Destination{Type: roster.QueueQuickConnect, QueueID: user}}, roster.NotFound},
	} {
		t.Run(name, func(t *testing.T) {
			if tt.in.Name == "" {
				tt.in.Name = name
			}
			tt.in.Tags = map[string]string{"k": "v"}
			id, err := c.CreateQuickConnect(c.ctx, c.c, c.id, tt.in)
			wantRule(t, err, tt.want)
			if tt.want != 0 {
				return
			}
			tt.in.ID, tt.in.LastModified = id, c.now()
			if diff := cmp.Diff(tt.in, c.readQuickConnect(t, id)); diff != "" {
				t.Errorf("quick connect (-want +got):\n%s", diff)
			}
		})
	}
}

func TestUpdateQuickConnect(t *testing.T) {
	c := newCrew(t, roster.SAML)
	c.quickConnect(t, "Taken", toFlow)
	id := c.quickConnect(t, "Desk", toFlow)
	want := c.readQuickConnect(t, id)
	check := func(changed bool) {
		t.Helper()
		if changed {
			want.LastModified = c.now()
		}
		c.advance(time.Second)
		if diff := cmp.Diff(want, c.readQuickConnect(t, id)); diff != "" {
			t.Errorf("quick connect (-want +got):\n%s", diff)
		}
	}
	c.advance(time.Second)
	wantRule(t, c.UpdateQuickConnectName(c.ctx, c.c, c.id, id, nil, nil), roster.InvalidParameter)
	wantRule(t, c.UpdateQuickConnectName(c.ctx, c.c, c.id, id, ptr("Taken"), nil), roster.InvalidRequest)
	wantRule(t, c.UpdateQuickConnectName(c.ctx, c.c, c.id, "nothing", ptr("New"), nil), roster.NotFound)
	wantRule(t, c.UpdateQuickConnectConfig(c.ctx, c.c, c.id, id, roster.Destination{Type: roster.UserQuickConnect, UserID: "x"}), roster.NotFound)
	check(false)
	wantRule(t, c.UpdateQuickConnectName(c.ctx, c.c, c.id, id, ptr("Desk"), ptr("About")), 0)
	want.Description = "About"
	check(true)
	wantRule(t, c.UpdateQuickConnectName(c.ctx, c.c, c.id, id, ptr("Counter"), nil), 0)
	want.Name = "Counter"
	check(true)
	wantRule(t, c.UpdateQuickConnectName(c.ctx, c.c, c.id, id, nil, ptr("")), 0)
	want.Description = ""
	check(true)
	wantRule(t, c.UpdateQuickConnectConfig(c.ctx, c.c, c.id, id, toPhone), 0)
	want.Destination = toPhone
	check(true)
	wantRule(t, c.UpdateQuickConnectConfig(c.ctx, c.c, c.id, id, toPhone), 0)
	check(false)
}

func TestAQuickConnectOutlivesItsUser(t *testing.T) {
	c := newCrew(t, roster.SAML)
	user := c.user(t, c.hire("ann")).ID
	to := roster.Destination{Type: roster.UserQuickConnect, UserID: user, FlowID: "f"}
	id := c.quickConnect(t, "Ann", to)
	wantRule(t, c.DeleteUser(c.ctx, c.c, c.id, user), 0)
	if got := c.readQuickConnect(t, id).Destination; got != to {
		t.Errorf("leads to %+v, want %+v", got, to)
	}
	wantRule(t, c.UpdateQuickConnectName(c.ctx, c.c, c.id, id, ptr("Ann, gone"), nil), 0)
	wantRule(t, c.DeleteQuickConnect(c.ctx, c.c, c.id, id), 0)
}

func TestListQuickConnectsOfTypes(t *testing.T) {
	c := newCrew(t, roster.SAML)
	for name, to := range map[string]roster.Destination{"b": toFlow, "a": toPhone, "c": toFlow, "B": toPhone} {
		c.quickConnect(t, name, to)
	}
	for _, size := range []int{1, 2, 3, 4, 100} {
		for _, tt := range []struct {
			types []roster.QuickConnectType
			want  []string
		}{
			{nil, []string{"B", "a", "b", "c"}},
			{[]roster.QuickConnectType{roster.FlowQuickConnect}, []string{"b", "c"}},
			{[]roster.QuickConnectType{roster.FlowQuickConnect, roster.PhoneNumberQuickConnect}, []string{"B", "a", "b", "c"}},
			{[]roster.QuickConnectType{roster.UserQuickConnect}, nil},
		} {
			var got []string
			page := roster.Page{Limit: size}
			for {
				list, err := c.ListQuickConnects(c.ctx, c.c, c.id, tt.types, page)
				wantKind(t, err, 0)
				for _, q := range list.Items {
					got = append(got, q.Name)
				}
				if list.Next == nil {
					break
				}
				page.After = *list.Next
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%v in pages of %d (-want +got):\n%s", tt.types, size, diff)
			}
		}
	}
}

func TestSearchQuickConnects(t *testing.T) {
	c := newCrew(t, roster.SAML)
	c.quickConnect(t, "Desk", toFlow)
	id := c.quickConnect(t, "Line", toPhone)
	wantKind(t, c.UpdateQuickConnectName(c.ctx, c.c, c.id, id, nil, ptr("Far away")), 0)
	wantKind(t, c.TagResource(c.ctx, c.c, resource(c.id, access.TypeQuickConnect, id), map[string]string{"k": "v"}), 0)
	c.wantTags(t, resource(c.id, access.TypeQuickConnect, id), map[string]string{"k": "v"})
	for name, where := range map[string]search.Criteria{
		"name":        search.Text{Field: search.FieldName, Comparison: search.Contains, Value: "in"},
		"description": search.Text{Field: search.FieldDescription, Comparison: search.StartsWith, Value: "far"},
		"id":          search.Text{Field: search.FieldID, Comparison: search.Exact, Value: id},
		"tag":         search.TagEquals{Key: "k"},
	} {
		found, err := c.SearchQuickConnects(c.ctx, c.c, c.id, where, everyone)
		wantKind(t, err, 0)
		if found.Total != 1 || len(found.Items) != 1 || found.Items[0].ID != id {
			t.Errorf("by %s: %+v", name, found)
		}
	}
}

func TestQuickConnectsOfAQueue(t *testing.T) {
	c := newCrew(t, roster.SAML)
	a, b, d := c.quickConnect(t, "a", toFlow), c.quickConnect(t, "b", toPhone), c.quickConnect(t, "d", toFlow)
	queue, other := c.newQueue(t, "Support"), c.newQueue(t, "Sales", func(q *roster.Queue) { q.QuickConnectIDs = []string{a, b} })
	step := func(err error, want ...string) {
		t.Helper()
		wantRule(t, err, 0)
		for _, size := range []int{1, 2, 100} {
			if diff := cmp.Diff(want, c.offered(t, queue, size)); diff != "" {
				t.Errorf("pages of %d (-want +got):\n%s", size, diff)
			}
		}
		c.advance(time.Second)
	}
	step(c.AssociateQueueQuickConnects(c.ctx, c.c, c.id, queue, []string{d, b}), "b", "d")
	step(c.AssociateQueueQuickConnects(c.ctx, c.c, c.id, queue, []string{b, a}), "a", "b", "d")
	step(c.DisassociateQueueQuickConnects(c.ctx, c.c, c.id, queue, []string{b, "nothing"}), "a", "d")
	changed := c.readQueue(t, queue).LastModified
	step(c.DisassociateQueueQuickConnects(c.ctx, c.c, c.id, queue, []string{b}), "a", "d")
	if got := c.readQueue(t, queue).LastModified; !got.Equal(changed) {
		t.Errorf("taking nothing out changed the queue at %v", got)
	}
	step(c.DeleteQuickConnect(c.ctx, c.c, c.id, a), "d")
	deleted := c.now().Add(-time.Second)
	if diff := cmp.Diff([]string{"b"}, c.offered(t, other, 5)); diff != "" {
		t.Errorf("the other queue's (-want +got):\n%s", diff)
	}
	for _, id := range []string{queue, other} {
		if got := c.readQueue(t, id).LastModified; !got.Equal(deleted) {
			t.Errorf("last modified %v, want %v", got, deleted)
		}
	}
	step(c.DisassociateQueueQuickConnects(c.ctx, c.c, c.id, queue, []string{d}))
	wantRule(t, c.DeleteQuickConnect(c.ctx, c.c, c.id, a), roster.NotFound)
}

// offered lists the names of a queue's quick connects, page by page.
func (c *crew) offered(t *testing.T, queue string, pageSize int) (names []string) {
	t.Helper()
	page := roster.Page{Limit: pageSize}
	for {
		list, at, err := c.ListQueueQuickConnects(c.ctx, c.c, c.id, queue, page)
		wantKind(t, err, 0)
		if q := c.readQueue(t, queue); !at.Equal(q.LastModified) {
			t.Errorf("changed at %v, the queue at %v", at, q.LastModified)
		}
		for _, q := range list.Items {
			names = append(names, q.Name)
		}
		if list.Next == nil {
			return names
		}
		page.After = *list.Next
	}
}

func TestNobodyElseSeesQuickConnects(t *testing.T) {
	c := newCrew(t, roster.SAML)
	id := c.quickConnect(t, "Desk", toFlow)
	anybody := roster.Caller{Principal: access.User(account, "ci"), Region: region}
	_, create := c.CreateQuickConnect(c.ctx, anybody, c.id, roster.QuickConnect{Destination: toFlow})
	_, describe := c.DescribeQuickConnect(c.ctx, anybody, c.id, id)
	_, list := c.ListQuickConnects(c.ctx, anybody, c.id, nil, everyone)
	_, search := c.SearchQuickConnects(c.ctx, anybody, c.id, nil, everyone)
	rename := c.UpdateQuickConnectName(c.ctx, anybody, c.id, id, ptr("x"), nil)
	redirect := c.UpdateQuickConnectConfig(c.ctx, anybody, c.id, id, toPhone)
	remove := c.DeleteQuickConnect(c.ctx, anybody, c.id, id)
	for _, err := range []error{create, describe, list, search, rename, redirect, remove} {
		wantKind(t, err, roster.Denied)
	}
}
