package api_test

import (
	"net/http/httptest"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// crew is a SAML instance with what its users refer to.
type crew struct {
	*sdk.Client
	server *httptest.Server
	id     *string
	// routing and agent are the routing profile and the security profile that users get unless a test says otherwise.
	routing, agent *string
}

func newCrew(t *testing.T) *crew {
	t.Helper()
	client, server := newServer(t)
	c := &crew{Client: client, server: server, id: newInstance(t, client, types.DirectoryTypeSaml, "crew")}
	c.routing = basicRoutingProfile(t, client, c.id).Id
	profiles, err := client.ListSecurityProfiles(t.Context(), &sdk.ListSecurityProfilesInput{InstanceId: c.id})
	wantError(t, err, "")
	for _, p := range profiles.SecurityProfileSummaryList {
		if *p.Name == "Agent" {
			c.agent = p.Id
		}
	}
	return c
}

// hire is a request for a user that is right, with changes.
func (c *crew) hire(name string, changes ...func(*sdk.CreateUserInput)) *sdk.CreateUserInput {
	in := &sdk.CreateUserInput{
		InstanceId: c.id, Username: &name, RoutingProfileId: c.routing, SecurityProfileIds: []string{*c.agent},
		IdentityInfo: &types.UserIdentityInfo{FirstName: aws.String("Ann"), LastName: aws.String("Lee")},
	}
	for _, change := range changes {
		change(in)
	}
	return in
}

// user makes a user and gives its id.
func (c *crew) user(t *testing.T, name string, changes ...func(*sdk.CreateUserInput)) *string {
	t.Helper()
	out, err := c.CreateUser(t.Context(), c.hire(name, changes...))
	wantError(t, err, "")
	return out.UserId
}

func (c *crew) describe(t *testing.T, id *string) *types.User {
	t.Helper()
	out, err := c.DescribeUser(t.Context(), &sdk.DescribeUserInput{InstanceId: c.id, UserId: id})
	wantError(t, err, "")
	return out.User
}

func (c *crew) userARN(id *string) string { return *instanceARN(c.id, "/agent/"+*id) }

// find searches with a raw request of criteria, filter or both, and gives the user names found, or the error's type.
func (c *crew) find(t *testing.T, conditions string) (names []string, kind string) {
	t.Helper()
	if conditions != "" {
		conditions = "," + conditions
	}
	_, kind, answer := raw(t, c.server, "POST", "/search-users", `{"InstanceId":"`+*c.id+`"`+conditions+`}`)
	users, _ := answer["Users"].([]any)
	for _, u := range users {
		names = append(names, u.(map[string]any)["Username"].(string))
	}
	return names, kind
}
