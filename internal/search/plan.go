package search

import (
	"cmp"
	"slices"
)

// node is a condition as the index meets it. A node is asked either for all that matches or whether one document does, whichever costs
// less; what is only asked document by document is never put together as a whole.
type node interface {
	// all is everything that matches, live documents only.
	all() set
	// has says whether a live document matches.
	has(n uint32) bool
	// cost is about how many steps all takes, and check how many has takes.
	cost() int
	check() int
	// most is how many documents can match at most.
	most() int
}

// plan says how the index meets the criteria.
func (x *Index) plan(c Criteria) node {
	switch c := c.(type) {
	case All:
		return known{x.live}
	case And:
		return x.planAnd(c)
	case Or:
		return x.planOr(c)
	case Text:
		return x.planText(c)
	case InHierarchy:
		if c.WithChildGroups {
			return x.having(token{kind: branchToken, a: c.GroupID})
		}
		return x.having(token{kind: groupToken, a: c.GroupID})
	case TagEquals:
		if c.Value == nil {
			return x.having(token{kind: tagKeyToken, a: c.Key})
		}
		return x.having(token{kind: tagToken, a: c.Key, b: *c.Value})
	case HasProficiency:
		return x.planTokens(proficiencyToken, func(t token) bool {
			return c.meets(Proficiency{Name: t.a, Value: t.b, Level: t.level})
		})
	default: // None, nil, and DateRange, since users have no dates
		return known{}
	}
}

func (x *Index) having(t token) node { return known{x.tokens.documents(t)} }

// planTokens finds what has any of the tokens of a kind for which the function holds. There are few of the kinds that this is for.
func (x *Index) planTokens(kind tokenKind, holds func(token) bool) node {
	var any []uint32
	for _, n := range x.tokens.byKind[kind] {
		if holds(x.tokens.entries[n].token) {
			any = append(any, n)
		}
	}
	return x.havingAny(any)
}

func (x *Index) planOr(parts Or) node {
	any := make(either, len(parts))
	for i, part := range parts {
		any[i] = x.plan(part)
	}
	return any.simple()
}

// planAnd leaves out what narrows nothing, and puts the part that is got most cheaply first.
func (x *Index) planAnd(parts And) node {
	every := make(both, 0, len(parts))
	for _, part := range parts {
		if part != (All{}) {
			every = append(every, x.plan(part))
		}
	}
	switch len(every) {
	case 0:
		return known{x.live}
	case 1:
		return every[0]
	}
	slices.SortStableFunc(every, func(a, b node) int { return cmp.Compare(a.cost()+a.most(), b.cost()+b.most()) })
	return every
}

// known is a set that is at hand.
type known struct{ set }

func (k known) all() set          { return k.set }
func (k known) has(n uint32) bool { return k.set.has(n) }
func (k known) cost() int         { return 0 }
func (k known) check() int        { return 1 }
func (k known) most() int         { return k.size() }

// both matches what all of its parts match, of which there are two or more, the cheapest first.
type both []node

// all begins with the first part. Each further one is either got as a whole or asked about what is left.
func (b both) all() set {
	found := b[0].all()
	for _, part := range b[1:] {
		left := found.size()
		if _, atHand := part.(known); !atHand && left*part.check() <= part.cost()+part.most() {
			found = found.keep(part.has)
		} else if left > 0 {
			found = intersection(found, part.all())
		}
	}
	return found
}

func (b both) has(n uint32) bool {
	for _, part := range b {
		if !part.has(n) {
			return false
		}
	}
	return true
}

func (b both) cost() int {
	cost, left := b[0].cost(), b[0].most()
	for _, part := range b[1:] {
		cost += min(left*part.check(), part.cost()+part.most())
	}
	return cost
}

func (b both) check() int { return sum(b, node.check) }
func (b both) most() int  { return b[0].most() }

// either matches what at least one of its parts matches.
type either []node

// simple is the only part where there is one.
func (e either) simple() node {
	switch len(e) {
	case 0:
		return known{}
	case 1:
		return e[0]
	}
	return e
}

func (e either) all() set {
	sets := make([]set, len(e))
	for i, part := range e {
		sets[i] = part.all()
	}
	return union(sets)
}

func (e either) has(n uint32) bool {
	return slices.ContainsFunc(e, func(part node) bool { return part.has(n) })
}

func (e either) cost() int  { return sum(e, node.cost) + e.most() }
func (e either) check() int { return sum(e, node.check) }
func (e either) most() int  { return sum(e, node.most) }

func sum(parts []node, of func(node) int) (total int) {
	for _, part := range parts {
		total += of(part)
	}
	return total
}
