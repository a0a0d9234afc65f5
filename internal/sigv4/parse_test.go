package sigv4_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/rollcall-dev/rollcall/internal/sigv4"
)

func wantError(t *testing.T, err error, code string, status int, message string) {
	t.Helper()
	var refused *sigv4.Error
	if !errors.As(err, &refused) {
		t.Errorf("got error %v, want %s", err, code)
		return
	}
	if refused.Code != code || refused.Status != status || !strings.Contains(refused.Message, message) {
		t.Errorf("got %d %v, want %d %s with %q", refused.Status, err, status, code, message)
	}
}

func wantParseError(t *testing.T, r *http.Request, code string, status int, message string) {
	t.Helper()
	_, err := sigv4.Parse(r)
	wantError(t, err, code, status, message)
}

func TestParse(t *testing.T) {
	header := newRequest(t, http.MethodPost, origin+"/users", []byte(userBody))
	header.Header.Set("Content-Type", "application/json")
	sdkSign(t, header, []byte(userBody), "session")

	target := newRequest(t, http.MethodGet, origin+"/users?X-Amz-Expires=604800", nil)
	scope := sigv4.Credential{AccessKeyID: keyID, Date: "20260820", Region: region, Service: service}
	tests := []struct {
		name string
		r    *http.Request
		want sigv4.Signature
	}{
		{"header", header, sigv4.Signature{
			Credential: scope, SessionToken: "session", Time: signedAt,
			SignedHeaders: []string{"content-length", "content-type", "host", "x-amz-date", "x-amz-security-token"},
		}},
		{"presigned", sdkPresign(t, target, nil, "ses/sion+="), sigv4.Signature{
			Credential: scope, SessionToken: "ses/sion+=", Time: signedAt,
			SignedHeaders: []string{"host"}, Presigned: true, Expires: 7 * 24 * time.Hour,
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := sigv4.Parse(test.r)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, *got, cmpopts.IgnoreUnexported(sigv4.Signature{})); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestParseRefusesAuthorization(t *testing.T) {
	const (
		incomplete = "IncompleteSignatureException"
		invalid    = "InvalidSignatureException"
		rest       = "SignedHeaders=host;x-amz-date, Signature=00"
	)
	credential := "Credential=" + keyID + "/20260820/" + region + "/connect/aws4_request, "
	with := func(credential string) string { return "AWS4-HMAC-SHA256 Credential=" + credential + ", " + rest }
	tests := []struct {
		name, authorization, code string
		status                    int
		message                   string
	}{
		{"none", "", "MissingAuthenticationTokenException", 403, "Missing Authentication Token"},
		{"other scheme", "Bearer s3cr3t", incomplete, 400, "must use the algorithm"},
		{"other algorithm", "AWS4-ECDSA-P256-SHA256 " + credential + rest, incomplete, 400, "must use the algorithm"},
		{"algorithm only", "AWS4-HMAC-SHA256", incomplete, 400, "requires 'Credential' parameter. " +
			"Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter."},
		{"no credential", "AWS4-HMAC-SHA256 " + rest, incomplete, 400, "requires 'Credential' parameter."},
		{"empty credential", "AWS4-HMAC-SHA256 Credential=, " + rest, incomplete, 400, "requires 'Credential' parameter."},
		{"no signature", "AWS4-HMAC-SHA256 " + credential + "SignedHeaders=host", incomplete, 400, "requires 'Signature'"},
		{"repeated", "AWS4-HMAC-SHA256 " + credential + credential + rest, incomplete, 400, "more than once"},
		{"garbage", "AWS4-HMAC-SHA256 " + credential + rest + ", s3cr3t", incomplete, 400, "something other than"},
		{"unknown field", "AWS4-HMAC-SHA256 " + credential + rest + ", X=s3cr3t", incomplete, 400, "something other than"},
		{"four elements", with("AKID/20260820/eu-central-1/connect"), incomplete, 400, "exactly 5"},
		{"six elements", with("AKID/20260820/eu-central-1/connect/aws4_request/x"), incomplete, 400, "exactly 5"},
		{"no key id", with("/20260820/eu-central-1/connect/aws4_request"), incomplete, 400, "access key id"},
		{"odd key id", with("a b/20260820/eu-central-1/connect/aws4_request"), incomplete, 400, "access key id"},
		{"no region", with("AKID/20260820//connect/aws4_request"), invalid, 403, "valid region"},
		{"odd region", with("AKID/20260820/eu central/connect/aws4_request"), invalid, 403, "valid region"},
		{"terminator", with("AKID/20260820/eu-central-1/connect/aws5_request"), invalid, 403, "valid terminator"},
		{"scope date", with("AKID/20260821/eu-central-1/connect/aws4_request"), invalid, 403, "does not match"},
		{"short scope date", with("AKID/2026/eu-central-1/connect/aws4_request"), invalid, 403, "does not match"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := newRequest(t, http.MethodGet, origin, nil)
			r.Header.Set("X-Amz-Date", "20260820T143000Z")
			r.Header.Set("Authorization", test.authorization)
			wantParseError(t, r, test.code, test.status, test.message)
			if _, err := sigv4.Parse(r); strings.Contains(err.Error(), "s3cr3t") {
				t.Errorf("the message echoes what was sent: %v", err)
			}
		})
	}
}

func TestParseRefusesTimestamps(t *testing.T) {
	for _, timestamp := range []string{"2026-08-20T14:30:00Z", "20260820T143000", "20260820T143000.5Z", "20261320T143000Z", "x"} {
		r := newRequest(t, http.MethodGet, origin, nil)
		sdkSign(t, r, nil, "")
		r.Header.Set("X-Amz-Date", timestamp)
		wantParseError(t, r, "IncompleteSignatureException", 400, "basic format")
	}
}

func TestScope(t *testing.T) {
	want := sigv4.Credential{AccessKeyID: "test", Date: "x", Region: region, Service: service}
	header := newRequest(t, http.MethodGet, origin, nil)
	header.Header.Set("Authorization", "AWS4-HMAC-SHA256 SignedHeaders=, Credential=test/x/eu-central-1/connect/aws4_request")
	query := newRequest(t, http.MethodGet, origin+"?X-Amz-Credential=test%2Fx%2Feu-central-1%2Fconnect%2Faws4_request", nil)
	for _, r := range []*http.Request{header, query} {
		if got, ok := sigv4.Scope(r); !ok || got != want {
			t.Errorf("Scope = %+v, %v, want %+v", got, ok, want)
		}
	}
	for _, value := range []string{"", "Basic dGVzdA==", "AWS4-HMAC-SHA256 Credential=a/b/c"} {
		header.Header.Set("Authorization", value)
		if got, ok := sigv4.Scope(header); ok {
			t.Errorf("Scope of %q = %+v, want none", value, got)
		}
	}
}
