package roster_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

func TestAuthenticationProfileThatComesWithAnInstance(t *testing.T) {
	c := newCrew(t, roster.SAML)
	list, err := c.ListAuthenticationProfiles(c.ctx, c.c, c.id, everyone)
	wantKind(t, err, 0)
	if len(list.Items) != 1 {
		t.Fatalf("%d authentication profiles", len(list.Items))
	}
	want := roster.AuthenticationProfile{
		Meta: roster.Meta{ID: list.Items[0].ID, Name: "Default Authentication Profile", LastModified: c.now()}, Created: c.now(),
		Description: "Applies to every user of the instance.", Default: true, PeriodicSession: 60, MaxSession: 720, SessionInactivity: 60,
	}
	got, err := c.DescribeAuthenticationProfile(c.ctx, c.c, c.id, want.ID)
	wantKind(t, err, 0)
	if diff := cmp.Diff(want, got) + cmp.Diff(want, list.Items[0]); diff != "" {
		t.Errorf("authentication profile (-want +got):\n%s", diff)
	}
	_, err = c.DescribeAuthenticationProfile(c.ctx, c.c, c.id, "nothing")
	wantRule(t, err, roster.NotFound)
}

func TestUpdatesOfAnAuthenticationProfile(t *testing.T) {
	c := newCrew(t, roster.SAML)
	list, err := c.ListAuthenticationProfiles(c.ctx, c.c, c.id, everyone)
	wantKind(t, err, 0)
	want := list.Items[0]
	tests := []struct {
		name    string
		update  roster.AuthenticationProfileUpdate
		want    roster.Kind
		changes func(*roster.AuthenticationProfile)
	}{
		{"nothing", roster.AuthenticationProfileUpdate{}, 0, nil},
		{"texts", roster.AuthenticationProfileUpdate{Name: ptr("Name"), Description: ptr("Text")}, 0, func(p *roster.AuthenticationProfile) { p.Name, p.Description = "Name", "Text" }},
		{"own name", roster.AuthenticationProfileUpdate{Name: ptr("Name")}, 0, nil},
		{"ranges", roster.AuthenticationProfileUpdate{AllowedIPs: []string{"10.0.0.0/8", "2001:db8::/32", "10.0.0.0/8"}, BlockedIPs: []string{"192.0.2.7", "::1"}}, 0,
			func(p *roster.AuthenticationProfile) {
				p.AllowedIPs, p.BlockedIPs = []string{"10.0.0.0/8", "2001:db8::/32"}, []string{"192.0.2.7", "::1"}
			}},
		{"no range", roster.AuthenticationProfileUpdate{AllowedIPs: []string{"10.0.0.0/8", "10.0.0.0/33"}, Name: ptr("Worse")}, roster.InvalidParameter, nil},
		{"no address", roster.AuthenticationProfileUpdate{BlockedIPs: []string{"300.1.1.1"}}, roster.InvalidParameter, nil},
		{"a prefix alone", roster.AuthenticationProfileUpdate{BlockedIPs: []string{"/8"}}, roster.InvalidParameter, nil},
		{"clearing a list", roster.AuthenticationProfileUpdate{AllowedIPs: []string{}}, 0, func(p *roster.AuthenticationProfile) { p.AllowedIPs = nil }},
		{"clearing it again", roster.AuthenticationProfileUpdate{AllowedIPs: []string{}}, 0, nil},
		{"durations", roster.AuthenticationProfileUpdate{PeriodicSession: ptr(10), SessionInactivity: ptr(720), InactivityHandling: ptr(true)}, 0,
			func(p *roster.AuthenticationProfile) {
				p.PeriodicSession, p.SessionInactivity, p.InactivityHandling = 10, 720, true
			}},
		{"turning inactivity off", roster.AuthenticationProfileUpdate{InactivityHandling: ptr(false)}, 0, func(p *roster.AuthenticationProfile) { p.InactivityHandling = false }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c.advance(time.Minute)
			wantRule(t, c.UpdateAuthenticationProfile(c.ctx, c.c, c.id, want.ID, tt.update), tt.want)
			if tt.changes != nil {
				tt.changes(&want)
				want.LastModified = c.now()
			}
			got, err := c.DescribeAuthenticationProfile(c.ctx, c.c, c.id, want.ID)
			wantKind(t, err, 0)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("after the update (-want +got):\n%s", diff)
			}
		})
	}
	wantRule(t, c.UpdateAuthenticationProfile(c.ctx, c.c, c.id, "nothing", roster.AuthenticationProfileUpdate{}), roster.NotFound)
}
