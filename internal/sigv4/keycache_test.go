package sigv4

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

var cacheTime = time.Date(2026, 8, 20, 14, 30, 0, 0, time.UTC)

// signedFor returns a request signed for one Region, and its signature.
func signedFor(t testing.TB, secret, region string) (*http.Request, *Signature) {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "/users", nil)
	if err := Sign(r, nil, AccessKey{ID: "AKID", Secret: secret}, region, "connect", cacheTime); err != nil {
		t.Fatal(err)
	}
	sig, err := Parse(r)
	if err != nil {
		t.Fatal(err)
	}
	return r, sig
}

func TestCacheHoldsVerifiedKeysOnly(t *testing.T) {
	v := NewVerifier("connect")
	r, sig := signedFor(t, "secret", "eu-west-1")
	if err := v.Verify(r, nil, sig, "other", cacheTime); err == nil {
		t.Fatal("verified with another secret")
	}
	if n := len(v.keys.entries); n != 0 {
		t.Errorf("%d keys cached after a mismatch, want 0", n)
	}
	for range 3 {
		if err := v.Verify(r, nil, sig, "secret", cacheTime); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(v.keys.entries); n != 1 {
		t.Errorf("%d keys cached after a match, want 1", n)
	}
}

func TestCacheForgetsChangedSecret(t *testing.T) {
	v := NewVerifier("connect")
	oldRequest, oldSig := signedFor(t, "old", "eu-west-1")
	newRequest, newSig := signedFor(t, "new", "eu-west-1")
	if err := v.Verify(oldRequest, nil, oldSig, "old", cacheTime); err != nil {
		t.Fatal(err)
	}
	if err := v.Verify(oldRequest, nil, oldSig, "new", cacheTime); err == nil {
		t.Error("a signature by the old secret verified after the secret changed")
	}
	if err := v.Verify(newRequest, nil, newSig, "new", cacheTime); err != nil {
		t.Errorf("the new secret: %v", err)
	}
	if n := len(v.keys.entries); n != 1 {
		t.Errorf("%d keys cached, want the new one alone", n)
	}
}

func TestCacheIsBounded(t *testing.T) {
	v := NewVerifier("connect")
	v.keys = newKeyCache(3)
	for _, region := range []string{"a", "b", "c", "d", "e", "e", "a", "b"} {
		r, sig := signedFor(t, "secret", region)
		if err := v.Verify(r, nil, sig, "secret", cacheTime); err != nil {
			t.Fatal(err)
		}
		if n := len(v.keys.entries); n > 3 {
			t.Fatalf("%d keys cached, want at most 3", n)
		}
	}
}

func TestVerifyConcurrently(t *testing.T) {
	v := NewVerifier("connect")
	v.keys = newKeyCache(2)
	var wg sync.WaitGroup
	for _, region := range []string{"a", "b", "c", "d"} {
		r, sig := signedFor(t, "secret", region)
		for range 2 {
			wg.Go(func() {
				for range 200 {
					if err := v.Verify(r, nil, sig, "secret", cacheTime); err != nil {
						t.Error(err)
					}
				}
			})
		}
	}
	wg.Wait()
}
