package api

import (
	"context"
	"strconv"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) hierarchyOperations(t table) {
	t.add(handle(a, "DescribeUserHierarchyStructure", a.describeUserHierarchyStructure))
	t.add(handle(a, "UpdateUserHierarchyStructure", a.updateUserHierarchyStructure))
	t.add(handle(a, "CreateUserHierarchyGroup", a.createUserHierarchyGroup))
	t.add(handle(a, "DescribeUserHierarchyGroup", a.describeUserHierarchyGroup))
	t.add(handle(a, "ListUserHierarchyGroups", a.listUserHierarchyGroups))
	t.add(handle(a, "SearchUserHierarchyGroups", a.searchUserHierarchyGroups))
	t.add(handle(a, "UpdateUserHierarchyGroupName", a.updateUserHierarchyGroupName))
	t.add(handle(a, "DeleteUserHierarchyGroup", a.deleteUserHierarchyGroup))
}

// describeUserHierarchyStructure answers with a structure even when it has no level.
func (a *API) describeUserHierarchyStructure(ctx context.Context, c roster.Caller, in *connect.DescribeUserHierarchyStructureRequest) (*connect.DescribeUserHierarchyStructureResponse, error) {
	id := instanceID(c, in.InstanceId)
	levels, err := a.roster.DescribeUserHierarchyStructure(ctx, c, id)
	if err != nil {
		return nil, err
	}
	var s connect.HierarchyStructure
	members := [roster.MaxHierarchyLevels]**connect.HierarchyLevel{&s.LevelOne, &s.LevelTwo, &s.LevelThree, &s.LevelFour, &s.LevelFive}
	for i := range levels {
		*members[i] = hierarchyLevel(c, id, i+1, &levels[i])
	}
	return &connect.DescribeUserHierarchyStructureResponse{HierarchyStructure: &s}, nil
}

// hierarchyLevel is a level on the wire, where its number is its id.
func hierarchyLevel(c roster.Caller, instance string, number int, l *roster.UserHierarchyLevel) *connect.HierarchyLevel {
	id := strconv.Itoa(number)
	wire := &connect.HierarchyLevel{Id: &id, Arn: arn(c, instance, access.TypeUserHierarchyLevel, id), Name: &l.Name}
	wire.LastModifiedTime, wire.LastModifiedRegion = modified(c, l.LastModified)
	return wire
}

func (a *API) updateUserHierarchyStructure(ctx context.Context, c roster.Caller, in *connect.UpdateUserHierarchyStructureRequest) (*rest.None, error) {
	s := in.HierarchyStructure
	var names []string
	for _, level := range []*connect.HierarchyLevelUpdate{s.LevelOne, s.LevelTwo, s.LevelThree, s.LevelFour, s.LevelFive} {
		names = append(names, value(value(level).Name))
	}
	return nil, a.roster.UpdateUserHierarchyStructure(ctx, c, instanceID(c, in.InstanceId), names)
}
