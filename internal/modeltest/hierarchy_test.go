package modeltest

import (
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
)

var hierarchySteps = []step{
	{"change the levels", 9, (*session).updateStructure, covers("UpdateUserHierarchyStructure", model.InvalidParameter, model.InvalidRequest, model.InUse)},
	{"describe the levels", 1, (*session).describeStructure, covers("DescribeUserHierarchyStructure")},
	{"create a group", 9, (*session).createGroup, covers("CreateUserHierarchyGroup", model.InvalidParameter, model.InvalidRequest, model.NotFound, model.Duplicate)},
	{"describe a group", 2, (*session).describeGroup, covers("DescribeUserHierarchyGroup", model.NotFound)},
	{"rename a group", 6, (*session).renameGroup, covers("UpdateUserHierarchyGroupName", model.InvalidParameter, model.NotFound, model.Duplicate)},
	{"delete a group", 4, (*session).deleteGroup, covers("DeleteUserHierarchyGroup", model.NotFound, model.InUse)},
	{"list groups", 2, (*session).listGroups, covers("ListUserHierarchyGroups")},
}

// updateStructure draws mostly as many levels as there are, or more.
func (s *session) updateStructure() {
	i, instance := s.instance()
	depth := pick(s, "depth", 3, 2, 4, 5, 5, max(0, len(i.Levels)-1), uniform(s, "any depth", 6))
	var levels [5]*types.HierarchyLevelUpdate
	for n := range depth {
		levels[n] = &types.HierarchyLevelUpdate{Name: ptr(pick(s, "level", "Division", "Site", "Team"))}
	}
	switch n := odd(s, "odd levels", 6); {
	case n == 5 && depth > 0:
		levels[uniform(s, "gap", depth)] = nil
	case n == 4 && depth > 0:
		levels[0].Name = ptr(pick(s, "level", "", strings.Repeat("x", 51)))
	}
	ask(s, &sdk.UpdateUserHierarchyStructureInput{InstanceId: instance, HierarchyStructure: &types.HierarchyStructureUpdate{
		LevelOne: levels[0], LevelTwo: levels[1], LevelThree: levels[2], LevelFour: levels[3], LevelFive: levels[4],
	}}, s.UpdateUserHierarchyStructure, s.m.UpdateUserHierarchyStructure)
}

func (s *session) describeStructure() {
	_, instance := s.instance()
	in := &sdk.DescribeUserHierarchyStructureInput{InstanceId: instance}
	ask(s, in, s.DescribeUserHierarchyStructure, s.m.DescribeUserHierarchyStructure)
}

// groupName is one of a few names, rarely a bad one.
func (s *session) groupName() *string {
	if one(s, "odd name", 8) {
		return ptr(pick(s, "name", "", strings.Repeat("x", 101)))
	}
	return ptr(pick(s, "name", "North", "South", "north", "Ost & West"))
}

func (s *session) createGroup() {
	i, instance := s.instance()
	in := &sdk.CreateUserHierarchyGroupInput{InstanceId: instance, Name: s.groupName(), Tags: s.tags("tags")}
	if len(i.Groups) > 0 && uniform(s, "below", 3) > 0 {
		in.ParentGroupId = ref(s, "parent", i, model.KindGroup, i.Groups)
	}
	if one(s, "odd parent", 24) {
		in.ParentGroupId = ptr("")
	}
	create(s, in, s.CreateUserHierarchyGroup, func(out *sdk.CreateUserHierarchyGroupOutput) *string { return out.HierarchyGroupId }, s.m.CreateUserHierarchyGroup)
}

func (s *session) group() (i *model.Instance, instance, group *string) {
	i, instance = s.instance()
	return i, instance, ref(s, "group", i, model.KindGroup, i.Groups)
}

func (s *session) describeGroup() {
	_, instance, id := s.group()
	in := &sdk.DescribeUserHierarchyGroupInput{InstanceId: instance, HierarchyGroupId: id}
	ask(s, in, s.DescribeUserHierarchyGroup, s.m.DescribeUserHierarchyGroup)
}

func (s *session) renameGroup() {
	i, instance, id := s.group()
	in := &sdk.UpdateUserHierarchyGroupNameInput{InstanceId: instance, HierarchyGroupId: id, Name: s.groupName()}
	if in.Name != nil && len(i.Groups) > 1 && uniform(s, "name taken", 4) == 3 {
		in.Name = ptr(pick(s, "name", i.Groups...).Name)
	}
	ask(s, in, s.UpdateUserHierarchyGroupName, s.m.UpdateUserHierarchyGroupName)
}

func (s *session) deleteGroup() {
	i, instance, id := s.group()
	in := &sdk.DeleteUserHierarchyGroupInput{InstanceId: instance, HierarchyGroupId: id}
	if ask(s, in, s.DeleteUserHierarchyGroup, s.m.DeleteUserHierarchyGroup) != nil {
		s.lost(i, model.KindGroup, id)
	}
}

func (s *session) listGroups() {
	_, instance := s.instance()
	walk(s, &sdk.ListUserHierarchyGroupsInput{InstanceId: instance}, s.ListUserHierarchyGroups, s.m.ListUserHierarchyGroups)
}
