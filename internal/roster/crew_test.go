package roster_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// crew is an instance with what its users refer to.
type crew struct {
	*env
	id      string
	routing string
	// agent is the security profile that users get unless a test says otherwise.
	agent string
}

func newCrew(t testing.TB, kind roster.IdentityType) *crew {
	t.Helper()
	return newEnv(t).crew(t, kind, "crew")
}

// crew makes an instance for a crew.
func (e *env) crew(t rapid.TB, kind roster.IdentityType, alias string) *crew {
	t.Helper()
	c := &crew{env: e, id: e.instance(t, kind, alias).ID}
	r := e.store.Read(e.ctx, c.id)
	routing, err := r.RoutingProfiles().Named("Basic Routing Profile")
	wantKind(t, err, 0)
	agent, err := r.SecurityProfiles().Named("Agent")
	wantKind(t, err, 0)
	c.routing, c.agent = routing.ID, agent.ID
	return c
}

// rehash gives the service another hasher.
func (c *crew) rehash(h roster.PasswordHasher) { c.remake(func(o *roster.Options) { o.Hasher = h }) }

// put changes the store below the service, for what other families make.
func (c *crew) put(t rapid.TB, fn func(roster.Tx) error) {
	t.Helper()
	wantKind(t, c.store.Update(c.ctx, c.id, fn), 0)
}

// group adds a hierarchy group below others, whose ids are its path without itself.
func (c *crew) group(t testing.TB, id string, above ...string) string {
	t.Helper()
	g := roster.UserHierarchyGroup{Meta: roster.Meta{ID: id, Name: id}, Level: len(above) + 1, Path: append(slices.Clone(above), id)}
	if len(above) > 0 {
		g.ParentID = above[len(above)-1]
	}
	c.put(t, func(tx roster.Tx) error { return tx.PutUserHierarchyGroup(g) })
	return id
}

// profile adds a security profile with what it restricts.
func (c *crew) profile(t *testing.T, id string, tags map[string]string, hierarchy ...string) string {
	t.Helper()
	p := roster.SecurityProfile{Meta: roster.Meta{ID: id, Name: id}, AllowedTags: tags, HierarchyRestricted: hierarchy}
	c.put(t, func(tx roster.Tx) error { return tx.PutSecurityProfile(p) })
	return id
}

// hire is a request for a user that is right for the instance's type, with changes.
func (c *crew) hire(name string, changes ...func(*roster.NewUser)) roster.NewUser {
	in := roster.NewUser{
		Username: name, Identity: names("Ann", "Lee"), RoutingProfileID: c.routing, SecurityProfileIDs: []string{c.agent},
	}
	for _, change := range changes {
		change(&in)
	}
	return in
}

// user makes a user and gives it as the store has it.
func (c *crew) user(t *testing.T, in roster.NewUser) roster.User {
	t.Helper()
	created, err := c.CreateUser(c.ctx, c.c, c.id, in)
	wantKind(t, err, 0)
	return c.read(t, created.ID)
}

func (c *crew) read(t *testing.T, id string) roster.User {
	t.Helper()
	u, err := c.DescribeUser(c.ctx, c.c, c.id, id)
	wantKind(t, err, 0)
	return u
}

// found gives the names that a search finds.
func (c *crew) found(t rapid.TB, where search.Criteria, pageSize int) []string {
	t.Helper()
	return c.foundAs(t, username, where, pageSize)
}

// foundAs gives what a search shows of users, page by page, and checks that every page tells the same total.
func (c *crew) foundAs(t rapid.TB, encode func(*roster.User) ([]byte, error), where search.Criteria, pageSize int) []string {
	t.Helper()
	var shown []string
	page, total := roster.Page{Limit: pageSize}, -1
	for {
		found, err := c.SearchUsers(c.ctx, c.c, c.id, where, page, encode)
		wantKind(t, err, 0)
		if total >= 0 && found.Total != total || len(found.Items) > pageSize {
			t.Fatalf("page of %d, total %d; want at most %d, and total %d", len(found.Items), found.Total, pageSize, total)
		}
		total = found.Total
		for _, u := range found.Items {
			shown = append(shown, string(u))
		}
		if found.Next == nil {
			break
		}
		page.After = *found.Next
	}
	if len(shown) != total {
		t.Errorf("found %d users on all pages, total says %d", len(shown), total)
	}
	return shown
}

// username is what the tests' searches give of a user.
func username(u *roster.User) ([]byte, error) { return []byte(u.Username), nil }

func names(first, last string) roster.IdentityChange {
	return roster.IdentityChange{FirstName: &first, LastName: &last}
}

func ptr[T any](v T) *T { return &v }

// numbered gives a name that sorts by its number.
func numbered(stem string, n int) string { return fmt.Sprintf("%s%03d", stem, n) }
