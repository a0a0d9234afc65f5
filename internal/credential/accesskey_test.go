package credential_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rollcall-dev/rollcall/internal/credential"
)

var owner = credential.AccessKeyOwner{Name: "terraform", Account: "111122223333", Admin: true}

func newAccessKey(t *testing.T, seed byte) (credential.AccessKey, credential.Secret) {
	t.Helper()
	key, secret, err := credential.NewAccessKey(randomness(seed), masterKey(t, hexKey), owner, noon)
	if err != nil {
		t.Fatal(err)
	}
	return key, secret
}

func TestNewAccessKey(t *testing.T) {
	key, secret := newAccessKey(t, 1)
	if !regexp.MustCompile(`^RCK[A-Z2-7]{17}$`).MatchString(key.ID) || !credential.IsIssued(key.ID) {
		t.Errorf("id %q has not the form of an access key's", key.ID)
	}
	if !regexp.MustCompile(`^[A-Za-z0-9+/]{40}$`).MatchString(secret.Reveal()) {
		t.Error("the secret has not 40 characters of base64")
	}
	if diff := cmp.Diff(owner, key.AccessKeyOwner); diff != "" {
		t.Errorf("owner (-want +got):\n%s", diff)
	}
	if !key.Created.Equal(noon.Truncate(time.Millisecond)) || !key.Active() {
		t.Errorf("created %v, active %v", key.Created, key.Active())
	}
	key.Revoked = &noon
	if key.Active() {
		t.Error("a revoked key is active")
	}
	if other, otherSecret := newAccessKey(t, 2); other.ID == key.ID || otherSecret.Equal(secret) {
		t.Error("other randomness makes the same key")
	}
}

func TestAccessKeySecret(t *testing.T) {
	master := masterKey(t, hexKey)
	key, secret := newAccessKey(t, 1)
	got, err := key.Secret(master)
	if err != nil || !got.Equal(secret) {
		t.Fatalf("the key does not hold its secret: error %v", err)
	}
	if strings.Contains(key.SealedSecret, secret.Reveal()) {
		t.Error("the sealed secret shows the secret")
	}
	if _, err := key.Secret(masterKey(t, otherHexKey)); !errors.Is(err, credential.ErrUnknownKey) {
		t.Errorf("another master key: error %v, want ErrUnknownKey", err)
	}
	other, _ := newAccessKey(t, 2)
	other.SealedSecret = key.SealedSecret
	if _, err := other.Secret(master); !errors.Is(err, credential.ErrNotAuthentic) {
		t.Errorf("a secret moved to another key: error %v, want ErrNotAuthentic", err)
	}
}

func TestNewAccessKeyRefuses(t *testing.T) {
	master := masterKey(t, hexKey)
	for name, tt := range map[string]struct {
		master credential.MasterKey
		owner  credential.AccessKeyOwner
		want   error
	}{
		"no name":        {master, credential.AccessKeyOwner{Account: "111122223333"}, credential.ErrAccessKeyName},
		"long name":      {master, credential.AccessKeyOwner{Name: strings.Repeat("n", 65), Account: "111122223333"}, credential.ErrAccessKeyName},
		"slash in name":  {master, credential.AccessKeyOwner{Name: "a/b", Account: "111122223333"}, credential.ErrAccessKeyName},
		"line in name":   {master, credential.AccessKeyOwner{Name: "a\n", Account: "111122223333"}, credential.ErrAccessKeyName},
		"no account":     {master, credential.AccessKeyOwner{Name: "a"}, credential.ErrAccessKeyAccount},
		"short account":  {master, credential.AccessKeyOwner{Name: "a", Account: "11112222333"}, credential.ErrAccessKeyAccount},
		"letter account": {master, credential.AccessKeyOwner{Name: "a", Account: "11112222333x"}, credential.ErrAccessKeyAccount},
		"no master key":  {credential.MasterKey{}, owner, credential.ErrNoMasterKey},
	} {
		if _, _, err := credential.NewAccessKey(randomness(1), tt.master, tt.owner, noon); !errors.Is(err, tt.want) {
			t.Errorf("%s: error %v, want %v", name, err, tt.want)
		}
	}
	if _, _, err := credential.NewAccessKey(dry{}, master, owner, noon); !errors.Is(err, errDry) {
		t.Errorf("no randomness: error %v", err)
	}
}

func TestIsIssued(t *testing.T) {
	for id, want := range map[string]bool{
		"RCKABCDEFGHIJKLMN234":  true,
		"RCSABCDEFGHIJKLMN567":  true,
		"RCK":                   true,
		"RCKABCDEFGHIJKLMN23":   true,
		"RCSabc\n":              true,
		"":                      false,
		"AKIAIOSFODNN7EXAMPLE":  false,
		"RCTABCDEFGHIJKLMN234":  false,
		"rckabcdefghijklmn234":  false,
		" RCKABCDEFGHIJKLMN234": false,
		"xRCKABCDEFGHIJKLMN234": false,
	} {
		if got := credential.IsIssued(id); got != want {
			t.Errorf("IsIssued(%q) = %v, want %v", id, got, want)
		}
	}
}
