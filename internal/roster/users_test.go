package roster_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

func TestUpdateUserHierarchy(t *testing.T) {
	c := newCrew(t, roster.SAML)
	c.group(t, "site")
	c.group(t, "team", "site")
	u := c.user(t, c.hire("ann"))
	for _, step := range []struct {
		group string
		want  []string
		err   roster.Kind
	}{
		{"team", []string{"site", "team"}, 0}, {"missing", []string{"site", "team"}, roster.NotFound}, {"site", []string{"site"}, 0}, {"", nil, 0},
	} {
		wantKind(t, c.UpdateUserHierarchy(c.ctx, c.c, c.id, u.ID, step.group), step.err)
		if diff := cmp.Diff(step.want, c.read(t, u.ID).HierarchyPath); diff != "" {
			t.Errorf("path after %q (-want +got):\n%s", step.group, diff)
		}
	}
}

func TestChangesOfAUserTellTheirTime(t *testing.T) {
	c := newCrew(t, roster.SAML)
	u := c.user(t, c.hire("ann"))
	for name, change := range map[string]func() error{
		"identity": func() error { return c.UpdateUserIdentityInfo(c.ctx, c.c, c.id, u.ID, names("Bea", "Fox")) },
		"phone": func() error {
			return c.UpdateUserPhoneConfig(c.ctx, c.c, c.id, u.ID, roster.PhoneConfig{AutoAccept: ptr(true)})
		},
		"hierarchy": func() error { return c.UpdateUserHierarchy(c.ctx, c.c, c.id, u.ID, c.group(t, "north")) },
	} {
		t.Run(name, func(t *testing.T) {
			c.advance(time.Minute)
			wantKind(t, change(), 0)
			want := time.Unix(0, c.clock.Load()).UTC()
			if got := c.read(t, u.ID).LastModified; !got.Equal(want) {
				t.Errorf("last modified %v, want %v", got, want)
			}
		})
	}
}

func TestUpdatesThatChangeNothingLeaveTheTime(t *testing.T) {
	c := newCrew(t, roster.SAML)
	u := c.user(t, c.hire("ann"))
	profile := c.profile(t, "plain", nil)
	before, err := c.DescribeSecurityProfile(c.ctx, c.c, c.id, profile)
	wantKind(t, err, 0)
	c.advance(time.Minute)
	for _, change := range []func() error{
		func() error {
			return c.UpdateUserIdentityInfo(c.ctx, c.c, c.id, u.ID, names(u.Identity.FirstName, u.Identity.LastName))
		},
		func() error { return c.UpdateUserPhoneConfig(c.ctx, c.c, c.id, u.ID, roster.PhoneConfig{}) },
		func() error { return c.UpdateUserHierarchy(c.ctx, c.c, c.id, u.ID, "") },
		func() error { return c.UpdateUserRoutingProfile(c.ctx, c.c, c.id, u.ID, u.RoutingProfileID) },
		func() error { return c.UpdateUserSecurityProfiles(c.ctx, c.c, c.id, u.ID, u.SecurityProfileIDs) },
		func() error {
			return c.UpdateSecurityProfile(c.ctx, c.c, c.id, profile, roster.SecurityProfileUpdate{Description: ptr(""), TagRestricted: []string{}})
		},
	} {
		wantKind(t, change(), 0)
	}
	after, err := c.DescribeSecurityProfile(c.ctx, c.c, c.id, profile)
	wantKind(t, err, 0)
	if got := c.read(t, u.ID); !got.LastModified.Equal(u.LastModified) || !after.LastModified.Equal(before.LastModified) {
		t.Errorf("last modified %v and %v, want %v and %v", got.LastModified, after.LastModified, u.LastModified, before.LastModified)
	}
}

func TestMissingUsers(t *testing.T) {
	c := newCrew(t, roster.SAML)
	u := c.user(t, c.hire("ann"))
	other := c.instance(t, roster.SAML, "other").ID
	for _, at := range []struct{ instance, id string }{{c.id, "missing"}, {other, u.ID}, {"missing", u.ID}} {
		_, err := c.DescribeUser(c.ctx, c.c, at.instance, at.id)
		wantKind(t, err, roster.NotFound)
		wantKind(t, c.UpdateUserIdentityInfo(c.ctx, c.c, at.instance, at.id, names("Bea", "Fox")), roster.NotFound)
		wantKind(t, c.UpdateUserPhoneConfig(c.ctx, c.c, at.instance, at.id, roster.PhoneConfig{}), roster.NotFound)
		wantKind(t, c.UpdateUserHierarchy(c.ctx, c.c, at.instance, at.id, ""), roster.NotFound)
		wantKind(t, c.DeleteUser(c.ctx, c.c, at.instance, at.id), roster.NotFound)
	}
	_, err := c.ListUsers(c.ctx, c.c, "missing", roster.Page{Limit: 1})
	wantKind(t, err, roster.NotFound)
	_, err = c.SearchUsers(c.ctx, c.c, "missing", search.All{}, roster.Page{Limit: 1}, username)
	wantKind(t, err, roster.NotFound)
}

func TestListUsersByNameBytewise(t *testing.T) {
	c := newCrew(t, roster.SAML)
	for _, name := range []string{"b", "a", "B", "_", "a1"} {
		c.user(t, c.hire(name))
	}
	all := func(p roster.Page) (roster.List[roster.UserSummary], error) { return c.ListUsers(c.ctx, c.c, c.id, p) }
	some := func(p roster.Page) (roster.List[roster.UserSummary], error) {
		startsWithA := search.Text{Field: search.FieldName, Comparison: search.StartsWith, Value: "a"}
		return roster.ListUsersThrough(c.Service, c.ctx, c.c, c.id, startsWithA, p)
	}
	for _, size := range []int{1, 3, 5, 100} {
		if diff := cmp.Diff([]string{"B", "_", "a", "a1", "b"}, listed(t, size, all)); diff != "" {
			t.Errorf("pages of %d (-want +got):\n%s", size, diff)
		}
		if diff := cmp.Diff([]string{"a", "a1"}, listed(t, size, some)); diff != "" {
			t.Errorf("pages of %d through a filter (-want +got):\n%s", size, diff)
		}
	}
}

// listed gives the names on all pages of a list.
func listed(t *testing.T, size int, list func(roster.Page) (roster.List[roster.UserSummary], error)) (names []string) {
	t.Helper()
	page := roster.Page{Limit: size}
	for {
		l, err := list(page)
		wantKind(t, err, 0)
		for _, u := range l.Items {
			names = append(names, u.Username)
		}
		if l.Next == nil {
			return names
		}
		page.After = *l.Next
	}
}
