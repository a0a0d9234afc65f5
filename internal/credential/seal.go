package credential

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"golang.org/x/crypto/chacha20poly1305"
)

// What is wrong with a sealed text.
var (
	// ErrNotAuthentic says that a text was not sealed here, was changed since, or was sealed for another purpose
	// or with other additional data. Which of these it is, nobody is told.
	ErrNotAuthentic = errors.New("the sealed text is not authentic")

	// ErrUnknownKey says that a text names a key that is not held: another keyring's, or another master key.
	ErrUnknownKey = errors.New("the text is sealed under a key that is not held")
)

const (
	keySize   = 32
	keyIDSize = 8
	nonceSize = chacha20poly1305.NonceSizeX // large enough to be drawn at random without counting
)

// sealedText has one spelling for each value: no padding, and no stray bits in the last character.
var sealedText = base64.RawURLEncoding.Strict()

// sealingKey seals and opens. A sealed text is the URL-safe base64 of the key's id, a random nonce and the
// XChaCha20-Poly1305 ciphertext; id and additional data are authenticated with it.
type sealingKey struct {
	id     [keyIDSize]byte
	secret Secret
}

func (k sealingKey) seal(rand io.Reader, purpose string, additional, plaintext []byte) (string, error) {
	aead, err := k.aead(purpose)
	if err != nil {
		return "", err
	}
	head := make([]byte, keyIDSize+nonceSize, keyIDSize+nonceSize+len(plaintext)+aead.Overhead())
	copy(head, k.id[:])
	nonce := head[keyIDSize:]
	if _, err := io.ReadFull(rand, nonce); err != nil {
		return "", fmt.Errorf("seal: %w", err)
	}
	return sealedText.EncodeToString(aead.Seal(head, nonce, plaintext, k.bind(additional))), nil
}

func (k sealingKey) open(purpose string, additional []byte, s sealed) ([]byte, error) {
	if s.keyID != k.id {
		return nil, ErrUnknownKey
	}
	aead, err := k.aead(purpose)
	if err != nil {
		return nil, err
	}
	plaintext, err := aead.Open(nil, s.nonce, s.ciphertext, k.bind(additional))
	if err != nil {
		return nil, ErrNotAuthentic
	}
	return plaintext, nil
}

// aead works with a key of the purpose's own, so that what was sealed for one cannot open for another.
func (k sealingKey) aead(purpose string) (cipher.AEAD, error) {
	return chacha20poly1305.NewX(derive(k.secret, "seal", purpose, nil))
}

func (k sealingKey) bind(additional []byte) []byte {
	return append(k.id[:], additional...)
}

// sealed is a sealed text taken apart, nothing of it verified.
type sealed struct {
	keyID             [keyIDSize]byte
	nonce, ciphertext []byte
}

func parseSealed(text string) (sealed, error) {
	raw, err := sealedText.DecodeString(text)
	// The decoder skips line breaks, which would give a text more than one spelling.
	if err != nil || len(raw) < keyIDSize+nonceSize || sealedText.EncodedLen(len(raw)) != len(text) {
		return sealed{}, ErrNotAuthentic
	}
	return sealed{
		keyID:      [keyIDSize]byte(raw),
		nonce:      raw[keyIDSize : keyIDSize+nonceSize],
		ciphertext: raw[keyIDSize+nonceSize:],
	}, nil
}

// derive makes a key for one use and purpose. Each part goes in with its length, so that no two different lists
// of parts run together into the same bytes.
func derive(secret Secret, use, purpose string, info []byte) []byte {
	var label []byte
	for _, part := range []string{use, purpose, string(info)} {
		label = binary.BigEndian.AppendUint64(label, uint64(len(part)))
		label = append(label, part...)
	}
	key, err := hkdf.Expand(sha256.New, secret.bytes(), string(label), keySize)
	if err != nil {
		panic(err) // only for outputs of more than 255 hashes
	}
	return key
}
