package audit

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"sync"
)

// Keys are the secrets of an audit trail. Whoever reads or writes the database does not have them.
type Keys struct {
	chain, checkpoint, digest *mac
}

// NewKeys derives the keys from a secret that stays the same for as long as the trail lives: derive gives 32 bytes for a purpose, unrelated
// to those for any other.
func NewKeys(derive func(purpose string, info []byte) []byte) *Keys {
	key := func(purpose string) *mac { return newMAC(derive(purpose, nil)) }
	return &Keys{chain: key("audit chain"), checkpoint: key("audit checkpoint"), digest: key("audit digest")}
}

// digestSize in bytes is what is kept of the digest of a sensitive value: enough that no two values of a directory share one.
const digestSize = 16

// hide is what a trail shows of a sensitive value. Equal values look alike, which is how a change can be seen.
func (k *Keys) hide(value []byte) string {
	sum := k.digest.sum(value)
	return "hmac:" + hex.EncodeToString(sum[:digestSize])
}

// mac computes HMAC-SHA256 under one key, from many goroutines.
type mac struct{ hashes sync.Pool }

func newMAC(key []byte) *mac {
	return &mac{hashes: sync.Pool{New: func() any { return hmac.New(sha256.New, key) }}}
}

// sum is the MAC of the parts. Each goes in with its length, so that no two lists of parts run together into the same bytes.
func (m *mac) sum(parts ...[]byte) (sum MAC) {
	h := m.hashes.Get().(hash.Hash)
	defer m.hashes.Put(h)
	h.Reset()
	var length [8]byte
	for _, part := range parts {
		binary.BigEndian.PutUint64(length[:], uint64(len(part)))
		h.Write(length[:])
		h.Write(part)
	}
	h.Sum(sum[:0])
	return sum
}

func number(n int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(n)) }
