package model

import (
	"strconv"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// root is the hidden group above level one, which only searches show.
func (i *Instance) root() *Group {
	return &Group{Header: Header{ID: "0", Name: "root", Tags: map[string]string{}, Modified: i.created}}
}

// SearchUserHierarchyGroups searches by name, parent and level.
func (m *Model) SearchUserHierarchyGroups(in *sdk.SearchUserHierarchyGroupsInput) (*sdk.SearchUserHierarchyGroupsOutput, Refusal) {
	var n *node
	if in.SearchCriteria != nil {
		n = groupNode(*in.SearchCriteria)
	}
	f := nameOrID(KindGroup)
	f["parentid"], f["levelid"] = struct{ key, kind string }{"parent", KindGroup}, struct{ key, kind string }{"level", "id"}
	found, i, no := search(m, in.InstanceId, in.MaxResults, 100, f, n, attributeFilter(value(in.SearchFilter).AttributeFilter),
		func(i *Instance) []*Group { return append([]*Group{i.root()}, i.Groups...) },
		func(_ *Instance, g *Group) document {
			d := g.document()
			switch {
			case g.ID == "0":
				d.fields["level"] = []string{"0"}
			case g.parent == nil:
				d.fields["level"], d.fields["parent"] = []string{"1"}, []string{"0"}
			default:
				d.fields["level"], d.fields["parent"] = []string{strconv.Itoa(g.level())}, []string{g.parent.ID}
			}
			return d
		})
	if no != nil {
		return nil, no
	}
	list := each(found, func(g *Group) types.HierarchyGroup {
		shown := g.shown(i)
		if g.ID == "0" {
			shown.LevelId, shown.HierarchyPath = ptr("0"), nil
		}
		return shown
	})
	return &sdk.SearchUserHierarchyGroupsOutput{ApproximateTotalCount: ptr(int64(len(list))), UserHierarchyGroups: list}, nil
}

func groupNode(c types.UserHierarchyGroupSearchCriteria) *node {
	return &node{or: nodes(c.OrConditions, groupNode), and: nodes(c.AndConditions, groupNode), text: c.StringCondition}
}
