package search

import (
	"slices"
	"sort"
)

// planText finds a text in one of a document's fields.
func (x *Index) planText(c Text) node {
	switch c.Field {
	case FieldName:
		return x.planName(c)
	case FieldID:
		return x.planID(c)
	case FieldFirstName:
		return x.planPersonal(c, firstNameToken, x.tokens.first)
	case FieldLastName:
		return x.planPersonal(c, lastNameToken, x.tokens.last)
	case FieldRoutingProfileID:
		return x.planFew(c, routingToken)
	case FieldSecurityProfileID:
		return x.planFew(c, profileToken)
	default: // what is in Attributes, of which users have none
		return known{}
	}
}

// planFew compares every value of a kind of which there are few.
func (x *Index) planFew(c Text, kind tokenKind) node {
	if c.Comparison == Exact {
		return x.having(token{kind: kind, a: c.Value})
	}
	return x.planTokens(kind, func(t token) bool { return c.Comparison.matches(t.a, c.Value) })
}

// planPersonal finds first or last names.
func (x *Index) planPersonal(c Text, kind tokenKind, names *texts) node {
	if c.Comparison == Exact {
		return x.having(token{kind: kind, a: c.Value})
	}
	return x.planTexts(kind, names, c.Comparison, Fold(c.Value))
}

// planName finds user names, which are all different.
func (x *Index) planName(c Text) node {
	sought := Fold(c.Value)
	switch {
	case c.Comparison == Exact:
		return known{setOf(x.named(c.Value))}
	case c.Comparison == StartsWith:
		return x.beginning(&x.folded.order, func(n uint32) bool { return x.folded.matches(n, StartsWith, sought) }, sought)
	case c.Comparison == Contains && len(sought) < 2:
		return scan{x, func(n uint32) bool { return x.folded.matches(n, Contains, sought) }}
	case c.Comparison == Contains:
		return gramsWith(x.folded, sought)
	}
	return known{}
}

// named is the live document with exactly this name.
func (x *Index) named(name string) (found []uint32) {
	first := sort.Search(int(x.loaded), func(i int) bool { return x.records[i].name >= name })
	for n := uint32(first); n < x.loaded && x.records[n].name == name; n++ {
		found = append(found, n)
	}
	found = slices.AppendSeq(found, x.names.equal(name))
	found = slices.DeleteFunc(found, func(n uint32) bool { return !x.live.has(n) })
	slices.Sort(found)
	return found
}

// planID finds ids. Only for what they contain has each to be looked at.
func (x *Index) planID(c Text) node {
	switch c.Comparison {
	case Exact:
		if n, ok := x.find(c.Value); ok {
			return known{setOf([]uint32{n})}
		}
	case StartsWith, Contains:
		sought := Fold(c.Value)
		holds := func(n uint32) bool { return c.Comparison.holds(x.ids.text(n), sought) }
		if c.Comparison == StartsWith {
			return x.beginning(&x.ids, holds, sought)
		}
		return scan{x, holds}
	}
	return known{}
}

// textCheck is how many steps it takes to look into a document's text.
const textCheck = 8

// scan asks about every document.
type scan struct {
	x     *Index
	holds func(uint32) bool
}

func (s scan) all() set          { return s.x.live.keep(s.holds) }
func (s scan) has(n uint32) bool { return s.holds(n) }
func (s scan) cost() int         { return s.x.live.size() * textCheck }
func (s scan) check() int        { return textCheck }
func (s scan) most() int         { return s.x.live.size() }

// beginning matches the documents whose text begins with another one: two runs in the order of the texts.
type beginning struct {
	x           *Index
	base, added []uint32
	holds       func(uint32) bool
}

func (x *Index) beginning(in *ordered, holds func(uint32) bool, sought string) beginning {
	base, added := in.startingWith(sought)
	return beginning{x, base, added, holds}
}

func (b beginning) all() set {
	if b.most() == 0 {
		return set{}
	}
	if b.most() > maxFew {
		return intersection(set{many: dense([][]uint32{b.base, b.added}, len(b.x.records))}, b.x.live)
	}
	few := slices.Concat(b.base, b.added)
	slices.Sort(few)
	found := setOf(few)
	return found.keep(b.x.live.has)
}

func (b beginning) has(n uint32) bool { return b.holds(n) }
func (b beginning) cost() int         { return b.most() }
func (b beginning) check() int        { return textCheck }
func (b beginning) most() int         { return len(b.base) + len(b.added) }

// containing matches the numbers whose text contains another one: those that are in all of the sets, the smallest first, and of these, unless the
// sets say it exactly, those in whose text it is.
type containing struct {
	in     *texts
	sets   []set
	exact  bool
	sought string
}

func gramsWith(in *texts, sought string) containing {
	sets, exact := in.grams.candidates(sought)
	slices.SortFunc(sets, func(a, b set) int { return a.size() - b.size() })
	return containing{in, sets, exact, sought}
}

func (c containing) all() set {
	if c.exact {
		return c.sets[0]
	}
	found := c.sets[0]
	for _, s := range c.sets[1:] {
		if found.size()*textCheck < s.size() {
			break // looking into the texts is cheaper
		}
		found = intersection(found, s)
	}
	return found.keep(c.has)
}

func (c containing) has(n uint32) bool { return c.in.matches(n, Contains, c.sought) }
func (c containing) cost() int         { return c.most() * textCheck }
func (c containing) check() int        { return textCheck }
func (c containing) most() int         { return c.sets[0].size() }
