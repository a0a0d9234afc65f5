package search

import (
	"slices"
	"strings"
)

// pathEnd ends each id of a path. Ids do not contain it.
const pathEnd = "\x00"

func splitPath(path string) []string {
	return strings.Split(strings.TrimSuffix(path, pathEnd), pathEnd)
}

func joinPath(path []string) string {
	var b strings.Builder
	b.Grow(len(path) * len(path[0]+pathEnd) * 2)
	for _, group := range path {
		b.WriteString(group)
		b.WriteString(pathEnd)
	}
	return b.String()
}

// appendOf appends the numbers of a document's tokens that no other one of them implies, in order and each once.
func (t *tokens) appendOf(numbers []uint32, d *Document) []uint32 {
	start := len(numbers)
	add := func(of token) { numbers = append(numbers, t.number(of)) }
	add(token{kind: routingToken, a: d.RoutingProfileID})
	add(token{kind: firstNameToken, a: d.FirstName})
	add(token{kind: lastNameToken, a: d.LastName})
	if len(d.HierarchyPath) > 0 {
		add(token{kind: pathToken, a: joinPath(d.HierarchyPath)})
	}
	for _, profile := range d.SecurityProfileIDs {
		add(token{kind: profileToken, a: profile})
	}
	for key, value := range d.Tags {
		add(token{kind: tagToken, a: key, b: value})
	}
	for _, p := range d.Proficiencies {
		add(token{kind: proficiencyToken, a: p.Name, b: p.Value, level: p.Level})
	}
	own := numbers[start:]
	slices.Sort(own)
	return numbers[:start+len(slices.Compact(own))]
}
