package search

// Tags yields each tag that a document matching the criteria carries, once, until yield returns false. yield may not use the index.
func (x *Index) Tags(where Criteria, yield func(key, value string) bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	visible := x.plan(where).all()
	for _, n := range x.tokens.byKind[tagToken] {
		if e := &x.tokens.entries[n]; meet(e.documents, visible) && !yield(e.a, e.b) {
			return
		}
	}
}
