package api_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
)

// securityProfileNamed is the id of a security profile.
func securityProfileNamed(t *testing.T, client *sdk.Client, instance *string, name string) string {
	t.Helper()
	out, err := client.ListSecurityProfiles(t.Context(), &sdk.ListSecurityProfilesInput{InstanceId: instance})
	wantError(t, err, "")
	for _, p := range out.SecurityProfileSummaryList {
		if *p.Name == name {
			return *p.Id
		}
	}
	t.Fatalf("there is no security profile %q", name)
	return ""
}

// newAgent makes a user of a SAML instance in a hierarchy group, nil for none, and gives its id.
func newAgent(t *testing.T, client *sdk.Client, instance *string, username, profile string, group *string) string {
	t.Helper()
	out, err := client.CreateUser(t.Context(), &sdk.CreateUserInput{
		InstanceId: instance, Username: &username, HierarchyGroupId: group, SecurityProfileIds: []string{profile},
		RoutingProfileId: basicRoutingProfile(t, client, instance).Id,
		IdentityInfo:     &types.UserIdentityInfo{FirstName: aws.String("Ann"), LastName: aws.String("Lee")},
		PhoneConfig:      &types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone},
	})
	wantError(t, err, "")
	return *out.UserId
}

func TestDescribedSecurityProfileHasWhatAnAnswerAlwaysHas(t *testing.T) {
	client, server := newServer(t)
	id := newInstance(t, client, types.DirectoryTypeSaml, "bare")
	created, err := client.CreateSecurityProfile(t.Context(), &sdk.CreateSecurityProfileInput{InstanceId: id, SecurityProfileName: aws.String("Bare")})
	wantError(t, err, "")
	_, _, got := raw(t, server, "GET", "/security-profiles/"+*id+"/"+*created.SecurityProfileId, "")
	profile := got["SecurityProfile"].(map[string]any)
	if _, ok := profile["LastModifiedTime"].(float64); !ok {
		t.Errorf("LastModifiedTime = %v", profile["LastModifiedTime"])
	}
	delete(profile, "LastModifiedTime")
	want := map[string]any{"SecurityProfile": map[string]any{
		"Id": *created.SecurityProfileId, "Arn": *instanceARN(id, "/security-profile/"+*created.SecurityProfileId), "OrganizationResourceId": *id,
		"SecurityProfileName": "Bare", "LastModifiedRegion": region, "Tags": map[string]any{}, "AllowedAccessControlTags": map[string]any{},
		"TagRestrictedResources": []any{}, "HierarchyRestrictedResources": []any{},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
}

func TestSecurityProfileRoundTrip(t *testing.T) {
	client, _ := newServer(t)
	id := newInstance(t, client, types.DirectoryTypeSaml, "full")
	group := newChain(t, client, id)[1]
	granular := &types.GranularAccessControlConfiguration{DataTableAccessControlConfiguration: &types.DataTableAccessControlConfiguration{
		PrimaryAttributeAccessControlConfiguration: &types.PrimaryAttributeAccessControlConfigurationItem{PrimaryAttributeValues: []types.PrimaryAttributeValue{
			{AccessType: types.AccessTypeAllow, AttributeName: aws.String("region"), Values: []string{"north", "south"}},
		}},
	}}
	created, err := client.CreateSecurityProfile(t.Context(), &sdk.CreateSecurityProfileInput{
		InstanceId: instanceARN(id, ""), SecurityProfileName: aws.String("Team Lead"), Description: aws.String("Leads"), Tags: map[string]string{"a": "b"},
		Permissions: []string{"Users.View"}, AllowedAccessControlTags: map[string]string{"team": "blue"}, TagRestrictedResources: []string{"User", "Queue", "User"},
		HierarchyRestrictedResources: []string{"User"}, AllowedAccessControlHierarchyGroupId: instanceARN(id, "/agent-group/"+group),
		GranularAccessControlConfiguration: granular,
	})
	wantError(t, err, "")
	want := &types.SecurityProfile{
		Id: created.SecurityProfileId, Arn: created.SecurityProfileArn, OrganizationResourceId: id, SecurityProfileName: aws.String("Team Lead"),
		Description: aws.String("Leads"), Tags: map[string]string{"a": "b"}, AllowedAccessControlTags: map[string]string{"team": "blue"},
		TagRestrictedResources: []string{"User", "Queue"}, HierarchyRestrictedResources: []string{"User"}, AllowedAccessControlHierarchyGroupId: &group,
		GranularAccessControlConfiguration: granular, LastModifiedRegion: aws.String(region),
	}
	check := func(change string) {
		t.Helper()
		out, err := client.DescribeSecurityProfile(t.Context(), &sdk.DescribeSecurityProfileInput{InstanceId: id, SecurityProfileId: created.SecurityProfileArn})
		wantError(t, err, "")
		if diff := cmp.Diff(want, out.SecurityProfile, timeless); diff != "" {
			t.Errorf("after %s (-want +got):\n%s", change, diff)
		}
	}
	check("creation")
	update := func(in sdk.UpdateSecurityProfileInput) {
		t.Helper()
		in.InstanceId, in.SecurityProfileId = id, created.SecurityProfileId
		_, err := client.UpdateSecurityProfile(t.Context(), &in)
		wantError(t, err, "")
	}
	update(sdk.UpdateSecurityProfileInput{})
	check("an update of nothing")
	update(sdk.UpdateSecurityProfileInput{Description: aws.String(""), TagRestrictedResources: []string{}, AllowedAccessControlHierarchyGroupId: aws.String("")})
	want.Description, want.TagRestrictedResources, want.AllowedAccessControlHierarchyGroupId = nil, []string{}, nil
	check("clearing some")
	update(sdk.UpdateSecurityProfileInput{AllowedAccessControlTags: map[string]string{}, GranularAccessControlConfiguration: &types.GranularAccessControlConfiguration{}})
	want.AllowedAccessControlTags, want.GranularAccessControlConfiguration = map[string]string{}, nil
	check("clearing more")
}

func TestSecurityProfileErrors(t *testing.T) {
	client, server := newServer(t)
	id := newInstance(t, client, types.DirectoryTypeSaml, "errors")
	agent, admin := securityProfileNamed(t, client, id, "Agent"), securityProfileNamed(t, client, id, "Admin")
	user := newAgent(t, client, id, "ann", agent, nil)
	one := "/security-profiles/" + *id
	tests := []struct {
		name, method, path, body, want string
		fields                         map[string]any
	}{
		{"name taken", "PUT", one, `{"SecurityProfileName": "Agent"}`, "DuplicateResourceException", nil},
		{"name with a dot", "PUT", one, `{"SecurityProfileName": "a.b"}`, "InvalidParameterException", nil},
		{"resources without tags", "POST", one + "/" + agent, `{"TagRestrictedResources": ["User"]}`, "InvalidParameterException", nil},
		{"unknown group", "POST", one + "/" + agent, `{"AllowedAccessControlHierarchyGroupId": "nothing"}`, "ResourceNotFoundException", nil},
		{"null is absent", "POST", one + "/" + agent, `{"Permissions": null, "Description": null}`, "", nil},
		{"assigned", "DELETE", one + "/" + agent, "", "ResourceInUseException",
			map[string]any{"ResourceType": "USER", "ResourceId": *instanceARN(id, "/agent/"+user)}},
		{"last that administers", "DELETE", one + "/" + admin, "", "AccessDeniedException", nil},
		{"missing", "DELETE", one + "/nothing", "", "ResourceNotFoundException", nil},
		{"missing instance", "GET", "/security-profiles/nothing/" + agent, "", "ResourceNotFoundException", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, kind, got := raw(t, server, tt.method, tt.path, tt.body)
			if kind != tt.want {
				t.Fatalf("answer = %s %v, want %s", kind, got, tt.want)
			}
			if message, _ := got["Message"].(string); strings.Contains(message, "not authorized") {
				t.Errorf("the caller's rights are blamed: %s", message)
			}
			for name, value := range tt.fields {
				if got[name] != value {
					t.Errorf("%s = %v, want %v", name, got[name], value)
				}
			}
		})
	}
}
