package api_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

//nolint:staticcheck // a member is deprecated, and served all the same
func TestAuthenticationProfileRoundTrip(t *testing.T) {
	client, _ := newServer(t)
	id := newInstance(t, client, types.DirectoryTypeSaml, "sessions")
	list, err := client.ListAuthenticationProfiles(t.Context(), &sdk.ListAuthenticationProfilesInput{InstanceId: id})
	wantError(t, err, "")
	one := list.AuthenticationProfileSummaryList[0]
	arn := instanceARN(id, "/authentication-profile/"+*one.Id)
	summary := types.AuthenticationProfileSummary{Id: one.Id, Arn: arn, Name: aws.String("Default Authentication Profile"), IsDefault: true, LastModifiedRegion: aws.String(region)}
	unexported := cmpopts.IgnoreUnexported(types.AuthenticationProfileSummary{}, types.AuthenticationProfile{})
	if diff := cmp.Diff([]types.AuthenticationProfileSummary{summary}, list.AuthenticationProfileSummaryList, unexported, cmpopts.IgnoreTypes(&time.Time{})); diff != "" {
		t.Errorf("list (-want +got):\n%s", diff)
	}
	want := &types.AuthenticationProfile{
		Id: one.Id, Arn: arn, Name: one.Name, Description: aws.String("Applies to every user of the instance."), IsDefault: true, AllowedIps: []string{}, BlockedIps: []string{},
		CreatedTime: one.LastModifiedTime, LastModifiedTime: one.LastModifiedTime, LastModifiedRegion: aws.String(region), MaxSessionDuration: aws.Int32(720),
		PeriodicSessionDuration: aws.Int32(60), SessionInactivityDuration: aws.Int32(60), SessionInactivityHandlingEnabled: aws.Bool(false),
	}
	check := func(after string) {
		t.Helper()
		out, err := client.DescribeAuthenticationProfile(t.Context(), &sdk.DescribeAuthenticationProfileInput{InstanceId: id, AuthenticationProfileId: one.Id})
		wantError(t, err, "")
		want.LastModifiedTime = out.AuthenticationProfile.LastModifiedTime
		if diff := cmp.Diff(want, out.AuthenticationProfile, unexported); diff != "" {
			t.Errorf("after %s (-want +got):\n%s", after, diff)
		}
	}
	check("creation")
	_, err = client.UpdateAuthenticationProfile(t.Context(), &sdk.UpdateAuthenticationProfileInput{InstanceId: id, AuthenticationProfileId: one.Id})
	wantError(t, err, "")
	check("an update of nothing")
	_, err = client.UpdateAuthenticationProfile(t.Context(), &sdk.UpdateAuthenticationProfileInput{
		InstanceId: id, AuthenticationProfileId: one.Id, Name: aws.String("Name"), Description: aws.String("Text"), AllowedIps: []string{"10.0.0.0/8"}, BlockedIps: []string{"::1"},
		PeriodicSessionDuration: aws.Int32(10), SessionInactivityDuration: aws.Int32(15), SessionInactivityHandlingEnabled: aws.Bool(true),
	})
	wantError(t, err, "")
	want.Name, want.Description, want.AllowedIps, want.BlockedIps = aws.String("Name"), aws.String("Text"), []string{"10.0.0.0/8"}, []string{"::1"}
	want.PeriodicSessionDuration, want.SessionInactivityDuration, want.SessionInactivityHandlingEnabled = aws.Int32(10), aws.Int32(15), aws.Bool(true)
	check("an update of all")
}

func TestAuthenticationProfileErrors(t *testing.T) {
	client, server := newServer(t)
	id := newInstance(t, client, types.DirectoryTypeSaml, "errors")
	list, err := client.ListAuthenticationProfiles(t.Context(), &sdk.ListAuthenticationProfilesInput{InstanceId: id})
	wantError(t, err, "")
	one := "/authentication-profiles/" + *id + "/" + *list.AuthenticationProfileSummaryList[0].Id
	for name, tt := range map[string]struct{ method, path, body, want string }{
		"no range":         {"POST", one, `{"AllowedIps": ["10.0.0.0/33"]}`, "InvalidParameterException"},
		"too short a time": {"POST", one, `{"SessionInactivityDuration": 14}`, "InvalidParameterException"},
		"read-only":        {"POST", one, `{"MaxSessionDuration": 400}`, ""},
		"missing":          {"POST", "/authentication-profiles/" + *id + "/nothing", `{}`, "ResourceNotFoundException"},
		"missing instance": {"GET", "/authentication-profiles/nothing/nothing", ``, "ResourceNotFoundException"},
		"list of none":     {"GET", "/authentication-profiles-summary/nothing", ``, "ResourceNotFoundException"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, kind, got := raw(t, server, tt.method, tt.path, tt.body); kind != tt.want {
				t.Errorf("answer = %s %v, want %s", kind, got, tt.want)
			}
		})
	}
	_, _, got := raw(t, server, "GET", one, "")
	if max := got["AuthenticationProfile"].(map[string]any)["MaxSessionDuration"]; max != 720.0 {
		t.Errorf("MaxSessionDuration = %v", max)
	}
}
