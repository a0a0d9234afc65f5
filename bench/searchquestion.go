package main

import (
	"slices"
	"strings"

	"github.com/rollcall-dev/rollcall/bench/openldap"
	"github.com/rollcall-dev/rollcall/bench/people"
)

// pageSize is how many users an answer has at most, at both servers.
const pageSize = 100

// question is a search that both servers can be asked: for a text, or for tags and groups.
type question struct {
	text *textQuestion
	// anyOf are alternatives, for a question without text.
	anyOf []attributes
}

// textQuestion asks for a field of a user. The value is in ASCII.
type textQuestion struct {
	field, comparison, value string
}

// attributes must all hold; group is the root of a branch of the hierarchy, or empty.
type attributes struct {
	tags  []tag
	group string
}

type tag struct{ key, value string }

// body is the question as a SearchUsers request, for the page after the token; the first page when that is empty.
func (q question) body(instance, token string) map[string]any {
	body := map[string]any{"InstanceId": instance, "MaxResults": pageSize}
	if token != "" {
		body["NextToken"] = token
	}
	if q.text != nil {
		body["SearchCriteria"] = map[string]any{"StringCondition": map[string]any{
			"FieldName": q.text.field, "ComparisonType": q.text.comparison, "Value": q.text.value,
		}}
		return body
	}
	alternatives := make([]map[string]any, len(q.anyOf))
	for i, a := range q.anyOf {
		alternatives[i] = a.wire()
	}
	filter := map[string]any{"OrConditions": alternatives}
	if len(alternatives) == 1 {
		filter = map[string]any{"AndCondition": alternatives[0]}
	}
	body["SearchFilter"] = map[string]any{"UserAttributeFilter": filter}
	return body
}

func (a attributes) wire() map[string]any {
	tags := make([]map[string]any, len(a.tags))
	for i, t := range a.tags {
		tags[i] = map[string]any{"TagKey": t.key, "TagValue": t.value}
	}
	all := map[string]any{"TagConditions": tags}
	if a.group != "" {
		all["HierarchyGroupCondition"] = map[string]any{"Value": a.group, "HierarchyGroupMatchType": "WITH_CHILD_GROUPS"}
	}
	return all
}

// filter is the question as OpenLDAP is asked it.
func (q question) filter() openldap.Filter {
	if q.text != nil {
		return q.text.filter()
	}
	alternatives := make([]openldap.Filter, len(q.anyOf))
	for i, a := range q.anyOf {
		alternatives[i] = a.filter()
	}
	if len(alternatives) == 1 {
		return alternatives[0]
	}
	return openldap.Or(alternatives...)
}

func (t *textQuestion) filter() openldap.Filter {
	attribute := map[string]string{"Username": "uid", "LastName": "sn"}[t.field]
	switch t.comparison {
	case "STARTS_WITH":
		return openldap.Prefix(attribute, t.value)
	case "CONTAINS":
		return openldap.Contains(attribute, t.value)
	}
	return openldap.Equal(attribute, t.value)
}

func (a attributes) filter() openldap.Filter {
	var all []openldap.Filter
	if a.group != "" {
		all = append(all, openldap.Equal(openldap.AttributePath, a.group))
	}
	for _, t := range a.tags {
		all = append(all, openldap.Equal(openldap.AttributeTag, openldap.TagValue(t.key, t.value)))
	}
	if len(all) == 1 {
		return all[0]
	}
	return openldap.And(all...)
}

// matches says what both servers have to find.
func (q question) matches(p *people.Person) bool {
	if q.text != nil {
		return q.text.matches(p)
	}
	return slices.ContainsFunc(q.anyOf, func(a attributes) bool { return a.match(p) })
}

func (t *textQuestion) matches(p *people.Person) bool {
	found := p.Username
	if t.field == "LastName" {
		found = p.LastName
	}
	switch t.comparison {
	case "STARTS_WITH":
		return len(found) >= len(t.value) && strings.EqualFold(found[:len(t.value)], t.value)
	case "CONTAINS":
		return strings.Contains(found, t.value) // both in lower case
	}
	return found == t.value
}

func (a attributes) match(p *people.Person) bool {
	for _, t := range a.tags {
		if p.Tags[t.key] != t.value {
			return false
		}
	}
	return a.group == "" || slices.Contains(p.Group.Path, a.group)
}
