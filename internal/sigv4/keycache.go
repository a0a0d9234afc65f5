package sigv4

import (
	"crypto/sha256"
	"crypto/subtle"
	"strings"
	"sync"
)

// cachedKeys bounds how many signing keys a Verifier remembers: one per access key, day, Region and service.
const cachedKeys = 4096

// signingKey is derived from a secret and is good for one scope only.
type signingKey [sha256.Size]byte

func deriveKey(secret string, scope Credential) signingKey {
	date := keyed([]byte("AWS4"+secret), []byte(scope.Date))
	region := keyed(date[:], []byte(scope.Region))
	service := keyed(region[:], []byte(scope.Service))
	return keyed(service[:], []byte(terminator))
}

// keyCache remembers signing keys by the credential they belong to. Callers put in only keys that a signature has proved,
// so nobody without a secret can push entries out.
type keyCache struct {
	limit int

	mu      sync.RWMutex
	entries map[string]cachedKey
}

// cachedKey is a signing key with the hash of the secret it was derived from: another secret makes it worthless.
type cachedKey struct {
	secret [sha256.Size]byte
	key    signingKey
}

func newKeyCache(limit int) *keyCache {
	return &keyCache{limit: limit, entries: make(map[string]cachedKey)}
}

func (c *keyCache) get(credential string, secret [sha256.Size]byte) (signingKey, bool) {
	c.mu.RLock()
	entry, ok := c.entries[credential]
	c.mu.RUnlock()
	if !ok || subtle.ConstantTimeCompare(entry.secret[:], secret[:]) != 1 {
		return signingKey{}, false
	}
	return entry.key, true
}

// put remembers a key and forgets an arbitrary other one if the cache is full: deriving a key again costs microseconds.
func (c *keyCache) put(credential string, secret [sha256.Size]byte, key signingKey) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.entries[credential]; !ok && len(c.entries) >= c.limit {
		for other := range c.entries {
			delete(c.entries, other)
			break
		}
	}
	// The clone keeps the request's whole header from living as long as the entry.
	c.entries[strings.Clone(credential)] = cachedKey{secret: secret, key: key}
}
