package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestAuthenticationProfiles(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"an instance has one, and it can be changed": updatesAuthenticationProfile,
		"refuse": refusesAuthenticationProfiles,
	})
}

// authentication is the instance's authentication profile as it is listed.
func (c *centre) authentication(t *testing.T) types.AuthenticationProfileSummary {
	t.Helper()
	return must(c.ListAuthenticationProfiles(t.Context(), &connect.ListAuthenticationProfilesInput{InstanceId: c.id}))(t).AuthenticationProfileSummaryList[0]
}

func (c *centre) readAuthentication(t *testing.T, id *string) *types.AuthenticationProfile {
	t.Helper()
	return must(c.DescribeAuthenticationProfile(t.Context(), &connect.DescribeAuthenticationProfileInput{InstanceId: c.id, AuthenticationProfileId: id}))(t).AuthenticationProfile
}

func (c *centre) updateAuthentication(t *testing.T, id *string, in connect.UpdateAuthenticationProfileInput) error {
	in.InstanceId, in.AuthenticationProfileId = c.id, id
	return errorOf(c.UpdateAuthenticationProfile(t.Context(), &in))
}

//nolint:staticcheck // a member is deprecated, and served all the same
func updatesAuthenticationProfile(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "authentication")
	out := must(client.ListAuthenticationProfiles(t.Context(), &connect.ListAuthenticationProfilesInput{InstanceId: c.arn, MaxResults: aws.Int32(1)}))(t)
	id := out.AuthenticationProfileSummaryList[0].Id
	same(t, "the list", out, &connect.ListAuthenticationProfilesOutput{AuthenticationProfileSummaryList: []types.AuthenticationProfileSummary{{
		Id: id, Arn: c.arnOf("authentication-profile", id), Name: aws.String("Default Authentication Profile"), IsDefault: true,
		LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
	}}}, recent)
	want := &types.AuthenticationProfile{
		Id: id, Arn: c.arnOf("authentication-profile", id), Name: aws.String("Default Authentication Profile"), IsDefault: true,
		Description: aws.String("Applies to every user of the instance."), AllowedIps: []string{}, BlockedIps: []string{}, CreatedTime: now(),
		MaxSessionDuration: aws.Int32(720), PeriodicSessionDuration: aws.Int32(60), SessionInactivityDuration: aws.Int32(60),
		SessionInactivityHandlingEnabled: aws.Bool(false), LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
	}
	same(t, "the profile", c.readAuthentication(t, id), want, recent)
	before := c.readAuthentication(t, id)
	ok(t, c.updateAuthentication(t, id, connect.UpdateAuthenticationProfileInput{}))
	same(t, "the profile after an update of nothing", c.readAuthentication(t, id), before)
	ok(t, c.updateAuthentication(t, id, connect.UpdateAuthenticationProfileInput{
		Name: aws.String("Office"), Description: aws.String("From the office"), AllowedIps: []string{"10.0.0.0/8", "2001:db8::/32"}, BlockedIps: []string{"10.0.0.1"},
		PeriodicSessionDuration: aws.Int32(10), SessionInactivityDuration: aws.Int32(15), SessionInactivityHandlingEnabled: aws.Bool(true),
	}))
	want.Name, want.Description = aws.String("Office"), aws.String("From the office")
	want.AllowedIps, want.BlockedIps = []string{"10.0.0.0/8", "2001:db8::/32"}, []string{"10.0.0.1"}
	want.PeriodicSessionDuration, want.SessionInactivityDuration, want.SessionInactivityHandlingEnabled = aws.Int32(10), aws.Int32(15), aws.Bool(true)
	same(t, "the profile changed", c.readAuthentication(t, id), want, recent)
	ok(t, c.updateAuthentication(t, id, connect.UpdateAuthenticationProfileInput{AllowedIps: []string{}}))
	want.AllowedIps = []string{}
	same(t, "the profile with fewer ranges", c.readAuthentication(t, id), want, recent)
	same(t, "its name in the list", *c.authentication(t).Name, "Office")
}

//nolint:staticcheck // a member is deprecated, and served all the same
func refusesAuthenticationProfiles(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "authentication-refusals")
	id := c.authentication(t).Id
	before := c.readAuthentication(t, id)
	update := func(name string, want refusal, in connect.UpdateAuthenticationProfileInput) call {
		return call{name, func() error { return c.updateAuthentication(t, id, in) }, want}
	}
	type in = connect.UpdateAuthenticationProfileInput
	refusals(t, []call{
		update("an impossible range", invalidParameter, in{AllowedIps: []string{"10.0.0.0/33"}}),
		update("a host's name", invalidParameter, in{BlockedIps: []string{"localhost"}}),
		update("sessions of 9 minutes", invalidParameter, in{PeriodicSessionDuration: aws.Int32(9)}),
		update("idleness of 721 minutes", invalidParameter, in{SessionInactivityDuration: aws.Int32(721)}),
		update("an empty name", invalidParameter, in{Name: aws.String("")}),
		{"updating an unknown profile", func() error { return c.updateAuthentication(t, aws.String(nobody), in{}) }, notFound},
		{"describing an unknown profile", func() error {
			return errorOf(client.DescribeAuthenticationProfile(t.Context(), &connect.DescribeAuthenticationProfileInput{InstanceId: c.id, AuthenticationProfileId: aws.String(nobody)}))
		}, notFound},
		{"listing an unknown instance", func() error {
			return errorOf(client.ListAuthenticationProfiles(t.Context(), &connect.ListAuthenticationProfilesInput{InstanceId: aws.String(nobody)}))
		}, notFound},
	})
	same(t, "the profile after refusals", c.readAuthentication(t, id), before)
}
