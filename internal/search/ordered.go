package search

import (
	"cmp"
	"iter"
	"slices"
	"sort"
	"strings"
)

// ordered keeps numbers in the bytewise order of their texts, then by number. The many that it begins with are sorted once, by loaded;
// before that nothing can be found. Those added later are kept apart, so that adding one moves few others.
type ordered struct {
	base, added []uint32
	isLoaded    bool
	// text gives a number's text, which must not change while the number is in.
	text func(uint32) string
}

// add puts a number in its place.
func (o *ordered) add(n uint32) {
	if !o.isLoaded {
		o.base = append(o.base, n)
		return
	}
	o.added = slices.Insert(o.added, o.place(n), n)
}

// place is where a number belongs among those added.
func (o *ordered) place(n uint32) int {
	text := o.text(n)
	return sort.Search(len(o.added), func(i int) bool {
		return cmp.Or(strings.Compare(o.text(o.added[i]), text), cmp.Compare(o.added[i], n)) >= 0
	})
}

// loaded sorts what there is.
func (o *ordered) loaded() {
	sortByText(o.base, o.text)
	o.base = slices.Clip(o.base)
	o.isLoaded = true
}

// sortByText compares eight bytes at once where they decide, which they mostly do: following a number to its text costs far more.
func sortByText(numbers []uint32, text func(uint32) string) {
	type entry struct {
		head   uint64
		number uint32
	}
	entries := make([]entry, len(numbers))
	for i, n := range numbers {
		entries[i] = entry{head(text(n)), n}
	}
	slices.SortFunc(entries, func(a, b entry) int {
		if a.head != b.head {
			return cmp.Compare(a.head, b.head)
		}
		return cmp.Or(strings.Compare(text(a.number), text(b.number)), cmp.Compare(a.number, b.number))
	})
	for i, e := range entries {
		numbers[i] = e.number
	}
}

// head is the text's first eight bytes, as a number that orders like them.
func head(s string) (h uint64) {
	for i := range 8 {
		h <<= 8
		if i < len(s) {
			h |= uint64(s[i])
		}
	}
	return h
}

// equal yields the numbers with exactly this text.
func (o *ordered) equal(text string) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for _, in := range [][]uint32{o.base, o.added} {
			for _, n := range in[o.seek(in, text):] {
				if o.text(n) != text {
					break
				}
				if !yield(n) {
					return
				}
			}
		}
	}
}

// startingWith gives the numbers whose text begins with the prefix: a run of those that were there from the beginning, and one of those added.
func (o *ordered) startingWith(prefix string) (base, added []uint32) {
	return o.run(o.base, prefix), o.run(o.added, prefix)
}

func (o *ordered) run(in []uint32, prefix string) []uint32 {
	in = in[o.seek(in, prefix):]
	return in[:sort.Search(len(in), func(i int) bool { return !strings.HasPrefix(o.text(in[i]), prefix) })]
}

// seek is the place of the first number whose text is not before the given one.
func (o *ordered) seek(in []uint32, text string) int {
	return sort.Search(len(in), func(i int) bool { return o.text(in[i]) >= text })
}

func (o *ordered) bytes() int { return 4 * (cap(o.base) + cap(o.added)) }
