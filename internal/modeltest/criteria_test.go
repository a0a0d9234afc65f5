package modeltest

import (
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
)

// tree draws a tree of criteria of any kind: leaf draws a condition, join makes a node of alternatives or of what must all hold.
func tree[C any](s *session, leaf func() C, join func(or, and []C) C) C {
	if one(s, "deep", 40) {
		c := leaf()
		for range pick(s, "depth", 4, 5, 9) {
			c = join(nil, []C{c})
		}
		return c
	}
	return branches(s, 3, leaf, join)
}

func branches[C any](s *session, depth int, leaf func() C, join func(or, and []C) C) C {
	form := uniform(s, "node", 6)
	if depth == 0 || form < 3 {
		return leaf()
	}
	var children []C
	for range uniform(s, "children", 4) {
		children = append(children, branches(s, depth-1, leaf, join))
	}
	switch {
	case form == 3:
		return join(nil, children)
	case form == 5 && one(s, "both", 6):
		return join([]C{leaf()}, children)
	}
	return join(children, nil)
}

// searchable is a field's name, and texts to look for, which are ids for a kind that has one.
type searchable struct {
	name  string
	texts []string
}

// text draws a string condition on one of the fields.
func (s *session) text(fields ...searchable) *types.StringCondition {
	f := pick(s, "field", fields...)
	c := &types.StringCondition{
		FieldName: &f.name, Value: ptr(pick(s, "text", f.texts...)),
		ComparisonType: pick(s, "comparison", types.StringComparisonTypeExact, types.StringComparisonTypeStartsWith, types.StringComparisonTypeContains),
	}
	switch odd(s, "odd condition", 40) {
	case 39:
		c.FieldName = pick(s, "field", nil, ptr("shoe size"), ptr(""))
	case 38:
		c.Value = pick(s, "text", nil, ptr(""), ptr(strings.Repeat("x", 26)))
	case 37:
		c.ComparisonType = pick[types.StringComparisonType](s, "comparison", "", "ENDS_WITH")
	case 36:
		*c = types.StringCondition{}
	}
	return c
}

// named are the fields that every kind can be searched by.
func named[R model.Resource](s *session, i *model.Instance, kind string, all []R, texts ...string) []searchable {
	return []searchable{
		{pick(s, "spelling", "name", "Name"), texts},
		{pick(s, "spelling", "resourceId", "resourceID", "ResourceId", "id"), idTexts(s, i, kind, all)},
	}
}

// idTexts are ids to look for: whole ones, ARNs, and beginnings.
func idTexts[R model.Resource](s *session, i *model.Instance, kind string, all []R) []string {
	id := *ref(s, "id", i, kind, all)
	return []string{id, strings.TrimPrefix(id, i.ARN(kind, ""))[:3]}
}

// group draws a hierarchy condition.
func (s *session) inGroup(i *model.Instance) *types.HierarchyGroupCondition {
	c := &types.HierarchyGroupCondition{
		Value:                   ref(s, "group", i, model.KindGroup, i.Groups),
		HierarchyGroupMatchType: pick[types.HierarchyGroupMatchType](s, "match", "WITH_CHILD_GROUPS", "EXACT", ""),
	}
	if one(s, "odd group", 24) {
		c.Value = pick(s, "group", nil, ptr(""))
	}
	return c
}

func (s *session) tagCondition() types.TagCondition {
	c := types.TagCondition{TagKey: ptr(pick(s, "key", "site", "team", "absent")), TagValue: maybe(s, "value", "Wien", "oslo", "")}
	if one(s, "no key", 40) {
		c.TagKey = pick(s, "key", nil, ptr(""))
		c.TagValue = ptr("Wien")
	}
	return c
}

func (s *session) tagConditions(most int) (list []types.TagCondition) {
	for range uniform(s, "tags", most+1) {
		list = append(list, s.tagCondition())
	}
	return list
}

// tagFilter draws the filter of most searches; nil half of the time.
func (s *session) tagFilter() *types.ControlPlaneTagFilter {
	f := &types.ControlPlaneTagFilter{}
	switch uniform(s, "filter", 10) {
	case 4:
		f.AndConditions = s.tagConditions(2)
	case 5, 6:
		for range uniform(s, "alternatives", 3) {
			f.OrConditions = append(f.OrConditions, append([]types.TagCondition{}, s.tagConditions(2)...))
		}
	case 7, 8:
		f.TagCondition = ptr(s.tagCondition())
	case 9:
		f.TagCondition, f.AndConditions = ptr(s.tagCondition()), s.tagConditions(1)
	default:
		return nil
	}
	return f
}

// attributeFilter draws the filter of users alone.
func (s *session) attributeFilter(i *model.Instance) *types.ControlPlaneUserAttributeFilter {
	f := &types.ControlPlaneUserAttributeFilter{}
	both := func() (c types.AttributeAndCondition) {
		c.TagConditions = s.tagConditions(2)
		if pick(s, "with group", false, true) {
			c.HierarchyGroupCondition = s.inGroup(i)
		}
		return c
	}
	switch uniform(s, "attribute filter", 10) {
	case 4:
		f.AndCondition = ptr(both())
	case 5:
		for range uniform(s, "alternatives", 3) {
			f.OrConditions = append(f.OrConditions, both())
		}
	case 6:
		f.TagCondition = ptr(s.tagCondition())
	case 7, 8:
		f.HierarchyGroupCondition = s.inGroup(i)
	case 9:
		f.HierarchyGroupCondition, f.TagCondition = s.inGroup(i), ptr(s.tagCondition())
		if pick(s, "many", false, true) {
			*f = types.ControlPlaneUserAttributeFilter{AndCondition: &types.AttributeAndCondition{}}
			for range pick(s, "conditions", 25, 26) {
				f.AndCondition.TagConditions = append(f.AndCondition.TagConditions, types.TagCondition{TagKey: ptr("site")})
			}
		}
	default:
		return nil
	}
	return f
}
