package e2e

import (
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestUserSettings(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"security profiles are replaced as a set": replacesSecurityProfiles,
		"the routing profile is replaced":         replacesRoutingProfile,
		"listed channels are replaced, no others": updatesUserConfig,
		"UpdateUserConfig refuses":                refusesUserConfigs,
	})
}

func replacesSecurityProfiles(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "replaced-profiles")
	user := c.hire(t, "ada")
	update := func(id *string, profiles ...string) error {
		return errorOf(client.UpdateUserSecurityProfiles(t.Context(), &connect.UpdateUserSecurityProfilesInput{InstanceId: c.id, UserId: id, SecurityProfileIds: profiles}))
	}
	ok(t, update(user, *c.profiles["QualityAnalyst"], *c.arnOf("security-profile", c.profiles["Admin"]), *c.profiles["QualityAnalyst"]))
	want := c.describe(t, user)
	same(t, "the profiles", want.SecurityProfileIds, []string{*c.profiles["QualityAnalyst"], *c.profiles["Admin"]})
	var byTags []string
	for _, name := range []string{"1", "2", "3", "4"} {
		byTags = append(byTags, *c.profile(t, name, func(in *connect.CreateSecurityProfileInput) {
			in.AllowedAccessControlTags, in.TagRestrictedResources = manyTags(1), []string{"User"}
		}))
	}
	refusals(t, []call{
		{"an unknown profile", func() error { return update(user, *c.profiles["Agent"], nobody) }, notFound},
		{"no profiles", func() error { return update(user, []string{}...) }, invalidParameter},
		{"eleven profiles", func() error { return update(user, slices.Repeat([]string{nobody}, 11)...) }, invalidParameter},
		{"four restricted profiles", func() error { return update(user, byTags...) }, invalidRequest},
		{"an unknown user", func() error { return update(aws.String(nobody), *c.profiles["Agent"]) }, notFound},
	})
	same(t, "the user after refusals", c.describe(t, user), want)
	ok(t, update(user, byTags[:3]...))
}

func replacesRoutingProfile(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "replaced-routing")
	user := c.hire(t, "ada")
	night := must(client.CreateRoutingProfile(t.Context(), c.newRoutingProfile(t, "Night")))(t).RoutingProfileArn
	update := func(user, profile *string) error {
		return errorOf(client.UpdateUserRoutingProfile(t.Context(), &connect.UpdateUserRoutingProfileInput{InstanceId: c.id, UserId: user, RoutingProfileId: profile}))
	}
	ok(t, update(user, night))
	same(t, "the profile", c.arnOf("routing-profile", c.describe(t, user).RoutingProfileId), night)
	same(t, "its users", c.routingProfile(t, night).NumberOfAssociatedUsers, aws.Int64(1))
	notFound(t, update(user, aws.String(nobody)))
	invalidParameter(t, update(user, aws.String("")))
	notFound(t, update(aws.String(nobody), c.routing))
	same(t, "the profile after refusals", c.arnOf("routing-profile", c.describe(t, user).RoutingProfileId), night)
}

func updatesUserConfig(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "user-config")
	user := c.hire(t, "ada", func(in *connect.CreateUserInput) { in.PhoneConfig.AfterContactWorkTimeLimit = 30 })
	want := c.describe(t, user)
	update := func(in connect.UpdateUserConfigInput) {
		t.Helper()
		in.InstanceId, in.UserId = c.id, user
		must(client.UpdateUserConfig(t.Context(), &in))(t)
	}
	update(connect.UpdateUserConfigInput{})
	update(connect.UpdateUserConfigInput{AutoAcceptConfigs: []types.AutoAcceptConfig{}})
	same(t, "the user after updates of nothing", c.describe(t, user), want)
	accept := types.AutoAcceptConfig{Channel: voice, AutoAccept: true, AgentFirstCallbackAutoAccept: aws.Bool(true)}
	update(connect.UpdateUserConfigInput{
		AutoAcceptConfigs:       []types.AutoAcceptConfig{accept, {Channel: types.ChannelEmail, AutoAccept: true}},
		AfterContactWorkConfigs: []types.AfterContactWorkConfigPerChannel{work(chat, 5)},
		PhoneNumberConfigs:      []types.PhoneNumberConfig{{Channel: voice, PhoneType: types.PhoneTypeDeskPhone, PhoneNumber: aws.String("+4930123456")}},
		VoiceEnhancementConfigs: []types.VoiceEnhancementConfig{{Channel: voice, VoiceEnhancementMode: types.VoiceEnhancementModeNone}},
	})
	want.AutoAcceptConfigs = []types.AutoAcceptConfig{accept, {Channel: types.ChannelEmail, AutoAccept: true}}
	want.AfterContactWorkConfigs[1] = work(chat, 5)
	want.PhoneNumberConfigs = []types.PhoneNumberConfig{{Channel: voice, PhoneType: types.PhoneTypeDeskPhone, PhoneNumber: aws.String("+4930123456")}}
	want.VoiceEnhancementConfigs = []types.VoiceEnhancementConfig{{Channel: voice, VoiceEnhancementMode: types.VoiceEnhancementModeNone}}
	want.PhoneConfig = &types.UserPhoneConfig{
		PhoneType: types.PhoneTypeDeskPhone, DeskPhoneNumber: aws.String("+4930123456"), AutoAccept: true, AfterContactWorkTimeLimit: 30,
		PersistentConnection: aws.Bool(false),
	}
	same(t, "the user", c.describe(t, user), want, recent)
}

func refusesUserConfigs(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "user-config-refusals")
	user := c.hire(t, "ada")
	before := c.describe(t, user)
	with := func(name string, want refusal, in connect.UpdateUserConfigInput) call {
		in.InstanceId = c.id
		if in.UserId == nil {
			in.UserId = user
		}
		return call{name, func() error { return errorOf(client.UpdateUserConfig(t.Context(), &in)) }, want}
	}
	type in = connect.UpdateUserConfigInput
	refusals(t, []call{
		with("a channel twice", invalidParameter, in{AfterContactWorkConfigs: []types.AfterContactWorkConfigPerChannel{work(chat, 1), work(chat, 1)}}),
		with("a number for chat", invalidParameter, in{PhoneNumberConfigs: []types.PhoneNumberConfig{{Channel: chat, PhoneType: types.PhoneTypeSoftPhone}}}),
		with("enhancement of tasks", invalidParameter, in{
			VoiceEnhancementConfigs: []types.VoiceEnhancementConfig{{Channel: task, VoiceEnhancementMode: types.VoiceEnhancementModeNone}},
		}),
		with("a desk phone without a number", invalidParameter, in{PhoneNumberConfigs: []types.PhoneNumberConfig{{Channel: voice, PhoneType: types.PhoneTypeDeskPhone}}}),
		with("24 days of work", invalidParameter, in{AfterContactWorkConfigs: []types.AfterContactWorkConfigPerChannel{work(task, 2_000_001)}}),
		with("an unknown user", notFound, in{UserId: aws.String(nobody)}),
	})
	same(t, "the user after refusals", c.describe(t, user), before)
}
