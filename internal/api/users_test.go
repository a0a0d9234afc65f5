package api_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestDescribeUserWithNothingSet(t *testing.T) {
	c := newCrew(t)
	id := c.user(t, "ann")
	_, _, answer := raw(t, c.server, "GET", "/users/"+*c.id+"/"+*id, "")
	got := answer["User"].(map[string]any)
	for _, generated := range []string{"DirectoryUserId", "LastModifiedTime"} {
		if got[generated] == nil {
			t.Errorf("%s is missing", generated)
		}
		delete(got, generated)
	}
	none := []any{}
	work := func(channel string) any {
		return map[string]any{"Channel": channel, "AfterContactWorkConfig": map[string]any{"AfterContactWorkTimeLimit": 0.0}}
	}
	want := map[string]any{
		"Id": *id, "Arn": c.userARN(id), "Username": "ann", "LastModifiedRegion": region, "Tags": map[string]any{},
		"IdentityInfo": map[string]any{"FirstName": "Ann", "LastName": "Lee"},
		"PhoneConfig": map[string]any{
			"PhoneType": "SOFT_PHONE", "AutoAccept": false, "AfterContactWorkTimeLimit": 0.0, "DeskPhoneNumber": "", "PersistentConnection": false,
		},
		"SecurityProfileIds": []any{*c.agent}, "RoutingProfileId": *c.routing,
		"AutoAcceptConfigs":           []any{map[string]any{"Channel": "VOICE", "AutoAccept": false}},
		"AfterContactWorkConfigs":     []any{work("VOICE"), work("CHAT"), work("TASK"), work("EMAIL")},
		"PhoneNumberConfigs":          []any{map[string]any{"Channel": "VOICE", "PhoneType": "SOFT_PHONE"}},
		"PersistentConnectionConfigs": []any{map[string]any{"Channel": "VOICE", "PersistentConnection": false}},
		"VoiceEnhancementConfigs":     none,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("DescribeUser (-want +got):\n%s", diff)
	}
}

func TestUserRoundTripByARN(t *testing.T) {
	c := newCrew(t)
	groups := newChain(t, c.Client, c.id)
	in := c.hire("ann", func(in *sdk.CreateUserInput) {
		in.InstanceId = instanceARN(c.id, "")
		in.RoutingProfileId = instanceARN(c.id, "/routing-profile/"+*c.routing)
		in.SecurityProfileIds = []string{*instanceARN(c.id, "/security-profile/"+*c.agent), *c.agent}
		in.HierarchyGroupId = instanceARN(c.id, "/agent-group/"+groups[1])
		in.Tags = map[string]string{"team": "red"}
		in.IdentityInfo.SecondaryEmail, in.IdentityInfo.Mobile = aws.String("ann@example.org"), aws.String("+15550100")
		in.PhoneConfig = &types.UserPhoneConfig{PhoneType: types.PhoneTypeDeskPhone, DeskPhoneNumber: aws.String("+15550101")}
		in.AutoAcceptConfigs = []types.AutoAcceptConfig{{Channel: types.ChannelChat, AutoAccept: true}}
		in.AfterContactWorkConfigs = []types.AfterContactWorkConfigPerChannel{{
			Channel: types.ChannelVoice, AfterContactWorkConfig: &types.AfterContactWorkConfig{AfterContactWorkTimeLimit: 30},
			AgentFirstCallbackAfterContactWorkConfig: &types.AfterContactWorkConfig{AfterContactWorkTimeLimit: 60},
		}}
		in.VoiceEnhancementConfigs = []types.VoiceEnhancementConfig{{Channel: types.ChannelVoice, VoiceEnhancementMode: types.VoiceEnhancementModeNone}}
	})
	created, err := c.CreateUser(t.Context(), in)
	wantError(t, err, "")
	if *created.UserArn != c.userARN(created.UserId) {
		t.Errorf("UserArn = %s", *created.UserArn)
	}
	want := &types.User{
		Id: created.UserId, Arn: created.UserArn, Username: aws.String("ann"), LastModifiedRegion: aws.String(region), Tags: in.Tags,
		IdentityInfo: in.IdentityInfo, RoutingProfileId: c.routing, SecurityProfileIds: []string{*c.agent}, HierarchyGroupId: &groups[1],
		PhoneConfig: &types.UserPhoneConfig{
			PhoneType: types.PhoneTypeDeskPhone, DeskPhoneNumber: aws.String("+15550101"), AfterContactWorkTimeLimit: 30,
			PersistentConnection: aws.Bool(false),
		},
		AutoAcceptConfigs: in.AutoAcceptConfigs, AfterContactWorkConfigs: in.AfterContactWorkConfigs, VoiceEnhancementConfigs: in.VoiceEnhancementConfigs,
		PhoneNumberConfigs: []types.PhoneNumberConfig{
			{Channel: types.ChannelVoice, PhoneType: types.PhoneTypeDeskPhone, PhoneNumber: aws.String("+15550101")},
		},
		PersistentConnectionConfigs: []types.PersistentConnectionConfig{{Channel: types.ChannelVoice, PersistentConnection: aws.Bool(false)}},
	}
	unset := cmpopts.IgnoreFields(types.User{}, "DirectoryUserId", "LastModifiedTime")
	got := c.describe(t, aws.String(c.userARN(created.UserId)))
	if diff := cmp.Diff(want, got, unset, unexportedOfUser); diff != "" {
		t.Errorf("DescribeUser (-want +got):\n%s", diff)
	}
}

var unexportedOfUser = cmpopts.IgnoreUnexported(types.User{}, types.UserIdentityInfo{}, types.UserPhoneConfig{}, types.AutoAcceptConfig{},
	types.AfterContactWorkConfigPerChannel{}, types.AfterContactWorkConfig{}, types.PhoneNumberConfig{}, types.PersistentConnectionConfig{},
	types.VoiceEnhancementConfig{})

func TestUserErrorTypes(t *testing.T) {
	c := newCrew(t)
	id := c.user(t, "ann")
	create := func(change func(*sdk.CreateUserInput)) func() error {
		return func() error {
			_, err := c.CreateUser(t.Context(), c.hire("bob", change))
			return err
		}
	}
	for name, tt := range map[string]struct {
		call func() error
		want string
	}{
		"taken name":       {create(func(in *sdk.CreateUserInput) { in.Username = aws.String("ann") }), "DuplicateResourceException"},
		"unknown profile":  {create(func(in *sdk.CreateUserInput) { in.RoutingProfileId = aws.String("missing") }), "ResourceNotFoundException"},
		"unknown instance": {create(func(in *sdk.CreateUserInput) { in.InstanceId = aws.String("missing") }), "ResourceNotFoundException"},
		"profile of another kind": {create(func(in *sdk.CreateUserInput) {
			in.RoutingProfileId = instanceARN(c.id, "/security-profile/"+*c.routing)
		}), "ResourceNotFoundException"},
		"password with SAML": {create(func(in *sdk.CreateUserInput) { in.Password = aws.String("Passw0rd") }), "InvalidRequestException"},
		"weak password":      {create(func(in *sdk.CreateUserInput) { in.Password = aws.String("password") }), "InvalidParameterException"},
		"name with a blank":  {create(func(in *sdk.CreateUserInput) { in.Username = aws.String("bob fox") }), "InvalidParameterException"},
		"no profile at all":  {create(func(in *sdk.CreateUserInput) { in.SecurityProfileIds = []string{} }), "InvalidParameterException"},
		"desk phone without number": {create(func(in *sdk.CreateUserInput) {
			in.PhoneConfig = &types.UserPhoneConfig{PhoneType: types.PhoneTypeDeskPhone}
		}), "InvalidParameterException"},
		"address with SAML": {func() error {
			_, err := c.UpdateUserIdentityInfo(t.Context(), &sdk.UpdateUserIdentityInfoInput{InstanceId: c.id, UserId: id, IdentityInfo: &types.UserIdentityInfo{
				FirstName: aws.String("Ann"), LastName: aws.String("Lee"), Email: aws.String("ann@example.com"),
			}})
			return err
		}, "InvalidRequestException"},
		"unknown user": {func() error {
			_, err := c.DeleteUser(t.Context(), &sdk.DeleteUserInput{InstanceId: c.id, UserId: aws.String("missing")})
			return err
		}, "ResourceNotFoundException"},
	} {
		t.Run(name, func(t *testing.T) { wantError(t, tt.call(), tt.want) })
	}
}

func TestUpdatesOfUsers(t *testing.T) {
	c := newCrew(t)
	groups := newChain(t, c.Client, c.id)
	id := c.user(t, "ann", func(in *sdk.CreateUserInput) { in.IdentityInfo.Mobile = aws.String("+15550100") })
	_, err := c.UpdateUserIdentityInfo(t.Context(), &sdk.UpdateUserIdentityInfoInput{InstanceId: c.id, UserId: id, IdentityInfo: &types.UserIdentityInfo{
		FirstName: aws.String("Bea"), LastName: aws.String(""), Mobile: aws.String(""),
	}})
	wantError(t, err, "")
	if diff := cmp.Diff(&types.UserIdentityInfo{FirstName: aws.String("Bea")}, c.describe(t, id).IdentityInfo, unexportedOfUser); diff != "" {
		t.Errorf("identity (-want +got):\n%s", diff)
	}
	_, err = c.UpdateUserPhoneConfig(t.Context(), &sdk.UpdateUserPhoneConfigInput{InstanceId: c.id, UserId: id, PhoneConfig: &types.UserPhoneConfig{
		PhoneType: types.PhoneTypeSoftPhone, AutoAccept: true, AfterContactWorkTimeLimit: 2_000_000, DeskPhoneNumber: aws.String("+15550101"),
	}})
	wantError(t, err, "")
	for _, work := range c.describe(t, id).AfterContactWorkConfigs {
		if work.AfterContactWorkConfig.AfterContactWorkTimeLimit != 2_000_000 {
			t.Errorf("limit of %s = %d", work.Channel, work.AfterContactWorkConfig.AfterContactWorkTimeLimit)
		}
	}
	for _, group := range []*string{&groups[2], aws.String(""), instanceARN(c.id, "/agent-group/"+groups[0]), nil} {
		_, err = c.UpdateUserHierarchy(t.Context(), &sdk.UpdateUserHierarchyInput{InstanceId: c.id, UserId: id, HierarchyGroupId: group})
		wantError(t, err, "")
		got := c.describe(t, id).HierarchyGroupId
		if aws.ToString(group) == "" && got != nil || aws.ToString(group) != "" && got == nil {
			t.Errorf("HierarchyGroupId = %v after %v", got, group)
		}
	}
	_, err = c.DeleteUser(t.Context(), &sdk.DeleteUserInput{InstanceId: c.id, UserId: id})
	wantError(t, err, "")
	_, err = c.DescribeUser(t.Context(), &sdk.DescribeUserInput{InstanceId: c.id, UserId: id})
	wantError(t, err, "ResourceNotFoundException")
}

func TestListUsersPages(t *testing.T) {
	c := newCrew(t)
	for _, name := range []string{"cat", "ann", "Bob"} {
		c.user(t, name)
	}
	var got []string
	pages := sdk.NewListUsersPaginator(c.Client, &sdk.ListUsersInput{InstanceId: c.id, MaxResults: aws.Int32(2)})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		wantError(t, err, "")
		for _, u := range page.UserSummaryList {
			got = append(got, *u.Username)
			if *u.Arn != c.userARN(u.Id) || *u.LastModifiedRegion != region || u.LastModifiedTime == nil {
				t.Errorf("summary %+v", u)
			}
		}
	}
	if diff := cmp.Diff([]string{"Bob", "ann", "cat"}, got); diff != "" {
		t.Errorf("users (-want +got):\n%s", diff)
	}
}
