package sigv4

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
)

// The usual sizes of what is hashed and signed, so that neither outgrows its first buffer.
const (
	usualCanonicalRequest = 2048
	usualStringToSign     = 256
)

// payloadHash returns the hexadecimal SHA-256 of a body.
func payloadHash(body []byte) [2 * sha256.Size]byte {
	sum := sha256.Sum256(body)
	var text [2 * sha256.Size]byte
	hex.Encode(text[:], sum[:])
	return text
}

// stringToSign appends what the signing key signs: the algorithm, the time, the scope and the hash of the canonical
// request. It fails if the query is malformed.
func (s *Signature) stringToSign(b []byte, r *http.Request, payload []byte) ([]byte, *Error) {
	canonical, err := s.canonicalRequest(make([]byte, 0, usualCanonicalRequest), r, payload)
	if err != nil {
		return b, err
	}
	b = append(b, algorithm+"\n"...)
	b = append(append(b, s.timestamp...), '\n')
	b = append(append(b, s.credential[len(s.AccessKeyID)+1:]...), '\n')
	sum := sha256.Sum256(canonical)
	return hex.AppendEncode(b, sum[:]), nil
}

// canonicalRequest appends the method, path, query, signed headers and payload hash in their one agreed spelling.
func (s *Signature) canonicalRequest(b []byte, r *http.Request, payload []byte) (_ []byte, err *Error) {
	b = append(append(b, cmp.Or(r.Method, http.MethodGet)...), '\n')
	b = append(appendPath(b, r.URL.EscapedPath()), '\n')
	if b, err = appendQuery(b, r.URL.RawQuery); err != nil {
		return b, err
	}
	b = append(b, '\n')
	for _, name := range s.SignedHeaders {
		b = appendHeader(b, r, name)
	}
	b = append(b, '\n')
	b = append(append(b, s.signedHeaders...), '\n')
	return append(b, payload...), nil
}

// signatureOf returns the hexadecimal signature of a string.
func signatureOf(key signingKey, stringToSign []byte) [2 * sha256.Size]byte {
	sum := keyed(key[:], stringToSign)
	var text [2 * sha256.Size]byte
	hex.Encode(text[:], sum[:])
	return text
}

func keyed(key, data []byte) (sum signingKey) {
	mac := hmac.New(sha256.New, key)
	mac.Write(data)
	mac.Sum(sum[:0])
	return sum
}
