package credential_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/rollcall-dev/rollcall/internal/credential"
)

// gate is randomness that comes only when it is let through, so that a hash can be held while it runs.
type gate struct {
	inside atomic.Int32
	open   chan struct{}
}

func (g *gate) Read(p []byte) (int, error) {
	g.inside.Add(1)
	defer g.inside.Add(-1)
	<-g.open
	return len(p), nil
}

func startHashes(hasher *credential.Hasher, ctx context.Context, n int) <-chan error {
	results := make(chan error, n)
	for range n {
		go func() {
			_, err := hasher.Hash(ctx, "Passw0rd")
			results <- err
		}()
	}
	synctest.Wait()
	return results
}

func gatedHasher(t *testing.T, concurrent, waiting int) (*credential.Hasher, *gate) {
	t.Helper()
	g := &gate{open: make(chan struct{})}
	hasher, err := credential.NewHasher(credential.Cheapest(), g, concurrent, waiting)
	if err != nil {
		t.Fatal(err)
	}
	return hasher, g
}

func TestHasherRunsFewAtOnceAndQueuesFew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hasher, g := gatedHasher(t, 2, 3)
		results := startHashes(hasher, t.Context(), 5)
		if got := g.inside.Load(); got != 2 {
			t.Errorf("%d hashes run, want 2", got)
		}
		if _, err := hasher.Hash(t.Context(), "Passw0rd"); !errors.Is(err, credential.ErrBusy) {
			t.Errorf("a sixth hash: error %v, want ErrBusy", err)
		}
		close(g.open)
		for range 5 {
			if err := <-results; err != nil {
				t.Errorf("a hash that waited: %v", err)
			}
		}
		if _, err := hasher.Hash(t.Context(), "Passw0rd"); err != nil {
			t.Errorf("afterwards: %v", err)
		}
	})
}

func TestHasherVerifiesUnderTheSameLimit(t *testing.T) {
	stored := hash(t, newHasher(t, credential.Cheapest()), "Passw0rd")
	synctest.Test(t, func(t *testing.T) {
		hasher, g := gatedHasher(t, 1, 0)
		results := startHashes(hasher, t.Context(), 1)
		if _, err := hasher.Verify(t.Context(), "Passw0rd", stored); !errors.Is(err, credential.ErrBusy) {
			t.Errorf("error %v, want ErrBusy", err)
		}
		close(g.open)
		if err := <-results; err != nil {
			t.Error(err)
		}
		for range 2 { // twice: the turn is given back
			if ok, err := hasher.Verify(t.Context(), "Passw0rd", stored); err != nil || !ok {
				t.Errorf("afterwards: %v, error %v", ok, err)
			}
		}
	})
}

func TestHasherLetsTheWaitingGiveUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hasher, g := gatedHasher(t, 1, 1)
		running := startHashes(hasher, t.Context(), 1)
		ctx, cancel := context.WithCancel(t.Context())
		waiting := startHashes(hasher, ctx, 1)
		cancel()
		if err := <-waiting; !errors.Is(err, context.Canceled) {
			t.Errorf("error %v, want the context's", err)
		}
		next := startHashes(hasher, t.Context(), 1) // takes the place in the queue
		close(g.open)
		if err := errors.Join(<-running, <-next); err != nil {
			t.Error(err)
		}
	})
}
