package sigv4_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/sigv4"
)

const (
	mismatch = "The request signature we calculated does not match the signature you provided."
	unsigned = "headers present in the request which were not signed"
)

// signedPut is a request with every kind of part that a signature covers.
func signedPut(t testing.TB) *http.Request {
	t.Helper()
	r := newRequest(t, http.MethodPut, origin+"/users/0b5e?a=1&b=2", []byte(userBody))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Amz-Content-Sha256", hashOf([]byte(userBody)))
	r.Header.Set("X-Note", "signed because it was there")
	sdkSign(t, r, []byte(userBody), "token")
	return r
}

func replaceAuthorization(old, replacement string) func(r *http.Request) {
	return func(r *http.Request) {
		value := r.Header.Get("Authorization")
		r.Header.Set("Authorization", strings.Replace(value, old, replacement, 1))
	}
}

func TestVerifyRefusesAlterations(t *testing.T) {
	const (
		incomplete = "IncompleteSignatureException"
		invalid    = "InvalidSignatureException"
	)
	tests := []struct {
		name, code string
		status     int
		message    string
		alter      func(r *http.Request)
	}{
		{"method", invalid, 403, mismatch, func(r *http.Request) { r.Method = http.MethodPost }},
		{"path", invalid, 403, mismatch, func(r *http.Request) { r.URL.Path += "f" }},
		{"query value", invalid, 403, mismatch, func(r *http.Request) { setQuery(r, "a", "2") }},
		{"query added", invalid, 403, mismatch, func(r *http.Request) { setQuery(r, "c", "3") }},
		{"query removed", invalid, 403, mismatch, func(r *http.Request) { setQuery(r, "a", "") }},
		{"query malformed", incomplete, 400, "malformed", func(r *http.Request) { r.URL.RawQuery += "&%" }},
		{"host", invalid, 403, mismatch, func(r *http.Request) { r.Host = "other.example.com" }},
		{"length", invalid, 403, mismatch, func(r *http.Request) { r.ContentLength++ }},
		{"length unknown", incomplete, 400, "does not exist", func(r *http.Request) { r.ContentLength = -1 }},
		{"content type", invalid, 403, mismatch, func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }},
		{"other header", invalid, 403, mismatch, func(r *http.Request) { r.Header.Add("X-Note", "more") }},
		{"header gone", incomplete, 400, "does not exist", func(r *http.Request) { r.Header.Del("X-Note") }},
		{"token", invalid, 403, mismatch, func(r *http.Request) { r.Header.Set("X-Amz-Security-Token", "other") }},
		{"token twice", incomplete, 400, "more than once", func(r *http.Request) { r.Header.Add("X-Amz-Security-Token", "b") }},
		{"date", invalid, 403, mismatch, func(r *http.Request) { r.Header.Set("X-Amz-Date", "20260820T143001Z") }},
		{"date twice", incomplete, 400, "more than once", func(r *http.Request) { r.Header.Add("X-Amz-Date", "20260820T143000Z") }},
		{"two signatures", incomplete, 400, "more than once", func(r *http.Request) { r.Header.Add("Authorization", "AWS4-HMAC-SHA256") }},
		{"both forms", incomplete, 400, "not in both", func(r *http.Request) { setQuery(r, "X-Amz-Signature", "0") }},
		{"both forms, escaped", incomplete, 400, "not in both", func(r *http.Request) { r.URL.RawQuery += "&X%2dAmz-Signature" }},
		{"smuggled", invalid, 403, unsigned, func(r *http.Request) { r.Header.Set("X-Amz-Target", "x") }},
		{"smuggled, odd case", invalid, 403, unsigned, func(r *http.Request) { r.Header["x-AMZ-target"] = []string{"x"} }},
		{"payload hash", invalid, 403, "SHA-256 of the body", func(r *http.Request) { r.Header.Set("X-Amz-Content-Sha256", hashOf(nil)) }},
		{"region", invalid, 403, mismatch, replaceAuthorization(region, "eu-west-1")},
		{"service", invalid, 403, mismatch, replaceAuthorization("/connect/", "/sts/")},
		{"foreign service", invalid, 403, "correct service: 'connect' or 'sts'", replaceAuthorization("/connect/", "/s3/")},
		{"host unsigned", invalid, 403, "'Host' must be", replaceAuthorization(";host;", ";")},
		{"type unsigned", invalid, 403, mismatch, replaceAuthorization("content-type;", "")},
		{"date unsigned", invalid, 403, unsigned, replaceAuthorization("x-amz-date;", "")},
		{"names unsorted", incomplete, 400, "sorted", replaceAuthorization("content-length;content-type", "content-type;content-length")},
		{"names repeated", incomplete, 400, "duplicates", replaceAuthorization(";host;", ";host;host;")},
		{"names in capitals", incomplete, 400, "lower case", replaceAuthorization(";host;", ";Host;")},
		{"names padded", incomplete, 400, "duplicates", replaceAuthorization(";host;", ";;host;")},
		{"signature", invalid, 403, mismatch, replaceAuthorization("Signature=", "Signature=0")},
		{"signature cut", invalid, 403, mismatch, func(r *http.Request) {
			value := r.Header.Get("Authorization")
			r.Header.Set("Authorization", value[:len(value)-1])
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := signedPut(t)
			if err := verify(r, []byte(userBody)); err != nil {
				t.Fatalf("unaltered: %v", err)
			}
			test.alter(r)
			wantError(t, verify(r, []byte(userBody)), test.code, test.status, test.message)
		})
	}
}

func TestVerifyRefusesAnotherBody(t *testing.T) {
	r := signedPut(t)
	wantError(t, verify(r, []byte(userBody+" ")), "InvalidSignatureException", 403, "SHA-256 of the body")

	r = newRequest(t, http.MethodPost, origin+"/users", []byte(userBody))
	sdkSign(t, r, []byte(userBody), "")
	wantError(t, verify(r, []byte(userBody+" ")), "InvalidSignatureException", 403, mismatch)
	wantError(t, verify(r, nil), "InvalidSignatureException", 403, mismatch)
}

func TestVerifyRefusesAnotherSecret(t *testing.T) {
	r := signedPut(t)
	sig, err := sigv4.Parse(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, other := range []string{"", secret + "x", strings.ToLower(secret)} {
		err := sigv4.NewVerifier(service).Verify(r, []byte(userBody), sig, other, signedAt)
		wantError(t, err, "InvalidSignatureException", 403, mismatch)
	}
}

// A hash that the caller declares and signs correctly is refused all the same if it is not that of the body.
func TestVerifyRefusesUnsignedPayloads(t *testing.T) {
	for _, declared := range []string{"UNSIGNED-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"} {
		r := newRequest(t, http.MethodGet, origin+"/", nil)
		r.Header.Set("X-Amz-Date", "20260820T143000Z")
		r.Header.Set("X-Amz-Content-Sha256", declared)
		const names = "host;x-amz-content-sha256;x-amz-date"
		r.Header.Set("Authorization", authorization(names, signLines("GET", "/", "", "host:connect.example.com",
			"x-amz-content-sha256:"+declared, "x-amz-date:20260820T143000Z", "", names, declared)))
		wantError(t, verify(r, nil), "InvalidSignatureException", 403, "unsigned and streaming payloads are not accepted")

		err := sigv4.Sign(r, nil, sigv4.AccessKey{ID: keyID, Secret: secret}, region, service, signedAt)
		wantError(t, err, "InvalidSignatureException", 403, "not accepted")
	}
}

func TestVerifyClockSkew(t *testing.T) {
	const edge = 15 * time.Minute
	r := signedPut(t)
	sig, err := sigv4.Parse(r)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		after time.Duration
		want  string
	}{
		{0, ""}, {edge, ""}, {-edge, ""},
		{edge + 1, "Signature expired"}, {-edge - 1, "Signature not yet current"},
		{365 * 24 * time.Hour, "Signature expired"}, {-365 * 24 * time.Hour, "Signature not yet current"},
	}
	verifier := sigv4.NewVerifier(service)
	for _, test := range tests {
		zone := time.FixedZone("elsewhere", 5*3600)
		err := verifier.Verify(r, []byte(userBody), sig, secret, signedAt.Add(test.after).In(zone))
		if test.want != "" {
			wantError(t, err, "InvalidSignatureException", 403, test.want)
		} else if err != nil {
			t.Errorf("%v after signing: %v", test.after, err)
		}
	}
}
