package e2e

import (
	"slices"
	"strconv"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestUsers(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"is described as it was made":             describesUser,
		"the least a user needs":                  describesLeastUser,
		"every id may be an ARN":                  takesARNs,
		"create refuses what does not exist":      refusesReferences,
		"restricted profiles are few to a user":   boundsRestrictedProfiles,
		"are listed by name, bytewise":            listsUsers,
		"a deleted user is gone, its name free":   deletesUser,
		"moves in and out of the hierarchy":       movesUser,
		"unknown users and instances are refused": refusesUnknownUsers,
	})
}

func describesUser(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "users")
	c.levels(t, "Site")
	in := c.user("ada")
	in.HierarchyGroupId, in.Tags = c.group(t, "London", nil), map[string]string{"team": "engines", "empty": ""}
	in.SecurityProfileIds = []string{*c.profiles["QualityAnalyst"], *c.profiles["Agent"], *c.profiles["QualityAnalyst"]}
	in.PhoneConfig = &types.UserPhoneConfig{
		PhoneType: types.PhoneTypeDeskPhone, DeskPhoneNumber: aws.String("+14155550100"), AutoAccept: true, AfterContactWorkTimeLimit: 30,
		PersistentConnection: aws.Bool(true),
	}
	created := must(client.CreateUser(t.Context(), in))(t)
	same(t, "the ARN", created.UserArn, c.arnOf("agent", created.UserId))
	got := c.describe(t, created.UserId)
	want := &types.User{
		Id: created.UserId, Arn: created.UserArn, Username: in.Username, IdentityInfo: in.IdentityInfo, PhoneConfig: in.PhoneConfig,
		DirectoryUserId: got.DirectoryUserId, SecurityProfileIds: in.SecurityProfileIds[:2], RoutingProfileId: c.routing,
		HierarchyGroupId: in.HierarchyGroupId, Tags: in.Tags, LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
		AutoAcceptConfigs:           []types.AutoAcceptConfig{{Channel: types.ChannelVoice, AutoAccept: true}},
		AfterContactWorkConfigs:     workOnAllChannels(30),
		PhoneNumberConfigs:          []types.PhoneNumberConfig{{Channel: types.ChannelVoice, PhoneType: types.PhoneTypeDeskPhone, PhoneNumber: in.PhoneConfig.DeskPhoneNumber}},
		PersistentConnectionConfigs: []types.PersistentConnectionConfig{{Channel: types.ChannelVoice, PersistentConnection: aws.Bool(true)}},
		VoiceEnhancementConfigs:     []types.VoiceEnhancementConfig{},
	}
	same(t, "the user", got, want, recent)
}

// workOnAllChannels is one limit of after-contact work for every channel.
func workOnAllChannels(limit int32) (configs []types.AfterContactWorkConfigPerChannel) {
	for _, c := range []types.Channel{types.ChannelVoice, types.ChannelChat, types.ChannelTask, types.ChannelEmail} {
		configs = append(configs, types.AfterContactWorkConfigPerChannel{
			Channel: c, AfterContactWorkConfig: &types.AfterContactWorkConfig{AfterContactWorkTimeLimit: limit},
		})
	}
	return configs
}

func describesLeastUser(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "least")
	got := c.describe(t, c.hire(t, "ada", func(in *connect.CreateUserInput) { in.PhoneConfig, in.Tags = nil, map[string]string{} }))
	same(t, "the phone", got.PhoneConfig, &types.UserPhoneConfig{
		PhoneType: types.PhoneTypeSoftPhone, DeskPhoneNumber: aws.String(""), PersistentConnection: aws.Bool(false),
	})
	if got.HierarchyGroupId != nil || got.Tags == nil || len(got.Tags) != 0 {
		t.Errorf("group %v and tags %v, want none and an empty map", got.HierarchyGroupId, got.Tags)
	}
}

func takesARNs(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "arns")
	c.levels(t, "Site")
	group := c.group(t, "London", nil)
	in := c.user("ada")
	in.InstanceId, in.RoutingProfileId, in.HierarchyGroupId = c.arn, c.arnOf("routing-profile", c.routing), c.arnOf("agent-group", group)
	in.SecurityProfileIds = []string{*c.arnOf("security-profile", c.profiles["Agent"]), *c.profiles["Agent"]}
	created := must(client.CreateUser(t.Context(), in))(t)
	got := must(client.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: c.arn, UserId: created.UserArn}))(t).User
	same(t, "the user's own id", got.Id, created.UserId)
	same(t, "the routing profile", got.RoutingProfileId, c.routing)
	same(t, "the group", got.HierarchyGroupId, group)
	same(t, "the profiles", got.SecurityProfileIds, []string{*c.profiles["Agent"]})
	other := newCentre(t, client, types.DirectoryTypeSaml, "arns-of-another")
	notFound(t, errorOf(client.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: other.id, UserId: created.UserArn})))
	notFound(t, errorOf(client.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: other.id, UserId: created.UserId})))
}

func refusesReferences(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "references")
	other := newCentre(t, client, types.DirectoryTypeSaml, "references-elsewhere")
	with := func(name string, want refusal, change func(*connect.CreateUserInput)) call {
		return c.refuseUser(t, name, want, change)
	}
	refusals(t, []call{
		with("an unknown instance", notFound, func(in *connect.CreateUserInput) { in.InstanceId = aws.String(nobody) }),
		with("an unknown routing profile", notFound, func(in *connect.CreateUserInput) { in.RoutingProfileId = aws.String(nobody) }),
		with("another instance's routing profile", notFound, func(in *connect.CreateUserInput) { in.RoutingProfileId = other.routing }),
		with("an empty routing profile", invalidParameter, func(in *connect.CreateUserInput) { in.RoutingProfileId = aws.String("") }),
		with("an unknown security profile", notFound, func(in *connect.CreateUserInput) {
			in.SecurityProfileIds = append(in.SecurityProfileIds, nobody)
		}),
		with("an empty security profile", invalidParameter, func(in *connect.CreateUserInput) { in.SecurityProfileIds = []string{""} }),
		with("no security profiles", invalidParameter, func(in *connect.CreateUserInput) { in.SecurityProfileIds = []string{} }),
		with("11 security profiles", invalidParameter, func(in *connect.CreateUserInput) { in.SecurityProfileIds = slices.Repeat([]string{nobody}, 11) }),
		with("an unknown hierarchy group", notFound, func(in *connect.CreateUserInput) { in.HierarchyGroupId = aws.String(nobody) }),
		with("the hidden root group", notFound, func(in *connect.CreateUserInput) { in.HierarchyGroupId = aws.String("0") }),
		with("51 tags", invalidParameter, func(in *connect.CreateUserInput) { in.Tags = manyTags(51) }),
		with("a tag of the service's", invalidParameter, func(in *connect.CreateUserInput) { in.Tags = map[string]string{"aws:x": "y"} }),
		// What is missing is told before what is wrong.
		with("an unknown routing profile and a reserved name", notFound, func(in *connect.CreateUserInput) {
			in.RoutingProfileId, in.Username = aws.String(nobody), aws.String("Administrator")
		}),
	})
	same(t, "the users", c.after(t, nil), []string{})
}

func manyTags(n int) map[string]string {
	tags := make(map[string]string, n)
	for i := range n {
		tags["key "+strconv.Itoa(i)] = strconv.Itoa(i)
	}
	return tags
}

func boundsRestrictedProfiles(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "restricted")
	var byTags, byGroup []string
	for _, n := range []string{"1", "2", "3", "4"} {
		byTags = append(byTags, *c.profile(t, "tags"+n, func(in *connect.CreateSecurityProfileInput) {
			in.AllowedAccessControlTags, in.TagRestrictedResources = map[string]string{"team": n}, []string{"User"}
		}))
		byGroup = append(byGroup, *c.profile(t, "group"+n, func(in *connect.CreateSecurityProfileInput) { in.HierarchyRestrictedResources = []string{"User"} }))
	}
	c.hire(t, "three", func(in *connect.CreateUserInput) { in.SecurityProfileIds = byTags[:3] })
	c.hire(t, "two", func(in *connect.CreateUserInput) { in.SecurityProfileIds = byGroup[:2] })
	refusals(t, []call{
		c.refuseUser(t, "four with tags", invalidRequest, func(in *connect.CreateUserInput) { in.SecurityProfileIds = byTags }),
		c.refuseUser(t, "three with a hierarchy restriction", invalidRequest, func(in *connect.CreateUserInput) { in.SecurityProfileIds = byGroup[:3] }),
	})
}

func listsUsers(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "listed")
	ids := map[string]*string{}
	for _, name := range []string{"b", "B", "a.z", "a-z", "a_z", "10", "9"} {
		ids[name] = c.hire(t, name)
	}
	pages := walk(t, func(token *string) ([]types.UserSummary, *string, error) {
		out, err := client.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c.id, NextToken: token, MaxResults: aws.Int32(3)})
		if err != nil {
			return nil, nil, err
		}
		return out.UserSummaryList, out.NextToken, nil
	})
	all := slices.Concat(pages...)
	same(t, "the names", usernames(all), []string{"10", "9", "B", "a-z", "a.z", "a_z", "b"})
	for _, u := range all {
		same(t, "a summary", u, types.UserSummary{
			Id: ids[*u.Username], Arn: c.arnOf("agent", u.Id), Username: u.Username, LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
		}, recent)
	}
}

func deletesUser(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "leavers")
	id := c.hire(t, "ada")
	same(t, "the answer", *must(client.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: c.id, UserId: id}))(t), connect.DeleteUserOutput{})
	notFound(t, errorOf(client.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: c.id, UserId: id})))
	notFound(t, errorOf(client.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: c.id, UserId: id})))
	if again := c.hire(t, "ada"); *again == *id {
		t.Error("the new user has the old one's id")
	}
	same(t, "the users", c.after(t, nil), []string{"ada"})
}

func movesUser(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "movers")
	c.levels(t, "Site", "Team")
	london := c.group(t, "London", nil)
	engines := c.group(t, "Engines", london)
	user := c.hire(t, "ada")
	for _, group := range []*string{london, engines, nil, london, aws.String("")} {
		must(client.UpdateUserHierarchy(t.Context(), &connect.UpdateUserHierarchyInput{InstanceId: c.id, UserId: user, HierarchyGroupId: group}))(t)
		got := c.describe(t, user)
		if aws.ToString(got.HierarchyGroupId) != aws.ToString(group) || got.HierarchyGroupId != nil && *got.HierarchyGroupId == "" {
			t.Errorf("after a move to %q the user is in %q", aws.ToString(group), aws.ToString(got.HierarchyGroupId))
		}
	}
	before := c.describe(t, user)
	notFound(t, errorOf(client.UpdateUserHierarchy(t.Context(), &connect.UpdateUserHierarchyInput{InstanceId: c.id, UserId: user, HierarchyGroupId: aws.String(nobody)})))
	same(t, "the user after a refusal", c.describe(t, user), before)
}

func refusesUnknownUsers(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "unknown")
	id := aws.String(nobody)
	phone := &types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone}
	refusals(t, []call{
		{"describe", func() error {
			return errorOf(client.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: c.id, UserId: id}))
		}, notFound},
		{"describe in an unknown instance", func() error {
			return errorOf(client.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: id, UserId: id}))
		}, notFound},
		{"list in an unknown instance", func() error {
			return errorOf(client.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: id}))
		}, notFound},
		{"search in an unknown instance", func() error {
			return errorOf(client.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: id}))
		}, notFound},
		{"delete", func() error {
			return errorOf(client.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: c.id, UserId: id}))
		}, notFound},
		{"hierarchy", func() error {
			return errorOf(client.UpdateUserHierarchy(t.Context(), &connect.UpdateUserHierarchyInput{InstanceId: c.id, UserId: id}))
		}, notFound},
		{"phone", func() error {
			return errorOf(client.UpdateUserPhoneConfig(t.Context(), &connect.UpdateUserPhoneConfigInput{InstanceId: c.id, UserId: id, PhoneConfig: phone}))
		}, notFound},
	})
}
