package roster_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// status makes a custom status and gives its id.
func (c *crew) status(t *testing.T, name string, changes ...func(*roster.AgentStatus)) string {
	t.Helper()
	in := roster.AgentStatus{Meta: roster.Meta{Name: name}, Enabled: true}
	for _, change := range changes {
		change(&in)
	}
	id, err := c.CreateAgentStatus(c.ctx, c.c, c.id, in)
	wantKind(t, err, 0)
	return id
}

// statuses lists the statuses of the types by name, page by page.
func (c *crew) statuses(t *testing.T, pageSize int, types ...roster.AgentStatusType) (names []string) {
	t.Helper()
	page := roster.Page{Limit: pageSize}
	for {
		list, err := c.ListAgentStatuses(c.ctx, c.c, c.id, types, page)
		wantKind(t, err, 0)
		for _, s := range list.Items {
			names = append(names, s.Name)
		}
		if list.Next == nil {
			return names
		}
		if len(names) > 100 {
			t.Fatalf("page after page: %v", names)
		}
		page.After = *list.Next
	}
}

// statusNamed is the id of a status.
func (c *crew) statusNamed(t *testing.T, name string) string {
	t.Helper()
	s, err := c.store.Read(c.ctx, c.id).AgentStatuses().Named(name)
	wantKind(t, err, 0)
	return s.ID
}

func TestCreatedAgentStatusesAreCustom(t *testing.T) {
	c := newCrew(t, roster.SAML)
	c.advance(time.Second)
	want := roster.AgentStatus{
		Meta:        roster.Meta{Name: "Break", Tags: map[string]string{"k": "v"}, LastModified: c.now()},
		Description: "Coffee", Type: roster.Custom, Enabled: true, DisplayOrder: ptr(3),
	}
	asked := want
	asked.Type, asked.ID, asked.LastModified = roster.Routable, "chosen", time.Time{}
	id, err := c.CreateAgentStatus(c.ctx, c.c, c.id, asked)
	wantKind(t, err, 0)
	got, err := c.DescribeAgentStatus(c.ctx, c.c, c.id, id)
	wantKind(t, err, 0)
	want.ID = id
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("status (-want +got):\n%s", diff)
	}
	_, err = c.CreateAgentStatus(c.ctx, c.c, c.id, want)
	wantRule(t, err, roster.Duplicate)
	_, err = c.DescribeAgentStatus(c.ctx, c.c, c.id, "missing")
	wantKind(t, err, roster.NotFound)
	_, err = c.CreateAgentStatus(c.ctx, roster.Caller{Principal: access.User(account, "ci"), Region: region}, c.id, want)
	wantKind(t, err, roster.Denied)
}

func TestAgentStatusesComeByOrderThenName(t *testing.T) {
	c := newCrew(t, roster.SAML)
	order := func(n int) func(*roster.AgentStatus) {
		return func(s *roster.AgentStatus) { s.DisplayOrder = &n }
	}
	c.status(t, "Aside")
	c.status(t, "Tenth", order(10))
	c.status(t, "Second too", order(2))
	c.status(t, "Alone")
	want := []string{"Available", "Offline", "Second too", "Tenth", "Alone", "Aside"}
	for _, size := range []int{1, 2, 3, 6, 100} {
		if diff := cmp.Diff(want, c.statuses(t, size)); diff != "" {
			t.Errorf("pages of %d (-want +got):\n%s", size, diff)
		}
	}
	if diff := cmp.Diff([]string{"Offline"}, c.statuses(t, 5, roster.Offline)); diff != "" {
		t.Errorf("offline (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Available", "Second too", "Tenth", "Alone", "Aside"}, c.statuses(t, 2, roster.Routable, roster.Custom)); diff != "" {
		t.Errorf("routable and custom (-want +got):\n%s", diff)
	}
}

func TestSearchAgentStatusesByEveryField(t *testing.T) {
	c := newCrew(t, roster.SAML)
	id := c.status(t, "Lunch", func(s *roster.AgentStatus) { s.Description, s.DisplayOrder, s.Enabled = "Out for food", ptr(12), false })
	c.status(t, "Training")
	for field, tt := range map[search.Field]struct {
		value string
		want  []string
	}{
		search.FieldName:         {"Lunch", []string{"Lunch"}},
		search.FieldID:           {id, []string{"Lunch"}},
		search.FieldDescription:  {"Out for food", []string{"Lunch"}},
		search.FieldState:        {"DISABLED", []string{"Lunch"}},
		search.FieldType:         {"CUSTOM", []string{"Lunch", "Training"}},
		search.FieldDisplayOrder: {"12", []string{"Lunch"}},
	} {
		found, err := c.SearchAgentStatuses(c.ctx, c.c, c.id, search.Text{Field: field, Comparison: search.Exact, Value: tt.value}, everyone)
		wantKind(t, err, 0)
		var got []string
		for _, s := range found.Items {
			got = append(got, s.Name)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" || found.Total != len(got) {
			t.Errorf("%s: total %d (-want +got):\n%s", field, found.Total, diff)
		}
	}
	one, err := c.SearchAgentStatuses(c.ctx, c.c, c.id, search.All{}, roster.Page{Limit: 1})
	wantKind(t, err, 0)
	if one.Total != 4 || one.Next == nil || one.Items[0].Name != "Available" {
		t.Errorf("a page of one: %+v", one)
	}
}

func TestUpdateAgentStatus(t *testing.T) {
	type update = roster.AgentStatusUpdate
	old := roster.AgentStatus{Description: "Old", Type: roster.Custom, Enabled: true, DisplayOrder: ptr(5)}
	old.Name = "Old name"
	for name, tt := range map[string]struct {
		in   update
		want func(*roster.AgentStatus)
		err  roster.Kind
	}{
		"rename":                      {update{Name: ptr("New")}, func(s *roster.AgentStatus) { s.Name = "New" }, 0},
		"own name again":              {update{Name: ptr("Old name"), Description: ptr("D")}, func(s *roster.AgentStatus) { s.Description = "D" }, 0},
		"name taken":                  {update{Name: ptr("Offline")}, nil, roster.Duplicate},
		"description cleared":         {update{Description: ptr("")}, func(s *roster.AgentStatus) { s.Description = "" }, 0},
		"disabled":                    {update{Enabled: ptr(false)}, func(s *roster.AgentStatus) { s.Enabled = false }, 0},
		"order of another":            {update{DisplayOrder: ptr(1)}, func(s *roster.AgentStatus) { s.DisplayOrder = ptr(1) }, 0},
		"reset wins over a new order": {update{DisplayOrder: ptr(1), ResetOrder: true}, func(s *roster.AgentStatus) { s.DisplayOrder = nil }, 0},
		"nothing":                     {update{}, nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCrew(t, roster.SAML)
			id, err := c.CreateAgentStatus(c.ctx, c.c, c.id, old)
			wantKind(t, err, 0)
			want := old
			want.ID, want.LastModified = id, c.now()
			c.advance(time.Second)
			wantRule(t, c.UpdateAgentStatus(c.ctx, c.c, c.id, id, tt.in), tt.err)
			if tt.want != nil {
				want.LastModified = c.now()
				tt.want(&want)
			}
			got, err := c.DescribeAgentStatus(c.ctx, c.c, c.id, id)
			wantKind(t, err, 0)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("status (-want +got):\n%s", diff)
			}
		})
	}
}

func TestBuiltInAgentStatusesStayEnabled(t *testing.T) {
	c := newCrew(t, roster.SAML)
	for _, name := range []string{"Available", "Offline"} {
		id := c.statusNamed(t, name)
		wantRule(t, c.UpdateAgentStatus(c.ctx, c.c, c.id, id, roster.AgentStatusUpdate{Name: ptr("x"), Enabled: ptr(false)}), roster.InvalidRequest)
		wantKind(t, c.UpdateAgentStatus(c.ctx, c.c, c.id, id, roster.AgentStatusUpdate{Name: ptr(name + " now"), Enabled: ptr(true), ResetOrder: true}), 0)
		got, err := c.DescribeAgentStatus(c.ctx, c.c, c.id, id)
		wantKind(t, err, 0)
		if got.Name != name+" now" || got.DisplayOrder != nil || got.Type == roster.Custom {
			t.Errorf("after the update: %+v", got)
		}
	}
	wantKind(t, c.UpdateAgentStatus(c.ctx, c.c, c.id, "missing", roster.AgentStatusUpdate{}), roster.NotFound)
}
