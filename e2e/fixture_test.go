package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

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
	in := &connect.CreateInstanceInput{
		IdentityManagementType: kind, InstanceAlias: &alias, InboundCallsEnabled: aws.Bool(true), OutboundCallsEnabled: aws.Bool(true),
	}
	if kind == types.DirectoryTypeExistingDirectory {
		in.DirectoryId = aws.String("d-0123456789")
	}
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

// user is the least that CreateUser needs in the instance's type.
func (c *centre) user(name string) *connect.CreateUserInput {
	return &connect.CreateUserInput{
		InstanceId: c.id, Username: &name, RoutingProfileId: c.routing, SecurityProfileIds: []string{*c.profiles["Agent"]},
		IdentityInfo: &types.UserIdentityInfo{FirstName: aws.String("Ada"), LastName: aws.String("Lovelace")},
		PhoneConfig:  &types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone},
	}
}
