package roster_test

import (
	"testing"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// office is a crew with groups emea, emea/de and apac, and people of several rights, who are named after them.
type office struct {
	*crew
	ids map[string]string
}

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{crew: newCrew(t, roster.SAML), ids: map[string]string{}}
	o.levels(t, o.id, 2)
	o.crew.group(t, "emea")
	o.crew.group(t, "de", "emea")
	o.crew.group(t, "apac")
	editor := []string{"Users.View", "Users.Edit", "Users.Delete"}
	o.grant(t, roster.SecurityProfile{Meta: roster.Meta{ID: "editor"}, Permissions: editor})
	o.grant(t, roster.SecurityProfile{Meta: roster.Meta{ID: "support"}, Permissions: editor,
		TagRestricted: []string{"User"}, AllowedTags: map[string]string{"team": "support", "site": "x"}})
	o.grant(t, roster.SecurityProfile{Meta: roster.Meta{ID: "branch"}, Permissions: editor, HierarchyRestricted: []string{"User"}})
	o.grant(t, roster.SecurityProfile{Meta: roster.Meta{ID: "rights"}, Permissions: []string{"SecurityProfiles.Edit", "Users.View"}})
	o.grant(t, roster.SecurityProfile{Meta: roster.Meta{ID: "edits"}, Permissions: []string{"Users.Edit"}})
	o.grant(t, roster.SecurityProfile{Meta: roster.Meta{ID: "trims"}, Permissions: []string{"Users.View", "Users.Delete"}, HierarchyRestricted: []string{"User"}})
	o.join(t, "agent", "", nil)
	o.join(t, "tagged", "", map[string]string{"team": "support", "site": "x"})
	o.join(t, "half", "", map[string]string{"team": "support"})
	o.join(t, "german", "de", nil)
	o.join(t, "editor", "", nil, "editor")
	o.join(t, "support", "", nil, "support")
	o.join(t, "branch", "emea", nil, "branch")
	o.join(t, "rights", "", nil, "rights")
	return o
}

// grant adds a security profile, which is named after its id.
func (o *office) grant(t *testing.T, p roster.SecurityProfile) {
	t.Helper()
	p.Name = p.ID
	o.put(t, func(tx roster.Tx) error { return tx.PutSecurityProfile(p) })
}

// join makes a user, with the profile Agent where no other is given.
func (o *office) join(t *testing.T, name, group string, tags map[string]string, profiles ...string) {
	t.Helper()
	o.ids[name] = o.user(t, o.hire(name, func(in *roster.NewUser) {
		in.HierarchyGroupID, in.Tags = group, tags
		if profiles != nil {
			in.SecurityProfileIDs = profiles
		}
	})).ID
}

// as is a user who would act.
func (o *office) as(name string) roster.Actor {
	return roster.Actor{Principal: access.Principal{User: &access.ConnectUser{Instance: o.id, ID: o.ids[name]}}}
}

// signedIn is a user as a caller.
func (o *office) signedIn(name string) roster.Caller {
	p := o.as(name).Principal
	p.Account = account
	return roster.Caller{Principal: p, Region: region}
}

// holder is the holder of an access key with the policy.
func keyHolder(t *testing.T, policy string) roster.Actor {
	t.Helper()
	p := access.User(account, "ci")
	var err error
	p.Policy, err = access.ParsePolicy([]byte(policy), []string{"DescribeUser", "UpdateUserIdentityInfo", "ListUsers"})
	if err != nil {
		t.Fatal(err)
	}
	return roster.Actor{Principal: p, KeyID: "RCK1"}
}

// on is a request for an action on a resource of the instance.
func (o *office) on(action string, kind access.ResourceType, id string) access.Request {
	r := access.Resource{Region: region, Account: account, Instance: o.id, Type: kind, ID: id}
	return access.Request{Action: action, Target: access.Target{Resource: r}}
}

func (o *office) onUser(operation, name string) access.Request {
	return o.on("connect:"+operation, access.TypeUser, o.ids[name])
}

// explain asks as the administrator.
func (o *office) explain(t *testing.T, as roster.Actor, q access.Request) roster.Explanation {
	t.Helper()
	e, err := o.Explain(o.ctx, o.c, as, q)
	wantKind(t, err, 0)
	return e
}
