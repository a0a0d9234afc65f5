package search

import (
	"cmp"
	"errors"
	"slices"
	"sort"
	"strings"
)

// Result is a page of what a search found: at most as many as asked for, by name, then id.
type Result struct {
	// Total counts everything found, on all pages together.
	Total int
	Hits  []Hit
	// More says that there are more hits behind these.
	More bool
	// Revision is the one that the index had; see Apply.
	Revision int64
}

// Hit is a document found, with its row if that is kept.
type Hit struct {
	ID, Name string
	// Row is what Keep was given for the document as it is; the zero Row when there is none.
	Row     Row
	number  uint32
	version uint32
}

// ErrTooCostly says that a search would keep others waiting for too long.
var ErrTooCostly = errors.New("search: the criteria take too many comparisons")

// maxCost is how many steps a search may take, a fifth of a second's worth, or as many as looking at every document twice.
const maxCost = 16_000_000

// Search finds the documents that match, and gives those of the page that begins behind the name and id. It refuses criteria that would have it
// look at every document's text over and over (ErrTooCostly).
func (x *Index) Search(where Criteria, afterName, afterID string, limit int) (Result, error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	plan := x.plan(where)
	if plan.cost() > max(maxCost, 2*textCheck*x.live.size()) {
		return Result{}, ErrTooCostly
	}
	found := plan.all()
	numbers := x.page(found, afterName, afterID, limit+1)
	result := Result{Total: found.size(), Revision: x.revision, More: len(numbers) > limit}
	result.Hits = x.hits(numbers[:min(limit, len(numbers))])
	return result, nil
}

// Keep remembers a row for a hit, unless the document has changed since.
func (x *Index) Keep(h Hit, row Row) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.records[h.number].version == h.version {
		x.rows.put(h.number, row)
	}
}

func (x *Index) hits(numbers []uint32) []Hit {
	hits := make([]Hit, len(numbers))
	x.rows.mu.RLock()
	defer x.rows.mu.RUnlock()
	for i, n := range numbers {
		r := &x.records[n]
		hits[i] = Hit{ID: r.id, Name: r.name, Row: x.rows.of[n], number: n, version: r.version}
	}
	return hits
}

// page gives up to limit of the documents found that come behind the position: first among those in order, then among those behind, in their
// common order.
func (x *Index) page(found set, name, id string, limit int) []uint32 {
	page := x.inOrder(found, name, id, limit)
	behind := x.behind(found, name, id, limit)
	if len(behind) == 0 {
		return page
	}
	page = append(page, behind...)
	slices.SortFunc(page, x.compare)
	return page[:min(limit, len(page))]
}

// inOrder follows the numbers, which are in the order of the names.
func (x *Index) inOrder(found set, name, id string, limit int) (page []uint32) {
	first := 0
	if name != "" || id != "" {
		first = sort.Search(int(x.loaded), func(i int) bool { return x.isBehind(uint32(i), name, id) })
	}
	for n := range found.from(uint32(first)) {
		if n >= x.loaded || len(page) == limit {
			break
		}
		page = append(page, n)
	}
	return page
}

// behind looks at the documents added since Load, by the cheaper of two ways: to go through all of them in their order until the page is full, or to
// sort those found.
func (x *Index) behind(found set, name, id string, limit int) (page []uint32) {
	count := found.countFrom(x.loaded)
	if count == 0 {
		return nil
	}
	if limit*len(x.names.added)/count < count {
		return x.walk(found, name, id, limit)
	}
	for n := range found.from(x.loaded) {
		if x.isBehind(n, name, id) {
			page = append(page, n)
		}
	}
	slices.SortFunc(page, x.compare)
	return page[:min(limit, len(page))]
}

// walk goes through the documents added since Load in their order, from the place of the name. Those of one name, of which all but one are gone,
// are not in the order of their ids.
func (x *Index) walk(found set, name, id string, limit int) (page []uint32) {
	for _, n := range x.names.added[x.names.seek(x.names.added, name):] {
		if len(page) == limit {
			break
		}
		if found.has(n) && x.isBehind(n, name, id) {
			page = append(page, n)
		}
	}
	return page
}

// isBehind says whether a document comes behind the position.
func (x *Index) isBehind(n uint32, name, id string) bool {
	r := &x.records[n]
	return cmp.Or(strings.Compare(r.name, name), strings.Compare(r.id, id)) > 0
}

func (x *Index) compare(m, n uint32) int {
	a, b := &x.records[m], &x.records[n]
	return cmp.Or(strings.Compare(a.name, b.name), strings.Compare(a.id, b.id))
}
