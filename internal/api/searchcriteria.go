package api

import (
	"strings"
	"unicode/utf8"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// What the service leaves open in the size of a search, and a server must not.
const (
	maxSearchDepth  = 5
	maxSearchLeaves = 100
)

// The texts for which CONTAINS may look, in characters. Ids are exempt.
const minContains, maxContains = 2, 25

// searchTerms reads the conditions of one request: whose ids its ARNs are, and what its string conditions may name.
type searchTerms struct {
	caller   roster.Caller
	instance string
	// fields are the names of the texts that can be searched, in lower case.
	fields map[string]searchField
}

// searchField is a text that can be searched. ids is the kind of resource whose ids it holds; empty when it holds no ids.
type searchField struct {
	field search.Field
	ids   access.ResourceType
}

// criteriaNode is one node of a kind's criteria. It may hold one of its branches only.
type criteriaNode[C any] struct {
	or, and []C
	text    *connect.StringCondition
	// more are the branches that only this kind has.
	more []branch
	// alone is what the node says when it holds no branch; nil for nothing. Beside a branch it has no effect.
	alone search.Criteria
}

// branch is a member of a node. read gives nil for what is empty, which counts as absent.
type branch struct {
	member string
	read   func() (search.Criteria, error)
}

// readCriteria turns the criteria of any kind into the domain's; open takes a node of theirs apart. nil means that there are none:
// an empty node, list or condition counts as absent, wherever it stands.
func readCriteria[C any](t searchTerms, c *C, open func(*C) criteriaNode[C]) (search.Criteria, error) {
	if c == nil {
		return nil, nil
	}
	n := open(c)
	nodes := func(list []C) ([]search.Criteria, error) {
		return readParts(list, func(c *C) (search.Criteria, error) { return readCriteria(t, c, open) })
	}
	chosen, err := single(append([]branch{
		{"OrConditions", func() (search.Criteria, error) { return anyOf(nodes(n.or)) }},
		{"AndConditions", func() (search.Criteria, error) { return allOf(nodes(n.and)) }},
		{"StringCondition", func() (search.Criteria, error) { return t.text(n.text) }},
	}, n.more...)...)
	if err != nil || chosen != nil {
		return chosen, err
	}
	return n.alone, nil
}

// readParts reads the elements of a list and leaves out those that are absent.
func readParts[C any](list []C, read func(*C) (search.Criteria, error)) ([]search.Criteria, error) {
	var parts []search.Criteria
	for i := range list {
		part, err := read(&list[i])
		if err != nil {
			return nil, err
		}
		if part != nil {
			parts = append(parts, part)
		}
	}
	return parts, nil
}

func anyOf(parts []search.Criteria, err error) (search.Criteria, error) {
	if len(parts) == 0 {
		return nil, err
	}
	return search.Or(parts), err
}

func allOf(parts []search.Criteria, err error) (search.Criteria, error) {
	if len(parts) == 0 {
		return nil, err
	}
	return search.And(parts), err
}

// single reads the only branch that is present, nil when none is. Several are refused, since it is open how they would combine.
func single(branches ...branch) (search.Criteria, error) {
	var chosen search.Criteria
	var members []string
	for _, b := range branches {
		c, err := b.read()
		if err != nil {
			return nil, err
		}
		if c != nil {
			chosen, members = c, append(members, b.member)
		}
	}
	if len(members) > 1 {
		return nil, invalidSearch("Only one of %s can be given at one level", strings.Join(members, ", "))
	}
	return chosen, nil
}

// boundedSearch puts a search together from its criteria and filters, nil where absent, and bounds its size.
func boundedSearch(parts ...search.Criteria) (search.Criteria, error) {
	all := search.And{}
	leaves := 0
	for _, part := range parts {
		if part == nil {
			continue
		}
		more, depth := search.Size(part)
		if leaves += more; leaves > maxSearchLeaves || depth > maxSearchDepth {
			return nil, invalidSearch("A search can have at most %d conditions, nested at most %d deep", maxSearchLeaves, maxSearchDepth)
		}
		all = append(all, part)
	}
	return all, nil
}

// text reads a string condition.
func (t searchTerms) text(c *connect.StringCondition) (search.Criteria, error) {
	if c == nil || *c == (connect.StringCondition{}) {
		return nil, nil
	}
	name, err := fieldName(c)
	if err != nil {
		return nil, err
	}
	f, ok := t.fields[name]
	if !ok {
		return nil, invalidSearch("StringCondition.FieldName names no field that can be searched")
	}
	text := search.Text{Field: f.field, Comparison: search.Comparison(*c.ComparisonType), Value: *c.Value}
	if f.ids != "" {
		text.Value = resourceID(t.caller, t.instance, f.ids, c.Value)
		return text, nil
	}
	return text, checkContains(text.Comparison, text.Value)
}

// fieldName is the name that a string condition gives, in lower case, once the condition is complete.
func fieldName(c *connect.StringCondition) (string, error) {
	if c.FieldName == nil || c.Value == nil || c.ComparisonType == nil {
		return "", invalidSearch("StringCondition must have FieldName, Value and ComparisonType")
	}
	return strings.ToLower(*c.FieldName), nil
}

// checkContains refuses texts for which the service gives invalid results.
func checkContains(c search.Comparison, value string) error {
	if n := utf8.RuneCountInString(value); c == search.Contains && (n < minContains || n > maxContains) {
		return invalidSearch("StringCondition.Value must have %d to %d characters for CONTAINS", minContains, maxContains)
	}
	return nil
}

func invalidSearch(format string, args ...any) error {
	return roster.Errorf(roster.InvalidParameter, format, args...)
}
