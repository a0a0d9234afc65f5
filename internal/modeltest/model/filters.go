package model

import (
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// filter reads a filter; its refusals are those of a malformed one.
type filter func(*Instance) (test, Refusal)

// tagTest reads a tag condition; one without a value matches every value.
func tagTest(c types.TagCondition) (test, Refusal) {
	if !given(c.TagKey) {
		return nil, because(InvalidParameter)
	}
	return func(d document) bool {
		have, ok := d.tags[*c.TagKey]
		return ok && (c.TagValue == nil || have == *c.TagValue)
	}, nil
}

func tagTests(list []types.TagCondition) (tests []test, no Refusal) {
	for _, c := range list {
		t, why := tagTest(c)
		no = either(no, why)
		tests = append(tests, t)
	}
	return tests, no
}

// one gives the only part of a filter that is there.
func one(no Refusal, parts ...test) (test, Refusal) {
	var there []test
	for _, t := range parts {
		if t != nil {
			there = append(there, t)
		}
	}
	if no := either(no, breaks(rule{len(there) > 1, InvalidParameter})); no != nil {
		return nil, no
	}
	return allOf(there), nil
}

// tagFilter reads the filter of most searches.
func tagFilter(f *types.ControlPlaneTagFilter) filter {
	return func(*Instance) (test, Refusal) {
		if f == nil {
			return nil, nil
		}
		var groups []test
		var no Refusal
		for _, list := range f.OrConditions {
			tests, why := tagTests(list)
			no = either(no, why)
			if len(tests) > 0 {
				groups = append(groups, allOf(tests))
			}
		}
		all, why := tagTests(f.AndConditions)
		alone, whyAlone := optionalTag(f.TagCondition)
		return one(either(no, why, whyAlone), anyOf(groups), allOf(all), alone)
	}
}

// attributeFilter reads the filter of hierarchy groups and agent statuses, which is a tag filter by other names.
func attributeFilter(f *types.ControlPlaneAttributeFilter) filter {
	if f == nil {
		return tagFilter(nil)
	}
	same := types.ControlPlaneTagFilter{AndConditions: value(f.AndCondition).TagConditions, TagCondition: f.TagCondition}
	for _, c := range f.OrConditions {
		same.OrConditions = append(same.OrConditions, c.TagConditions)
	}
	return tagFilter(&same)
}

func optionalTag(c *types.TagCondition) (test, Refusal) {
	if c == nil || c.TagKey == nil && c.TagValue == nil {
		return nil, nil
	}
	return tagTest(*c)
}

// groupTest reads a hierarchy condition.
func groupTest(i *Instance, c *types.HierarchyGroupCondition) (test, Refusal) {
	if c == nil || c.Value == nil && c.HierarchyGroupMatchType == "" {
		return nil, nil
	}
	if !given(c.Value) {
		return nil, because(InvalidParameter)
	}
	want := i.bare(KindGroup, c.Value)
	return func(d document) bool {
		for n, id := range d.groups {
			own := n == len(d.groups)-1
			if id == want && (own || c.HierarchyGroupMatchType == types.HierarchyGroupMatchTypeWithChildGroups) {
				return true
			}
		}
		return false
	}, nil
}

// attributes reads the filter that only users have.
func attributes(f *types.ControlPlaneUserAttributeFilter) filter {
	return func(i *Instance) (test, Refusal) {
		if f == nil {
			return nil, nil
		}
		tags, groups := 0, 0
		both := func(c types.AttributeAndCondition) (test, Refusal) {
			tests, no := tagTests(c.TagConditions)
			group, why := groupTest(i, c.HierarchyGroupCondition)
			tags += len(tests)
			if group != nil {
				groups++
				tests = append(tests, group)
			}
			return allOf(tests), either(no, why)
		}
		var any []test
		var no Refusal
		for _, c := range f.OrConditions {
			t, why := both(c)
			no = either(no, why)
			if t != nil {
				any = append(any, t)
			}
		}
		all, why := both(value(f.AndCondition))
		alone, whyAlone := optionalTag(f.TagCondition)
		group, whyGroup := groupTest(i, f.HierarchyGroupCondition)
		return one(either(no, why, whyAlone, whyGroup, breaks(rule{tags > 25 || groups > 20, InvalidParameter})), anyOf(any), all, alone, group)
	}
}
