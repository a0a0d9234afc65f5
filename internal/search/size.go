package search

// What entries of maps and lists take beside what they point to, on a 64-bit machine.
const (
	recordSize     = 16 + 16 + 24 + 8
	tokenEntrySize = 56 + 32 + 24
	tokenMapSize   = 64 + 32 // a slot, and the free ones
	emptyIndexSize = 4096
)

// bytesPerNumber is about what a document or a token added later takes.
const bytesPerNumber = 320

// measure looks at all that the index consists of.
func (x *Index) measure() int {
	total := emptyIndexSize + recordSize*cap(x.records) + x.live.bytes() + x.names.bytes() + x.ids.bytes() + x.folded.bytes() + x.tokens.bytes()
	for i := range x.records {
		r := &x.records[i]
		total += len(r.id) + len(r.name) + 4*cap(r.tokens)
	}
	return total
}

func (t *tokens) bytes() int {
	total := t.first.bytes() + t.last.bytes()
	for i := range t.entries {
		e := &t.entries[i]
		total += tokenEntrySize + tokenMapSize + len(e.a) + len(e.b) + e.documents.bytes() + 4*cap(e.implies)
	}
	return total
}

// RowBytes is about how much memory the kept rows take.
func (x *Index) RowBytes() int { return x.rows.size() }

// ShrinkRows drops kept rows until they take no more than so many bytes.
func (x *Index) ShrinkRows(bytes int) { x.rows.shrink(bytes) }
