package e2e

import (
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestSearchUsersRefuses(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"both filters together as access denied": refusesBothFilters,
		"conditions":                             refusesConditions,
		"filters":                                refusesFilters,
		"what is too deep or too long":           boundsSearch,
	})
}

func refusesBothFilters(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "both-filters")
	team := tag("team", nil)
	refusedAs(t, errorOf(client.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: c.id, SearchFilter: &types.UserSearchFilter{
		TagFilter:           &types.ControlPlaneTagFilter{TagCondition: &team},
		UserAttributeFilter: &types.ControlPlaneUserAttributeFilter{TagCondition: &team},
	}})), "AccessDeniedException")
}

func refusesConditions(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "conditions")
	level := func(n types.NumberCondition) types.UserSearchCriteria {
		return types.UserSearchCriteria{ListCondition: &types.ListCondition{
			TargetListType: types.TargetListTypeProficiencies, Conditions: []types.Condition{{NumberCondition: &n}},
		}}
	}
	for name, criteria := range map[string]types.UserSearchCriteria{
		"unknown field":            *leaf(where("Email", "a", exact)),
		"no field":                 {StringCondition: &types.StringCondition{Value: aws.String("a"), ComparisonType: exact}},
		"no value":                 {StringCondition: &types.StringCondition{FieldName: aws.String("Username"), ComparisonType: exact}},
		"no comparison":            {StringCondition: &types.StringCondition{FieldName: aws.String("Username"), Value: aws.String("a")}},
		"unknown comparison":       *leaf(named("a", "LIKE")),
		"containing one character": *leaf(named("a", contains)),
		"containing 26 characters": *leaf(named(strings.Repeat("a", 26), contains)),
		"two branches":             {StringCondition: named("a", exact), HierarchyGroupCondition: &types.HierarchyGroupCondition{Value: aws.String(nobody)}},
		"two lists": {
			OrConditions: []types.UserSearchCriteria{*leaf(named("a", exact))}, AndConditions: []types.UserSearchCriteria{*leaf(named("a", exact))},
		},
		"a list without a condition": {ListCondition: &types.ListCondition{TargetListType: types.TargetListTypeProficiencies}},
		"another list":               {ListCondition: &types.ListCondition{TargetListType: "TAGS", Conditions: proficient("x").Conditions}},
		"a level without a bound":    level(types.NumberCondition{FieldName: aws.String("limit"), ComparisonType: types.NumberComparisonTypeGreater}),
		"a level without comparison": level(types.NumberCondition{FieldName: aws.String("limit"), MinValue: aws.Int32(1)}),
		"a range with one end":       level(types.NumberCondition{FieldName: aws.String("limit"), MinValue: aws.Int32(1), ComparisonType: types.NumberComparisonTypeRange}),
		"a range the wrong way": level(types.NumberCondition{
			FieldName: aws.String("limit"), MinValue: aws.Int32(3), MaxValue: aws.Int32(2), ComparisonType: types.NumberComparisonTypeRange,
		}),
	} {
		t.Run(name, func(t *testing.T) {
			invalidParameter(t, errorOf(client.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: c.id, SearchCriteria: &criteria})))
		})
	}
}

func refusesFilters(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "bad-filters")
	team := tag("team", nil)
	for name, filter := range map[string]types.UserSearchFilter{
		"a tag without a key": {TagFilter: &types.ControlPlaneTagFilter{TagCondition: &types.TagCondition{TagValue: aws.String("x")}}},
		"two branches":        {TagFilter: &types.ControlPlaneTagFilter{TagCondition: &team, AndConditions: []types.TagCondition{team}}},
		"two branches of attributes": {UserAttributeFilter: &types.ControlPlaneUserAttributeFilter{
			TagCondition: &team, HierarchyGroupCondition: &types.HierarchyGroupCondition{Value: aws.String(nobody)},
		}},
		"26 tags": {UserAttributeFilter: &types.ControlPlaneUserAttributeFilter{
			AndCondition: &types.AttributeAndCondition{TagConditions: slices.Repeat([]types.TagCondition{team}, 26)},
		}},
		"21 groups": {UserAttributeFilter: &types.ControlPlaneUserAttributeFilter{
			OrConditions: slices.Repeat([]types.AttributeAndCondition{{HierarchyGroupCondition: &types.HierarchyGroupCondition{Value: aws.String(nobody)}}}, 21),
		}},
	} {
		t.Run(name, func(t *testing.T) {
			invalidParameter(t, errorOf(client.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: c.id, SearchFilter: &filter})))
		})
	}
}

func boundsSearch(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "search-bounds")
	one := *leaf(named("a", exact))
	nested := func(depth int) *types.UserSearchCriteria {
		node := one
		for range depth - 1 {
			node = types.UserSearchCriteria{AndConditions: []types.UserSearchCriteria{node}}
		}
		return &node
	}
	many := func(n int) *types.UserSearchCriteria {
		return &types.UserSearchCriteria{OrConditions: slices.Repeat([]types.UserSearchCriteria{one}, n)}
	}
	c.find(t, nested(5), nil)
	c.find(t, many(100), nil)
	for _, criteria := range []*types.UserSearchCriteria{nested(6), many(101)} {
		invalidParameter(t, errorOf(client.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: c.id, SearchCriteria: criteria})))
	}
}
