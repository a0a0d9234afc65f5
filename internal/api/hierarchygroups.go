package api

import (
	"context"
	"strconv"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) createUserHierarchyGroup(ctx context.Context, c roster.Caller, in *connect.CreateUserHierarchyGroupRequest) (*connect.CreateUserHierarchyGroupResponse, error) {
	instance := instanceID(c, in.InstanceId)
	id, err := a.roster.CreateUserHierarchyGroup(ctx, c, instance, roster.NewUserHierarchyGroup{
		Name:     *in.Name,
		ParentID: hierarchyGroupID(c, instance, in.ParentGroupId),
		Tags:     in.Tags,
	})
	if err != nil {
		return nil, err
	}
	return &connect.CreateUserHierarchyGroupResponse{HierarchyGroupId: &id, HierarchyGroupArn: arn(c, instance, access.TypeUserHierarchyGroup, id)}, nil
}

func hierarchyGroupID(c roster.Caller, instance string, id *string) string {
	return resourceID(c, instance, access.TypeUserHierarchyGroup, id)
}

func (a *API) describeUserHierarchyGroup(ctx context.Context, c roster.Caller, in *connect.DescribeUserHierarchyGroupRequest) (*connect.DescribeUserHierarchyGroupResponse, error) {
	instance := instanceID(c, in.InstanceId)
	path, err := a.roster.DescribeUserHierarchyGroup(ctx, c, instance, hierarchyGroupID(c, instance, in.HierarchyGroupId))
	if err != nil {
		return nil, err
	}
	return &connect.DescribeUserHierarchyGroupResponse{HierarchyGroup: hierarchyGroup(c, instance, path)}, nil
}

// hierarchyGroup is the last group of a path, with the path: on the wire it ends with the group itself. The root, at level 0, has no
// path.
func hierarchyGroup(c roster.Caller, instance string, path []roster.UserHierarchyGroup) *connect.HierarchyGroup {
	steps := each(path, func(g *roster.UserHierarchyGroup) connect.HierarchyGroupSummary {
		return hierarchyGroupSummary(c, instance, g)
	})
	group, own := &path[len(path)-1], &steps[len(steps)-1]
	wire := &connect.HierarchyGroup{
		Id: own.Id, Arn: own.Arn, Name: own.Name, LevelId: text(strconv.Itoa(group.Level)), Tags: group.Tags,
		LastModifiedTime: own.LastModifiedTime, LastModifiedRegion: own.LastModifiedRegion,
	}
	if group.Level > 0 {
		wire.HierarchyPath = hierarchyPath(path, steps)
	}
	return wire
}

// hierarchyPath puts each step of a path, of which some may be hidden, at its group's level.
func hierarchyPath(path []roster.UserHierarchyGroup, steps []connect.HierarchyGroupSummary) *connect.HierarchyPath {
	var p connect.HierarchyPath
	members := [roster.MaxHierarchyLevels]**connect.HierarchyGroupSummary{&p.LevelOne, &p.LevelTwo, &p.LevelThree, &p.LevelFour, &p.LevelFive}
	for i := range steps {
		*members[path[i].Level-1] = &steps[i]
	}
	return &p
}

func hierarchyGroupSummary(c roster.Caller, instance string, g *roster.UserHierarchyGroup) connect.HierarchyGroupSummary {
	s := connect.HierarchyGroupSummary{Id: &g.ID, Arn: arn(c, instance, access.TypeUserHierarchyGroup, g.ID), Name: &g.Name}
	s.LastModifiedTime, s.LastModifiedRegion = modified(c, g.LastModified)
	return s
}

func (a *API) listUserHierarchyGroups(ctx context.Context, c roster.Caller, in *connect.ListUserHierarchyGroupsRequest) (*connect.ListUserHierarchyGroupsResponse, error) {
	instance := instanceID(c, in.InstanceId)
	return paged(a, c, "ListUserHierarchyGroups", instance, in.NextToken, in.MaxResults, 1000,
		func(p roster.Page) (roster.List[roster.UserHierarchyGroup], error) {
			return a.roster.ListUserHierarchyGroups(ctx, c, instance, p)
		},
		func(items []roster.UserHierarchyGroup, next *string) *connect.ListUserHierarchyGroupsResponse {
			return &connect.ListUserHierarchyGroupsResponse{
				UserHierarchyGroupSummaryList: each(items, func(g *roster.UserHierarchyGroup) connect.HierarchyGroupSummary {
					return hierarchyGroupSummary(c, instance, g)
				}),
				NextToken: next,
			}
		})
}

func (a *API) updateUserHierarchyGroupName(ctx context.Context, c roster.Caller, in *connect.UpdateUserHierarchyGroupNameRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	return nil, a.roster.UpdateUserHierarchyGroupName(ctx, c, instance, hierarchyGroupID(c, instance, in.HierarchyGroupId), *in.Name)
}

func (a *API) deleteUserHierarchyGroup(ctx context.Context, c roster.Caller, in *connect.DeleteUserHierarchyGroupRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	return nil, a.roster.DeleteUserHierarchyGroup(ctx, c, instance, hierarchyGroupID(c, instance, in.HierarchyGroupId))
}
