package serve

import "sync"

// memo remembers what is costly to make of a key, for a bounded number of keys. Many goroutines may use it at once.
type memo[K comparable, V any] struct {
	// most is how many values are kept. With more, all are forgotten and made again as they are asked for.
	most int
	make func(K) (V, error)

	mu   sync.RWMutex
	kept map[K]V
}

func newMemo[K comparable, V any](most int, fn func(K) (V, error)) *memo[K, V] {
	return &memo[K, V]{most: most, make: fn, kept: make(map[K]V)}
}

// of is the value of the key. What could not be made is not remembered.
func (m *memo[K, V]) of(key K) (V, error) {
	m.mu.RLock()
	value, ok := m.kept[key]
	m.mu.RUnlock()
	if ok {
		return value, nil
	}
	value, err := m.make(key)
	if err != nil {
		return value, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.kept) >= m.most {
		clear(m.kept)
	}
	m.kept[key] = value
	return value, nil
}
