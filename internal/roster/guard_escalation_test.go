package roster_test

import (
	"testing"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// attempt is something that lena tries in order to get at more than she has. Denied is the resource that the refusal names.
type attempt struct {
	name   string
	try    func(b *branch) error
	denied roster.Reference
}

// These stand for ids that only a running instance has.
const lenaHerself, annsID, bobsID, carlsID, rootsID, agentProfile, newResource = "lena", "ann", "bob", "carl", "root", "agent", "new"

func user(id string) roster.Reference { return roster.Reference{Type: access.TypeUser, ID: id} }
func profile(id string) roster.Reference {
	return roster.Reference{Type: access.TypeSecurityProfile, ID: id}
}
func group(id string) roster.Reference {
	return roster.Reference{Type: access.TypeUserHierarchyGroup, ID: id}
}

var attempts = []attempt{
	{"assign herself a stronger profile", func(b *branch) error {
		return b.UpdateUserSecurityProfiles(b.ctx, b.lena, b.id, b.lenaID, []string{"lead", "boss"})
	}, profile("boss")},
	{"assign a stronger profile to one of hers", func(b *branch) error {
		return b.UpdateUserSecurityProfiles(b.ctx, b.lena, b.id, b.ann, []string{"boss"})
	}, profile("boss")},
	{"assign herself a profile that she cannot reach", func(b *branch) error {
		return b.UpdateUserSecurityProfiles(b.ctx, b.lena, b.id, b.lenaID, []string{"lead", b.agent})
	}, profile(agentProfile)},
	{"take the profiles from an administrator", func(b *branch) error {
		return b.UpdateUserSecurityProfiles(b.ctx, b.lena, b.id, b.root, []string{"agents"})
	}, user(rootsID)},
	{"make a user with a stronger profile", func(b *branch) error {
		_, err := b.CreateUser(b.ctx, b.lena, b.id, b.hire("puppet", func(in *roster.NewUser) { in.SecurityProfileIDs = []string{"boss"} }))
		return err
	}, profile("boss")},
	{"make a user in another group", func(b *branch) error {
		_, err := b.CreateUser(b.ctx, b.lena, b.id, b.hire("puppet", func(in *roster.NewUser) { in.HierarchyGroupID = "apac" }))
		return err
	}, user("*")},
	{"make a user with another tag", func(b *branch) error {
		_, err := b.CreateUser(b.ctx, b.lena, b.id, b.hire("puppet", func(in *roster.NewUser) { in.Tags = teamB }))
		return err
	}, user("*")},
	{"make a profile without her restrictions", func(b *branch) error {
		_, err := b.CreateSecurityProfile(b.ctx, b.lena, b.id, roster.SecurityProfile{Meta: roster.Meta{Name: "free"}, Permissions: []string{"Users.View"}})
		return err
	}, profile(newResource)},
	{"make a profile of another tag", func(b *branch) error {
		p := roster.SecurityProfile{Meta: roster.Meta{Name: "other"}, Permissions: []string{"Users.View"}}
		byTags(teamB)(&p)
		byGroup("emea")(&p)
		_, err := b.CreateSecurityProfile(b.ctx, b.lena, b.id, p)
		return err
	}, profile(newResource)},
	{"make a profile of another group", func(b *branch) error {
		p := roster.SecurityProfile{Meta: roster.Meta{Name: "other"}, Permissions: []string{"Users.View"}}
		byTags(teamA)(&p)
		byGroup("")(&p)
		_, err := b.CreateSecurityProfile(b.ctx, b.lena, b.id, p)
		return err
	}, profile(newResource)},
	{"loosen the profile that she has", func(b *branch) error {
		return b.UpdateSecurityProfile(b.ctx, b.lena, b.id, "lead", roster.SecurityProfileUpdate{HierarchyRestricted: []string{}})
	}, profile("lead")},
	{"strengthen a profile that hers have", func(b *branch) error {
		return b.UpdateSecurityProfile(b.ctx, b.lena, b.id, "agents", roster.SecurityProfileUpdate{Permissions: []string{"Users.Edit"}})
	}, profile("agents")},
	{"edit the profile of an administrator", func(b *branch) error {
		return b.UpdateSecurityProfile(b.ctx, b.lena, b.id, "boss", roster.SecurityProfileUpdate{Permissions: []string{}})
	}, profile("boss")},
	{"delete the profile of an administrator", func(b *branch) error {
		return b.DeleteSecurityProfile(b.ctx, b.lena, b.id, "boss")
	}, profile("boss")},
	{"take away her own tag", func(b *branch) error {
		return b.UntagResource(b.ctx, b.lena, b.res(user(b.lenaID)), []string{"team"})
	}, user(lenaHerself)},
	{"retag one of hers", func(b *branch) error {
		return b.TagResource(b.ctx, b.lena, b.res(user(b.ann)), teamB)
	}, user(annsID)},
	{"retag somebody else's", func(b *branch) error {
		return b.TagResource(b.ctx, b.lena, b.res(user(b.carl)), teamA)
	}, user(carlsID)},
	{"retag a profile that she cannot reach", func(b *branch) error {
		return b.TagResource(b.ctx, b.lena, b.res(profile(b.agent)), teamA)
	}, profile(agentProfile)},
	{"move a victim into her branch", func(b *branch) error {
		return b.UpdateUserHierarchy(b.ctx, b.lena, b.id, b.bob, "emea")
	}, user(bobsID)},
	{"move one of hers out of her branch", func(b *branch) error {
		return b.UpdateUserHierarchy(b.ctx, b.lena, b.id, b.ann, "apac")
	}, user(annsID)},
	{"take one of hers out of the hierarchy", func(b *branch) error {
		return b.UpdateUserHierarchy(b.ctx, b.lena, b.id, b.ann, "")
	}, user(annsID)},
	{"send an administrator's mail elsewhere", func(b *branch) error {
		return b.UpdateUserIdentityInfo(b.ctx, b.lena, b.id, b.root, mail("lena@example.com"))
	}, user(rootsID)},
	{"send an administrator's messages elsewhere", func(b *branch) error {
		change := names("Ann", "Lee")
		change.Mobile = ptr("+4930123456")
		return b.UpdateUserIdentityInfo(b.ctx, b.lena, b.id, b.root, change)
	}, user(rootsID)},
	{"delete an administrator", func(b *branch) error {
		return b.DeleteUser(b.ctx, b.lena, b.id, b.root)
	}, user(rootsID)},
	{"guess the id of a user outside", func(b *branch) error {
		_, err := b.DescribeUser(b.ctx, b.lena, b.id, b.bob)
		return err
	}, user(bobsID)},
	{"guess the id of nobody", func(b *branch) error {
		_, err := b.DescribeUser(b.ctx, b.lena, b.id, "nobody")
		return err
	}, user("nobody")},
	{"guess the id of an agent's queue", func(b *branch) error {
		_, err := b.DescribeQueue(b.ctx, b.lena, b.id, b.bob)
		return err
	}, roster.Reference{Type: access.TypeQueue, ID: bobsID}},
	{"guess the id of a profile in a body", func(b *branch) error {
		return b.UpdateUserSecurityProfiles(b.ctx, b.lena, b.id, b.ann, []string{"nothing"})
	}, profile("nothing")},
	{"name a group of another instance", func(b *branch) error {
		return b.UpdateUserHierarchy(b.ctx, b.lena, b.id, b.ann, "arn:aws:connect:us-west-2:111122223333:instance/other/agent-group/emea")
	}, group("arn:aws:connect:us-west-2:111122223333:instance/other/agent-group/emea")},
	{"lead to somebody else's", func(b *branch) error {
		_, err := b.CreateQuickConnect(b.ctx, b.lena, b.id, roster.QuickConnect{
			Meta: roster.Meta{Name: "q"}, Destination: roster.Destination{Type: roster.UserQuickConnect, UserID: b.bob},
		})
		return err
	}, user(bobsID)},
}

// mail is a change of the secondary address, which users of every type can have.
func mail(address string) roster.IdentityChange {
	change := names("Ann", "Lee")
	change.SecondaryEmail = &address
	return change
}

// res is a resource of the instance.
func (c *crew) res(of roster.Reference) access.Resource {
	return access.Resource{Region: region, Account: account, Instance: c.id, Type: of.Type, ID: of.ID}
}

func TestARestrictedUserCannotGetAtMore(t *testing.T) {
	b := newBranch(t)
	ids := map[string]string{lenaHerself: b.lenaID, annsID: b.ann, bobsID: b.bob, carlsID: b.carl, rootsID: b.root, agentProfile: b.agent}
	for _, a := range attempts {
		t.Run(a.name, func(t *testing.T) {
			since := b.revision(t)
			err := a.try(b)
			if id, ok := ids[a.denied.ID]; ok {
				a.denied.ID = id
			}
			if e := asError(err); e != nil && a.denied.ID == newResource {
				a.denied.ID = e.Resource.ID
			}
			b.wantDenied(t, err, a.denied.Type, a.denied.ID, since)
		})
	}
}

// The same is allowed within her branch, so that the refusals above are none of everything.
func TestARestrictedUserLeadsTheOwnBranch(t *testing.T) {
	b := newBranch(t)
	for _, step := range []struct {
		what string
		err  error
	}{
		{"profiles", b.UpdateUserSecurityProfiles(b.ctx, b.lena, b.id, b.ann, []string{"agents", "lead"})},
		{"own profiles", b.UpdateUserSecurityProfiles(b.ctx, b.lena, b.id, b.lenaID, []string{"agents", "lead"})},
		{"group", b.UpdateUserHierarchy(b.ctx, b.lena, b.id, b.ann, "emea")},
		{"another tag", b.TagResource(b.ctx, b.lena, b.res(user(b.ann)), map[string]string{"shift": "late"})},
		{"without it", b.UntagResource(b.ctx, b.lena, b.res(user(b.ann)), []string{"shift"})},
		{"mail", b.UpdateUserIdentityInfo(b.ctx, b.lena, b.id, b.ann, mail("ann@example.com"))},
		{"names of an administrator", b.UpdateUserIdentityInfo(b.ctx, b.lena, b.id, b.root, names("Root", "Toor"))},
		{"a profile", b.UpdateSecurityProfile(b.ctx, b.lena, b.id, "agents", roster.SecurityProfileUpdate{Permissions: []string{"BasicAgentAccess"}})},
		{"her own", b.UpdateSecurityProfile(b.ctx, b.lena, b.id, "lead", roster.SecurityProfileUpdate{Description: ptr("leads")})},
		{"a group's name", b.UpdateUserHierarchyGroupName(b.ctx, b.lena, b.id, "emea", "world")},
		{"less", b.UpdateSecurityProfile(b.ctx, b.lena, b.id, "lead", roster.SecurityProfileUpdate{Permissions: without(b.all, "Queues.Create")})},
		{"deletion", b.DeleteUser(b.ctx, b.lena, b.id, b.ann)},
	} {
		if step.err != nil {
			t.Errorf("%s: %v", step.what, step.err)
		}
	}
	_, err := b.CreateQueue(b.ctx, b.lena, b.id, roster.Queue{})
	wantKind(t, err, roster.Denied) // since she has less
}

func TestTheGroupOfARestrictionStays(t *testing.T) {
	b := newBranch(t)
	b.group(t, "empty")
	wantKind(t, b.DeleteUserHierarchyGroup(b.ctx, b.lena, b.id, "empty"), roster.Denied) // it lacks the tag
	wantKind(t, b.TagResource(b.ctx, b.c, b.res(group("empty")), teamA), 0)
	b.grant(t, "kept", nil, byGroup("empty"))
	wantRule(t, b.DeleteUserHierarchyGroup(b.ctx, b.lena, b.id, "empty"), roster.InUse)
	b.grant(t, "kept", nil)
	wantKind(t, b.DeleteUserHierarchyGroup(b.ctx, b.lena, b.id, "empty"), 0)
}

// A profile that reaches its holder's own group is compared where it is held: the holder must not get further than who assigns it, or moves
// the holder.
func TestOwnGroupIsThatOfTheHolder(t *testing.T) {
	b := newBranch(t)
	b.grant(t, "here", []string{"Users.View", "Users.Delete"}, byGroup(""))
	b.grant(t, "mover", []string{"Users.Edit", "Users.EditPermission", "Users.Create"})
	mia := b.as(b.member(t, "mia", "de", nil, "here", "mover"))
	since := b.revision(t)
	b.wantDenied(t, b.UpdateUserSecurityProfiles(b.ctx, mia, b.id, b.bob, []string{"here"}), access.TypeSecurityProfile, "here", since)
	b.wantDenied(t, b.UpdateUserHierarchy(b.ctx, mia, b.id, mia.User.ID, "emea"), access.TypeSecurityProfile, "here", since)
	_, err := b.CreateUser(b.ctx, mia, b.id, b.hire("puppet", func(in *roster.NewUser) {
		in.HierarchyGroupID, in.SecurityProfileIDs = "apac", []string{"here"}
	}))
	b.wantDenied(t, err, access.TypeSecurityProfile, "here", since)
	wantKind(t, b.UpdateUserHierarchy(b.ctx, mia, b.id, b.bob, "emea"), 0)
	wantKind(t, b.UpdateUserSecurityProfiles(b.ctx, mia, b.id, b.carl, []string{"here"}), 0)
	b.wantDenied(t, b.UpdateUserIdentityInfo(b.ctx, mia, b.id, b.lenaID, mail("mia@example.com")), access.TypeUser, b.lenaID, b.revision(t))
	wantKind(t, b.UpdateUserHierarchy(b.ctx, mia, b.id, b.carl, ""), 0)
	b.wantDenied(t, b.UpdateUserHierarchy(b.ctx, mia, b.id, b.carl, "apac"), access.TypeSecurityProfile, "here", b.revision(t))
}

// Somebody of any group may hold a profile that reaches its holder's own group: to give it more, one has to have that everywhere.
func TestOwnGroupIsThatOfEveryHolder(t *testing.T) {
	b := newBranch(t)
	b.grant(t, "here", []string{"Users.View", "Users.Delete"}, byGroup(""))
	b.grant(t, "editor", []string{"SecurityProfiles.Edit"})
	b.grant(t, "mild", []string{"Users.View"}, byGroup(""))
	mia := b.as(b.member(t, "mia", "emea", nil, "here", "editor"))
	give := func(permissions ...string) error {
		return b.UpdateSecurityProfile(b.ctx, mia, b.id, "mild", roster.SecurityProfileUpdate{Permissions: append([]string{}, permissions...)})
	}
	wantKind(t, give("Users.View", "Users.Delete"), 0)
	wantKind(t, give("Users.View"), 0)
	wantKind(t, b.UpdateUserSecurityProfiles(b.ctx, b.c, b.id, b.bob, []string{"mild"}), 0)
	b.wantDenied(t, give("Users.View", "Users.Delete"), access.TypeSecurityProfile, "mild", b.revision(t))
	wantKind(t, give("BasicAgentAccess", "Users.View"), 0)
	wantKind(t, give(), 0)
	b.wantDenied(t, give("Users.View"), access.TypeSecurityProfile, "mild", b.revision(t))
	b.grant(t, "mild", []string{"Users.View"}, byGroup("emea"))
	wide := roster.SecurityProfileUpdate{AllowedGroupID: ptr("")}
	b.wantDenied(t, b.UpdateSecurityProfile(b.ctx, mia, b.id, "mild", wide), access.TypeSecurityProfile, "mild", b.revision(t))
}
