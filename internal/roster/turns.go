package roster

import (
	"context"
	"sync"
)

// maxWaiting is how many may wait for a turn under one key.
const maxWaiting = 16

// turns let those who come with the same key go one after the other.
type turns struct {
	mu     sync.Mutex
	queues map[string]*queueOfTurns
}

// queueOfTurns has room for the one whose turn it is.
type queueOfTurns struct {
	turn chan struct{}
	size int // whose turn it is, and who waits
}

func newTurns() *turns { return &turns{queues: make(map[string]*queueOfTurns)} }

// enter waits for a turn. The function that it gives ends it. The error is of kind Busy when too many wait already, else the context's.
func (t *turns) enter(ctx context.Context, key string) (leave func(), err error) {
	q := t.join(key)
	if q == nil {
		return nil, Errorf(Busy, "Too many attempts to sign in are waiting. Try again")
	}
	select {
	case q.turn <- struct{}{}:
		return func() { <-q.turn; t.quit(key, q) }, nil
	case <-ctx.Done():
		t.quit(key, q)
		return nil, ctx.Err()
	}
}

// join is the queue under the key; nil when it is full.
func (t *turns) join(key string) *queueOfTurns {
	t.mu.Lock()
	defer t.mu.Unlock()
	q := t.queues[key]
	if q == nil {
		q = &queueOfTurns{turn: make(chan struct{}, 1)}
		t.queues[key] = q
	}
	if q.size > maxWaiting {
		return nil
	}
	q.size++
	return q
}

// quit leaves a queue; an empty one is forgotten.
func (t *turns) quit(key string, q *queueOfTurns) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if q.size--; q.size == 0 {
		delete(t.queues, key)
	}
}
