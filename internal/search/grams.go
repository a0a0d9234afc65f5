package search

import "slices"

// grams finds the texts that contain another one, by the pairs and triples of bytes that they are made of. Texts are UTF-8, in which one
// text contains another exactly when its bytes do. The caller folds them.
type grams map[gram]*set

// gram is two or three bytes of a text, and how many.
type gram uint32

func pair(s string) gram   { return 2<<24 | gram(s[0])<<8 | gram(s[1]) }
func triple(s string) gram { return 3<<24 | gram(s[0])<<16 | gram(s[1])<<8 | gram(s[2]) }

// gramsOf yields all pairs and triples of a text; one that comes twice is yielded twice.
func gramsOf(s string, yield func(gram)) {
	for i := 0; i+2 <= len(s); i++ {
		yield(pair(s[i:]))
		if i+3 <= len(s) {
			yield(triple(s[i:]))
		}
	}
}

// put hands the sets of a text's grams to the function, which adds the text's number.
func (g grams) put(folded string, add func(*set)) {
	gramsOf(folded, func(of gram) {
		s := g[of]
		if s == nil {
			s = new(set)
			g[of] = s
		}
		add(s)
	})
}

func (g grams) remove(n uint32, folded string) {
	gramsOf(folded, func(of gram) { g[of].remove(n) })
}

// candidates are the sets in which everything lies that contains the text, which has at least two bytes. exact says that, the other way
// round, everything that lies in all of them contains it. A text that occurs nowhere has an empty set among them.
func (g grams) candidates(folded string) (sets []set, exact bool) {
	if len(folded) == 2 {
		return []set{g.of(pair(folded))}, true
	}
	var triples []gram
	for i := 0; i+3 <= len(folded); i++ {
		triples = append(triples, triple(folded[i:]))
	}
	slices.Sort(triples)
	for _, t := range slices.Compact(triples) {
		sets = append(sets, g.of(t))
	}
	return sets, len(folded) == 3
}

func (g grams) of(wanted gram) set {
	if s := g[wanted]; s != nil {
		return *s
	}
	return set{}
}

func (g grams) bytes() int {
	const entry = 8 + 16 + 40 // the map's entry and the set itself
	total := 0
	for _, s := range g {
		total += entry + s.bytes()
	}
	return total
}
