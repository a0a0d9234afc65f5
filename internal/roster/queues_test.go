package roster_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// hours is the id of the hours of operation that an instance is born with.
func (c *crew) hours(t *testing.T) string {
	t.Helper()
	h, err := c.store.Read(c.ctx, c.id).HoursOfOperations().Named("Basic Hours")
	wantKind(t, err, 0)
	return h.ID
}

// newQueue makes a queue that is open in the instance's first hours, with changes, and gives its id.
func (c *crew) newQueue(t *testing.T, name string, changes ...func(*roster.Queue)) string {
	t.Helper()
	q := roster.Queue{Meta: roster.Meta{Name: name}, HoursOfOperationID: c.hours(t)}
	for _, change := range changes {
		change(&q)
	}
	id, err := c.CreateQueue(c.ctx, c.c, c.id, q)
	wantKind(t, err, 0)
	return id
}

func (c *crew) readQueue(t *testing.T, id string) roster.Queue {
	t.Helper()
	q, err := c.DescribeQueue(c.ctx, c.c, c.id, id)
	wantKind(t, err, 0)
	return q
}

func TestCreatedQueueIsAsGiven(t *testing.T) {
	c := newCrew(t, roster.SAML)
	connect := c.quickConnect(t, "Desk", toFlow)
	want := roster.Queue{
		Meta:        roster.Meta{Name: "Support", Tags: map[string]string{"k": "v"}, LastModified: c.now()},
		Description: "About", HoursOfOperationID: c.hours(t), Enabled: true, MaxContacts: ptr(0),
		OutboundCaller: roster.OutboundCaller{Name: "Us", NumberID: "n", FlowID: "f"}, OutboundEmailAddressID: "e",
		QuickConnectIDs: []string{connect},
	}
	asked := want
	asked.Enabled, asked.ID, asked.LastModified = false, "chosen", time.Time{}
	id, err := c.CreateQueue(c.ctx, c.c, c.id, asked)
	wantKind(t, err, 0)
	want.ID = id
	if diff := cmp.Diff(want, c.readQueue(t, id)); diff != "" {
		t.Errorf("queue (-want +got):\n%s", diff)
	}
}

func TestQueueRulesOnCreation(t *testing.T) {
	c := newCrew(t, roster.SAML)
	c.newQueue(t, "Taken")
	for name, tt := range map[string]struct {
		change func(*roster.Queue)
		want   roster.Kind
	}{
		"name taken":            {func(q *roster.Queue) { q.Name = "Taken" }, roster.Duplicate},
		"name in another case":  {func(q *roster.Queue) { q.Name = "taken" }, 0},
		"unknown hours":         {func(q *roster.Queue) { q.HoursOfOperationID = "nothing" }, roster.NotFound},
		"unknown quick connect": {func(q *roster.Queue) { q.QuickConnectIDs = []string{"nothing"} }, roster.NotFound},
		"unknown hours, taken":  {func(q *roster.Queue) { q.Name, q.HoursOfOperationID = "Taken", "nothing" }, roster.NotFound},
	} {
		t.Run(name, func(t *testing.T) {
			q := roster.Queue{Meta: roster.Meta{Name: "New"}, HoursOfOperationID: c.hours(t)}
			tt.change(&q)
			_, err := c.CreateQueue(c.ctx, c.c, c.id, q)
			wantRule(t, err, tt.want)
		})
	}
	_, err := c.CreateQueue(c.ctx, c.c, "nothing", roster.Queue{Meta: roster.Meta{Name: "New"}})
	wantKind(t, err, roster.NotFound)
}

// queueUpdates are all operations that change a queue, each with arguments that are right and change something.
func (c *crew) queueUpdates(t *testing.T) map[string]func(caller roster.Caller, instance, id string) error {
	t.Helper()
	connect := c.quickConnect(t, "Desk", toFlow)
	hours := roster.HoursOfOperation{Meta: roster.Meta{ID: "night", Name: "Night"}, TimeZone: "UTC"}
	c.put(t, func(tx roster.Tx) error { return tx.PutHoursOfOperation(hours) })
	return map[string]func(roster.Caller, string, string) error{
		"UpdateQueueName": func(by roster.Caller, i, id string) error {
			return c.UpdateQueueName(c.ctx, by, i, id, ptr("Renamed"), ptr("Described"))
		},
		"UpdateQueueStatus":      func(by roster.Caller, i, id string) error { return c.UpdateQueueStatus(c.ctx, by, i, id, false) },
		"UpdateQueueMaxContacts": func(by roster.Caller, i, id string) error { return c.UpdateQueueMaxContacts(c.ctx, by, i, id, ptr(7)) },
		"UpdateQueueHoursOfOperation": func(by roster.Caller, i, id string) error {
			return c.UpdateQueueHoursOfOperation(c.ctx, by, i, id, "night")
		},
		"UpdateQueueOutboundCallerConfig": func(by roster.Caller, i, id string) error {
			return c.UpdateQueueOutboundCallerConfig(c.ctx, by, i, id, roster.OutboundCaller{Name: "Us"})
		},
		"UpdateQueueOutboundEmailConfig": func(by roster.Caller, i, id string) error {
			return c.UpdateQueueOutboundEmailConfig(c.ctx, by, i, id, "e")
		},
		"AssociateQueueQuickConnects": func(by roster.Caller, i, id string) error {
			return c.AssociateQueueQuickConnects(c.ctx, by, i, id, []string{connect})
		},
	}
}

func TestQueueUpdates(t *testing.T) {
	want := map[string]func(*roster.Queue){
		"UpdateQueueName":                 func(q *roster.Queue) { q.Name, q.Description = "Renamed", "Described" },
		"UpdateQueueStatus":               func(q *roster.Queue) { q.Enabled = false },
		"UpdateQueueMaxContacts":          func(q *roster.Queue) { q.MaxContacts = ptr(7) },
		"UpdateQueueHoursOfOperation":     func(q *roster.Queue) { q.HoursOfOperationID = "night" },
		"UpdateQueueOutboundCallerConfig": func(q *roster.Queue) { q.OutboundCaller = roster.OutboundCaller{Name: "Us"} },
		"UpdateQueueOutboundEmailConfig":  func(q *roster.Queue) { q.OutboundEmailAddressID = "e" },
		"AssociateQueueQuickConnects":     func(q *roster.Queue) { q.QuickConnectIDs = []string{"?"} },
	}
	c := newCrew(t, roster.SAML)
	anybody := roster.Caller{Principal: access.User(account, "ci"), Region: region}
	for operation, update := range c.queueUpdates(t) {
		t.Run(operation, func(t *testing.T) {
			id := c.newQueue(t, operation, func(q *roster.Queue) { q.OutboundCaller.FlowID = "replaced" })
			expected := c.readQueue(t, id)
			c.advance(time.Second)
			wantRule(t, update(c.c, c.id, id), 0)
			want[operation](&expected)
			expected.LastModified = c.now()
			c.advance(time.Second)
			// Once more changes nothing, the time included.
			wantRule(t, update(c.c, c.id, id), 0)
			anyID := cmp.Transformer("any", func(ids []string) int { return len(ids) })
			if diff := cmp.Diff(expected, c.readQueue(t, id), cmp.FilterPath(isQuickConnects, anyID)); diff != "" {
				t.Errorf("queue (-want +got):\n%s", diff)
			}
			wantRule(t, c.DeleteQueue(c.ctx, c.c, c.id, id), 0)
			wantRule(t, update(c.c, c.id, id), roster.NotFound)
			wantRule(t, update(c.c, "nothing", id), roster.NotFound)
			wantRule(t, update(anybody, c.id, id), roster.Denied)
		})
	}
}

func isQuickConnects(p cmp.Path) bool { return p.Last().String() == ".QuickConnectIDs" }

func TestQueueUpdateRules(t *testing.T) {
	c := newCrew(t, roster.SAML)
	id := c.newQueue(t, "Support", func(q *roster.Queue) { q.Description, q.MaxContacts = "About", ptr(5) })
	other := c.newQueue(t, "Sales")
	before := c.readQueue(t, id)
	wantRule(t, c.UpdateQueueName(c.ctx, c.c, c.id, id, nil, nil), roster.InvalidParameter)
	wantRule(t, c.UpdateQueueName(c.ctx, c.c, c.id, id, ptr("Sales"), nil), roster.Duplicate)
	wantRule(t, c.UpdateQueueHoursOfOperation(c.ctx, c.c, c.id, id, other), roster.NotFound)
	wantRule(t, c.AssociateQueueQuickConnects(c.ctx, c.c, c.id, id, []string{other}), roster.NotFound)
	if diff := cmp.Diff(before, c.readQueue(t, id)); diff != "" {
		t.Errorf("a refused update changed the queue (-want +got):\n%s", diff)
	}
	wantRule(t, c.UpdateQueueName(c.ctx, c.c, c.id, id, ptr("Support"), nil), 0)
	wantRule(t, c.UpdateQueueName(c.ctx, c.c, c.id, id, nil, ptr("Other")), 0)
	wantRule(t, c.UpdateQueueMaxContacts(c.ctx, c.c, c.id, id, nil), 0)
	before.Description, before.MaxContacts = "Other", nil
	if diff := cmp.Diff(before, c.readQueue(t, id)); diff != "" {
		t.Errorf("queue (-want +got):\n%s", diff)
	}
}

// listedQueues gives what ListQueues shows, page by page: a standard queue's name, an agent queue's id.
func (c *crew) listedQueues(t *testing.T, pageSize int, types ...roster.QueueType) (shown []string) {
	t.Helper()
	page := roster.Page{Limit: pageSize}
	for {
		list, err := c.ListQueues(c.ctx, c.c, c.id, types, page)
		wantKind(t, err, 0)
		if len(list.Items) > pageSize || len(list.Items) < pageSize && list.Next != nil {
			t.Fatalf("a page of %d holds %d, next %v", pageSize, len(list.Items), list.Next)
		}
		for _, q := range list.Items {
			if q.Agent != (q.Name == "") {
				t.Errorf("queue %q is an agent's: %v", q.Name, q.Agent)
			}
			shown = append(shown, q.Name+map[bool]string{true: q.ID}[q.Agent])
		}
		if list.Next == nil {
			return shown
		}
		page.After = *list.Next
	}
}

func TestListQueuesMixesBothTypesInOneOrder(t *testing.T) {
	c := newCrew(t, roster.SAML)
	var agents []string
	for n := range 5 {
		agents = append(agents, c.user(t, c.hire(fmt.Sprint("user", n))).ID)
	}
	slices.Sort(agents)
	for _, name := range []string{"b", "a", "Z"} {
		c.newQueue(t, name)
	}
	standard := []string{"BasicQueue", "Z", "a", "b"}
	for _, size := range []int{1, 2, 3, 4, 5, 9, 100} {
		for _, tt := range []struct {
			types []roster.QueueType
			want  []string
		}{
			{nil, slices.Concat(standard, agents)},
			{[]roster.QueueType{roster.AgentQueue, roster.StandardQueue}, slices.Concat(standard, agents)},
			{[]roster.QueueType{roster.StandardQueue}, standard},
			{[]roster.QueueType{roster.AgentQueue, roster.AgentQueue}, agents},
		} {
			if diff := cmp.Diff(tt.want, c.listedQueues(t, size, tt.types...)); diff != "" {
				t.Errorf("%v in pages of %d (-want +got):\n%s", tt.types, size, diff)
			}
		}
	}
}

func TestSearchQueuesFindsNoAgentQueues(t *testing.T) {
	c := newCrew(t, roster.SAML)
	id := c.newQueue(t, "Support", func(q *roster.Queue) { q.Description, q.Tags = "For invoices", map[string]string{"team": "a"} })
	user := c.user(t, c.hire("ann")).ID
	find := func(where search.Criteria) (names []string) {
		found, err := c.SearchQueues(c.ctx, c.c, c.id, where, everyone)
		wantKind(t, err, 0)
		for _, q := range found.Items {
			names = append(names, q.Name)
		}
		if found.Total != len(names) {
			t.Errorf("total %d of %d", found.Total, len(names))
		}
		return names
	}
	text := func(f search.Field, c search.Comparison, value string) search.Criteria {
		return search.Text{Field: f, Comparison: c, Value: value}
	}
	for name, tt := range map[string]struct {
		where search.Criteria
		want  []string
	}{
		"everything":             {search.All{}, []string{"BasicQueue", "Support"}},
		"name":                   {text(search.FieldName, search.StartsWith, "sup"), []string{"Support"}},
		"description":            {text(search.FieldDescription, search.Contains, "INVOICE"), []string{"Support"}},
		"id":                     {text(search.FieldID, search.Exact, id), []string{"Support"}},
		"tag":                    {search.TagEquals{Key: "team"}, []string{"Support"}},
		"an agent's":             {text(search.FieldID, search.Exact, user), nil},
		"none has no name":       {text(search.FieldName, search.Exact, ""), nil},
		"any description":        {text(search.FieldDescription, search.StartsWith, ""), []string{"BasicQueue", "Support"}},
		"without a description":  {text(search.FieldDescription, search.Exact, ""), nil},
		"description, otherwise": {text(search.FieldDescription, search.Exact, "for invoices"), nil},
	} {
		if diff := cmp.Diff(tt.want, find(tt.where), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
