package credential

import (
	"context"
	"errors"
	"fmt"
	"io"

	"golang.org/x/sync/semaphore"
)

// What a Hasher refuses.
var (
	ErrBusy         = errors.New("too many passwords are waiting to be hashed")
	ErrHasherLimits = errors.New("a hasher needs room for at least one hash, and its queue cannot be negative")
)

// Hasher hashes and verifies passwords, few at a time, since each takes memory and a processor. It may be used
// from many goroutines.
type Hasher struct {
	params   Params
	rand     io.Reader
	admitted *semaphore.Weighted // those that run and those that wait
	running  *semaphore.Weighted
}

// NewHasher makes a hasher that runs up to concurrent hashes at once and lets up to waiting others queue for
// their turn. The errors are ErrParams and ErrHasherLimits.
func NewHasher(params Params, rand io.Reader, concurrent, waiting int) (*Hasher, error) {
	if err := params.check(); err != nil {
		return nil, err
	}
	if concurrent < 1 || waiting < 0 {
		return nil, ErrHasherLimits
	}
	return &Hasher{
		params:   params,
		rand:     rand,
		admitted: semaphore.NewWeighted(int64(concurrent) + int64(waiting)),
		running:  semaphore.NewWeighted(int64(concurrent)),
	}, nil
}

// Hash gives the password's hash in PHC format, with a salt of its own. The error is ErrBusy when the queue is
// full, the context's when it ends before the turn comes, or that of the randomness.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	leave, err := h.enter(ctx)
	if err != nil {
		return "", err
	}
	defer leave()
	salt := make([]byte, saltSize)
	if _, err := io.ReadFull(h.rand, salt); err != nil {
		return "", fmt.Errorf("password salt: %w", err)
	}
	return newPasswordHash(h.params, salt, password).String(), nil
}

// Verify says whether the hash is that of the password, at the costs that the hash was made with. They are
// compared in constant time. The error is ErrMalformedHash, or ErrBusy or the context's as Hash has them.
func (h *Hasher) Verify(ctx context.Context, password, encoded string) (bool, error) {
	stored, err := parsePasswordHash(encoded)
	if err != nil {
		return false, err
	}
	leave, err := h.enter(ctx)
	if err != nil {
		return false, err
	}
	defer leave()
	return stored.verify(password), nil
}

// NeedsRehash says whether the hash was made at other costs, or otherwise, than this hasher makes them; then it
// should be replaced when the password is next at hand.
func (h *Hasher) NeedsRehash(encoded string) bool {
	stored, err := parsePasswordHash(encoded)
	return err != nil || stored.params != h.params || len(stored.salt) != saltSize || len(stored.hash) != hashSize
}

// enter waits for a turn. The function it gives ends the turn.
func (h *Hasher) enter(ctx context.Context) (leave func(), err error) {
	if !h.admitted.TryAcquire(1) {
		return nil, ErrBusy
	}
	if err := h.running.Acquire(ctx, 1); err != nil {
		h.admitted.Release(1)
		return nil, err
	}
	return func() {
		h.running.Release(1)
		h.admitted.Release(1)
	}, nil
}
