package search

import "slices"

// tagged matches the documents that have any of some tokens.
type tagged struct {
	x       *Index
	numbers []uint32 // of the tokens, in order
	count   int      // of all their documents; one that has several counts several times
}

// havingAny is the node for what has any of the tokens.
func (x *Index) havingAny(numbers []uint32) node {
	if len(numbers) == 1 {
		return known{x.tokens.entries[numbers[0]].documents}
	}
	slices.Sort(numbers)
	count := 0
	for _, n := range numbers {
		count += x.tokens.entries[n].documents.size()
	}
	return tagged{x, numbers, count}
}

func (t tagged) all() set {
	sets := make([]set, len(t.numbers))
	for i, n := range t.numbers {
		sets[i] = t.x.tokens.entries[n].documents
	}
	return union(sets)
}

// has looks at the document's own tokens, which are fewer.
func (t tagged) has(n uint32) bool {
	return slices.ContainsFunc(t.x.records[n].tokens, func(own uint32) bool {
		_, found := slices.BinarySearch(t.numbers, own)
		return found
	})
}

func (t tagged) cost() int  { return t.count }
func (t tagged) check() int { return textCheck }
func (t tagged) most() int  { return t.count }
