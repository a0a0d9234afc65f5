package api

import (
	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// The size of an attribute filter that the service documents.
const (
	maxFilterTags   = 25
	maxFilterGroups = 20
)

// filter reads one of the two filters; the service refuses both together as if access were denied.
func (s userSearch) filter(f *connect.UserSearchFilter) (search.Criteria, error) {
	if f == nil {
		return nil, nil
	}
	byTags, err := tagFilter(f.TagFilter)
	if err != nil {
		return nil, err
	}
	byAttributes, err := s.attributeFilter(f.UserAttributeFilter)
	switch {
	case err != nil:
		return nil, err
	case byTags != nil && byAttributes != nil:
		return nil, roster.Errorf(roster.Denied, "Request can contain either TagFilter or UserAttributeFilter")
	case byTags != nil:
		return byTags, nil
	}
	return byAttributes, nil
}

func (s userSearch) attributeFilter(f *connect.ControlPlaneUserAttributeFilter) (search.Criteria, error) {
	if f == nil {
		return nil, nil
	}
	c, err := single(
		branch{"OrConditions", func() (search.Criteria, error) { return anyOf(readParts(f.OrConditions, s.attributes)) }},
		branch{"AndCondition", func() (search.Criteria, error) { return s.attributes(f.AndCondition) }},
		branch{"TagCondition", func() (search.Criteria, error) { return optionalTagCondition(f.TagCondition) }},
		branch{"HierarchyGroupCondition", func() (search.Criteria, error) { return s.group(f.HierarchyGroupCondition) }},
	)
	if tags, groups := countConditions(c); err == nil && (tags > maxFilterTags || groups > maxFilterGroups) {
		return nil, invalidSearch("UserAttributeFilter can have at most %d tag conditions and %d hierarchy conditions", maxFilterTags, maxFilterGroups)
	}
	return c, err
}

// attributes reads conditions that must all hold.
func (s userSearch) attributes(c *connect.AttributeAndCondition) (search.Criteria, error) {
	if c == nil {
		return nil, nil
	}
	parts, err := readParts(c.TagConditions, tagCondition)
	if err != nil {
		return nil, err
	}
	group, err := s.group(c.HierarchyGroupCondition)
	if group != nil {
		parts = append(parts, group)
	}
	return allOf(parts, err)
}

// countConditions counts the tag and hierarchy conditions of a filter.
func countConditions(c search.Criteria) (tags, groups int) {
	var parts []search.Criteria
	switch c := c.(type) {
	case search.TagEquals:
		return 1, 0
	case search.InHierarchy:
		return 0, 1
	case search.And:
		parts = c
	case search.Or:
		parts = c
	}
	for _, part := range parts {
		t, g := countConditions(part)
		tags, groups = tags+t, groups+g
	}
	return tags, groups
}
