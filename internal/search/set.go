package search

import (
	"iter"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// set is a set of numbers. A small one is a sorted list, since a bitmap of numbers that lie far apart costs several times as much memory;
// a large one is a bitmap. The zero value is empty. What a function returns may share memory with its arguments, so only the owner of a
// set adds to it or removes from it.
type set struct {
	few  []uint32
	many *roaring.Bitmap
}

// maxFew is how many numbers a list holds at most.
const maxFew = 512

func setOf(sorted []uint32) set {
	if len(sorted) <= maxFew {
		return set{few: slices.Clip(sorted)}
	}
	many := roaring.New()
	many.AddMany(sorted)
	return set{many: many}
}

func (s *set) size() int {
	if s.many != nil {
		return int(s.many.GetCardinality())
	}
	return len(s.few)
}

func (s *set) has(n uint32) bool {
	if s.many != nil {
		return s.many.Contains(n)
	}
	_, found := slices.BinarySearch(s.few, n)
	return found
}

func (s *set) add(n uint32) {
	if s.many != nil {
		s.many.Add(n)
		return
	}
	at, found := slices.BinarySearch(s.few, n)
	switch {
	case found:
	case len(s.few) < maxFew:
		s.few = slices.Insert(s.few, at, n)
	default:
		s.many = roaring.New()
		s.many.AddMany(s.few)
		s.many.Add(n)
		s.few = nil
	}
}

// maxPending is how many numbers push lets wait.
const maxPending = 4096

// push adds a number that is not less than any in the set, faster than add. Until settle is called only push works.
func (s *set) push(n uint32) {
	if last := len(s.few) - 1; last >= 0 && s.few[last] == n {
		return
	}
	if len(s.few) == maxPending {
		s.flush()
	}
	s.few = append(s.few, n)
}

func (s *set) flush() {
	if s.many == nil {
		s.many = roaring.New()
	}
	s.many.AddMany(s.few)
	s.few = s.few[:0]
}

// settle ends pushing and gives every member the number that the function says, of which there are so many. It leaves no memory to spare.
func (s *set) settle(renumber func(uint32) uint32, numbers int) {
	if s.many == nil && len(s.few) <= maxFew {
		s.few = slices.Clone(s.few)
		for i, n := range s.few {
			s.few[i] = renumber(n)
		}
		slices.Sort(s.few)
		return
	}
	s.flush()
	bits := make([]uint64, (numbers+63)/64)
	for n := range s.from(0) {
		n = renumber(n)
		bits[n/64] |= 1 << (n % 64)
	}
	s.few, s.many = nil, roaring.FromDense(bits, true)
}

func (s *set) remove(n uint32) {
	if s.many != nil {
		s.many.Remove(n)
		return
	}
	if at, found := slices.BinarySearch(s.few, n); found {
		s.few = slices.Delete(s.few, at, at+1)
	}
}

// from yields the members that are at least n, in order.
func (s *set) from(n uint32) iter.Seq[uint32] {
	if s.many == nil {
		at, _ := slices.BinarySearch(s.few, n)
		return slices.Values(s.few[at:])
	}
	return func(yield func(uint32) bool) {
		members := s.many.Iterator()
		members.AdvanceIfNeeded(n)
		for members.HasNext() {
			if !yield(members.Next()) {
				return
			}
		}
	}
}

// countFrom counts the members that are at least n.
func (s *set) countFrom(n uint32) int {
	if s.many == nil {
		at, _ := slices.BinarySearch(s.few, n)
		return len(s.few) - at
	}
	if n == 0 {
		return s.size()
	}
	return s.size() - int(s.many.Rank(n-1))
}

// keep is the set of the members for which the function holds.
func (s *set) keep(holds func(uint32) bool) set {
	var kept []uint32
	for n := range s.from(0) {
		if holds(n) {
			kept = append(kept, n)
		}
	}
	return setOf(kept)
}

// intersection is what two sets have in common.
func intersection(a, b set) set {
	if a.many != nil && b.many != nil {
		return set{many: roaring.And(a.many, b.many)}
	}
	if b.many == nil && (a.many != nil || len(b.few) < len(a.few)) {
		a, b = b, a
	}
	return a.keep(b.has)
}

// meet says whether two sets have anything in common.
func meet(a, b set) bool {
	if a.many != nil && b.many != nil {
		return a.many.Intersects(b.many)
	}
	if b.many == nil && (a.many != nil || len(b.few) < len(a.few)) {
		a, b = b, a
	}
	return slices.ContainsFunc(a.few, b.has)
}

// union is what is in any of the sets.
func union(sets []set) set {
	if len(sets) == 1 {
		return sets[0]
	}
	var many []*roaring.Bitmap
	var few [][]uint32
	count, last := 0, uint32(0)
	for _, s := range sets {
		if s.many != nil {
			many = append(many, s.many)
		} else if len(s.few) > 0 {
			few = append(few, s.few)
			count += len(s.few)
			last = max(last, s.few[len(s.few)-1])
		}
	}
	if len(many) == 0 && count <= maxFew {
		all := slices.Concat(few...)
		slices.Sort(all)
		return set{few: slices.Compact(all)}
	}
	return set{many: roaring.FastOr(append(many, dense(few, int(last)+1))...)}
}

// dense puts lists of numbers below the limit together, which a plain row of bits does faster than a bitmap in containers.
func dense(lists [][]uint32, limit int) *roaring.Bitmap {
	bits := make([]uint64, (limit+63)/64)
	for _, list := range lists {
		for _, n := range list {
			bits[n/64] |= 1 << (n % 64)
		}
	}
	return roaring.FromDense(bits, false)
}

// bytes is about how much memory the set takes beyond the structure itself. A bitmap's containers carry headers that its serialized size
// does not count.
func (s *set) bytes() int {
	const containerHeaders = 60
	if s.many == nil {
		return 4 * cap(s.few)
	}
	return int(s.many.GetSizeInBytes()) + containerHeaders*int(s.many.Stats().Containers)
}
