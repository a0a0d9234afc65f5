package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestSearchUserHierarchyGroups(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"finds groups as they are described": findsGroups,
		"shows the root, and only here":      showsRootGroup,
		"refuses":                            refusesGroupSearches,
	})
}

func (c *centre) foundGroups(t *testing.T, condition *types.StringCondition, filter *types.ControlPlaneAttributeFilter) []types.HierarchyGroup {
	t.Helper()
	in := &connect.SearchUserHierarchyGroupsInput{InstanceId: c.id, MaxResults: aws.Int32(1)}
	if condition != nil {
		in.SearchCriteria = &types.UserHierarchyGroupSearchCriteria{StringCondition: condition}
	}
	if filter != nil {
		in.SearchFilter = &types.UserHierarchyGroupSearchFilter{AttributeFilter: filter}
	}
	found := []types.HierarchyGroup{}
	total := int64(0)
	for _, page := range walk(t, func(token *string) ([]types.HierarchyGroup, *string, error) {
		in.NextToken = token
		out, err := c.SearchUserHierarchyGroups(t.Context(), in)
		if err != nil {
			return nil, nil, err
		}
		total = *out.ApproximateTotalCount
		return out.UserHierarchyGroups, out.NextToken, nil
	}) {
		found = append(found, page...)
	}
	same(t, "the total", total, int64(len(found)))
	return found
}

func findsGroups(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "group-search")
	c.levels(t, "Site", "Team")
	london, paris := c.group(t, "London", nil), c.group(t, "Paris", nil)
	engines := c.group(t, "Engines", london)
	ok(t, c.tag(t, c.arnOf("agent-group", engines), map[string]string{"floor": "1"}))
	ok(t, c.tag(t, c.arnOf("agent-group", paris), map[string]string{"floor": "2"}))
	group := func(ids ...*string) []types.HierarchyGroup {
		return pluck(ids, func(id *string) types.HierarchyGroup { return *c.describeGroup(t, id) })
	}
	floor := func(value *string) types.TagCondition {
		return types.TagCondition{TagKey: aws.String("floor"), TagValue: value}
	}
	one, any := floor(aws.String("1")), floor(nil)
	both := types.CommonAttributeAndCondition{TagConditions: []types.TagCondition{one, any}}
	two := types.CommonAttributeAndCondition{TagConditions: []types.TagCondition{floor(aws.String("2"))}}
	for name, tt := range map[string]struct {
		condition *types.StringCondition
		filter    *types.ControlPlaneAttributeFilter
		want      []types.HierarchyGroup
	}{
		"by name":          {where("name", "ENG", prefix), nil, group(engines)},
		"by parent":        {where("parentId", *c.arnOf("agent-group", london), exact), nil, group(engines)},
		"below the root":   {where("parentId", "0", exact), nil, group(london, paris)},
		"by level":         {where("levelId", "1", exact), nil, group(london, paris)},
		"by id":            {where("resourceID", *paris, exact), nil, group(paris)},
		"by tag":           {nil, &types.ControlPlaneAttributeFilter{TagCondition: &any}, group(engines, paris)},
		"by all tags":      {nil, &types.ControlPlaneAttributeFilter{AndCondition: &both}, group(engines)},
		"by either tags":   {nil, &types.ControlPlaneAttributeFilter{OrConditions: []types.CommonAttributeAndCondition{both, two}}, group(engines, paris)},
		"by level and tag": {where("levelId", "1", exact), &types.ControlPlaneAttributeFilter{TagCondition: &any}, group(paris)},
	} {
		t.Run(name, func(t *testing.T) { same(t, "the groups", c.foundGroups(t, tt.condition, tt.filter), tt.want) })
	}
}

func showsRootGroup(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "group-root")
	c.levels(t, "Site")
	same(t, "the only group", c.foundGroups(t, nil, nil), []types.HierarchyGroup{{
		Id: aws.String("0"), Arn: c.arnOf("agent-group", aws.String("0")), Name: aws.String("root"), LevelId: aws.String("0"), Tags: map[string]string{},
		LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
	}}, recent)
	same(t, "the groups that are listed", len(must(client.ListUserHierarchyGroups(t.Context(), &connect.ListUserHierarchyGroupsInput{InstanceId: c.id}))(t).UserHierarchyGroupSummaryList), 0)
	user := c.user("ada")
	user.HierarchyGroupId = aws.String("0")
	refusals(t, []call{
		{"describing it", func() error {
			return errorOf(client.DescribeUserHierarchyGroup(t.Context(), &connect.DescribeUserHierarchyGroupInput{InstanceId: c.id, HierarchyGroupId: aws.String("0")}))
		}, notFound},
		{"a group below it", func() error {
			return errorOf(client.CreateUserHierarchyGroup(t.Context(), &connect.CreateUserHierarchyGroupInput{InstanceId: c.id, Name: aws.String("x"), ParentGroupId: aws.String("0")}))
		}, notFound},
		{"a user in it", func() error { return errorOf(client.CreateUser(t.Context(), user)) }, notFound},
		{"deleting it", func() error {
			return errorOf(client.DeleteUserHierarchyGroup(t.Context(), &connect.DeleteUserHierarchyGroupInput{InstanceId: c.id, HierarchyGroupId: aws.String("0")}))
		}, notFound},
	})
}

func refusesGroupSearches(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "group-search-refusals")
	with := func(name string, want refusal, in connect.SearchUserHierarchyGroupsInput) call {
		if in.InstanceId == nil {
			in.InstanceId = c.id
		}
		return call{name, func() error { return errorOf(client.SearchUserHierarchyGroups(t.Context(), &in)) }, want}
	}
	type in = connect.SearchUserHierarchyGroupsInput
	name := where("name", "x", exact)
	two := types.UserHierarchyGroupSearchCriteria{StringCondition: name, AndConditions: []types.UserHierarchyGroupSearchCriteria{{StringCondition: name}}}
	refusals(t, []call{
		with("what is no field", invalidParameter, in{SearchCriteria: &types.UserHierarchyGroupSearchCriteria{StringCondition: where("description", "x", exact)}}),
		with("two branches", invalidParameter, in{SearchCriteria: &two}),
		with("101 to a page", invalidParameter, in{MaxResults: aws.Int32(101)}),
		with("an unknown instance", notFound, in{InstanceId: aws.String(nobody)}),
	})
}
