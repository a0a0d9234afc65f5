package api

import (
	"errors"
	"strings"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// userFields are what string conditions on users may name.
var userFields = map[string]searchField{
	"username":          {field: search.FieldName},
	"firstname":         {field: search.FieldFirstName},
	"lastname":          {field: search.FieldLastName},
	"routingprofileid":  {field: search.FieldRoutingProfileID, ids: access.TypeRoutingProfile},
	"securityprofileid": {field: search.FieldSecurityProfileID, ids: access.TypeSecurityProfile},
	"resourceid":        {field: search.FieldID, ids: access.TypeUser},
	"id":                {field: search.FieldID, ids: access.TypeUser},
}

// userSearch reads the conditions of a search for users, which know hierarchy groups and proficiencies besides.
type userSearch struct{ searchTerms }

// read puts criteria and filter together.
func (s userSearch) read(in *connect.SearchUsersRequest) (search.Criteria, error) {
	criteria, err := readCriteria(s.searchTerms, in.SearchCriteria, s.open)
	if err != nil {
		return nil, err
	}
	filter, err := s.filter(in.SearchFilter)
	if err != nil {
		return nil, err
	}
	return boundedSearch(criteria, filter)
}

func (s userSearch) open(c *connect.UserSearchCriteria) criteriaNode[connect.UserSearchCriteria] {
	return criteriaNode[connect.UserSearchCriteria]{
		or: c.OrConditions, and: c.AndConditions, text: c.StringCondition,
		more: []branch{
			{"ListCondition", func() (search.Criteria, error) { return proficiencyCriteria(c.ListCondition) }},
			{"HierarchyGroupCondition", func() (search.Criteria, error) { return s.group(c.HierarchyGroupCondition) }},
		},
	}
}

// group reads a hierarchy condition; one without a match type means the group alone.
func (s userSearch) group(c *connect.HierarchyGroupCondition) (search.Criteria, error) {
	if c == nil || *c == (connect.HierarchyGroupCondition{}) {
		return nil, nil
	}
	if value(c.Value) == "" {
		return nil, invalidSearch("HierarchyGroupCondition must have Value")
	}
	return search.InHierarchy{
		GroupID:         resourceID(s.caller, s.instance, access.TypeUserHierarchyGroup, c.Value),
		WithChildGroups: value(c.HierarchyGroupMatchType) == connect.HierarchyGroupMatchTypeWithChildGroups,
	}, nil
}

// proficiencyCriteria reads a list condition, all of whose parts speak of one and the same proficiency.
func proficiencyCriteria(c *connect.ListCondition) (search.Criteria, error) {
	if c == nil || c.TargetListType == nil && len(c.Conditions) == 0 {
		return nil, nil
	}
	var has search.HasProficiency
	for _, part := range c.Conditions {
		conditions, err := proficiencyConditions(part)
		if err != nil {
			return nil, err
		}
		has.Conditions = append(has.Conditions, conditions...)
	}
	if len(has.Conditions) == 0 {
		return nil, invalidSearch("ListCondition must have Conditions")
	}
	return has, nil
}

func proficiencyConditions(c connect.Condition) (conditions []search.ProficiencyCondition, err error) {
	if s := c.StringCondition; s != nil && *s != (connect.StringCondition{}) {
		text, err := proficiencyText(s)
		if err != nil {
			return nil, err
		}
		conditions = append(conditions, text)
	}
	if n := c.NumberCondition; n != nil && *n != (connect.NumberCondition{}) {
		level, err := proficiencyLevel(n)
		if err != nil {
			return nil, err
		}
		conditions = append(conditions, level)
	}
	return conditions, nil
}

func proficiencyText(c *connect.StringCondition) (search.ProficiencyCondition, error) {
	name, err := fieldName(c)
	if err != nil {
		return nil, err
	}
	field := search.ProficiencyField(name)
	if field != search.ProficiencyName && field != search.ProficiencyValue {
		return nil, invalidSearch("StringCondition.FieldName of a proficiency must be name or value")
	}
	text := search.ProficiencyText{Field: field, Comparison: search.Comparison(*c.ComparisonType), Value: *c.Value}
	return text, checkContains(text.Comparison, text.Value)
}

// levelField is what the service calls a proficiency's level.
const levelField = "limit"

func proficiencyLevel(c *connect.NumberCondition) (search.ProficiencyCondition, error) {
	if !strings.EqualFold(value(c.FieldName), levelField) {
		return nil, invalidSearch("NumberCondition.FieldName of a proficiency must be " + levelField)
	}
	level, err := search.NewLevelRange(search.NumberComparison(value(c.ComparisonType)), c.MinValue, c.MaxValue)
	switch {
	case errors.Is(err, search.ErrNumberComparison):
		return nil, invalidSearch("NumberCondition must have ComparisonType")
	case errors.Is(err, search.ErrBoundsReversed):
		return nil, invalidSearch("NumberCondition.MinValue must not exceed MaxValue")
	case err != nil:
		return nil, invalidSearch("NumberCondition must have MinValue or MaxValue, and for RANGE both")
	}
	return level, nil
}
