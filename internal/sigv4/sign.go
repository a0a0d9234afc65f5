package sigv4

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// AccessKey is what a caller signs with.
type AccessKey struct {
	ID           string
	Secret       string
	SessionToken string // of temporary credentials; otherwise empty
}

// Sign adds to a request a signature in the Authorization header, and the X-Amz-Date and X-Amz-Security-Token headers
// that belong to it, replacing any that are there. The host, the content type and every X-Amz- header are signed, so
// they must not change afterwards. body is the whole body that will be sent. It fails, with an *Error, if the query is
// malformed or an X-Amz-Content-Sha256 header is not the hash of the body.
func Sign(r *http.Request, body []byte, key AccessKey, region, service string, now time.Time) error {
	payload := payloadHash(body)
	if err := checkContentHash(r, payload[:]); err != nil {
		return err
	}
	sig := newSignature(r, key, region, service, now)
	toSign, err := sig.stringToSign(nil, r, payload[:])
	if err != nil {
		return err
	}
	signature := signatureOf(deriveKey(key.Secret, sig.Credential), toSign)
	r.Header.Set(authorizationHeader, algorithm+" "+fieldCredential+"="+sig.credential+
		", "+fieldSignedHeaders+"="+sig.signedHeaders+", "+fieldSignature+"="+string(signature[:]))
	return nil
}

// newSignature sets the headers that are to be signed and describes the signature, which is yet to be made.
func newSignature(r *http.Request, key AccessKey, region, service string, now time.Time) *Signature {
	timestamp := now.UTC().Format(timestampLayout)
	if r.Header == nil {
		r.Header = make(http.Header)
	}
	r.Header.Set(amzDateHeader, timestamp)
	r.Header.Del(sessionTokenHeader)
	if key.SessionToken != "" {
		r.Header.Set(sessionTokenHeader, key.SessionToken)
	}
	scope := Credential{AccessKeyID: key.ID, Date: timestamp[:dateLength], Region: region, Service: service}
	names := headersToSign(r)
	return &Signature{
		Credential:    scope,
		SignedHeaders: names,
		timestamp:     timestamp,
		credential:    strings.Join([]string{scope.AccessKeyID, scope.Date, region, service, terminator}, "/"),
		signedHeaders: strings.Join(names, ";"),
	}
}

func headersToSign(r *http.Request) []string {
	names := []string{"host"}
	for key := range r.Header {
		if mustBeSigned(key) || key == "Content-Type" {
			names = append(names, strings.ToLower(key))
		}
	}
	slices.Sort(names)
	return names
}
