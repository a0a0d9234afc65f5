package api_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestUpdateUserConfigReadsBack(t *testing.T) {
	c := newCrew(t)
	id := c.user(t, "ann")
	want := c.describe(t, id)
	update := func(in sdk.UpdateUserConfigInput) {
		t.Helper()
		in.InstanceId, in.UserId = c.id, aws.String(c.userARN(id))
		_, err := c.UpdateUserConfig(t.Context(), &in)
		wantError(t, err, "")
	}
	update(sdk.UpdateUserConfigInput{})
	if diff := cmp.Diff(want, c.describe(t, id), unexportedOfUser); diff != "" {
		t.Errorf("after an update of nothing (-want +got):\n%s", diff)
	}
	limit := func(seconds int32) *types.AfterContactWorkConfig {
		return &types.AfterContactWorkConfig{AfterContactWorkTimeLimit: seconds}
	}
	in := sdk.UpdateUserConfigInput{
		AutoAcceptConfigs: []types.AutoAcceptConfig{
			{Channel: types.ChannelVoice, AutoAccept: true, AgentFirstCallbackAutoAccept: aws.Bool(true)}, {Channel: types.ChannelEmail, AutoAccept: true},
		},
		AfterContactWorkConfigs: []types.AfterContactWorkConfigPerChannel{
			{Channel: types.ChannelVoice, AfterContactWorkConfig: limit(10), AgentFirstCallbackAfterContactWorkConfig: limit(20)},
		},
		PhoneNumberConfigs:          []types.PhoneNumberConfig{{Channel: types.ChannelVoice, PhoneType: types.PhoneTypeDeskPhone, PhoneNumber: aws.String("+15550100")}},
		PersistentConnectionConfigs: []types.PersistentConnectionConfig{{Channel: types.ChannelVoice, PersistentConnection: aws.Bool(true)}},
		VoiceEnhancementConfigs:     []types.VoiceEnhancementConfig{{Channel: types.ChannelVoice, VoiceEnhancementMode: types.VoiceEnhancementModeNoiseSuppression}},
	}
	update(in)
	want.AutoAcceptConfigs, want.PhoneNumberConfigs = in.AutoAcceptConfigs, in.PhoneNumberConfigs
	want.AfterContactWorkConfigs[0] = in.AfterContactWorkConfigs[0]
	want.PersistentConnectionConfigs, want.VoiceEnhancementConfigs = in.PersistentConnectionConfigs, in.VoiceEnhancementConfigs
	want.PhoneConfig = &types.UserPhoneConfig{
		PhoneType: types.PhoneTypeDeskPhone, AutoAccept: true, AfterContactWorkTimeLimit: 10, DeskPhoneNumber: aws.String("+15550100"), PersistentConnection: aws.Bool(true),
	}
	timeless := cmpopts.IgnoreFields(types.User{}, "LastModifiedTime")
	if diff := cmp.Diff(want, c.describe(t, id), unexportedOfUser, timeless); diff != "" {
		t.Errorf("after an update (-want +got):\n%s", diff)
	}
}

func TestUserProfilesChange(t *testing.T) {
	c := newCrew(t)
	id := c.user(t, "ann")
	admin := securityProfileNamed(t, c.Client, c.id, "Admin")
	_, err := c.UpdateUserSecurityProfiles(t.Context(), &sdk.UpdateUserSecurityProfilesInput{
		InstanceId: c.id, UserId: id, SecurityProfileIds: []string{*instanceARN(c.id, "/security-profile/"+admin), *c.agent, admin},
	})
	wantError(t, err, "")
	_, err = c.UpdateUserRoutingProfile(t.Context(), &sdk.UpdateUserRoutingProfileInput{
		InstanceId: c.id, UserId: id, RoutingProfileId: instanceARN(c.id, "/routing-profile/"+*c.routing),
	})
	wantError(t, err, "")
	got := c.describe(t, id)
	if diff := cmp.Diff([]string{admin, *c.agent}, got.SecurityProfileIds); diff != "" || *got.RoutingProfileId != *c.routing {
		t.Errorf("routing profile %s, security profiles (-want +got):\n%s", *got.RoutingProfileId, diff)
	}
}

func TestUserUpdateErrors(t *testing.T) {
	c := newCrew(t)
	one := "/users/" + *c.id + "/" + *c.user(t, "ann")
	for name, tt := range map[string]struct{ path, body, want string }{
		"routing profile missing":          {one + "/routing-profile", `{"RoutingProfileId":"missing"}`, "ResourceNotFoundException"},
		"routing profile empty":            {one + "/routing-profile", `{"RoutingProfileId":""}`, "InvalidParameterException"},
		"routing profile is a security's":  {one + "/routing-profile", `{"RoutingProfileId":"` + *c.agent + `"}`, "ResourceNotFoundException"},
		"security profile missing":         {one + "/security-profiles", `{"SecurityProfileIds":["missing"]}`, "ResourceNotFoundException"},
		"no security profile":              {one + "/security-profiles", `{"SecurityProfileIds":[]}`, "InvalidParameterException"},
		"user missing":                     {"/users/" + *c.id + "/missing/security-profiles", `{"SecurityProfileIds":["` + *c.agent + `"]}`, "ResourceNotFoundException"},
		"channel twice":                    {one + "/config", `{"AutoAcceptConfigs":[{"Channel":"CHAT","AutoAccept":true},{"Channel":"CHAT","AutoAccept":true}]}`, "InvalidParameterException"},
		"desk phone without number":        {one + "/config", `{"PhoneNumberConfigs":[{"Channel":"VOICE","PhoneType":"DESK_PHONE","PhoneNumber":""}]}`, "InvalidParameterException"},
		"phone number of the wrong form":   {one + "/config", `{"PhoneNumberConfigs":[{"Channel":"VOICE","PhoneType":"DESK_PHONE","PhoneNumber":"5550100"}]}`, "InvalidParameterException"},
		"callback setting for chats":       {one + "/config", `{"AutoAcceptConfigs":[{"Channel":"CHAT","AutoAccept":true,"AgentFirstCallbackAutoAccept":true}]}`, "InvalidParameterException"},
		"after-contact work for too long":  {one + "/config", `{"AfterContactWorkConfigs":[{"Channel":"CHAT","AfterContactWorkConfig":{"AfterContactWorkTimeLimit":2000001}}]}`, "InvalidParameterException"},
		"config of a user that is missing": {"/users/" + *c.id + "/missing/config", `{}`, "ResourceNotFoundException"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, kind, got := raw(t, c.server, "POST", tt.path, tt.body); kind != tt.want {
				t.Errorf("answer %s %v, want %s", kind, got, tt.want)
			}
		})
	}
}
