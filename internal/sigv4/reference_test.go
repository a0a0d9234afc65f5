package sigv4_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"testing"
	"time"
)

func mac(key []byte, data string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(data))
	return h.Sum(nil)
}

// signLines signs a canonical request that a test spells out line by line, at signedAt.
func signLines(lines ...string) string {
	canonical := strings.Join(lines, "\n")
	key := mac(mac(mac(mac([]byte("AWS4"+secret), "20260820"), region), service), "aws4_request")
	toSign := "AWS4-HMAC-SHA256\n20260820T143000Z\n20260820/" + region + "/connect/aws4_request\n" + hashOf([]byte(canonical))
	return hex.EncodeToString(mac(key, toSign))
}

func authorization(signedHeaders, signature string) string {
	return "AWS4-HMAC-SHA256 Credential=" + keyID + "/20260820/" + region + "/connect/aws4_request, " +
		"SignedHeaders=" + signedHeaders + ", Signature=" + signature
}

// The canonical request written out by hand: in particular the path, escaped once more than it was sent.
func TestVerifyKnownCanonicalRequest(t *testing.T) {
	r := newRequest(t, http.MethodGet, origin+"/tags/arn%3Aaws%3Aa%2Fb?z=1&a=x+y", nil)
	r.Header.Set("X-Amz-Date", "20260820T143000Z")
	r.Header.Set("Authorization", authorization("host;x-amz-date", signLines(
		"GET",
		"/tags/arn%253Aaws%253Aa%252Fb",
		"a=x%20y&z=1",
		"host:connect.example.com",
		"x-amz-date:20260820T143000Z",
		"",
		"host;x-amz-date",
		hashOf(nil),
	)))
	if err := verify(r, nil); err != nil {
		t.Error(err)
	}
}

// Clients older than X-Amz-Date sign the Date header, in any of HTTP's formats or AWS's.
func TestVerifyDateHeader(t *testing.T) {
	dates := []string{
		signedAt.Format(http.TimeFormat), signedAt.Format(time.RFC850), signedAt.Format(time.ANSIC), "20260820T143000Z",
	}
	for _, date := range dates {
		r := newRequest(t, http.MethodGet, origin+"/", nil)
		r.Header.Set("Date", date)
		signature := signLines("GET", "/", "", "date:"+date, "host:connect.example.com", "", "date;host", hashOf(nil))
		r.Header.Set("Authorization", authorization("date;host", signature))
		if err := verify(r, nil); err != nil {
			t.Errorf("%s: %v", date, err)
		}
	}
}

func TestParseRefusesDateHeader(t *testing.T) {
	r := newRequest(t, http.MethodGet, origin+"/", nil)
	r.Header.Set("Authorization", authorization("host", "0"))
	wantParseError(t, r, "IncompleteSignatureException", 400, "'X-Amz-Date' or a 'Date'")

	r.Header.Set("Date", signedAt.Format(http.TimeFormat))
	wantParseError(t, r, "InvalidSignatureException", 403, "'Date' header must be signed")

	r.Header.Set("Authorization", authorization("date;host", "0"))
	r.Header.Set("Date", "yesterday")
	wantParseError(t, r, "IncompleteSignatureException", 400, "basic format")

	r.Header["Date"] = []string{"20260820T143000Z", "20260820T143000Z"}
	wantParseError(t, r, "IncompleteSignatureException", 400, "more than once")
}
