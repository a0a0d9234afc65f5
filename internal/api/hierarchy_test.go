package api_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// newChain defines five levels, makes a group at each, each below the one before, and gives the groups' ids from the top.
func newChain(t *testing.T, client *sdk.Client, instance *string) []string {
	t.Helper()
	level := func(n int) *types.HierarchyLevelUpdate {
		return &types.HierarchyLevelUpdate{Name: aws.String(fmt.Sprint("Level ", n))}
	}
	_, err := client.UpdateUserHierarchyStructure(t.Context(), &sdk.UpdateUserHierarchyStructureInput{InstanceId: instance,
		HierarchyStructure: &types.HierarchyStructureUpdate{LevelOne: level(1), LevelTwo: level(2), LevelThree: level(3), LevelFour: level(4), LevelFive: level(5)}})
	wantError(t, err, "")
	var ids []string
	var parent *string
	for n := range 5 {
		out, err := client.CreateUserHierarchyGroup(t.Context(), &sdk.CreateUserHierarchyGroupInput{
			InstanceId: instance, Name: aws.String(fmt.Sprint("Group ", n+1)), ParentGroupId: parent,
		})
		wantError(t, err, "")
		ids = append(ids, *out.HierarchyGroupId)
		parent = out.HierarchyGroupArn
	}
	return ids
}

// instanceARN is the ARN of an instance, with more after it.
func instanceARN(instance *string, more string) *string {
	return aws.String("arn:aws:connect:" + region + ":" + account + ":instance/" + *instance + more)
}

// timeless leaves out when things last changed.
var timeless = cmp.Options{
	cmpopts.IgnoreFields(types.HierarchyLevel{}, "LastModifiedTime"),
	cmpopts.IgnoreFields(types.HierarchyGroup{}, "LastModifiedTime"),
	cmpopts.IgnoreFields(types.HierarchyGroupSummary{}, "LastModifiedTime"),
	cmpopts.IgnoreFields(types.RoutingProfile{}, "LastModifiedTime"),
	cmpopts.IgnoreFields(types.SecurityProfile{}, "LastModifiedTime"),
	cmpopts.IgnoreUnexported(types.HierarchyLevel{}, types.HierarchyGroup{}, types.HierarchyGroupSummary{}, types.HierarchyPath{},
		types.HierarchyStructure{}, types.RoutingProfile{}, types.MediaConcurrency{}, types.CrossChannelBehavior{}, types.SecurityProfile{},
		types.Application{}, types.FlowModule{}, types.GranularAccessControlConfiguration{}, types.DataTableAccessControlConfiguration{},
		types.PrimaryAttributeAccessControlConfigurationItem{}, types.PrimaryAttributeValue{}),
}

func TestHierarchyStructureWithoutLevelsIsThere(t *testing.T) {
	client, server := newServer(t)
	id := newInstance(t, client, types.DirectoryTypeSaml, "new")
	_, _, got := raw(t, server, "GET", "/user-hierarchy-structure/"+*id, "")
	if diff := cmp.Diff(map[string]any{"HierarchyStructure": map[string]any{}}, got); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
	_, err := client.CreateUserHierarchyGroup(t.Context(), &sdk.CreateUserHierarchyGroupInput{InstanceId: id, Name: aws.String("Sales")})
	wantError(t, err, "ResourceNotFoundException")
}

func TestHierarchyStructureRoundTrip(t *testing.T) {
	client, server := newServer(t)
	id := newInstance(t, client, types.DirectoryTypeSaml, "levels")
	update := func(body string) string {
		_, kind, _ := raw(t, server, "POST", "/user-hierarchy-structure/"+*id, body)
		return kind
	}
	for body, want := range map[string]string{
		`{"HierarchyStructure": {"LevelTwo": {"Name": "Floor"}}}`: "InvalidRequestException",
		`{"HierarchyStructure": {"LevelOne": {}}}`:                "InvalidParameterException",
		`{}`: "InvalidParameterException",
	} {
		if kind := update(body); kind != want {
			t.Errorf("%s: %q, want %s", body, kind, want)
		}
	}
	if kind := update(`{"HierarchyStructure": {"LevelOne": {"Name": "Site"}, "LevelTwo": {"Name": "Floor"}, "LevelThree": null}}`); kind != "" {
		t.Fatal(kind)
	}
	out, err := client.DescribeUserHierarchyStructure(t.Context(), &sdk.DescribeUserHierarchyStructureInput{InstanceId: id})
	wantError(t, err, "")
	level := func(n, name string) *types.HierarchyLevel {
		return &types.HierarchyLevel{Id: &n, Arn: instanceARN(id, "/agent-group-level/"+n), Name: &name, LastModifiedRegion: aws.String(region)}
	}
	want := &types.HierarchyStructure{LevelOne: level("1", "Site"), LevelTwo: level("2", "Floor")}
	if diff := cmp.Diff(want, out.HierarchyStructure, timeless); diff != "" {
		t.Errorf("structure (-want +got):\n%s", diff)
	}
}

func TestHierarchyPathNamesEveryStep(t *testing.T) {
	client, _ := newServer(t)
	id := newInstance(t, client, types.DirectoryTypeSaml, "path")
	ids := newChain(t, client, id)
	step := func(n int) *types.HierarchyGroupSummary {
		return &types.HierarchyGroupSummary{
			Id: &ids[n], Arn: instanceARN(id, "/agent-group/"+ids[n]), Name: aws.String(fmt.Sprint("Group ", n+1)), LastModifiedRegion: aws.String(region),
		}
	}
	for _, name := range []*string{&ids[4], step(4).Arn} {
		out, err := client.DescribeUserHierarchyGroup(t.Context(), &sdk.DescribeUserHierarchyGroupInput{InstanceId: instanceARN(id, ""), HierarchyGroupId: name})
		wantError(t, err, "")
		want := &types.HierarchyGroup{
			Id: &ids[4], Arn: step(4).Arn, Name: aws.String("Group 5"), LevelId: aws.String("5"), Tags: map[string]string{}, LastModifiedRegion: aws.String(region),
			HierarchyPath: &types.HierarchyPath{LevelOne: step(0), LevelTwo: step(1), LevelThree: step(2), LevelFour: step(3), LevelFive: step(4)},
		}
		if diff := cmp.Diff(want, out.HierarchyGroup, timeless); diff != "" {
			t.Errorf("group (-want +got):\n%s", diff)
		}
		if out.HierarchyGroup.LastModifiedTime == nil || out.HierarchyGroup.HierarchyPath.LevelOne.LastModifiedTime == nil {
			t.Error("a time is missing")
		}
	}
	out, err := client.DescribeUserHierarchyGroup(t.Context(), &sdk.DescribeUserHierarchyGroupInput{InstanceId: id, HierarchyGroupId: &ids[0]})
	wantError(t, err, "")
	if diff := cmp.Diff(&types.HierarchyPath{LevelOne: step(0)}, out.HierarchyGroup.HierarchyPath, timeless); diff != "" {
		t.Errorf("path at level one (-want +got):\n%s", diff)
	}
}

func TestBlockedHierarchyDeletionsSayByWhat(t *testing.T) {
	client, server := newServer(t)
	id := newInstance(t, client, types.DirectoryTypeSaml, "blocked")
	ids := newChain(t, client, id)
	profile, err := client.CreateSecurityProfile(t.Context(), &sdk.CreateSecurityProfileInput{
		InstanceId: id, SecurityProfileName: aws.String("P"), AllowedAccessControlHierarchyGroupId: instanceARN(id, "/agent-group/"+ids[4]),
	})
	wantError(t, err, "")
	user := newAgent(t, client, id, "ann", *profile.SecurityProfileId, &ids[3])
	tests := []struct {
		name, method, path, body string
		want                     map[string]any
	}{
		{"level", "POST", "/user-hierarchy-structure/" + *id, `{"HierarchyStructure": {"LevelOne": {"Name": "Level 1"}}}`,
			map[string]any{"ResourceType": "HIERARCHY_LEVEL", "ResourceId": *instanceARN(id, "/agent-group-level/2")}},
		{"child", "DELETE", "/user-hierarchy-groups/" + *id + "/" + ids[0], "",
			map[string]any{"ResourceType": "HIERARCHY_GROUP", "ResourceId": *instanceARN(id, "/agent-group/"+ids[1])}},
		{"user", "DELETE", "/user-hierarchy-groups/" + *id + "/" + ids[3], "",
			map[string]any{"ResourceType": "USER", "ResourceId": *instanceARN(id, "/agent/"+user)}},
		{"security profile", "DELETE", "/user-hierarchy-groups/" + *id + "/" + ids[4], "", map[string]any{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			status, kind, got := raw(t, server, tt.method, tt.path, tt.body)
			if status != 409 || kind != "ResourceInUseException" || got["Message"] == nil {
				t.Errorf("answer = %d %s %v", status, kind, got)
			}
			delete(got, "Message")
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("what blocks (-want +got):\n%s", diff)
			}
		})
	}
}

func TestHierarchyGroupNames(t *testing.T) {
	client, _ := newServer(t)
	id := newInstance(t, client, types.DirectoryTypeSaml, "names")
	ids := newChain(t, client, id)
	_, err := client.CreateUserHierarchyGroup(t.Context(), &sdk.CreateUserHierarchyGroupInput{InstanceId: id, Name: aws.String("Group 1")})
	wantError(t, err, "DuplicateResourceException")
	_, err = client.CreateUserHierarchyGroup(t.Context(), &sdk.CreateUserHierarchyGroupInput{InstanceId: id, Name: aws.String("Sixth"), ParentGroupId: &ids[4]})
	wantError(t, err, "InvalidRequestException")
	_, err = client.UpdateUserHierarchyGroupName(t.Context(), &sdk.UpdateUserHierarchyGroupNameInput{InstanceId: id, HierarchyGroupId: &ids[2], Name: aws.String("A")})
	wantError(t, err, "")
	_, err = client.DeleteUserHierarchyGroup(t.Context(), &sdk.DeleteUserHierarchyGroupInput{InstanceId: id, HierarchyGroupId: &ids[4]})
	wantError(t, err, "")
	var got []string
	pages := sdk.NewListUserHierarchyGroupsPaginator(client, &sdk.ListUserHierarchyGroupsInput{InstanceId: id, MaxResults: aws.Int32(3)})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		wantError(t, err, "")
		for _, g := range page.UserHierarchyGroupSummaryList {
			got = append(got, *g.Name)
		}
	}
	if diff := cmp.Diff([]string{"A", "Group 1", "Group 2", "Group 4"}, got); diff != "" {
		t.Errorf("groups (-want +got):\n%s", diff)
	}
}
