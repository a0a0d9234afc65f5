package credential_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/credential"
)

const marker = "s3cr3t-Marker"

func TestSecretRevealsAndCompares(t *testing.T) {
	a, b := credential.NewSecret(marker), credential.NewSecret("s3cr3t-"+"Marker")
	if a.Reveal() != marker || (credential.Secret{}).Reveal() != "" {
		t.Error("a secret does not reveal its text")
	}
	if !a.Equal(b) || a.Equal(credential.NewSecret("s3cr3t-Market")) || a.Equal(credential.Secret{}) {
		t.Error("secrets compare by something other than their text")
	}
	if !(credential.Secret{}).Equal(credential.NewSecret("")) {
		t.Error("the zero secret is not the empty text")
	}
}

// holder keeps secrets where fmt cannot call their methods.
type holder struct {
	secret credential.Secret
	master credential.MasterKey
	key    credential.Key
}

// shown collects all the ways in which a value may come to light.
func shown(v any) string {
	var out bytes.Buffer
	for _, verb := range strings.Fields("%v %+v %#v %s %q %d %x %X %o %t %e %T") {
		fmt.Fprintf(&out, verb+"\n", v)
	}
	for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(handler).Info("it", "value", v, "group", slog.GroupValue(slog.Any("inner", v)))
		slog.New(handler).Info("it", "list", []any{v}, "struct", struct{ Value any }{v})
	}
	text, _ := json.Marshal(v)
	out.Write(text)
	return out.String()
}

func TestNothingPrintsASecret(t *testing.T) {
	master := masterKey(t, hexKey)
	raw, err := hex.DecodeString(hexKey)
	if err != nil {
		t.Fatal(err)
	}
	key := newKey(t, bytes.NewReader(append(make([]byte, 8), raw...)), noon) // its secret is raw too
	secret := credential.NewSecret(marker)
	ring := newKeyring(t, randomness(1), key)
	for name, v := range map[string]any{
		"secret": secret, "pointer": &secret, "master key": master, "key": key, "pointer to key": &key,
		"keyring": ring, "keyring value": *ring, "holder": holder{secret, master, key},
		"pointer to holder": &holder{secret, master, key}, "list": []credential.Secret{secret},
		"map": map[string]credential.MasterKey{"a": master},
	} {
		out := shown(v)
		for _, leak := range []string{marker, fmt.Sprintf("%x", marker), hexKey[:8], strings.ToUpper(hexKey[24:32]),
			strings.Trim(fmt.Sprint(raw[2:6]), "[]"), strings.Trim(fmt.Sprint([]byte(marker)[:4]), "[]")} {
			if strings.Contains(strings.ToLower(out), strings.ToLower(leak)) {
				t.Errorf("%s shows %q", name, leak)
			}
		}
	}
}

func TestSecretsPrintAsRedacted(t *testing.T) {
	for name, v := range map[string]interface {
		fmt.Stringer
		fmt.GoStringer
		slog.LogValuer
		MarshalText() ([]byte, error)
	}{"secret": credential.NewSecret(marker), "master key": masterKey(t, hexKey)} {
		text, err := v.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		asJSON, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		for _, got := range []string{v.String(), v.GoString(), v.LogValue().String(), string(text), fmt.Sprint(v),
			fmt.Sprintf("%d", v), strings.Trim(string(asJSON), `"`)} {
			if got != "[redacted]" {
				t.Errorf("%s prints as %q", name, got)
			}
		}
	}
}
