package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// password is one that the rules accept.
const password = "Analytical1Engine"

// nobody is a well-formed id that belongs to nothing.
const nobody = "00000000-0000-4000-8000-000000000000"

// share runs tests against one server. They make instances of their own, with their own aliases, and so do not meet.
func share(t *testing.T, tests map[string]func(*testing.T, *connect.Client)) {
	t.Helper()
	t.Parallel()
	client := newServer(t).client()
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { test(t, client) })
	}
}

// centre is an instance with the built-in objects that its users need.
type centre struct {
	*connect.Client
	id, arn *string
	routing *string
	// profiles are the security profiles by name.
	profiles map[string]*string
}

// newCentre makes an instance of the type; a directory's id is made up where the type needs one.
func newCentre(t *testing.T, client *connect.Client, kind types.DirectoryType, alias string) *centre {
	t.Helper()
	return newCentreFrom(t, client, newInstance(kind, alias))
}

func newCentreFrom(t *testing.T, client *connect.Client, in *connect.CreateInstanceInput) *centre {
	t.Helper()
	created := must(client.CreateInstance(t.Context(), in))(t)
	c := &centre{Client: client, id: created.Id, arn: created.Arn, profiles: map[string]*string{}}
	routing := must(client.ListRoutingProfiles(t.Context(), &connect.ListRoutingProfilesInput{InstanceId: c.id}))(t)
	c.routing = routing.RoutingProfileSummaryList[0].Id
	security := must(client.ListSecurityProfiles(t.Context(), &connect.ListSecurityProfilesInput{InstanceId: c.id}))(t)
	for _, p := range security.SecurityProfileSummaryList {
		c.profiles[*p.Name] = p.Id
	}
	return c
}

// newInstance is the least that CreateInstance needs for the type.
func newInstance(kind types.DirectoryType, alias string) *connect.CreateInstanceInput {
	in := &connect.CreateInstanceInput{
		IdentityManagementType: kind, InstanceAlias: &alias, InboundCallsEnabled: aws.Bool(true), OutboundCallsEnabled: aws.Bool(true),
	}
	if kind == types.DirectoryTypeExistingDirectory {
		in.DirectoryId = aws.String("d-0123456789")
	}
	return in
}

// user is what CreateUser needs in any type of instance but for what signs a user in: a password or an id in a directory.
func (c *centre) user(name string) *connect.CreateUserInput {
	return &connect.CreateUserInput{
		InstanceId: c.id, Username: &name, RoutingProfileId: c.routing, SecurityProfileIds: []string{*c.profiles["Agent"]},
		IdentityInfo: &types.UserIdentityInfo{FirstName: aws.String("Ada"), LastName: aws.String("Lovelace")},
		PhoneConfig:  &types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone},
	}
}

// hire makes a user and gives its id. The changes are made to the request first.
func (c *centre) hire(t *testing.T, name string, changes ...func(*connect.CreateUserInput)) *string {
	t.Helper()
	in := c.user(name)
	for _, change := range changes {
		change(in)
	}
	return must(c.CreateUser(t.Context(), in))(t).UserId
}

// describe reads a user.
func (c *centre) describe(t *testing.T, id *string) *types.User {
	t.Helper()
	return must(c.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: c.id, UserId: id}))(t).User
}

// levels gives the hierarchy as many levels as there are names.
func (c *centre) levels(t *testing.T, names ...string) {
	t.Helper()
	must(c.UpdateUserHierarchyStructure(t.Context(), c.structure(names...)))(t)
}

func (c *centre) structure(names ...string) *connect.UpdateUserHierarchyStructureInput {
	var s types.HierarchyStructureUpdate
	members := []**types.HierarchyLevelUpdate{&s.LevelOne, &s.LevelTwo, &s.LevelThree, &s.LevelFour, &s.LevelFive}
	for i := range names {
		if names[i] != "" {
			*members[i] = &types.HierarchyLevelUpdate{Name: &names[i]}
		}
	}
	return &connect.UpdateUserHierarchyStructureInput{InstanceId: c.id, HierarchyStructure: &s}
}

// group makes a hierarchy group, at level one when parent is nil.
func (c *centre) group(t *testing.T, name string, parent *string) *string {
	t.Helper()
	in := &connect.CreateUserHierarchyGroupInput{InstanceId: c.id, Name: &name, ParentGroupId: parent}
	return must(c.CreateUserHierarchyGroup(t.Context(), in))(t).HierarchyGroupId
}

// profile makes a security profile. The changes are made to the request first.
func (c *centre) profile(t *testing.T, name string, changes ...func(*connect.CreateSecurityProfileInput)) *string {
	t.Helper()
	in := &connect.CreateSecurityProfileInput{InstanceId: c.id, SecurityProfileName: &name}
	for _, change := range changes {
		change(in)
	}
	return must(c.CreateSecurityProfile(t.Context(), in))(t).SecurityProfileId
}

// arnOf spells the ARN of something in the instance.
func (c *centre) arnOf(kind string, id *string) *string {
	return aws.String(*c.arn + "/" + kind + "/" + *id)
}
