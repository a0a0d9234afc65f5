package model

import (
	"slices"
	"strconv"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// Group is a group of the hierarchy. parent is nil at level one.
type Group struct {
	Header
	parent *Group
}

// Parent is the group above; nil at level one.
func (g *Group) Parent() *Group { return g.parent }

// path is the group with all those above it, level one first.
func (g *Group) path() []*Group {
	if g == nil {
		return nil
	}
	return append(g.parent.path(), g)
}

func (g *Group) level() int { return len(g.path()) }

// siblings are the groups below the same parent.
func (i *Instance) siblings(parent *Group) []*Group {
	return slices.DeleteFunc(slices.Clone(i.Groups), func(g *Group) bool { return g.parent != parent })
}

// optionalGroup looks a group up that a request names; nil when it names none, by leaving it out or by the empty text.
func (i *Instance) optionalGroup(id *string) (*Group, Refusal) {
	if !given(id) {
		return nil, nil
	}
	return find(i, i.Groups, KindGroup, id)
}

// CreateUserHierarchyGroup makes a group with the id.
func (m *Model) CreateUserHierarchyGroup(in *sdk.CreateUserHierarchyGroupInput, id string) (*sdk.CreateUserHierarchyGroupOutput, Refusal) {
	shape := breaks(rule{!length(*in.Name, 1, 100), InvalidParameter}, rule{!goodTags(in.Tags), InvalidParameter},
		rule{in.ParentGroupId != nil && *in.ParentGroupId == "", InvalidParameter})
	i, missing := m.instance(in.InstanceId)
	if no := first(shape, missing); no != nil {
		return nil, no
	}
	parent, noParent := i.optionalGroup(in.ParentGroupId)
	g := &Group{Header{ID: id, Name: *in.Name, Tags: copied(in.Tags), Modified: m.Now}, parent}
	if no := first(noParent, breaks(rule{len(i.Levels) == 0, NotFound}), breaks(rule{g.level() > len(i.Levels), InvalidRequest}),
		breaks(rule{named(i.siblings(parent), g.Name, nil), Duplicate})); no != nil {
		return nil, no
	}
	i.Groups = append(i.Groups, g)
	return &sdk.CreateUserHierarchyGroupOutput{HierarchyGroupId: &id, HierarchyGroupArn: ptr(i.ARN(KindGroup, id))}, nil
}

func (m *Model) group(instance, group *string) (*Instance, *Group, Refusal) {
	i, no := m.instance(instance)
	if no != nil {
		return nil, nil, no
	}
	g, no := find(i, i.Groups, KindGroup, group)
	return i, g, no
}

// DescribeUserHierarchyGroup reads a group with its path.
func (m *Model) DescribeUserHierarchyGroup(in *sdk.DescribeUserHierarchyGroupInput) (*sdk.DescribeUserHierarchyGroupOutput, Refusal) {
	i, g, no := m.group(in.InstanceId, in.HierarchyGroupId)
	if no != nil {
		return nil, no
	}
	return &sdk.DescribeUserHierarchyGroupOutput{HierarchyGroup: ptr(g.shown(i))}, nil
}

func (g *Group) shown(i *Instance) types.HierarchyGroup {
	var path [5]*types.HierarchyGroupSummary
	for n, step := range g.path() {
		path[n] = ptr(step.summary(i))
	}
	own := g.summary(i)
	return types.HierarchyGroup{
		Id: own.Id, Arn: own.Arn, Name: own.Name, LevelId: ptr(strconv.Itoa(g.level())), Tags: g.Tags,
		LastModifiedTime: own.LastModifiedTime, LastModifiedRegion: own.LastModifiedRegion,
		HierarchyPath: &types.HierarchyPath{LevelOne: path[0], LevelTwo: path[1], LevelThree: path[2], LevelFour: path[3], LevelFive: path[4]},
	}
}

func (g *Group) summary(i *Instance) types.HierarchyGroupSummary {
	at, region := i.stamp(&g.Header)
	return types.HierarchyGroupSummary{Id: &g.ID, Arn: ptr(i.ARN(KindGroup, g.ID)), Name: &g.Name, LastModifiedTime: at, LastModifiedRegion: region}
}

// ListUserHierarchyGroups lists the groups of all levels by name.
func (m *Model) ListUserHierarchyGroups(in *sdk.ListUserHierarchyGroupsInput) (*sdk.ListUserHierarchyGroupsOutput, Refusal) {
	i, no := m.instance(in.InstanceId)
	if no := first(badPage(in.MaxResults, 1000), no); no != nil {
		return nil, no
	}
	list := each(byName(i.Groups), func(g *Group) types.HierarchyGroupSummary { return g.summary(i) })
	return &sdk.ListUserHierarchyGroupsOutput{UserHierarchyGroupSummaryList: list}, nil
}

// UpdateUserHierarchyGroupName renames a group.
func (m *Model) UpdateUserHierarchyGroupName(in *sdk.UpdateUserHierarchyGroupNameInput) (*sdk.UpdateUserHierarchyGroupNameOutput, Refusal) {
	shape := breaks(rule{!length(*in.Name, 1, 100), InvalidParameter})
	i, g, missing := m.group(in.InstanceId, in.HierarchyGroupId)
	if no := first(shape, missing); no != nil {
		return nil, no
	}
	if no := breaks(rule{named(i.siblings(g.parent), *in.Name, &g.Header), Duplicate}); no != nil {
		return nil, no
	}
	g.touch(m, g.Name != *in.Name)
	g.Name = *in.Name
	return &sdk.UpdateUserHierarchyGroupNameOutput{}, nil
}

// DeleteUserHierarchyGroup removes a group that is empty and that no security profile names.
func (m *Model) DeleteUserHierarchyGroup(in *sdk.DeleteUserHierarchyGroupInput) (*sdk.DeleteUserHierarchyGroupOutput, Refusal) {
	i, g, no := m.group(in.InstanceId, in.HierarchyGroupId)
	if no != nil {
		return nil, no
	}
	if no := breaks(
		rule{len(i.siblings(g)) > 0, InUse},
		rule{slices.ContainsFunc(i.Users, func(u *User) bool { return u.Group == g }), InUse},
		rule{slices.ContainsFunc(i.SecurityProfiles, func(p *SecurityProfile) bool { return p.allowedGroup == g }), InUse},
	); no != nil {
		return nil, no
	}
	i.Groups = without(i.Groups, &g.Header)
	return &sdk.DeleteUserHierarchyGroupOutput{}, nil
}
