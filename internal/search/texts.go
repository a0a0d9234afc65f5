package search

// texts finds numbers by their texts without regard to case: by how a text begins, and by what it contains.
type texts struct {
	order ordered // by folded text
	grams grams
	// raw gives a number's text as it was written.
	raw func(uint32) string
}

func newTexts(raw func(uint32) string) *texts {
	t := &texts{grams: make(grams), raw: raw}
	t.order.text = t.folded
	return t
}

func (t *texts) folded(n uint32) string { return Fold(t.raw(n)) }

// add adds a number. Its text has to stay the same from then on.
func (t *texts) add(n uint32) {
	t.order.add(n)
	if t.order.isLoaded {
		t.grams.put(t.folded(n), func(s *set) { s.add(n) })
	} else {
		t.grams.put(t.folded(n), func(s *set) { s.push(n) })
	}
}

// forget removes a number from what is found by its contents, where the memory is. What is found by its beginning still has it.
func (t *texts) forget(n uint32) { t.grams.remove(n, t.folded(n)) }

// loaded ends the adding of many, see ordered; of so many numbers, n has become renumber(n).
func (t *texts) loaded(renumber func(uint32) uint32, numbers int) {
	t.order.loaded()
	for _, s := range t.grams {
		s.settle(renumber, numbers)
	}
}

// matches compares a number's text with a folded one.
func (t *texts) matches(n uint32, by Comparison, folded string) bool {
	return by.holds(t.folded(n), folded)
}

func (t *texts) bytes() int { return t.order.bytes() + t.grams.bytes() }
