package api_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
)

func TestFoundHierarchyGroupsAreAsDescribed(t *testing.T) {
	client, server := newServer(t)
	id := newInstance(t, client, types.DirectoryTypeSaml, "found")
	chain := newChain(t, client, id)
	_, err := client.TagResource(t.Context(), &sdk.TagResourceInput{ResourceArn: instanceARN(id, "/agent-group/"+chain[4]), Tags: map[string]string{"site": "x"}})
	wantError(t, err, "")
	found, err := client.SearchUserHierarchyGroups(t.Context(), &sdk.SearchUserHierarchyGroupsInput{InstanceId: id})
	wantError(t, err, "")
	if len(found.UserHierarchyGroups) != 6 || *found.ApproximateTotalCount != 6 || found.NextToken != nil {
		t.Fatalf("found %d of %d", len(found.UserHierarchyGroups), *found.ApproximateTotalCount)
	}
	for n, group := range chain {
		described, err := client.DescribeUserHierarchyGroup(t.Context(), &sdk.DescribeUserHierarchyGroupInput{InstanceId: id, HierarchyGroupId: &group})
		wantError(t, err, "")
		if diff := cmp.Diff(described.HierarchyGroup, &found.UserHierarchyGroups[n], timeless); diff != "" {
			t.Errorf("found otherwise than described (-described +found):\n%s", diff)
		}
	}
	_, kind, got := raw(t, server, "POST", "/search-user-hierarchy-groups", `{"InstanceId": "`+*id+`", "SearchCriteria": {"StringCondition":
		{"FieldName": "levelId", "ComparisonType": "EXACT", "Value": "0"}}}`)
	root := got["UserHierarchyGroups"].([]any)[0].(map[string]any)
	delete(root, "LastModifiedTime")
	want := map[string]any{"ApproximateTotalCount": 1.0, "UserHierarchyGroups": []any{map[string]any{
		"Id": "0", "Arn": *instanceARN(id, "/agent-group/0"), "Name": "root", "LevelId": "0", "Tags": map[string]any{}, "LastModifiedRegion": region,
	}}}
	if diff := cmp.Diff(want, got); kind != "" || diff != "" {
		t.Errorf("the root (-want +got): %s\n%s", kind, diff)
	}
}

func TestSearchingHierarchyGroups(t *testing.T) {
	client, _ := newServer(t)
	id := newInstance(t, client, types.DirectoryTypeSaml, "search")
	chain := newChain(t, client, id)
	for n, tags := range []map[string]string{{"site": "x"}, {"site": "y", "floor": "1"}} {
		_, err := client.TagResource(t.Context(), &sdk.TagResourceInput{ResourceArn: instanceARN(id, "/agent-group/"+chain[n]), Tags: tags})
		wantError(t, err, "")
	}
	text := func(field, comparison, value string) *types.UserHierarchyGroupSearchCriteria {
		return &types.UserHierarchyGroupSearchCriteria{StringCondition: &types.StringCondition{FieldName: &field, ComparisonType: types.StringComparisonType(comparison), Value: &value}}
	}
	tag := func(key, value string) types.TagCondition { return types.TagCondition{TagKey: &key, TagValue: &value} }
	and := types.CommonAttributeAndCondition{TagConditions: []types.TagCondition{tag("site", "y"), tag("floor", "1")}}
	tests := []struct {
		name   string
		where  *types.UserHierarchyGroupSearchCriteria
		filter types.ControlPlaneAttributeFilter
		want   string
	}{
		{"parent's ARN", text("ParentId", "EXACT", *instanceARN(id, "/agent-group/"+chain[2])), types.ControlPlaneAttributeFilter{}, "Group 4"},
		{"level's ARN", text("levelId", "EXACT", *instanceARN(id, "/agent-group-level/5")), types.ControlPlaneAttributeFilter{}, "Group 5"},
		{"tag", nil, types.ControlPlaneAttributeFilter{TagCondition: &types.TagCondition{TagKey: aws.String("site")}}, "Group 1,Group 2"},
		{"tags and", nil, types.ControlPlaneAttributeFilter{AndCondition: &and}, "Group 2"},
		{"tags or", nil, types.ControlPlaneAttributeFilter{OrConditions: []types.CommonAttributeAndCondition{and, {TagConditions: []types.TagCondition{tag("site", "x")}}}}, "Group 1,Group 2"},
		{"name and tag", text("name", "CONTAINS", "P 2"), types.ControlPlaneAttributeFilter{TagCondition: &types.TagCondition{TagKey: aws.String("site")}}, "Group 2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			pages := sdk.NewSearchUserHierarchyGroupsPaginator(client, &sdk.SearchUserHierarchyGroupsInput{InstanceId: id, MaxResults: aws.Int32(1), SearchCriteria: tt.where,
				SearchFilter: &types.UserHierarchyGroupSearchFilter{AttributeFilter: &tt.filter}})
			for pages.HasMorePages() {
				page, err := pages.NextPage(t.Context())
				wantError(t, err, "")
				for _, g := range page.UserHierarchyGroups {
					got = append(got, *g.Name)
				}
			}
			if strings.Join(got, ",") != tt.want {
				t.Errorf("found %q, want %q", got, tt.want)
			}
		})
	}
	_, err := client.SearchUserHierarchyGroups(t.Context(), &sdk.SearchUserHierarchyGroupsInput{InstanceId: id, SearchCriteria: text("description", "EXACT", "x")})
	wantError(t, err, "InvalidParameterException")
	_, err = client.SearchUserHierarchyGroups(t.Context(), &sdk.SearchUserHierarchyGroupsInput{InstanceId: aws.String("nothing")})
	wantError(t, err, "ResourceNotFoundException")
}
