package sqlstore

import "sync"

// bodies keeps what the bodies of instances say, by their text. An instance is read with every request and hardly ever changes, and where
// rows cannot be cached, decoding it is most of what reading it costs. What it gives is shared and not to be changed.
type bodies struct {
	mu    sync.RWMutex
	known map[string]instanceBody
}

// maxBodies bounds how many are kept; with more, it begins anew.
const maxBodies = 1024

func (k *bodies) decode(text []byte) (instanceBody, error) {
	k.mu.RLock()
	b, ok := k.known[string(text)]
	k.mu.RUnlock()
	if ok {
		return b, nil
	}
	b, err := decodeBody(text)
	if err == nil {
		k.keep(string(text), b)
	}
	return b, err
}

func (k *bodies) keep(text string, b instanceBody) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.known == nil || len(k.known) >= maxBodies {
		k.known = make(map[string]instanceBody)
	}
	k.known[text] = b
}
