package sigv4_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/sigv4"
)

func presignedGet(t testing.TB, query string) *http.Request {
	t.Helper()
	r := newRequest(t, http.MethodGet, origin+"/users/0b5e?a=1"+query, nil)
	r.Header.Set("X-Amz-Note", "moves into the query")
	return sdkPresign(t, r, nil, "token")
}

func TestVerifyPresignedWithBody(t *testing.T) {
	r := newRequest(t, http.MethodPost, origin+"/users", []byte(userBody))
	r.Header.Set("Content-Type", "application/json")
	received, body := overTheWire(t, sdkPresign(t, r, []byte(userBody), ""))
	if err := verify(received, body); err != nil {
		t.Error(err)
	}
	wantError(t, verify(received, nil), "InvalidSignatureException", 403, mismatch)
}

func TestVerifyPresignedExpiry(t *testing.T) {
	const skew = 15 * time.Minute
	tests := []struct {
		query string
		after time.Duration
		want  string
	}{
		{"&X-Amz-Expires=60", time.Minute, ""},
		{"&X-Amz-Expires=60", time.Minute + 1, "Signature expired"},
		{"&X-Amz-Expires=60", -skew, ""},
		{"&X-Amz-Expires=60", -skew - 1, "Signature not yet current"},
		{"&X-Amz-Expires=604800", 7 * 24 * time.Hour, ""},
		{"&X-Amz-Expires=604800", 7*24*time.Hour + 1, "Signature expired"},
		{"", skew, ""},
		{"", skew + 1, "Signature expired"},
	}
	for _, test := range tests {
		r := presignedGet(t, test.query)
		sig, err := sigv4.Parse(r)
		if err != nil {
			t.Fatal(err)
		}
		err = sigv4.NewVerifier(service).Verify(r, nil, sig, secret, signedAt.Add(test.after))
		if test.want != "" {
			wantError(t, err, "InvalidSignatureException", 403, test.want)
		} else if err != nil {
			t.Errorf("%q, %v after signing: %v", test.query, test.after, err)
		}
	}
}

func TestParseRefusesExpires(t *testing.T) {
	for _, expires := range []string{"0", "-1", "604801", "1.5", "soon", "99999999999999999999"} {
		r := presignedGet(t, "&X-Amz-Expires="+expires)
		wantParseError(t, r, "IncompleteSignatureException", 400, "from 1 to 604800")
	}
}

func TestVerifyRefusesPresignedAlterations(t *testing.T) {
	const (
		incomplete = "IncompleteSignatureException"
		invalid    = "InvalidSignatureException"
	)
	set := func(name, value string) func(r *http.Request) {
		return func(r *http.Request) { setQuery(r, name, value) }
	}
	add := func(query string) func(r *http.Request) {
		return func(r *http.Request) { r.URL.RawQuery += query }
	}
	tests := []struct {
		name, code string
		status     int
		message    string
		alter      func(r *http.Request)
	}{
		{"parameter", invalid, 403, mismatch, set("a", "2")},
		{"parameter added", invalid, 403, mismatch, add("&b=1")},
		{"header in the query", invalid, 403, mismatch, set("X-Amz-Note", "other")},
		{"expiry", invalid, 403, mismatch, set("X-Amz-Expires", "61")},
		{"expiry removed", invalid, 403, mismatch, set("X-Amz-Expires", "")},
		{"token", invalid, 403, mismatch, set("X-Amz-Security-Token", "other")},
		{"token removed", invalid, 403, mismatch, set("X-Amz-Security-Token", "")},
		{"token repeated", incomplete, 400, "more than once", add("&X-Amz-Security-Token=token")},
		{"token as header", incomplete, 400, "not in headers", func(r *http.Request) { r.Header.Set("X-Amz-Security-Token", "b") }},
		{"date as header", incomplete, 400, "not in headers", func(r *http.Request) { r.Header.Set("X-Amz-Date", "20260820T143000Z") }},
		{"smuggled header", invalid, 403, unsigned, func(r *http.Request) { r.Header.Set("X-Amz-Note", "b") }},
		{"algorithm", incomplete, 400, "X-Amz-Algorithm must be", set("X-Amz-Algorithm", "AWS4-ECDSA-P256-SHA256")},
		{"no algorithm", incomplete, 400, "must include 'X-Amz-Algorithm'. Re-examine", set("X-Amz-Algorithm", "")},
		{"no date", incomplete, 400, "must include 'X-Amz-Date'", set("X-Amz-Date", "")},
		{"no signature", incomplete, 400, "must include 'X-Amz-Signature'", set("X-Amz-Signature", "")},
		{"empty signature", incomplete, 400, "must include 'X-Amz-Signature'", func(r *http.Request) { setQuery(r, "X-Amz-Signature", ""); r.URL.RawQuery += "&X-Amz-Signature=" }},
		{"credential", incomplete, 400, "exactly 5", set("X-Amz-Credential", "x")},
		{"host unsigned", incomplete, 400, "does not exist", set("X-Amz-SignedHeaders", "accept")},
		{"date", invalid, 403, mismatch, set("X-Amz-Date", "20260820T143001Z")},
		{"date malformed", incomplete, 400, "basic format", set("X-Amz-Date", "today")},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := presignedGet(t, "&X-Amz-Expires=60")
			if err := verify(r, nil); err != nil {
				t.Fatalf("unaltered: %v", err)
			}
			test.alter(r)
			wantError(t, verify(r, nil), test.code, test.status, test.message)
		})
	}
}
