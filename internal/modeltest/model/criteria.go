package model

import (
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// document is what a search sees of a resource: the texts of its fields, its tags, and for a user the groups from level one to its own and what it is
// proficient in.
type document struct {
	fields map[string][]string
	tags   map[string]string
	groups []string
	skills []skill
}

// test says whether a document matches. A nil test is a condition that is absent.
type test func(document) bool

// node is a node of the criteria of any kind.
type node struct {
	or, and []*node
	text    *types.StringCondition
	more    []func(*Instance) (test, Refusal)
	// always is a condition that everything meets, and that may stand beside another.
	always bool
}

// nodes converts the children of a node.
func nodes[C any](list []C, convert func(C) *node) []*node {
	return each(list, convert)
}

// fields are the names under which texts can be searched, in lower case, with the key of the document's field and, for ids, their kind.
type fields map[string]struct{ key, kind string }

// The shape of a search is bounded.
const maxDepth, maxLeaves = 5, 100

// compile turns a node into a test, and counts its conditions. Several branches in one node are refused.
func (n *node) compile(i *Instance, f fields, depth int, leaves *int) (test, Refusal) {
	if n == nil {
		return nil, nil
	}
	var branches []test
	var no Refusal
	keep := func(t test, why Refusal) {
		no = either(no, why)
		if t != nil {
			branches = append(branches, t)
		}
	}
	leaf := func(t test, why Refusal) {
		if t != nil {
			*leaves++
			no = either(no, breaks(rule{depth > maxDepth, InvalidParameter}))
		}
		keep(t, why)
	}
	for _, list := range []struct {
		nodes []*node
		join  func([]test) test
	}{{n.or, anyOf}, {n.and, allOf}} {
		var parts []test
		for _, child := range list.nodes {
			t, why := child.compile(i, f, depth+1, leaves)
			no = either(no, why)
			if t != nil {
				parts = append(parts, t)
			}
		}
		keep(list.join(parts), nil)
	}
	leaf(textTest(i, f, n.text))
	for _, more := range n.more {
		leaf(more(i))
	}
	no = either(no, breaks(rule{len(branches) > 1 || *leaves > maxLeaves, InvalidParameter}))
	switch {
	case len(no) == 0 && len(branches) == 0 && n.always:
		return func(document) bool { return true }, nil
	case len(no) > 0 || len(branches) == 0:
		return nil, no
	}
	return branches[0], nil
}

func anyOf(parts []test) test {
	if len(parts) == 0 {
		return nil
	}
	return func(d document) bool { return slices.ContainsFunc(parts, func(t test) bool { return t(d) }) }
}

func allOf(parts []test) test {
	if len(parts) == 0 {
		return nil
	}
	return func(d document) bool { return !slices.ContainsFunc(parts, func(t test) bool { return !t(d) }) }
}

// textTest reads a string condition. Ids may be given as ARNs.
func textTest(i *Instance, f fields, c *types.StringCondition) (test, Refusal) {
	if c == nil || c.FieldName == nil && c.Value == nil && c.ComparisonType == "" {
		return nil, nil
	}
	if c.FieldName == nil || c.Value == nil || !slices.Contains(c.ComparisonType.Values(), c.ComparisonType) {
		return nil, because(InvalidParameter)
	}
	field, known := f[strings.ToLower(*c.FieldName)]
	contains := c.ComparisonType == types.StringComparisonTypeContains
	if no := breaks(rule{!known, InvalidParameter}, rule{contains && field.kind == "" && !length(*c.Value, 2, 25), InvalidParameter}); no != nil {
		return nil, no
	}
	want := *c.Value
	if field.kind != "" {
		want = i.bare(field.kind, c.Value)
	}
	return func(d document) bool {
		return slices.ContainsFunc(d.fields[field.key], func(have string) bool { return compare(c.ComparisonType, have, want) })
	}, nil
}

// compare compares exactly or without case.
func compare(how types.StringComparisonType, have, want string) bool {
	switch how {
	case types.StringComparisonTypeStartsWith:
		return strings.HasPrefix(folded(have), folded(want))
	case types.StringComparisonTypeContains:
		return strings.Contains(folded(have), folded(want))
	}
	return have == want
}

func folded(s string) string { return cases.Fold().String(norm.NFC.String(s)) }
