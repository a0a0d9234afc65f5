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

// byName matches the documents whose first or last name begins with or contains a text. Which names do is only looked up when all such
// documents are wanted.
type byName struct {
	x        *Index
	kind     tokenKind
	names    *texts
	by       Comparison
	sought   string // folded
	expected int    // about how many documents match
	found    func() []uint32
}

// planTexts finds names of a kind by a folded text.
func (x *Index) planTexts(kind tokenKind, names *texts, by Comparison, sought string) node {
	n := byName{x: x, kind: kind, names: names, by: by, sought: sought}
	var count int
	switch {
	case by == StartsWith:
		base, added := names.order.startingWith(sought)
		count, n.found = len(base)+len(added), func() []uint32 { return slices.Concat(base, added) }
	case by != Contains:
		return known{}
	case len(sought) < 2: // which only a program can ask for
		return x.planTokens(kind, func(t token) bool { return by.holds(Fold(t.a), sought) })
	default:
		with := gramsWith(names, sought)
		count = with.most()
		n.found = func() []uint32 { all := with.all(); return slices.Collect(all.from(0)) }
	}
	n.expected = count * x.live.size() / max(1, len(x.tokens.byKind[kind]))
	return n
}

func (n byName) all() set { return n.x.havingAny(n.found()).all() }

// has looks at the document's own name.
func (n byName) has(doc uint32) bool {
	return slices.ContainsFunc(n.x.records[doc].tokens, func(own uint32) bool {
		return n.x.tokens.entries[own].kind == n.kind && n.names.matches(own, n.by, n.sought)
	})
}

func (n byName) cost() int  { return n.expected }
func (n byName) check() int { return 2 * textCheck }
func (n byName) most() int  { return n.expected }
