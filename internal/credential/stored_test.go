package credential_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rollcall-dev/rollcall/internal/credential"
)

func TestOpenUnder(t *testing.T) {
	master, other := masterKey(t, hexKey), masterKey(t, otherHexKey)
	text, err := credential.SealUnder(master, randomness(1), "row", []byte("id-1"), []byte("plain"))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := credential.OpenUnder(master, "row", []byte("id-1"), text); err != nil || string(got) != "plain" {
		t.Fatalf("opened %q, error %v", got, err)
	}
	for name, tt := range map[string]struct {
		master        credential.MasterKey
		purpose, bind string
		text          string
		want          error
	}{
		"another master key": {other, "row", "id-1", text, credential.ErrUnknownKey},
		"no master key":      {credential.MasterKey{}, "row", "id-1", text, credential.ErrNoMasterKey},
		"another purpose":    {master, "rows", "id-1", text, credential.ErrNotAuthentic},
		"another row":        {master, "row", "id-2", text, credential.ErrNotAuthentic},
		"cut":                {master, "row", "id-1", text[:len(text)-4], credential.ErrNotAuthentic},
		"empty":              {master, "row", "id-1", "", credential.ErrNotAuthentic},
	} {
		if _, err := credential.OpenUnder(tt.master, tt.purpose, []byte(tt.bind), tt.text); !errors.Is(err, tt.want) {
			t.Errorf("%s: error %v, want %v", name, err, tt.want)
		}
	}
	if _, err := credential.SealUnder(credential.MasterKey{}, randomness(1), "row", nil, nil); !errors.Is(err, credential.ErrNoMasterKey) {
		t.Errorf("sealing without a master key: error %v", err)
	}
}

func TestKeySurvivesItsStore(t *testing.T) {
	random, master := randomness(2), masterKey(t, hexKey)
	key := newKey(t, random, noon)
	text, err := key.SealUnder(master, random)
	if err != nil {
		t.Fatal(err)
	}
	back, err := credential.OpenKeyUnder(master, key.ID, key.Created, text)
	if err != nil {
		t.Fatal(err)
	}
	if back.ID != key.ID || !back.Created.Equal(key.Created) {
		t.Errorf("key %s of %v, want %s of %v", back.ID, back.Created, key.ID, key.Created)
	}
	if diff := cmp.Diff(key.Derive("x", nil), back.Derive("x", nil)); diff != "" {
		t.Error("the secret has changed")
	}
	if want := noon.Truncate(time.Millisecond); !key.Created.Equal(want) {
		t.Errorf("created %v, want it to the millisecond, %v", key.Created, want)
	}
}

func TestOpenKeyUnderRefuses(t *testing.T) {
	random, master := randomness(3), masterKey(t, hexKey)
	key := newKey(t, random, noon)
	text, err := key.SealUnder(master, random)
	if err != nil {
		t.Fatal(err)
	}
	sealedFor := func(id string, size int) string {
		text, err := credential.SealUnder(master, random, "keyring key", []byte(id), bytes.Repeat([]byte{1}, size))
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	for name, tt := range map[string]struct {
		master   credential.MasterKey
		id, text string
		want     error
	}{
		"another id":         {master, "0123456789abcdef", text, credential.ErrNotAuthentic},
		"another master key": {masterKey(t, otherHexKey), key.ID, text, credential.ErrUnknownKey},
		"a short secret":     {master, key.ID, sealedFor(key.ID, 31), credential.ErrNotAuthentic},
		"an odd id":          {master, "key-1", sealedFor("key-1", 32), credential.ErrNotAuthentic},
		"a short id":         {master, "abcd", sealedFor("abcd", 32), credential.ErrNotAuthentic},
	} {
		if _, err := credential.OpenKeyUnder(tt.master, tt.id, noon, tt.text); !errors.Is(err, tt.want) {
			t.Errorf("%s: error %v, want %v", name, err, tt.want)
		}
	}
	if _, err := (credential.Key{}).SealUnder(master, random); !errors.Is(err, credential.ErrNoKeys) {
		t.Errorf("sealing the zero key: error %v, want ErrNoKeys", err)
	}
}
