package e2e

import (
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestHierarchy(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"a structure is replaced as a whole":   replacesStructure,
		"a structure refuses":                  refusesStructures,
		"a level with groups stays":            keepsUsedLevels,
		"a group is described with its path":   describesGroup,
		"groups refuse":                        refusesGroups,
		"a group is renamed":                   renamesGroup,
		"a group in use stays":                 keepsUsedGroups,
		"groups are listed by name":            listsGroups,
		"unknown groups and instances refused": refusesUnknownGroups,
	})
}

func (c *centre) readStructure(t *testing.T) *types.HierarchyStructure {
	t.Helper()
	return must(c.DescribeUserHierarchyStructure(t.Context(), &connect.DescribeUserHierarchyStructureInput{InstanceId: c.id}))(t).HierarchyStructure
}

// level is a level as it is described.
func (c *centre) level(number, name string) *types.HierarchyLevel {
	return &types.HierarchyLevel{
		Id: &number, Arn: c.arnOf("agent-group-level", &number), Name: &name, LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
	}
}

func replacesStructure(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "structure")
	c.levels(t, "Country", "Site", "Floor", "Room", "Desk")
	same(t, "five levels", c.readStructure(t), &types.HierarchyStructure{
		LevelOne: c.level("1", "Country"), LevelTwo: c.level("2", "Site"), LevelThree: c.level("3", "Floor"), LevelFour: c.level("4", "Room"),
		LevelFive: c.level("5", "Desk"),
	}, recent)
	before := c.readStructure(t)
	c.levels(t, "Country", "Town")
	after := c.readStructure(t)
	same(t, "two levels", after, &types.HierarchyStructure{LevelOne: c.level("1", "Country"), LevelTwo: c.level("2", "Town")}, recent)
	same(t, "the level that did not change", after.LevelOne, before.LevelOne)
	c.levels(t)
	same(t, "no levels", c.readStructure(t), &types.HierarchyStructure{})
}

func refusesStructures(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "structure-refusals")
	c.levels(t, "Site")
	before := c.readStructure(t)
	refuse := func(name string, want refusal, names ...string) call {
		return call{name, func() error { return errorOf(client.UpdateUserHierarchyStructure(t.Context(), c.structure(names...))) }, want}
	}
	refusals(t, []call{
		refuse("a gap", invalidRequest, "Site", "", "Desk"),
		refuse("no first level", invalidRequest, "", "Site"),
		refuse("a name of 51 characters", invalidParameter, strings.Repeat("x", 51)),
		{"an unknown instance", func() error {
			in := c.structure("Site")
			in.InstanceId = aws.String(nobody)
			return errorOf(client.UpdateUserHierarchyStructure(t.Context(), in))
		}, notFound},
		{"describing an unknown instance's", func() error {
			return errorOf(client.DescribeUserHierarchyStructure(t.Context(), &connect.DescribeUserHierarchyStructureInput{InstanceId: aws.String(nobody)}))
		}, notFound},
	})
	same(t, "the structure after refusals", c.readStructure(t), before)
}

func keepsUsedLevels(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "levels-used")
	c.levels(t, "Site", "Team", "Desk")
	team := c.group(t, "Engines", c.group(t, "London", nil))
	c.levels(t, "Place", "Team")
	e := refused[*types.ResourceInUseException](t, errorOf(client.UpdateUserHierarchyStructure(t.Context(), c.structure("Place"))))
	same(t, "the kind in the way", e.ResourceType, types.ResourceTypeHierarchyLevel)
	same(t, "the level in the way", e.ResourceId, c.arnOf("agent-group-level", aws.String("2")))
	must(client.DeleteUserHierarchyGroup(t.Context(), &connect.DeleteUserHierarchyGroupInput{InstanceId: c.id, HierarchyGroupId: team}))(t)
	c.levels(t, "Place")
}

func (c *centre) describeGroup(t *testing.T, id *string) *types.HierarchyGroup {
	t.Helper()
	return must(c.DescribeUserHierarchyGroup(t.Context(), &connect.DescribeUserHierarchyGroupInput{InstanceId: c.id, HierarchyGroupId: id}))(t).HierarchyGroup
}

// step is a group in a path or a list.
func (c *centre) step(id *string, name string) *types.HierarchyGroupSummary {
	return &types.HierarchyGroupSummary{Id: id, Arn: c.arnOf("agent-group", id), Name: &name, LastModifiedTime: now(), LastModifiedRegion: aws.String(region)}
}

func describesGroup(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "groups")
	c.levels(t, "Site", "Team")
	london := c.group(t, "London", nil)
	created := must(client.CreateUserHierarchyGroup(t.Context(), &connect.CreateUserHierarchyGroupInput{
		InstanceId: c.arn, Name: aws.String("Engines"), ParentGroupId: c.arnOf("agent-group", london), Tags: map[string]string{"a": "b"},
	}))(t)
	same(t, "the ARN", created.HierarchyGroupArn, c.arnOf("agent-group", created.HierarchyGroupId))
	same(t, "the group", c.describeGroup(t, created.HierarchyGroupArn), &types.HierarchyGroup{
		Id: created.HierarchyGroupId, Arn: created.HierarchyGroupArn, Name: aws.String("Engines"), LevelId: aws.String("2"), Tags: map[string]string{"a": "b"},
		HierarchyPath:    &types.HierarchyPath{LevelOne: c.step(london, "London"), LevelTwo: c.step(created.HierarchyGroupId, "Engines")},
		LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
	}, recent)
	top := c.describeGroup(t, london)
	same(t, "a top group's path", top.HierarchyPath, &types.HierarchyPath{LevelOne: c.step(london, "London")}, recent)
	same(t, "a top group's tags", top.Tags, map[string]string{})
}

func refusesGroups(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "group-refusals")
	refuse := func(name string, want refusal, in connect.CreateUserHierarchyGroupInput) call {
		in.InstanceId = c.id
		return call{name, func() error { return errorOf(client.CreateUserHierarchyGroup(t.Context(), &in)) }, want}
	}
	refusals(t, []call{refuse("a group before any level", notFound, connect.CreateUserHierarchyGroupInput{Name: aws.String("x")})})
	c.levels(t, "Site")
	london := c.group(t, "London", nil)
	type in = connect.CreateUserHierarchyGroupInput
	refusals(t, []call{
		refuse("below the deepest level", invalidRequest, in{Name: aws.String("x"), ParentGroupId: london}),
		refuse("below an unknown group", notFound, in{Name: aws.String("x"), ParentGroupId: aws.String(nobody)}),
		refuse("a name that a sibling has", duplicate, in{Name: aws.String("London")}),
		refuse("an empty name", invalidParameter, in{Name: aws.String("")}),
		refuse("a name of 101 characters", invalidParameter, in{Name: aws.String(strings.Repeat("ö", 101))}),
		refuse("a tag of the service's", invalidParameter, in{Name: aws.String("x"), Tags: map[string]string{"aws:x": ""}}),
	})
	c.levels(t, "Site", "Team")
	c.group(t, "london", nil)
	same(t, "the same name below another parent", aws.ToString(c.describeGroup(t, c.group(t, "London", london)).Name), "London")
}

func renamesGroup(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "renames")
	c.levels(t, "Site")
	id := c.group(t, "London", nil)
	c.group(t, "Paris", nil)
	rename := func(id *string, name string) error {
		return errorOf(client.UpdateUserHierarchyGroupName(t.Context(), &connect.UpdateUserHierarchyGroupNameInput{InstanceId: c.id, HierarchyGroupId: id, Name: &name}))
	}
	ok(t, rename(id, "Londinium"))
	ok(t, rename(id, "Londinium"))
	same(t, "the path after a new name", c.describeGroup(t, id).HierarchyPath.LevelOne, c.step(id, "Londinium"), recent)
	refusals(t, []call{
		{"a name that a sibling has", func() error { return rename(id, "Paris") }, duplicate},
		{"an empty name", func() error { return rename(id, "") }, invalidParameter},
		{"an unknown group", func() error { return rename(aws.String(nobody), "x") }, notFound},
	})
}

func keepsUsedGroups(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "groups-used")
	c.levels(t, "Site", "Team")
	london := c.group(t, "London", nil)
	team := c.group(t, "Engines", london)
	user := c.hire(t, "ada", func(in *connect.CreateUserInput) { in.HierarchyGroupId = team })
	remove := func(id *string) error {
		return errorOf(client.DeleteUserHierarchyGroup(t.Context(), &connect.DeleteUserHierarchyGroupInput{InstanceId: c.id, HierarchyGroupId: id}))
	}
	e := refused[*types.ResourceInUseException](t, remove(london))
	same(t, "the child in the way", []string{string(e.ResourceType), *e.ResourceId}, []string{"HIERARCHY_GROUP", *c.arnOf("agent-group", team)})
	e = refused[*types.ResourceInUseException](t, remove(team))
	same(t, "the user in the way", []string{string(e.ResourceType), *e.ResourceId}, []string{"USER", *c.arnOf("agent", user)})
	must(client.UpdateUserHierarchy(t.Context(), &connect.UpdateUserHierarchyInput{InstanceId: c.id, UserId: user}))(t)
	profile := c.profile(t, "lead", func(in *connect.CreateSecurityProfileInput) {
		in.HierarchyRestrictedResources, in.AllowedAccessControlHierarchyGroupId = []string{"User"}, team
	})
	e = refused[*types.ResourceInUseException](t, remove(team))
	if !zero(e.ResourceType) || e.ResourceId != nil {
		t.Errorf("the profile in the way is named: %v %v", e.ResourceType, e.ResourceId)
	}
	must(client.DeleteSecurityProfile(t.Context(), &connect.DeleteSecurityProfileInput{InstanceId: c.id, SecurityProfileId: profile}))(t)
	ok(t, remove(team))
	ok(t, remove(london))
	notFound(t, remove(london))
}

func listsGroups(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "group-list")
	list := func(token *string) ([]types.HierarchyGroupSummary, *string, error) {
		out, err := client.ListUserHierarchyGroups(t.Context(), &connect.ListUserHierarchyGroupsInput{InstanceId: c.id, NextToken: token, MaxResults: aws.Int32(2)})
		if err != nil {
			return nil, nil, err
		}
		return out.UserHierarchyGroupSummaryList, out.NextToken, nil
	}
	same(t, "no groups", walk(t, list), [][]types.HierarchyGroupSummary{{}})
	c.levels(t, "Site", "Team")
	london := c.group(t, "London", nil)
	want := []types.HierarchyGroupSummary{
		*c.step(c.group(t, "Berlin", london), "Berlin"), *c.step(london, "London"), *c.step(c.group(t, "berlin", nil), "berlin"),
	}
	same(t, "the groups", slices.Concat(walk(t, list)...), want, recent)
}

func refusesUnknownGroups(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "group-unknown")
	describe := func(instance, id string) error {
		return errorOf(client.DescribeUserHierarchyGroup(t.Context(), &connect.DescribeUserHierarchyGroupInput{InstanceId: &instance, HierarchyGroupId: &id}))
	}
	notFound(t, describe(*c.id, nobody))
	notFound(t, describe(*c.id, "0"))
	notFound(t, describe(nobody, nobody))
	notFound(t, errorOf(client.ListUserHierarchyGroups(t.Context(), &connect.ListUserHierarchyGroupsInput{InstanceId: aws.String(nobody)})))
}
