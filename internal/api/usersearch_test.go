package api_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
)

func TestFoundUsersTellTimesInMilliseconds(t *testing.T) {
	c := newCrew(t)
	id := c.user(t, "ann", func(in *sdk.CreateUserInput) {
		in.IdentityInfo.SecondaryEmail = aws.String("ann@example.org")
		in.AfterContactWorkConfigs = []types.AfterContactWorkConfigPerChannel{{
			Channel: types.ChannelVoice, AfterContactWorkConfig: &types.AfterContactWorkConfig{AfterContactWorkTimeLimit: 2_000_000},
			AgentFirstCallbackAfterContactWorkConfig: &types.AfterContactWorkConfig{AfterContactWorkTimeLimit: 60},
		}}
	})
	_, _, answer := raw(t, c.server, "POST", "/search-users", `{"InstanceId":"`+*c.id+`"}`)
	limit := func(ms float64) map[string]any { return map[string]any{"AfterContactWorkTimeLimit": ms} }
	want := map[string]any{"ApproximateTotalCount": 1.0, "Users": []any{map[string]any{
		"Id": *id, "Arn": c.userARN(id), "Username": "ann", "Tags": map[string]any{}, "DirectoryUserId": *c.describe(t, id).DirectoryUserId,
		"IdentityInfo": map[string]any{"FirstName": "Ann", "LastName": "Lee"},
		"PhoneConfig": map[string]any{
			"PhoneType": "SOFT_PHONE", "AutoAccept": false, "AfterContactWorkTimeLimit": 2e9, "DeskPhoneNumber": "", "PersistentConnection": false,
		},
		"SecurityProfileIds": []any{*c.agent}, "RoutingProfileId": *c.routing,
		"AutoAcceptConfigs": []any{map[string]any{"Channel": "VOICE", "AutoAccept": false}},
		"AfterContactWorkConfigs": []any{map[string]any{
			"Channel": "VOICE", "AfterContactWorkConfig": limit(2e9), "AgentFirstCallbackAfterContactWorkConfig": limit(60_000),
		}},
		"PhoneNumberConfigs":          []any{map[string]any{"Channel": "VOICE", "PhoneType": "SOFT_PHONE"}},
		"PersistentConnectionConfigs": []any{map[string]any{"Channel": "VOICE", "PersistentConnection": false}},
		"VoiceEnhancementConfigs":     []any{},
	}}}
	if diff := cmp.Diff(want, answer); diff != "" {
		t.Errorf("SearchUsers (-want +got):\n%s", diff)
	}
}

func TestSearchUsersPages(t *testing.T) {
	c := newCrew(t)
	var want []string
	for n := range 7 {
		name := fmt.Sprintf("user%d", n)
		c.user(t, name)
		want = append(want, name)
	}
	c.user(t, "other")
	criteria := &types.UserSearchCriteria{StringCondition: &types.StringCondition{
		FieldName: aws.String("username"), Value: aws.String("USER"), ComparisonType: types.StringComparisonTypeStartsWith,
	}}
	for _, size := range []int32{1, 3, 7, 500} {
		var got []string
		pages := sdk.NewSearchUsersPaginator(c.Client, &sdk.SearchUsersInput{InstanceId: c.id, SearchCriteria: criteria, MaxResults: &size})
		for pages.HasMorePages() {
			page, err := pages.NextPage(t.Context())
			wantError(t, err, "")
			if *page.ApproximateTotalCount != 7 {
				t.Errorf("total %d, want 7", *page.ApproximateTotalCount)
			}
			for _, u := range page.Users {
				got = append(got, *u.Username)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("pages of %d (-want +got):\n%s", size, diff)
		}
	}
}

func TestSearchTokensAreBoundToTheSearch(t *testing.T) {
	c := newCrew(t)
	for _, name := range []string{"ann", "anna", "annie"} {
		c.user(t, name)
	}
	text := func(value string) *types.UserSearchCriteria {
		return &types.UserSearchCriteria{StringCondition: &types.StringCondition{
			FieldName: aws.String("Username"), Value: &value, ComparisonType: types.StringComparisonTypeStartsWith,
		}}
	}
	filter := &types.UserSearchFilter{TagFilter: &types.ControlPlaneTagFilter{TagCondition: &types.TagCondition{TagKey: aws.String("team")}}}
	first, err := c.SearchUsers(t.Context(), &sdk.SearchUsersInput{InstanceId: c.id, SearchCriteria: text("ann"), MaxResults: aws.Int32(1)})
	wantError(t, err, "")
	other := newInstance(t, c.Client, types.DirectoryTypeSaml, "other")
	for name, tt := range map[string]struct {
		in   sdk.SearchUsersInput
		want string
	}{
		"same search, another page size": {sdk.SearchUsersInput{InstanceId: c.id, SearchCriteria: text("ann"), MaxResults: aws.Int32(2)}, ""},
		"other criteria":                 {sdk.SearchUsersInput{InstanceId: c.id, SearchCriteria: text("an")}, "InvalidParameterException"},
		"another filter":                 {sdk.SearchUsersInput{InstanceId: c.id, SearchCriteria: text("ann"), SearchFilter: filter}, "InvalidParameterException"},
		"no criteria":                    {sdk.SearchUsersInput{InstanceId: c.id}, "InvalidParameterException"},
		"another instance":               {sdk.SearchUsersInput{InstanceId: other, SearchCriteria: text("ann")}, "InvalidParameterException"},
	} {
		t.Run(name, func(t *testing.T) {
			tt.in.NextToken = first.NextToken
			_, err := c.SearchUsers(t.Context(), &tt.in)
			wantError(t, err, tt.want)
		})
	}
	_, err = c.ListUsers(t.Context(), &sdk.ListUsersInput{InstanceId: c.id, NextToken: first.NextToken})
	wantError(t, err, "InvalidParameterException")
}
