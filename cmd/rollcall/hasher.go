package main

import (
	"context"
	"crypto/rand"
	"errors"
	"runtime"

	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// waitingHashes is how many requests may queue for a password hash: seconds of work on a small machine. More are turned away as busy.
const waitingHashes = 256

// hasher is credential.Hasher as the domain knows it.
type hasher struct{ *credential.Hasher }

// newHasher runs one hash on each processor, since each takes 19 MiB and all of one processor.
func newHasher() (hasher, error) {
	h, err := credential.NewHasher(credential.DefaultParams(), rand.Reader, runtime.GOMAXPROCS(0), waitingHashes)
	return hasher{h}, err
}

// Hash is credential.Hasher.Hash with the domain's error for a full queue.
func (h hasher) Hash(ctx context.Context, password string) (string, error) {
	hash, err := h.Hasher.Hash(ctx, password)
	return hash, busy(err)
}

// Verify is credential.Hasher.Verify with the domain's error for a full queue.
func (h hasher) Verify(ctx context.Context, password, hash string) (bool, error) {
	right, err := h.Hasher.Verify(ctx, password, hash)
	return right, busy(err)
}

func busy(err error) error {
	if errors.Is(err, credential.ErrBusy) {
		return &roster.Error{Kind: roster.Busy, Message: "Too many passwords are waiting to be hashed. Try again", Cause: err}
	}
	return err
}
