package sigv4_test

import (
	"net/http"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/sigv4"
)

// Signing the same request with the SDK must give the same signature, if the SDK signs the same headers.
func TestSignAgreesWithSDK(t *testing.T) {
	for _, token := range []string{"", "token"} {
		ours := newRequest(t, http.MethodGet, origin+"/tags/"+instanceARN+"?a=1", nil)
		theirs := ours.Clone(t.Context())
		key := sigv4.AccessKey{ID: keyID, Secret: secret, SessionToken: token}
		if err := sigv4.Sign(ours, nil, key, region, service, signedAt); err != nil {
			t.Fatal(err)
		}
		sdkSign(t, theirs, nil, token)
		if got, want := ours.Header.Get("Authorization"), theirs.Header.Get("Authorization"); got != want {
			t.Errorf("Authorization is %q, want %q", got, want)
		}
	}
}

// A request that was signed before, with a session, can be signed again without.
func TestSignReplacesSignature(t *testing.T) {
	r := signedPut(t)
	r.Header.Add("X-Amz-Date", "20260101T000000Z")
	if err := sigv4.Sign(r, []byte(userBody), sigv4.AccessKey{ID: keyID, Secret: secret}, region, "sts", signedAt); err != nil {
		t.Fatal(err)
	}
	sig, err := sigv4.Parse(r)
	if err != nil {
		t.Fatal(err)
	}
	if sig.SessionToken != "" || sig.Service != "sts" {
		t.Errorf("parsed %+v, want no session and service sts", sig)
	}
	if err := verify(r, []byte(userBody)); err != nil {
		t.Error(err)
	}
}

// A request made by hand may lack a method and a header map.
func TestSignBareRequest(t *testing.T) {
	r := &http.Request{URL: newRequest(t, http.MethodGet, origin, nil).URL}
	if err := sigv4.Sign(r, nil, sigv4.AccessKey{ID: keyID, Secret: secret}, region, service, signedAt); err != nil {
		t.Fatal(err)
	}
	received, body := overTheWire(t, r)
	if err := verify(received, body); err != nil {
		t.Error(err)
	}
}
