package credential_test

import (
	"errors"
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/credential"
)

var noon = time.Date(2026, 3, 1, 12, 0, 0, 123456789, time.UTC)

var errDry = errors.New("no more randomness")

// dry is randomness that fails.
type dry struct{}

func (dry) Read([]byte) (int, error) { return 0, errDry }

func randomness(seed byte) io.Reader { return rand.NewChaCha8([32]byte{seed}) }

func masterKey(t *testing.T, text string) credential.MasterKey {
	t.Helper()
	key, err := credential.ParseMasterKey(text)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func newKey(t *testing.T, rand io.Reader, now time.Time) credential.Key {
	t.Helper()
	key, err := credential.NewKey(rand, now)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func newKeyring(t *testing.T, rand io.Reader, keys ...credential.Key) *credential.Keyring {
	t.Helper()
	ring, err := credential.NewKeyring(rand, keys...)
	if err != nil {
		t.Fatal(err)
	}
	return ring
}

const (
	hexKey      = "00112233445566778899aabbccddeefffbeffe0123456789abcdef0123456789"
	otherHexKey = "ffeeddccbbaa99887766554433221100fbeffe0123456789abcdef0123456789"
)
