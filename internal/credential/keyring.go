package credential

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"time"
)

// What NewKeyring refuses.
var (
	ErrNoKeys       = errors.New("a keyring needs at least one key, and each must hold a secret")
	ErrDuplicateKey = errors.New("two keys of the keyring have the same id")
)

const purposeKeyringKey = "keyring key"

// Key is one key of the keyring. Tokens that it sealed name its ID.
type Key struct {
	ID      string    // 16 hexadecimal digits
	Created time.Time // to the millisecond, in UTC
	sealing sealingKey
}

// NewKey makes a key from randomness. The error is that of rand.
func NewKey(rand io.Reader, now time.Time) (Key, error) {
	var id [keyIDSize]byte
	secret := make([]byte, keySize)
	if _, err := io.ReadFull(rand, id[:]); err != nil {
		return Key{}, fmt.Errorf("new key: %w", err)
	}
	if _, err := io.ReadFull(rand, secret); err != nil {
		return Key{}, fmt.Errorf("new key: %w", err)
	}
	return newKey(id, newSecretBytes(secret), now), nil
}

func newKey(id [keyIDSize]byte, secret Secret, created time.Time) Key {
	return Key{
		ID:      hex.EncodeToString(id[:]),
		Created: created.UTC().Truncate(time.Millisecond),
		sealing: sealingKey{id: id, secret: secret},
	}
}

// Derive makes 32 secret bytes from the key: always the same for one purpose and info, unrelated for any
// other, and of no help in finding the key. The key must come from NewKey, OpenKeyUnder or a Keyring.
func (k Key) Derive(purpose string, info []byte) []byte {
	return derive(k.sealing.secret, "derive", purpose, info)
}

// Keyring seals with its newest key and opens what any of its keys sealed. It does not change, so it may be
// used from many goroutines; a new key takes effect by putting another keyring in its place.
type Keyring struct {
	rand    io.Reader
	keys    map[string]Key
	current Key
}

// NewKeyring puts keys together. The newest seals; of two as new, that with the greater id. The errors are
// ErrNoKeys and ErrDuplicateKey.
func NewKeyring(rand io.Reader, keys ...Key) (*Keyring, error) {
	if len(keys) == 0 {
		return nil, ErrNoKeys
	}
	ring := &Keyring{rand: rand, keys: make(map[string]Key, len(keys)), current: keys[0]}
	for _, key := range keys {
		if key.sealing.secret.isZero() {
			return nil, ErrNoKeys
		}
		if _, ok := ring.keys[key.ID]; ok {
			return nil, ErrDuplicateKey
		}
		ring.keys[key.ID] = key
		if newer(key, ring.current) {
			ring.current = key
		}
	}
	return ring, nil
}

func newer(a, b Key) bool {
	return a.Created.After(b.Created) || a.Created.Equal(b.Created) && a.ID > b.ID
}

// Current is the key that seals.
func (r *Keyring) Current() Key { return r.current }

// Key finds a key by its id, for what was derived from it earlier.
func (r *Keyring) Key(id string) (Key, bool) {
	key, ok := r.keys[id]
	return key, ok
}

// Seal makes a URL-safe token that only Open reads, and only with the same purpose and additional data, which
// the token does not contain. The error is that of the randomness.
func (r *Keyring) Seal(purpose string, additional, plaintext []byte) (string, error) {
	return r.current.sealing.seal(r.rand, purpose, additional, plaintext)
}

// Open gives what Seal was given. The error is ErrUnknownKey when the keyring has no key of the token's, else
// ErrNotAuthentic.
func (r *Keyring) Open(purpose string, additional []byte, token string) ([]byte, error) {
	_, text, err := r.openWith(purpose, additional, token)
	return text, err
}

// openWith also gives the key that the token names.
func (r *Keyring) openWith(purpose string, additional []byte, token string) (Key, []byte, error) {
	s, err := parseSealed(token)
	if err != nil {
		return Key{}, nil, err
	}
	key, ok := r.keys[hex.EncodeToString(s.keyID[:])]
	if !ok {
		return Key{}, nil, ErrUnknownKey
	}
	text, err := key.sealing.open(purpose, additional, s)
	return key, text, err
}
