package search

import "sync"

// Row is what a search answers of a document, made by the caller of the index and kept for it. Size is about how many bytes it takes.
type Row struct {
	Value any
	Size  int
}

// rows keeps rows until their document changes or their memory is wanted.
type rows struct {
	mu    sync.RWMutex
	of    map[uint32]Row
	bytes int
}

// rowOverhead is what keeping a row takes beside the row.
const rowOverhead = 64

func (r *rows) put(n uint32, row Row) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.forget(n)
	r.of[n] = row
	r.bytes += row.Size + rowOverhead
}

func (r *rows) drop(n uint32) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.forget(n)
}

func (r *rows) forget(n uint32) {
	if row, ok := r.of[n]; ok {
		r.bytes -= row.Size + rowOverhead
		delete(r.of, n)
	}
}

// shrink drops rows, whichever come first, until they take no more than so many bytes.
func (r *rows) shrink(bytes int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if bytes <= 0 {
		r.of, r.bytes = make(map[uint32]Row), 0 // a map that was emptied keeps its memory
		return
	}
	for n := range r.of {
		if r.bytes <= bytes {
			return
		}
		r.forget(n)
	}
}

func (r *rows) size() int {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.bytes
}
