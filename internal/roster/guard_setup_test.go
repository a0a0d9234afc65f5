package roster_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// branch is an instance in which lena leads the users of emea that carry team=a, and may do with these whatever can be done at all. Groups and
// security profiles have their names as ids.
type branch struct {
	*crew
	// lena is the restricted caller, and all the permissions that there are.
	lena roster.Caller
	all  []string
	// ann is of lena's branch; bob and carl are not, by group and by tag; root is, and an administrator.
	lenaID, ann, bob, carl, root string
}

var (
	teamA = map[string]string{"team": "a"}
	teamB = map[string]string{"team": "b"}
)

func newBranch(t *testing.T) *branch {
	t.Helper()
	b := &branch{crew: newCrew(t, roster.SAML)}
	wantKind(t, b.UpdateUserHierarchyStructure(b.ctx, b.c, b.id, []string{"region", "country"}), 0)
	for _, g := range []string{b.group(t, "emea"), b.group(t, "de", "emea"), b.group(t, "apac")} {
		wantKind(t, b.TagResource(b.ctx, b.c, b.res(group(g)), teamA), 0)
	}
	wantKind(t, b.TagResource(b.ctx, b.c, b.res(roster.Reference{Type: access.TypeRoutingProfile, ID: b.routing}), teamA), 0)
	admin, err := b.store.Read(b.ctx, b.id).SecurityProfiles().Named("Admin")
	wantKind(t, err, 0)
	b.all = admin.Permissions
	b.grant(t, "lead", b.all, byTags(teamA), byGroup("emea"), tagged(teamA))
	b.grant(t, "agents", []string{"BasicAgentAccess"}, tagged(teamA))
	b.grant(t, "boss", b.all, tagged(teamA))
	b.lenaID = b.member(t, "lena", "emea", teamA, "lead")
	b.ann = b.member(t, "ann", "de", teamA, "agents")
	b.bob = b.member(t, "bob", "apac", teamA, "agents")
	b.carl = b.member(t, "carl", "de", teamB, "agents")
	b.root = b.member(t, "root", "emea", teamA, "boss")
	b.lena = b.as(b.lenaID)
	return b
}

// grant puts a security profile with the permissions.
func (c *crew) grant(t testing.TB, id string, permissions []string, changes ...func(*roster.SecurityProfile)) {
	t.Helper()
	p := roster.SecurityProfile{Meta: roster.Meta{ID: id, Name: id}, Permissions: permissions}
	for _, change := range changes {
		change(&p)
	}
	c.put(t, func(tx roster.Tx) error { return tx.PutSecurityProfile(p) })
}

// restrictable are the names of all kinds that tags can restrict.
var restrictable = []string{
	"User", "SecurityProfile", "Queue", "RoutingProfile", "AgentStatus", "HoursOfOperation", "TransferDestination", "UserHierarchyGroup",
}

// byTags restricts a profile on the kinds, on all when none is named.
func byTags(tags map[string]string, kinds ...string) func(*roster.SecurityProfile) {
	if len(kinds) == 0 {
		kinds = restrictable
	}
	return func(p *roster.SecurityProfile) { p.AllowedTags, p.TagRestricted = tags, kinds }
}

// byGroup restricts a profile to a group; to the own one when it is empty.
func byGroup(group string) func(*roster.SecurityProfile) {
	return func(p *roster.SecurityProfile) { p.HierarchyRestricted, p.AllowedGroupID = []string{"User"}, group }
}

func tagged(tags map[string]string) func(*roster.SecurityProfile) {
	return func(p *roster.SecurityProfile) { p.Tags = maps.Clone(tags) }
}

// member makes a user of the group with the tags and profiles.
func (c *crew) member(t *testing.T, name, group string, tags map[string]string, profiles ...string) string {
	t.Helper()
	return c.user(t, c.hire(name, func(in *roster.NewUser) {
		in.HierarchyGroupID, in.Tags, in.SecurityProfileIDs = group, maps.Clone(tags), profiles
	})).ID
}

// as is the user as a caller.
func (c *crew) as(user string) roster.Caller {
	on := access.Resource{Region: region, Account: account, Instance: c.id, Type: access.TypeUser, ID: user}
	return roster.Caller{Region: region, Principal: access.Principal{
		ARN: on.ARN(), Account: account, User: &access.ConnectUser{Instance: c.id, ID: user},
	}}
}

// holder is the holder of a key whose policy has the statements.
func holder(t *testing.T, statements string) roster.Caller {
	t.Helper()
	p := access.User(account, "ci")
	var err error
	if p.Policy, err = access.ParsePolicy([]byte(`{"Version":"2012-10-17","Statement":[`+statements+`]}`), operations()); err != nil {
		t.Fatal(err)
	}
	return roster.Caller{Principal: p, Region: region}
}

// allowAll is a statement that allows everything, unless another one denies.
const allowAll = `{"Effect":"Allow","Action":"*","Resource":"*"}`

// arn spells a resource of the instance.
func (c *crew) arn(kind access.ResourceType, id string) string {
	return access.Resource{Region: region, Account: account, Instance: c.id, Type: kind, ID: id}.ARN()
}

// revision is the state of the instance.
func (c *crew) revision(t *testing.T) int64 {
	t.Helper()
	i, err := c.store.Read(c.ctx, c.id).Instance()
	wantKind(t, err, 0)
	return i.Revision
}

// wantDenied checks that access control refused, on the resource, and that nothing has changed since the revision.
func (c *crew) wantDenied(t *testing.T, err error, kind access.ResourceType, id string, since int64) {
	t.Helper()
	e := asError(err)
	if e == nil || e.Kind != roster.Denied || e.Action == "" {
		t.Errorf("got %v, want a denial", err)
		return
	}
	if want := c.arn(kind, id); e.Resource.ARN() != want {
		t.Errorf("denied on %s, want on %s", e.Resource.ARN(), want)
	}
	if now := c.revision(t); now != since {
		t.Error("something has changed")
	}
}

// without is the list without some of its elements.
func without(list []string, some ...string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(some, s) })
}
