package e2e

import (
	"slices"
	"sync"
	"time"
)

// history is what a crowd of clients did, in the order in which they heard of the end.
type history struct {
	start time.Time

	mu         sync.Mutex
	operations []*operation
	// served is when a node last did what it was asked, by node and whether that was a write.
	served map[service]time.Duration
}

type service struct {
	node   int
	writes bool
}

func newHistory() *history { return &history{start: time.Now(), served: map[service]time.Duration{}} }

func (h *history) now() time.Duration { return time.Since(h.start) }

func (h *history) add(o *operation) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.operations = append(h.operations, o)
	if o.outcome == succeeded {
		at := service{o.node, o.action.writes()}
		h.served[at] = max(h.served[at], o.began)
	}
}

// servesSince says whether each of the nodes has done something that it was asked to read, and to write, since then.
func (h *history) servesSince(when time.Duration, nodes int) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	for n := range nodes {
		if h.served[service{n, false}] < when || h.served[service{n, true}] < when {
			return false
		}
	}
	return true
}

// between are the operations that ended within a stretch of time.
func (h *history) between(from, to time.Duration) []*operation {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(h.operations), func(o *operation) bool { return o.ended < from || o.ended > to })
}

// byName are all operations, by the name that they are about.
func (h *history) byName() map[string][]*operation {
	h.mu.Lock()
	defer h.mu.Unlock()
	names := map[string][]*operation{}
	for _, o := range h.operations {
		names[o.name] = append(names[o.name], o)
	}
	return names
}
