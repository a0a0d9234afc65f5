package model

import (
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

var userFields = fields{
	"username": {key: "username"}, "firstname": {key: "first"}, "lastname": {key: "last"},
	"routingprofileid":  {key: "routing", kind: KindRoutingProfile},
	"securityprofileid": {key: "profiles", kind: KindSecurityProfile},
	"resourceid":        {key: "id", kind: KindUser}, "id": {key: "id", kind: KindUser},
}

// SearchUsers searches by names, profiles, hierarchy group and tags.
func (m *Model) SearchUsers(in *sdk.SearchUsersInput) (*sdk.SearchUsersOutput, Refusal) {
	var n *node
	if in.SearchCriteria != nil {
		n = userNode(*in.SearchCriteria)
	}
	found, i, no := search(m, in.InstanceId, in.MaxResults, 500, userFields, n, userFilter(value(in.SearchFilter)),
		func(i *Instance) []*User { return i.Users }, func(_ *Instance, u *User) document { return u.document() })
	if no != nil {
		return nil, no
	}
	return &sdk.SearchUsersOutput{
		ApproximateTotalCount: ptr(int64(len(found))),
		Users:                 each(found, func(u *User) types.UserSearchSummary { return u.found(i, 1000) }),
	}, nil
}

func userNode(c types.UserSearchCriteria) *node {
	return &node{
		or: nodes(c.OrConditions, userNode), and: nodes(c.AndConditions, userNode), text: c.StringCondition,
		more: []func(*Instance) (test, Refusal){
			func(i *Instance) (test, Refusal) { return groupTest(i, c.HierarchyGroupCondition) },
			func(*Instance) (test, Refusal) { return skillTest(c.ListCondition) },
		},
	}
}

// userFilter reads one of the two filters of users. Both at once are an access error.
func userFilter(f types.UserSearchFilter) filter {
	return func(i *Instance) (test, Refusal) {
		tags, badTags := tagFilter(f.TagFilter)(i)
		attributes, badAttributes := attributes(f.UserAttributeFilter)(i)
		if tags != nil && attributes != nil {
			return nil, because(Denied)
		}
		return one(either(badTags, badAttributes), tags, attributes)
	}
}

func (u *User) document() document {
	d := document{fields: map[string][]string{
		"username": {u.Name}, "first": {u.identity.first}, "last": {u.identity.last}, "routing": {u.Routing.ID}, "id": {u.ID},
	}, tags: u.Tags, skills: u.skills}
	for _, p := range u.SecurityProfiles {
		d.fields["profiles"] = append(d.fields["profiles"], p.ID)
	}
	for _, g := range u.Group.path() {
		d.groups = append(d.groups, g.ID)
	}
	return d
}

// found is a user as searches show it; unit is how many units of after-contact work make a second.
func (u *User) found(i *Instance, unit int32) types.UserSearchSummary {
	s := types.UserSearchSummary{
		Id: &u.ID, Arn: ptr(i.ARN(KindUser, u.ID)), Username: &u.Name, DirectoryUserId: &u.directoryID, RoutingProfileId: &u.Routing.ID,
		SecurityProfileIds: each(u.SecurityProfiles, func(p *SecurityProfile) string { return p.ID }), Tags: u.Tags,
		IdentityInfo: &types.UserIdentityInfoLite{FirstName: text(u.identity.first), LastName: text(u.identity.last)},
	}
	if u.Group != nil {
		s.HierarchyGroupId = &u.Group.ID
	}
	u.phone.show(&s, unit)
	return s
}
