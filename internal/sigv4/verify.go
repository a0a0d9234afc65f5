package sigv4

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"slices"
	"strings"
	"time"
)

// maxSkew is how far the caller's clock may be off, either way.
const maxSkew = 15 * time.Minute

// Verifier checks signatures. It is safe for concurrent use.
type Verifier struct {
	services []string
	keys     *keyCache
}

// NewVerifier returns a Verifier that accepts signatures scoped to the named services, by their signing names.
func NewVerifier(services ...string) *Verifier {
	return &Verifier{services: slices.Clone(services), keys: newKeyCache(cachedKeys)}
}

// Verify reports whether the request was signed with the secret, is unaltered, and is of now. sig must be what Parse
// returned for this very request, and body all that was received. Its errors are of type *Error.
func (v *Verifier) Verify(r *http.Request, body []byte, sig *Signature, secret string, now time.Time) error {
	if err := v.verify(r, body, sig, secret, now); err != nil {
		return err
	}
	return nil
}

func (v *Verifier) verify(r *http.Request, body []byte, sig *Signature, secret string, now time.Time) *Error {
	if !slices.Contains(v.services, sig.Service) {
		return invalid("Credential should be scoped to correct service: '" + strings.Join(v.services, "' or '") + "'.")
	}
	if err := sig.checkTime(now); err != nil {
		return err
	}
	payload := payloadHash(body)
	if err := checkContentHash(r, payload[:]); err != nil {
		return err
	}
	toSign, err := sig.stringToSign(make([]byte, 0, usualStringToSign), r, payload[:])
	if err != nil {
		return err
	}
	return v.compare(sig, secret, toSign)
}

// compare makes the signature anew and compares it with the one received, in constant time.
func (v *Verifier) compare(sig *Signature, secret string, stringToSign []byte) *Error {
	secretHash := sha256.Sum256([]byte(secret))
	key, cached := v.keys.get(sig.credential, secretHash)
	if !cached {
		key = deriveKey(secret, sig.Credential)
	}
	want := signatureOf(key, stringToSign)
	if subtle.ConstantTimeCompare(want[:], []byte(sig.signature)) != 1 {
		return errMismatch
	}
	if !cached {
		v.keys.put(sig.credential, secretHash, key)
	}
	return nil
}

// checkTime compares the time of signing with the server's clock. How long a presigned request holds is the signer's
// choice and gets no allowance on top; only its beginning does.
func (s *Signature) checkTime(now time.Time) *Error {
	lifetime := maxSkew
	if s.Presigned {
		lifetime = s.Expires
	}
	switch age := now.Sub(s.Time); {
	case age > lifetime:
		return invalid("Signature expired: the server's clock is at " + now.UTC().Format(timestampLayout) + ".")
	case age < -maxSkew:
		return invalid("Signature not yet current: the server's clock is at " + now.UTC().Format(timestampLayout) + ".")
	}
	return nil
}

// checkContentHash refuses a hash the caller sent that is not the body's own. UNSIGNED-PAYLOAD and the STREAMING- values
// are such hashes too: the calls made here fit in memory and have no use for them.
func checkContentHash(r *http.Request, payload []byte) *Error {
	for _, sent := range r.Header[contentHashHeader] {
		if sent != string(payload) {
			return invalid("X-Amz-Content-Sha256 must be the SHA-256 of the body; " +
				"unsigned and streaming payloads are not accepted.")
		}
	}
	return nil
}
