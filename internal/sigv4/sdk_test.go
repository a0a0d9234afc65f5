package sigv4_test

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/rollcall-dev/rollcall/internal/sigv4"
)

const (
	keyID   = "AKIDEXAMPLE"
	secret  = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
	region  = "eu-central-1"
	service = "connect"
	origin  = "https://connect.example.com"
)

var signedAt = time.Date(2026, 8, 20, 14, 30, 0, 0, time.UTC)

func hashOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// newRequest builds a request as a client would, from a URL that is already escaped.
func newRequest(t testing.TB, method, target string, body []byte) *http.Request {
	t.Helper()
	r, err := http.NewRequest(method, target, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// sdkSign signs with the AWS SDK's own signer.
func sdkSign(t testing.TB, r *http.Request, body []byte, token string) {
	t.Helper()
	credentials := aws.Credentials{AccessKeyID: keyID, SecretAccessKey: secret, SessionToken: token}
	err := v4.NewSigner().SignHTTP(t.Context(), credentials, r, hashOf(body), service, region, signedAt)
	if err != nil {
		t.Fatal(err)
	}
}

// sdkPresign returns the request that somebody would make with a URL presigned by the AWS SDK.
func sdkPresign(t testing.TB, r *http.Request, body []byte, token string) *http.Request {
	t.Helper()
	credentials := aws.Credentials{AccessKeyID: keyID, SecretAccessKey: secret, SessionToken: token}
	uri, header, err := v4.NewSigner().PresignHTTP(t.Context(), credentials, r, hashOf(body), service, region, signedAt)
	if err != nil {
		t.Fatal(err)
	}
	presigned := newRequest(t, r.Method, uri, body)
	presigned.Header = header
	return presigned
}

// overTheWire writes a client's request and reads it as a server does.
func overTheWire(t testing.TB, r *http.Request) (*http.Request, []byte) {
	t.Helper()
	var wire bytes.Buffer
	if err := r.Write(&wire); err != nil {
		t.Fatal(err)
	}
	received, err := http.ReadRequest(bufio.NewReader(&wire))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(received.Body)
	if err != nil {
		t.Fatal(err)
	}
	return received, body
}

// verify parses and verifies with a fresh Verifier, at the time of signing.
func verify(r *http.Request, body []byte) error {
	sig, err := sigv4.Parse(r)
	if err != nil {
		return err
	}
	return sigv4.NewVerifier(service, "sts").Verify(r, body, sig, secret, signedAt)
}

// setQuery changes one parameter of a request's query; an empty value removes it.
func setQuery(r *http.Request, name, value string) {
	query := r.URL.Query()
	query.Del(name)
	if value != "" {
		query.Set(name, value)
	}
	r.URL.RawQuery = query.Encode()
}

// pathURL is a URL whose path is given unescaped, as the SDK's serialisers would leave it to net/url.
func pathURL(path string) string {
	return (&url.URL{Scheme: "https", Host: "connect.example.com", Path: path}).String()
}

func TestVerifyAcceptsAnUnsignedContentType(t *testing.T) {
	r := newRequest(t, http.MethodPost, origin+"/users", []byte(userBody))
	sdkSign(t, r, []byte(userBody), "")
	r.Header.Set("Content-Type", "application/json")
	received, body := overTheWire(t, r)
	if err := verify(received, body); err != nil {
		t.Error(err)
	}
}
