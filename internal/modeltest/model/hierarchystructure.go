package model

import (
	"slices"
	"strconv"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// Level is a level of the hierarchy. Its place in the instance's list is its number.
type Level struct{ Header }

// DescribeUserHierarchyStructure reads the levels.
func (m *Model) DescribeUserHierarchyStructure(in *sdk.DescribeUserHierarchyStructureInput) (*sdk.DescribeUserHierarchyStructureOutput, Refusal) {
	i, no := m.instance(in.InstanceId)
	if no != nil {
		return nil, no
	}
	var shown [5]*types.HierarchyLevel
	for n, l := range i.Levels {
		id := strconv.Itoa(n + 1)
		at, region := i.stamp(&l.Header)
		shown[n] = &types.HierarchyLevel{Id: &id, Arn: ptr(i.ARN(KindLevel, id)), Name: &l.Name, LastModifiedTime: at, LastModifiedRegion: region}
	}
	return &sdk.DescribeUserHierarchyStructureOutput{HierarchyStructure: &types.HierarchyStructure{
		LevelOne: shown[0], LevelTwo: shown[1], LevelThree: shown[2], LevelFour: shown[3], LevelFive: shown[4],
	}}, nil
}

// UpdateUserHierarchyStructure replaces the levels. One that stays keeps its time unless its name changes.
func (m *Model) UpdateUserHierarchyStructure(in *sdk.UpdateUserHierarchyStructureInput) (*sdk.UpdateUserHierarchyStructureOutput, Refusal) {
	s := in.HierarchyStructure
	all := []*types.HierarchyLevelUpdate{s.LevelOne, s.LevelTwo, s.LevelThree, s.LevelFour, s.LevelFive}
	var shape Refusal
	for _, l := range all {
		shape = either(shape, breaks(rule{l != nil && !length(*l.Name, 1, 50), InvalidParameter}))
	}
	i, missing := m.instance(in.InstanceId)
	if no := first(shape, missing); no != nil {
		return nil, no
	}
	depth := 5 - slices.IndexFunc(reversed(all), func(l *types.HierarchyLevelUpdate) bool { return l != nil })
	if depth == 6 {
		depth = 0
	}
	if no := breaks(
		rule{slices.Contains(all[:depth], nil), InvalidRequest},
		rule{slices.ContainsFunc(i.Groups, func(g *Group) bool { return all[g.level()-1] == nil }), InUse},
	); no != nil {
		return nil, no
	}
	var next []*Level
	for n, l := range all[:depth] {
		level := &Level{Header{Name: *l.Name, Modified: m.Now}}
		if n < len(i.Levels) && i.Levels[n].Name == *l.Name {
			level = i.Levels[n]
		}
		next = append(next, level)
	}
	i.Levels = next
	return &sdk.UpdateUserHierarchyStructureOutput{}, nil
}

func reversed[T any](list []T) []T {
	list = slices.Clone(list)
	slices.Reverse(list)
	return list
}
