package access

import (
	"reflect"
	"slices"

	"github.com/rollcall-dev/rollcall/internal/search"
)

// FilterFor is what the user may see of a type when it performs the operation ("ListUsers"), which lists, searches or describes it: the
// criteria match a resource exactly when Decide allows the operation on it. The user itself is always among the users.
func (r *Rights) FilterFor(operation string, t ResourceType) search.Criteria {
	rule := permissions.rules[ruleKey{operation, t}]
	var ways []search.Criteria
	for _, all := range rule.needs {
		ways = append(ways, r.reachedBy(all, t))
	}
	if _, ok := r.waived(&rule); ok {
		ways = append(ways, r.free(t))
	}
	return anyOf(ways)
}

// reachedBy matches what the profiles let through, for each of the permissions one that grants it.
func (r *Rights) reachedBy(all set, t ResourceType) search.Criteria {
	var parts []search.Criteria
	for place := range all.each {
		var ways []search.Criteria
		for i := range r.profiles {
			if p := &r.profiles[i]; p.granted&(1<<place) != 0 {
				d := p.demand(t)
				ways = append(ways, d.criteria())
			}
		}
		parts = append(parts, anyOf(ways))
	}
	return allOf(parts)
}

// free matches what restrictions never keep away: of users only the user itself.
func (r *Rights) free(t ResourceType) search.Criteria {
	if t == TypeUser {
		return search.Text{Field: search.FieldID, Comparison: search.Exact, Value: r.user.ID}
	}
	return search.All{}
}

// criteria match what meets the demand.
func (d *demand) criteria() search.Criteria {
	if d.unmeetable() {
		return search.None{}
	}
	var parts []search.Criteria
	for _, tag := range d.tags {
		parts = append(parts, search.TagEquals{Key: tag.key, Value: &tag.value})
	}
	if d.grouped {
		parts = append(parts, search.InHierarchy{GroupID: d.group, WithChildGroups: true})
	}
	return allOf(parts)
}

// anyOf is the Or of the parts in its simplest form.
func anyOf(parts []search.Criteria) search.Criteria {
	var kept search.Or
	for _, part := range parts {
		switch part := part.(type) {
		case search.All:
			return part
		case search.None:
		case search.Or:
			kept = appendNew(kept, part...)
		default:
			kept = appendNew(kept, part)
		}
	}
	switch len(kept) {
	case 0:
		return search.None{}
	case 1:
		return kept[0]
	}
	return kept
}

// allOf is the And of the parts in its simplest form.
func allOf(parts []search.Criteria) search.Criteria {
	var kept search.And
	for _, part := range parts {
		switch part := part.(type) {
		case search.None:
			return part
		case search.All:
		case search.And:
			kept = appendNew(kept, part...)
		default:
			kept = appendNew(kept, part)
		}
	}
	switch len(kept) {
	case 0:
		return search.All{}
	case 1:
		return kept[0]
	}
	return kept
}

// appendNew leaves out what is there already: several profiles often ask the same.
func appendNew[S ~[]search.Criteria](list S, parts ...search.Criteria) S {
	for _, part := range parts {
		if !slices.ContainsFunc(list, func(c search.Criteria) bool { return reflect.DeepEqual(c, part) }) {
			list = append(list, part)
		}
	}
	return list
}
