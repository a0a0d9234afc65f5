package search

import (
	"slices"
	"strings"
)

// Evaluate says whether the document matches the criteria. It defines what a search means, so it is written to
// be read, not to be fast.
func Evaluate(c Criteria, d *Document) bool {
	matches := func(part Criteria) bool { return Evaluate(part, d) }
	fails := func(part Criteria) bool { return !Evaluate(part, d) }
	switch c := c.(type) {
	case All:
		return true
	case And:
		return !slices.ContainsFunc(c, fails)
	case Or:
		return slices.ContainsFunc(c, matches)
	case Text:
		return c.matches(d)
	case DateRange:
		return slices.ContainsFunc(d.values(c.Field), c.holds)
	case InHierarchy:
		return c.matches(d)
	case TagEquals:
		return c.matches(d)
	case HasProficiency:
		return slices.ContainsFunc(d.Proficiencies, c.meets)
	default: // None, and nil
		return false
	}
}

func (t Text) matches(d *Document) bool {
	return slices.ContainsFunc(d.values(t.Field), func(value string) bool {
		return t.Comparison.matches(value, t.Value)
	})
}

func (r DateRange) holds(date string) bool {
	if r.Exclusive && (date == r.From || date == r.To) {
		return false
	}
	return date >= r.From && (r.To == "" || date <= r.To)
}

func (h InHierarchy) matches(d *Document) bool {
	if h.WithChildGroups {
		return slices.Contains(d.HierarchyPath, h.GroupID)
	}
	last := len(d.HierarchyPath) - 1
	return last >= 0 && d.HierarchyPath[last] == h.GroupID
}

func (t TagEquals) matches(d *Document) bool {
	value, ok := d.Tags[t.Key]
	return ok && (t.Value == nil || *t.Value == value)
}

func (h HasProficiency) meets(p Proficiency) bool {
	return !slices.ContainsFunc(h.Conditions, func(c ProficiencyCondition) bool {
		return c == nil || !c.holds(p)
	})
}

// matches compares a text that was found with the one that is sought.
func (c Comparison) matches(found, sought string) bool {
	switch c {
	case Exact:
		return found == sought
	case StartsWith, Contains:
		return c.holds(Fold(found), Fold(sought))
	default:
		return false
	}
}

// holds compares folded texts.
func (c Comparison) holds(found, sought string) bool {
	if c == StartsWith {
		return strings.HasPrefix(found, sought)
	}
	return strings.Contains(found, sought)
}
