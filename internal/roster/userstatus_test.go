package roster_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// enter sets a user's status by the status's name.
func (c *crew) enter(t *testing.T, userID, status string) error {
	t.Helper()
	return c.PutUserStatus(c.ctx, c.c, c.id, userID, c.statusNamed(t, status))
}

// current gives the names of the users that a filter finds, page by page.
func (c *crew) current(t *testing.T, f roster.UserDataFilter, pageSize int) (names []string) {
	t.Helper()
	page, total := roster.Page{Limit: pageSize}, -1
	for {
		found, err := c.GetCurrentUserData(c.ctx, c.c, c.id, f, page)
		wantKind(t, err, 0)
		if total >= 0 && found.Total != total || len(found.Items) > pageSize {
			t.Fatalf("page of %d, total %d; want at most %d, and total %d", len(found.Items), found.Total, pageSize, total)
		}
		total = found.Total
		for _, d := range found.Items {
			names = append(names, d.User.Username)
		}
		if found.Next == nil {
			break
		}
		if len(names) > total {
			t.Fatalf("page after page: %v", names)
		}
		page.After = *found.Next
	}
	if len(names) != total {
		t.Errorf("found %d users on all pages, total says %d", len(names), total)
	}
	return names
}

func TestPutUserStatus(t *testing.T) {
	c := newCrew(t, roster.SAML)
	u := c.user(t, c.hire("ann"))
	lunch := c.status(t, "Lunch", func(s *roster.AgentStatus) { s.Enabled = false })
	refused := func(err error, message string) {
		t.Helper()
		wantRule(t, err, roster.InvalidRequest)
		if got := asError(err).Message; got != message {
			t.Errorf("message %q, want %q", got, message)
		}
	}
	refused(c.enter(t, u.ID, "Offline"), "User already in requested status")
	wantKind(t, c.enter(t, u.ID, "Available"), 0)
	since := c.now()
	c.advance(time.Minute)
	refused(c.enter(t, u.ID, "Available"), "User already in requested status")
	refused(c.PutUserStatus(c.ctx, c.c, c.id, u.ID, lunch), "The agent status is disabled")
	wantRule(t, c.PutUserStatus(c.ctx, c.c, c.id, u.ID, "missing"), roster.NotFound)
	wantRule(t, c.enter(t, "missing", "Available"), roster.NotFound)
	got, err := c.store.Read(c.ctx, c.id).UserStatus(u.ID)
	wantKind(t, err, 0)
	if want := (roster.UserStatus{UserID: u.ID, AgentStatusID: c.statusNamed(t, "Available"), Since: since}); got != want {
		t.Errorf("status %+v, want %+v", got, want)
	}
	wantKind(t, c.enter(t, u.ID, "Offline"), 0)
	if diff := cmp.Diff(u, c.read(t, u.ID)); diff != "" {
		t.Errorf("the user changed (-want +got):\n%s", diff)
	}
	key := roster.Caller{Principal: access.User(account, "ci"), Region: region}
	wantKind(t, c.PutUserStatus(c.ctx, key, c.id, u.ID, lunch), roster.Denied)
}

func TestCurrentUserDataOfEachUserWhoseStatusWasSet(t *testing.T) {
	c := newCrew(t, roster.SAML)
	site, team := c.group(t, "site"), c.group(t, "team", "site")
	ann := c.user(t, c.hire("ann", func(in *roster.NewUser) { in.HierarchyGroupID = team }))
	bob, gone := c.user(t, c.hire("bob")), c.user(t, c.hire("gone"))
	c.user(t, c.hire("new"))
	c.advance(time.Second)
	since := c.now()
	for _, id := range []string{bob.ID, ann.ID, gone.ID} {
		wantKind(t, c.enter(t, id, "Available"), 0)
	}
	wantKind(t, c.enter(t, bob.ID, "Offline"), 0)
	wantKind(t, c.DeleteUser(c.ctx, c.c, c.id, gone.ID), 0)
	found, err := c.GetCurrentUserData(c.ctx, c.c, c.id, roster.UserDataFilter{}, everyone)
	wantKind(t, err, 0)
	r := c.store.Read(c.ctx, c.id)
	profile, err := r.RoutingProfiles().Get(c.routing)
	wantKind(t, err, 0)
	var want []roster.UserData
	for user, status := range map[*roster.User]string{&ann: "Available", &bob: "Offline"} {
		s, err := r.AgentStatuses().Named(status)
		wantKind(t, err, 0)
		want = append(want, roster.UserData{User: *user, Status: s, Since: since, Concurrencies: profile.MediaConcurrencies})
	}
	if want[0].User.Username != "ann" {
		want[0], want[1] = want[1], want[0]
	}
	if diff := cmp.Diff(want, found.Items); diff != "" || found.Total != 2 {
		t.Errorf("total %d, data (-want +got):\n%s", found.Total, diff)
	}
	if diff := cmp.Diff([]string{site, team}, found.Items[0].User.HierarchyPath); diff != "" {
		t.Errorf("path (-want +got):\n%s", diff)
	}
}

func TestCurrentUserDataFilters(t *testing.T) {
	c := newCrew(t, roster.SAML)
	site, team := c.group(t, "site"), c.group(t, "team", "site")
	basic, err := c.store.Read(c.ctx, c.id).RoutingProfiles().Get(c.routing)
	wantKind(t, err, 0)
	second := basic
	second.Meta, second.Default, second.Queues = roster.Meta{ID: "second", Name: "Second"}, false, nil
	c.put(t, func(tx roster.Tx) error { return tx.PutRoutingProfile(second) })
	ids := map[string]string{}
	for name, change := range map[string]func(*roster.NewUser){
		"ann": func(in *roster.NewUser) { in.HierarchyGroupID = site },
		"bob": func(in *roster.NewUser) { in.HierarchyGroupID = team },
		"cat": func(in *roster.NewUser) { in.RoutingProfileID = second.ID },
	} {
		u := c.user(t, c.hire(name, change))
		ids[name] = u.ID
		wantKind(t, c.enter(t, u.ID, "Available"), 0)
	}
	type filter = roster.UserDataFilter
	for name, tt := range map[string]struct {
		in   filter
		want []string
		err  roster.Kind
	}{
		"none":               {filter{}, []string{"ann", "bob", "cat"}, 0},
		"users":              {filter{Users: []string{ids["cat"], ids["ann"], "missing"}}, []string{"ann", "cat"}, 0},
		"routing profile":    {filter{RoutingProfiles: []string{"second", "missing"}}, []string{"cat"}, 0},
		"queue":              {filter{Queues: []string{basic.Queues[0].QueueID}}, []string{"ann", "bob"}, 0},
		"unknown queue":      {filter{Queues: []string{"missing"}}, nil, 0},
		"group and below":    {filter{HierarchyGroups: []string{site}}, []string{"ann", "bob"}, 0},
		"group at the end":   {filter{HierarchyGroups: []string{team}}, []string{"bob"}, 0},
		"on a contact":       {filter{OnContact: true}, nil, 0},
		"two lists":          {filter{Users: []string{ids["ann"]}, HierarchyGroups: []string{site}}, nil, roster.InvalidRequest},
		"queue and profile":  {filter{Queues: []string{"missing"}, RoutingProfiles: []string{"second"}, OnContact: true}, nil, roster.InvalidRequest},
		"user and a contact": {filter{Users: []string{ids["ann"]}, OnContact: true}, nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			if tt.err != 0 {
				_, err := c.GetCurrentUserData(c.ctx, c.c, c.id, tt.in, everyone)
				wantRule(t, err, tt.err)
				return
			}
			for _, size := range []int{1, 2, 3, 100} {
				if diff := cmp.Diff(tt.want, c.current(t, tt.in, size)); diff != "" {
					t.Errorf("pages of %d (-want +got):\n%s", size, diff)
				}
			}
		})
	}
	_, err = c.GetCurrentUserData(c.ctx, roster.Caller{Principal: access.User(account, "ci"), Region: region}, c.id, filter{}, everyone)
	wantKind(t, err, roster.Denied)
	_, err = c.GetCurrentUserData(c.ctx, c.c, "missing", filter{}, everyone)
	wantKind(t, err, roster.NotFound)
}
