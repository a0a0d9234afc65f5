package credential_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/credential"
)

func newHasher(t *testing.T, params credential.Params) *credential.Hasher {
	t.Helper()
	hasher, err := credential.NewHasher(params, randomness(1), 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	return hasher
}

func hash(t *testing.T, hasher *credential.Hasher, password string) string {
	t.Helper()
	encoded, err := hasher.Hash(t.Context(), password)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

func TestHashAndVerify(t *testing.T) {
	hasher := newHasher(t, credential.Cheapest())
	encoded := hash(t, hasher, "Passw0rd")
	if !strings.HasPrefix(encoded, "$argon2id$v=19$m=8,t=1,p=1$") {
		t.Errorf("hash %q is not in PHC format", encoded)
	}
	if hash(t, hasher, "Passw0rd") == encoded {
		t.Error("two hashes of a password share a salt")
	}
	for password, want := range map[string]bool{"Passw0rd": true, "passw0rd": false, "Passw0rd ": false, "": false} {
		if got, err := hasher.Verify(t.Context(), password, encoded); err != nil || got != want {
			t.Errorf("Verify(%q) = %v, error %v; want %v", password, got, err, want)
		}
	}
}

// The first hash is a published test vector of argon2's reference implementation.
func TestVerifyReadsTheCostsFromTheHash(t *testing.T) {
	const reference = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
	hasher := newHasher(t, credential.Cheapest())
	if ok, err := hasher.Verify(t.Context(), "password", reference); err != nil || !ok {
		t.Errorf("the reference vector: %v, error %v", ok, err)
	}
	costly := hash(t, newHasher(t, credential.Params{MemoryKiB: 64, Iterations: 3, Parallelism: 2}), "Passw0rd")
	if ok, err := hasher.Verify(t.Context(), "Passw0rd", costly); err != nil || !ok {
		t.Errorf("a costlier hash: %v, error %v", ok, err)
	}
}

func TestDefaultParams(t *testing.T) {
	encoded := hash(t, newHasher(t, credential.DefaultParams()), "Passw0rd")
	if !strings.HasPrefix(encoded, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("hash %q has not the recommended costs", encoded)
	}
}

func TestVerifyRefusesMalformedHashes(t *testing.T) {
	hasher := newHasher(t, credential.Cheapest())
	good := hash(t, hasher, "Passw0rd")
	for name, encoded := range map[string]string{
		"empty":          "",
		"bare":           "Passw0rd",
		"dollars":        "$$$$$$$$",
		"argon2i":        strings.Replace(good, "argon2id", "argon2i", 1),
		"old version":    strings.Replace(good, "v=19", "v=16", 1),
		"no memory":      strings.Replace(good, "m=8", "m=0", 1),
		"all memory":     strings.Replace(good, "m=8", "m=4294967295", 1),
		"too much":       strings.Replace(good, "m=8", "m=4294967296", 1),
		"negative":       strings.Replace(good, "m=8", "m=-8", 1),
		"plus":           strings.Replace(good, "m=8", "m=+8", 1),
		"leading zero":   strings.Replace(good, "m=8", "m=08", 1),
		"no iteration":   strings.Replace(good, "t=1", "t=0", 1),
		"many":           strings.Replace(good, "t=1", "t=65", 1),
		"no lane":        strings.Replace(good, "p=1", "p=0", 1),
		"lanes > memory": strings.Replace(good, "p=1", "p=2", 1),
		"other order":    strings.Replace(good, "m=8,t=1", "t=1,m=8", 1),
		"padding":        good + "=",
		"line break":     good + "\n",
		"another part":   good + "$AAAA",
		"no hash":        good[:strings.LastIndexByte(good, '$')+1],
		"short hash":     good[:strings.LastIndexByte(good, '$')+21],
		"short salt":     "$argon2id$v=19$m=8,t=1,p=1$AAAAAAA$" + good[strings.LastIndexByte(good, '$')+1:],
		"long salt":      "$argon2id$v=19$m=8,t=1,p=1$" + strings.Repeat("A", 88) + good[strings.LastIndexByte(good, '$'):],
		"long hash":      good + strings.Repeat("A", 48),
	} {
		if _, err := hasher.Verify(t.Context(), "Passw0rd", encoded); !errors.Is(err, credential.ErrMalformedHash) {
			t.Errorf("%s: error %v, want ErrMalformedHash", name, err)
		}
		if !hasher.NeedsRehash(encoded) {
			t.Errorf("%s: needs no rehash", name)
		}
	}
}

func TestVerifyNoticesTampering(t *testing.T) {
	hasher := newHasher(t, credential.Cheapest())
	good := hash(t, hasher, "Passw0rd")
	for i := strings.Index(good, "p=1$") + 4; i < len(good); i++ {
		if good[i] == '$' {
			continue
		}
		other := "A"
		if good[i] == 'A' {
			other = "B"
		}
		if ok, _ := hasher.Verify(t.Context(), "Passw0rd", good[:i]+other+good[i+1:]); ok {
			t.Errorf("character %d changed and the password still verifies", i)
		}
	}
}

func TestNeedsRehash(t *testing.T) {
	cheap := newHasher(t, credential.Cheapest())
	encoded := hash(t, cheap, "Passw0rd")
	if cheap.NeedsRehash(encoded) {
		t.Error("a hash of the hasher's own needs a rehash")
	}
	for _, params := range []credential.Params{
		{MemoryKiB: 16, Iterations: 1, Parallelism: 1},
		{MemoryKiB: 8, Iterations: 2, Parallelism: 1},
		{MemoryKiB: 16, Iterations: 1, Parallelism: 2},
	} {
		if !newHasher(t, params).NeedsRehash(encoded) {
			t.Errorf("%+v: a hash at other costs needs no rehash", params)
		}
	}
	salt, hashed := encoded[:strings.LastIndexByte(encoded, '$')+1], encoded[strings.LastIndexByte(encoded, '$')+1:]
	if !cheap.NeedsRehash("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$" + hashed) {
		t.Error("a hash with a shorter salt needs no rehash")
	}
	if !cheap.NeedsRehash(salt + hashed[:32]) {
		t.Error("a shorter hash needs no rehash")
	}
}

func TestNewHasherRefuses(t *testing.T) {
	cheapest := credential.Cheapest()
	for name, tt := range map[string]struct {
		params              credential.Params
		concurrent, waiting int
		want                error
	}{
		"no costs":       {credential.Params{}, 1, 0, credential.ErrParams},
		"no lanes":       {credential.Params{MemoryKiB: 8, Iterations: 1}, 1, 0, credential.ErrParams},
		"too many":       {credential.Params{MemoryKiB: 8, Iterations: 65, Parallelism: 1}, 1, 0, credential.ErrParams},
		"no room":        {cheapest, 0, 0, credential.ErrHasherLimits},
		"negative queue": {cheapest, 1, -1, credential.ErrHasherLimits},
	} {
		if _, err := credential.NewHasher(tt.params, randomness(1), tt.concurrent, tt.waiting); !errors.Is(err, tt.want) {
			t.Errorf("%s: error %v, want %v", name, err, tt.want)
		}
	}
}

func TestHashWhenTheContextHasEnded(t *testing.T) {
	hasher := newHasher(t, credential.Cheapest())
	ctx, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	if _, err := hasher.Hash(ctx, "Passw0rd"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v, want the context's", err)
	}
	hash(t, hasher, "Passw0rd") // the turn was given back
}

func TestHashWithoutRandomness(t *testing.T) {
	hasher, err := credential.NewHasher(credential.Cheapest(), dry{}, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // twice: the turn is given back
		if _, err := hasher.Hash(t.Context(), "Passw0rd"); !errors.Is(err, errDry) {
			t.Errorf("error %v, want that of the randomness", err)
		}
	}
}
