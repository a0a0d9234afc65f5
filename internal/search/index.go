package search

import (
	"slices"
	"sync"
	"sync/atomic"
)

// Index answers searches among the documents of one instance's users, as Evaluate would, in a small fraction of the time. It knows nothing
// of Attributes, which users do not have: to an index they are empty.
//
// Documents have numbers in the order of their names, which are unique, except those added after Load, which come behind. Searches run beside each other and
// beside Apply, which holds them up for no longer than it takes to change a few documents.
type Index struct {
	mu       sync.RWMutex
	revision int64
	state    atomic.Pointer[State]
	records  []record
	loaded   uint32 // the documents below this number are in the order of their names
	live     set
	names    ordered // bytewise, of the documents behind
	folded   *texts
	ids      ordered
	tokens   *tokens
	rows     rows
	memory   memory
	scratch  []uint32
	started  int // how much was numbered when the index was loaded
	measured int // how many bytes it took then
}

// record is what the index keeps of a document.
type record struct {
	id, name string
	tokens   []uint32
	version  uint32
}

// Load makes the index of all documents that the function yields, in any order, as they are at the revision. A document is used during the
// call of yield alone.
func Load(revision int64, documents func(yield func(*Document) error) error) (*Index, error) {
	x := &Index{revision: revision, tokens: newTokens()}
	x.folded = newTexts(x.name)
	x.ids.text = func(n uint32) string { return Fold(x.records[n].id) }
	x.names.text = x.name
	x.names.loaded()
	x.rows.of = make(map[uint32]Row)
	if err := documents(func(d *Document) error { x.add(d); return nil }); err != nil {
		return nil, err
	}
	x.finish()
	return x, nil
}

func (x *Index) name(n uint32) string { return x.records[n].name }

// finish makes what was loaded fit to be searched. The documents are numbered anew, in the order of their names.
func (x *Index) finish() {
	place := x.sortRecords()
	renumber := func(n uint32) uint32 { return place[n] }
	x.loaded = uint32(len(x.records))
	var parts sync.WaitGroup // which have nothing to do with each other
	parts.Go(x.ids.loaded)
	parts.Go(func() { x.folded.loaded(renumber, len(x.records)) })
	parts.Go(func() { x.tokens.loaded(renumber, len(x.records)) })
	parts.Wait()
	x.live.settle(renumber, len(x.records))
	x.started, x.measured = x.numbered(), x.measure()
	x.publish()
}

// spareRecords is how many documents even a small index has room for.
const spareRecords = 64

// sortRecords says where each record has come to.
func (x *Index) sortRecords() (place []uint32) {
	order := make([]uint32, len(x.records))
	for i := range order {
		order[i] = uint32(i)
	}
	sortByText(order, x.name)
	place = make([]uint32, len(order))
	sorted := make([]record, len(order), len(order)+len(order)/8+spareRecords) // so that adding one seldom moves all
	for to, from := range order {
		place[from], sorted[to] = uint32(to), x.records[from]
	}
	x.records = sorted
	return place
}

// State says what an index holds, and what it takes.
type State struct {
	// Revision is the one of which the index holds all changes.
	Revision int64
	// Documents is how many there are.
	Documents int
	// Bytes is about how much memory the index takes, kept rows apart: what it took when it was loaded, which was looked at, and what was
	// added since, which is estimated.
	Bytes int
}

// State never waits for a search.
func (x *Index) State() State { return *x.state.Load() }

func (x *Index) publish() {
	x.state.Store(&State{Revision: x.revision, Documents: x.live.size(), Bytes: x.measured + bytesPerNumber*(x.numbered()-x.started)})
}

// changesAtOnce is how many documents change while searches wait.
const changesAtOnce = 16

// Apply brings the index to a revision: the documents with the ids are gone, the others have changed or are new. Only one Apply may run at
// a time. Few changes show at once. Of many, searches meanwhile may see a part, which they call the state of the revision before.
func (x *Index) Apply(revision int64, deleted []string, put []Document) {
	for len(deleted)+len(put) > changesAtOnce {
		gone := min(changesAtOnce, len(deleted))
		come := min(changesAtOnce-gone, len(put))
		x.exclusively(func() { x.change(deleted[:gone], put[:come]) })
		deleted, put = deleted[gone:], put[come:]
	}
	x.exclusively(func() {
		x.change(deleted, put)
		x.revision = revision
	})
}

func (x *Index) exclusively(change func()) {
	x.mu.Lock()
	defer x.mu.Unlock()
	change()
	x.publish()
}

// change applies deletions first: names are used again.
func (x *Index) change(deleted []string, put []Document) {
	for _, id := range deleted {
		x.remove(id)
	}
	for i := range put {
		x.put(&put[i])
	}
}

// put changes the document with the id, or adds it. A document that comes back under another name is another one.
func (x *Index) put(d *Document) {
	n, found := x.find(d.ID)
	if !found || x.records[n].name != d.Name {
		x.remove(d.ID)
		x.add(d)
		return
	}
	r := &x.records[n]
	x.scratch = x.tokens.appendOf(x.scratch[:0], d)
	before, now := r.tokens, slices.Clone(x.scratch)
	for _, t := range before {
		if !slices.Contains(now, t) {
			x.tokens.take(n, t)
		}
	}
	for _, t := range now {
		if !slices.Contains(before, t) {
			x.tokens.give(n, t)
		}
	}
	r.tokens = now
	r.version++
	x.rows.drop(n)
}

// add gives a document the next number.
func (x *Index) add(d *Document) {
	n := uint32(len(x.records))
	x.scratch = x.tokens.appendOf(x.scratch[:0], d)
	r := record{tokens: x.memory.numbers(x.scratch)}
	r.id, r.name = x.memory.texts(d.ID, d.Name)
	x.records = append(x.records, r)
	for _, t := range r.tokens {
		x.tokens.give(n, t)
	}
	x.ids.add(n)
	x.folded.add(n)
	if x.tokens.isLoaded {
		x.live.add(n)
		x.names.add(n)
	} else {
		x.live.push(n)
	}
}

// remove forgets a document. Its number is not used again.
func (x *Index) remove(id string) {
	n, found := x.find(id)
	if !found {
		return
	}
	for _, t := range x.records[n].tokens {
		x.tokens.take(n, t)
	}
	x.folded.forget(n)
	x.live.remove(n)
	x.rows.drop(n)
	x.records[n].tokens = nil
	x.records[n].version++
}

// find is the number of the document with the id.
func (x *Index) find(id string) (uint32, bool) {
	for n := range x.ids.equal(Fold(id)) {
		if x.records[n].id == id && x.live.has(n) {
			return n, true
		}
	}
	return 0, false
}

// Stale says that the index has grown or aged so much since Load that loading it anew pays: the documents behind those in order cost more with
// every search, and what is gone still takes memory.
func (x *Index) Stale() bool {
	x.mu.RLock()
	defer x.mu.RUnlock()
	const small = 10_000
	return x.numbered() > x.started+x.started/4+small
}

// numbered counts all numbers ever given. They only grow.
func (x *Index) numbered() int { return len(x.records) + len(x.tokens.entries) }
