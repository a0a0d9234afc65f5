package roster_test

import (
	"fmt"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// BenchmarkSearchUsers searches among 100,000 users: as an administrator who asks for a branch and two tags, and as a supervisor who asks for
// everybody and is bound to just those, so that both find the same.
func BenchmarkSearchUsers(b *testing.B) {
	c := benchCrew(b, 100_000)
	red, late := "red", "late"
	where := search.And{
		search.InHierarchy{GroupID: "site0", WithChildGroups: true}, search.TagEquals{Key: "line", Value: &red}, search.TagEquals{Key: "shift", Value: &late},
	}
	for name, ask := range map[string]struct {
		caller roster.Caller
		where  search.Criteria
	}{
		"administrator": {c.c, where},
		"supervisor":    {c.as("supervisor"), search.All{}},
	} {
		b.Run(name, func(b *testing.B) {
			total := 0
			look := func() {
				found, err := c.SearchUsers(c.ctx, ask.caller, c.id, ask.where, roster.Page{Limit: 100}, username)
				if err != nil {
					b.Fatal(err)
				}
				total = found.Total
			}
			look() // loads the index
			for b.Loop() {
				look()
			}
			b.ReportMetric(float64(total), "matches")
		})
	}
}

// benchCrew has so many users in ten sites, each with one of ten lines and one of two shifts, and a supervisor of one site's red late shift.
func benchCrew(b *testing.B, size int) *crew {
	c := newCrew(b, roster.SAML)
	for n := range 10 {
		c.group(b, fmt.Sprint("site", n))
	}
	c.grant(b, "supervisors", []string{"Users.View"}, func(p *roster.SecurityProfile) {
		p.TagRestricted, p.AllowedTags = []string{"User"}, map[string]string{"line": "red", "shift": "late"}
		p.HierarchyRestricted, p.AllowedGroupID = []string{"User"}, "site0"
	})
	c.put(b, func(tx roster.Tx) error {
		for n := range size {
			id := fmt.Sprintf("user%06d", n)
			if err := tx.AddUser(roster.User{
				ID: id, Username: id, RoutingProfileID: c.routing, SecurityProfileIDs: []string{c.agent},
				HierarchyPath: []string{fmt.Sprint("site", n%10)},
				Tags:          map[string]string{"line": []string{"red", "blue", "green", "white"}[n/10%4], "shift": []string{"late", "early"}[n/40%2]},
			}); err != nil {
				return err
			}
		}
		return tx.AddUser(roster.User{
			ID: "supervisor", Username: "supervisor", RoutingProfileID: c.routing, SecurityProfileIDs: []string{"supervisors"},
			HierarchyPath: []string{"site0"}, Tags: map[string]string{"line": "red", "shift": "late"},
		})
	})
	return c
}
