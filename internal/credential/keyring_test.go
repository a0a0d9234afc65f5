package credential_test

import (
	"bytes"
	"errors"
	"regexp"
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/credential"
	"pgregory.net/rapid"
)

var additional = []byte("operation and caller")

func seal(t *testing.T, ring *credential.Keyring, purpose, plaintext string) string {
	t.Helper()
	token, err := ring.Seal(purpose, additional, []byte(plaintext))
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestKeyringOpensWhatItSealed(t *testing.T) {
	random := randomness(1)
	ring := newKeyring(t, random, newKey(t, random, noon))
	rapid.Check(t, func(t *rapid.T) {
		purpose := rapid.String().Draw(t, "purpose")
		bound := rapid.SliceOf(rapid.Byte()).Draw(t, "additional")
		plaintext := rapid.SliceOf(rapid.Byte()).Draw(t, "plaintext")
		token, err := ring.Seal(purpose, bound, plaintext)
		if err != nil {
			t.Fatal(err)
		}
		got, err := ring.Open(purpose, bound, token)
		if err != nil || !bytes.Equal(got, plaintext) {
			t.Fatalf("opened %q, error %v; want %q", got, err, plaintext)
		}
	})
}

func TestTokenIsSafeInURLsAndNeverTheSame(t *testing.T) {
	random := randomness(2)
	ring := newKeyring(t, random, newKey(t, random, noon))
	a, b := seal(t, ring, "page", "same"), seal(t, ring, "page", "same")
	if a == b {
		t.Error("two tokens of the same text are the same")
	}
	if !regexp.MustCompile(`^[A-Za-z0-9_-]+$`).MatchString(a) {
		t.Errorf("token %q is not URL-safe", a)
	}
}

// Every character of the token counts: the key's id, the nonce, the ciphertext and its tag.
func TestTamperedTokenDoesNotOpen(t *testing.T) {
	random := randomness(3)
	ring := newKeyring(t, random, newKey(t, random, noon))
	token := seal(t, ring, "page", "jane.doe")
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	for i := range token {
		for _, c := range []byte(alphabet) {
			tampered := token[:i] + string(c) + token[i+1:]
			if _, err := ring.Open("page", additional, tampered); (err == nil) != (tampered == token) {
				t.Fatalf("character %d as %q: error %v", i, c, err)
			}
		}
	}
	for i := range token {
		if _, err := ring.Open("page", additional, token[:i]); !errors.Is(err, credential.ErrNotAuthentic) {
			t.Fatalf("cut to %d characters: error %v, want ErrNotAuthentic", i, err)
		}
	}
	for _, suffix := range []string{"A", "AAAA", "=", "==", "\n", "\r\n", " ", "\x00", "é"} {
		for _, tampered := range []string{token + suffix, suffix + token, token[:20] + suffix + token[20:]} {
			if _, err := ring.Open("page", additional, tampered); err == nil {
				t.Errorf("opened with %q added", suffix)
			}
		}
	}
}

func TestTokenIsBound(t *testing.T) {
	random := randomness(4)
	ring := newKeyring(t, random, newKey(t, random, noon))
	stranger := newKeyring(t, random, newKey(t, random, noon))
	token := seal(t, ring, "page", "jane.doe")
	for name, tt := range map[string]struct {
		ring       *credential.Keyring
		purpose    string
		additional []byte
		want       error
	}{
		"same":                {ring, "page", additional, nil},
		"other purpose":       {ring, "session", additional, credential.ErrNotAuthentic},
		"no purpose":          {ring, "", additional, credential.ErrNotAuthentic},
		"other additional":    {ring, "page", []byte("operation and callers"), credential.ErrNotAuthentic},
		"no additional":       {ring, "page", nil, credential.ErrNotAuthentic},
		"boundary moved":      {ring, "pageo", additional[1:], credential.ErrNotAuthentic},
		"another keyring":     {stranger, "page", additional, credential.ErrUnknownKey},
		"another and purpose": {stranger, "session", nil, credential.ErrUnknownKey},
	} {
		if _, err := tt.ring.Open(tt.purpose, tt.additional, token); !errors.Is(err, tt.want) {
			t.Errorf("%s: error %v, want %v", name, err, tt.want)
		}
	}
}

func TestKeysOfOneIDAndTwoSecretsDoNotMix(t *testing.T) {
	id := make([]byte, 8)
	one := newKey(t, bytes.NewReader(append(id, bytes.Repeat([]byte{1}, 32)...)), noon)
	two := newKey(t, bytes.NewReader(append(id, bytes.Repeat([]byte{2}, 32)...)), noon)
	token := seal(t, newKeyring(t, randomness(5), one), "page", "x")
	_, err := newKeyring(t, randomness(5), two).Open("page", additional, token)
	if !errors.Is(err, credential.ErrNotAuthentic) {
		t.Errorf("error %v, want ErrNotAuthentic", err)
	}
}

func TestNewestKeySealsAndOlderOnesOpen(t *testing.T) {
	random := randomness(6)
	old, recent := newKey(t, random, noon), newKey(t, random, noon.Add(time.Hour))
	before, after := newKeyring(t, random, old), newKeyring(t, random, recent, old)
	if got := after.Current().ID; got != recent.ID {
		t.Errorf("current key %s, want the newest, %s", got, recent.ID)
	}
	if _, err := after.Open("page", additional, seal(t, before, "page", "x")); err != nil {
		t.Errorf("a token of the older key: %v", err)
	}
	if _, err := before.Open("page", additional, seal(t, after, "page", "x")); !errors.Is(err, credential.ErrUnknownKey) {
		t.Errorf("a token of the newer key: error %v, want ErrUnknownKey", err)
	}
	twin := newKey(t, random, noon)
	if a, b := newKeyring(t, random, old, twin), newKeyring(t, random, twin, old); a.Current().ID != b.Current().ID {
		t.Error("of two keys as old, the order given decides")
	}
}

func TestNewKeyringRefuses(t *testing.T) {
	random := randomness(7)
	key := newKey(t, random, noon)
	for name, tt := range map[string]struct {
		keys []credential.Key
		want error
	}{
		"no keys":       {nil, credential.ErrNoKeys},
		"zero key":      {[]credential.Key{key, {}}, credential.ErrNoKeys},
		"one key twice": {[]credential.Key{key, key}, credential.ErrDuplicateKey},
	} {
		if _, err := credential.NewKeyring(random, tt.keys...); !errors.Is(err, tt.want) {
			t.Errorf("%s: error %v, want %v", name, err, tt.want)
		}
	}
}

func TestDerive(t *testing.T) {
	random := randomness(8)
	key, other := newKey(t, random, noon), newKey(t, random, noon)
	ring := newKeyring(t, random, key, other)
	again, ok := ring.Key(key.ID)
	if !ok {
		t.Fatal("the keyring does not find its key")
	}
	want := key.Derive("session", []byte("RCS1"))
	if len(want) != 32 || !bytes.Equal(want, again.Derive("session", []byte("RCS1"))) {
		t.Errorf("%d bytes, or not the same again", len(want))
	}
	for name, got := range map[string][]byte{
		"purpose":  key.Derive("audit", []byte("RCS1")),
		"info":     key.Derive("session", []byte("RCS2")),
		"key":      other.Derive("session", []byte("RCS1")),
		"boundary": key.Derive("sessionR", []byte("CS1")),
	} {
		if bytes.Equal(got, want) {
			t.Errorf("another %s derives the same", name)
		}
	}
	if _, ok := ring.Key("0123456789abcdef"); ok {
		t.Error("the keyring finds a key that it does not hold")
	}
}

func TestFailingRandomnessMakesNothing(t *testing.T) {
	if _, err := credential.NewKey(dry{}, noon); !errors.Is(err, errDry) {
		t.Errorf("NewKey: error %v", err)
	}
	if _, err := credential.NewKey(bytes.NewReader(make([]byte, 39)), noon); err == nil {
		t.Error("NewKey with one byte too few: no error")
	}
	ring := newKeyring(t, dry{}, newKey(t, randomness(9), noon))
	if token, err := ring.Seal("page", nil, []byte("x")); !errors.Is(err, errDry) || token != "" {
		t.Errorf("Seal: token %q, error %v", token, err)
	}
}
