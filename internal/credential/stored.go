package credential

import (
	"encoding/hex"
	"fmt"
	"io"
	"time"
)

// SealUnder seals a secret under the master key, for a store to keep. The additional data, such as the id of the
// row, must be given again to open it, so that a sealed secret moved to another row does not open. The
// error is ErrNoMasterKey or that of rand.
func SealUnder(master MasterKey, rand io.Reader, purpose string, additional, plaintext []byte) (string, error) {
	key, err := master.sealingKey()
	if err != nil {
		return "", err
	}
	return key.seal(rand, purpose, additional, plaintext)
}

// OpenUnder gives what SealUnder was given. The error is ErrNoMasterKey, ErrUnknownKey when another master key
// sealed the text, else ErrNotAuthentic.
func OpenUnder(master MasterKey, purpose string, additional []byte, text string) ([]byte, error) {
	key, err := master.sealingKey()
	if err != nil {
		return nil, err
	}
	s, err := parseSealed(text)
	if err != nil {
		return nil, err
	}
	return key.open(purpose, additional, s)
}

// sealingKey gives the master key an id that is derived from it, so that a wrong master key is told apart from
// a damaged store.
func (m MasterKey) sealingKey() (sealingKey, error) {
	if m.secret.isZero() {
		return sealingKey{}, ErrNoMasterKey
	}
	id := [keyIDSize]byte(derive(m.secret, "id", "", nil))
	return sealingKey{id: id, secret: m.secret}, nil
}

// SealUnder seals the key's secret under the master key, for a store to keep beside ID and Created. The error
// is ErrNoKeys for the zero Key, else as SealUnder's.
func (k Key) SealUnder(master MasterKey, rand io.Reader) (string, error) {
	if k.sealing.secret.isZero() {
		return "", ErrNoKeys
	}
	return SealUnder(master, rand, purposeKeyringKey, []byte(k.ID), k.sealing.secret.bytes())
}

// OpenKeyUnder gives the key that Key.SealUnder sealed. The errors are those of OpenUnder.
func OpenKeyUnder(master MasterKey, id string, created time.Time, text string) (Key, error) {
	secret, err := OpenUnder(master, purposeKeyringKey, []byte(id), text)
	if err != nil {
		return Key{}, fmt.Errorf("keyring key: %w", err)
	}
	raw, err := hex.DecodeString(id)
	if err != nil || len(raw) != keyIDSize || len(secret) != keySize {
		return Key{}, fmt.Errorf("keyring key: %w", ErrNotAuthentic)
	}
	return newKey([keyIDSize]byte(raw), newSecretBytes(secret), created), nil
}
