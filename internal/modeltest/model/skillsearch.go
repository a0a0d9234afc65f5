package model

import (
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// skillTest reads a list condition, all of whose parts must hold of the same proficiency.
func skillTest(c *types.ListCondition) (test, Refusal) {
	if c == nil || c.TargetListType == "" && len(c.Conditions) == 0 {
		return nil, nil
	}
	var all []func(skill) bool
	var no Refusal
	for _, part := range c.Conditions {
		if s := part.StringCondition; s != nil {
			name := strings.ToLower(value(s.FieldName))
			no = either(no, breaks(rule{name != "name" && name != "value" || s.Value == nil || s.ComparisonType == "", InvalidParameter},
				rule{s.ComparisonType == types.StringComparisonTypeContains && !length(value(s.Value), 2, 25), InvalidParameter}))
			all = append(all, func(k skill) bool {
				return compare(s.ComparisonType, map[bool]string{true: k.name, false: k.value}[name == "name"], value(s.Value))
			})
		}
		if n := part.NumberCondition; n != nil {
			t, why := levelTest(n)
			no, all = either(no, why), append(all, t)
		}
	}
	if no := either(no, breaks(rule{len(all) == 0, InvalidParameter})); no != nil {
		return nil, no
	}
	return func(d document) bool {
		return slices.ContainsFunc(d.skills, func(k skill) bool {
			return !slices.ContainsFunc(all, func(holds func(skill) bool) bool { return !holds(k) })
		})
	}, nil
}

// levelTest reads a number condition. One-sided bounds are read from MinValue or MaxValue, whichever fits, or else the other.
func levelTest(n *types.NumberCondition) (func(skill) bool, Refusal) {
	least, most := n.MinValue, n.MaxValue
	if least == nil && n.ComparisonType != types.NumberComparisonTypeRange {
		least = most
	}
	if most == nil && n.ComparisonType != types.NumberComparisonTypeRange {
		most = least
	}
	if no := breaks(rule{strings.ToLower(value(n.FieldName)) != "limit" || n.ComparisonType == "" || least == nil || most == nil, InvalidParameter},
		rule{n.ComparisonType == types.NumberComparisonTypeRange && value(least) > value(most), InvalidParameter}); no != nil {
		return nil, no
	}
	low, high := float32(*least), float32(*most)
	return map[types.NumberComparisonType]func(skill) bool{
		types.NumberComparisonTypeGreaterOrEqual: func(k skill) bool { return k.level >= low },
		types.NumberComparisonTypeGreater:        func(k skill) bool { return k.level > low },
		types.NumberComparisonTypeEqual:          func(k skill) bool { return k.level == low },
		types.NumberComparisonTypeNotEqual:       func(k skill) bool { return k.level != low },
		types.NumberComparisonTypeLesserOrEqual:  func(k skill) bool { return k.level <= high },
		types.NumberComparisonTypeLesser:         func(k skill) bool { return k.level < high },
		types.NumberComparisonTypeRange:          func(k skill) bool { return low <= k.level && k.level <= high },
	}[n.ComparisonType], nil
}
