package credential

import (
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// What is wrong with parameters or a stored hash.
var (
	ErrParams        = errors.New("the password hash parameters are out of bounds")
	ErrMalformedHash = errors.New("the stored password hash is malformed")
)

// Params are the costs of one argon2id hash.
type Params struct {
	MemoryKiB   uint32 // at least 8 for each lane, at most 1 GiB
	Iterations  uint32 // 1 to 64
	Parallelism uint8  // lanes, at least 1
}

// DefaultParams are the costs that OWASP recommends: 19 MiB, two iterations, one lane.
func DefaultParams() Params { return Params{MemoryKiB: 19 * 1024, Iterations: 2, Parallelism: 1} }

// Cheapest are the smallest costs there are. They protect nothing; they are for tests.
func Cheapest() Params { return Params{MemoryKiB: 8, Iterations: 1, Parallelism: 1} }

// check bounds the costs from above too, since they also come from stored text: a damaged row must not take all
// memory.
func (p Params) check() error {
	if p.Parallelism < 1 || p.Iterations < 1 || p.Iterations > 64 ||
		p.MemoryKiB < 8*uint32(p.Parallelism) || p.MemoryKiB > 1<<20 {
		return ErrParams
	}
	return nil
}

const (
	saltSize = 16
	hashSize = 32
)

// passwordHash is a hash with all that is needed to verify a password by it.
type passwordHash struct {
	params     Params
	salt, hash []byte
}

func newPasswordHash(p Params, salt []byte, password string) passwordHash {
	hash := argon2.IDKey([]byte(password), salt, p.Iterations, p.MemoryKiB, p.Parallelism, hashSize)
	return passwordHash{params: p, salt: salt, hash: hash}
}

func (h passwordHash) verify(password string) bool {
	p := h.params
	hash := argon2.IDKey([]byte(password), h.salt, p.Iterations, p.MemoryKiB, p.Parallelism, uint32(len(h.hash)))
	return subtle.ConstantTimeCompare(hash, h.hash) == 1
}

// String writes the hash as PHC format has it.
func (h passwordHash) String() string {
	p, b64 := h.params, base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version,
		p.MemoryKiB, p.Iterations, p.Parallelism, b64.EncodeToString(h.salt), b64.EncodeToString(h.hash))
}

// parsePasswordHash reads what String writes, and nothing that String would write otherwise.
func parsePasswordHash(encoded string) (passwordHash, error) {
	parts := strings.SplitN(encoded, "$", 6) // "", "argon2id", version, costs, salt, hash
	if len(parts) != 6 {
		return passwordHash{}, ErrMalformedHash
	}
	var h passwordHash
	p := &h.params
	_, costsErr := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &p.MemoryKiB, &p.Iterations, &p.Parallelism)
	var saltErr, hashErr error
	h.salt, saltErr = base64.RawStdEncoding.DecodeString(parts[4])
	h.hash, hashErr = base64.RawStdEncoding.DecodeString(parts[5])
	if errors.Join(costsErr, saltErr, hashErr, p.check()) != nil || h.String() != encoded {
		return passwordHash{}, ErrMalformedHash
	}
	if len(h.salt) < 8 || len(h.salt) > 64 || len(h.hash) < 16 || len(h.hash) > 64 {
		return passwordHash{}, ErrMalformedHash
	}
	return h, nil
}
