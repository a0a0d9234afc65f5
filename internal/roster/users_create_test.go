package roster_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

func TestCreateUserKeepsWhatItWasGiven(t *testing.T) {
	c := newCrew(t, roster.SAML)
	site, team := c.group(t, "site"), c.group(t, "team", "site")
	second := c.profile(t, "second", nil)
	u := c.user(t, c.hire("ann", func(in *roster.NewUser) {
		in.SecurityProfileIDs = []string{second, c.agent}
		in.HierarchyGroupID = team
		in.Tags = map[string]string{"team": "red"}
		in.Identity.Mobile = ptr("+15550100")
	}))
	want := roster.User{
		ID: u.ID, DirectoryUserID: u.DirectoryUserID, Username: "ann",
		Identity: roster.Identity{FirstName: "Ann", LastName: "Lee", Mobile: "+15550100"}, Phone: u.Phone,
		RoutingProfileID: c.routing, SecurityProfileIDs: []string{second, c.agent}, HierarchyPath: []string{site, team},
		Tags: map[string]string{"team": "red"}, LastModified: time.Unix(0, c.clock.Load()).UTC(),
	}
	if diff := cmp.Diff(want, u); diff != "" {
		t.Errorf("user (-want +got):\n%s", diff)
	}
}

func TestCreateUserReferences(t *testing.T) {
	c := newCrew(t, roster.SAML)
	for name, change := range map[string]func(*roster.NewUser){
		"routing profile":  func(in *roster.NewUser) { in.RoutingProfileID = "missing" },
		"security profile": func(in *roster.NewUser) { in.SecurityProfileIDs = []string{c.agent, "missing"} },
		"hierarchy group":  func(in *roster.NewUser) { in.HierarchyGroupID = "missing" },
		"missing comes before broken rules": func(in *roster.NewUser) {
			in.RoutingProfileID, in.Username, in.Password = "missing", "not a name", "Passw0rd"
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := c.CreateUser(c.ctx, c.c, c.id, c.hire("ann", change))
			wantKind(t, err, roster.NotFound)
		})
	}
	_, err := c.CreateUser(c.ctx, c.c, "no-such-instance", c.hire("ann"))
	wantKind(t, err, roster.NotFound)
	_, err = c.CreateUser(c.ctx, roster.Caller{Principal: access.User(account, "ci"), Region: region}, c.id, c.hire("ann"))
	wantKind(t, err, roster.Denied)
	if got := c.found(t, search.All{}, 10); got != nil {
		t.Errorf("refused requests left users %v", got)
	}
}

func TestRestrictedSecurityProfilesPerUser(t *testing.T) {
	c := newCrew(t, roster.SAML)
	var tagged, hierarchical []string
	for i := range 4 {
		tagged = append(tagged, c.profile(t, numbered("tags", i), map[string]string{"team": "red"}))
		hierarchical = append(hierarchical, c.profile(t, numbered("hierarchy", i), nil, "User"))
	}
	both := c.profile(t, "both", map[string]string{"team": "red"}, "User")
	tests := []struct {
		name string
		ids  []string
		want roster.Kind
	}{
		{"three with tags", tagged[:3], 0},
		{"four with tags", tagged[:4], roster.InvalidRequest},
		{"two with a hierarchy restriction", hierarchical[:2], 0},
		{"three with a hierarchy restriction", hierarchical[:3], roster.InvalidRequest},
		{"one counts for both", append([]string{both}, tagged[:3]...), roster.InvalidRequest},
		{"at both bounds", append([]string{both, hierarchical[0]}, tagged[:2]...), 0},
	}
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := c.CreateUser(c.ctx, c.c, c.id, c.hire(numbered("user", i), func(in *roster.NewUser) { in.SecurityProfileIDs = tt.ids }))
			wantKind(t, err, tt.want)
		})
	}
}

// countingHasher tells how often it was asked, and does something meanwhile.
type countingHasher struct {
	plainHasher
	asked     atomic.Int64
	meanwhile func()
}

func (h *countingHasher) Hash(ctx context.Context, password string) (string, error) {
	h.work()
	return h.plainHasher.Hash(ctx, password)
}

func (h *countingHasher) Verify(ctx context.Context, password, hash string) (bool, error) {
	h.work()
	return h.plainHasher.Verify(ctx, password, hash)
}

func (h *countingHasher) work() {
	h.asked.Add(1)
	if h.meanwhile != nil {
		h.meanwhile()
	}
}

func TestRefusedUsersCostNoHash(t *testing.T) {
	c := newCrew(t, roster.ConnectManaged)
	hasher := &countingHasher{}
	c.rehash(hasher)
	password := func(in *roster.NewUser) { in.Password = "Passw0rd" }
	c.user(t, c.hire("ann", password))
	if hasher.asked.Load() != 1 {
		t.Fatalf("asked for %d hashes, want 1", hasher.asked.Load())
	}
	_, err := c.CreateUser(c.ctx, c.c, c.id, c.hire("ann", password))
	wantKind(t, err, roster.Duplicate)
	_, err = c.CreateUser(c.ctx, c.c, c.id, c.hire("bob", password, func(in *roster.NewUser) { in.RoutingProfileID = "missing" }))
	wantKind(t, err, roster.NotFound)
	_, err = c.CreateUser(c.ctx, c.c, c.id, c.hire("not a name", password))
	wantKind(t, err, roster.InvalidParameter)
	if hasher.asked.Load() != 1 {
		t.Errorf("refused requests cost %d hashes", hasher.asked.Load()-1)
	}
}

func TestCreateUserChecksAgainAfterHashing(t *testing.T) {
	c := newCrew(t, roster.ConnectManaged)
	password := func(in *roster.NewUser) { in.Password = "Passw0rd" }
	rival := c.hire("ann", password)
	other := c.Service
	hasher := &countingHasher{meanwhile: func() {
		if _, err := other.CreateUser(c.ctx, c.c, c.id, rival); err != nil {
			t.Error(err)
		}
	}}
	c.rehash(hasher)
	_, err := c.CreateUser(c.ctx, c.c, c.id, rival)
	wantKind(t, err, roster.Duplicate)
	if got := c.found(t, search.All{}, 10); len(got) != 1 {
		t.Errorf("users %v, want one", got)
	}
}
