package sigv4_test

import (
	"bytes"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/sigv4"
)

// FuzzParse feeds raw parts of a request: whatever they are, the answer is a signature or an *Error, and a parsed
// signature can be verified without a panic.
func FuzzParse(f *testing.F) {
	f.Add(authorization("host;x-amz-date", "00"), "20260820T143000Z", "", "")
	f.Add("AWS4-HMAC-SHA256 Credential=,,SignedHeaders==;;", "", "Thu, 20 Aug 2026 14:30:00 GMT", "a=%&;")
	f.Add("", "", "", "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a%2F20260820%2Fr%2Fconnect%2Faws4_request"+
		"&X-Amz-Date=20260820T143000Z&X-Amz-SignedHeaders=host&X-Amz-Signature=0&X-Amz-Expires=1")
	f.Fuzz(func(t *testing.T, authorization, amzDate, date, query string) {
		r := newRequest(t, http.MethodGet, origin+"/users", nil)
		r.URL.RawQuery = query
		for name, value := range map[string]string{"Authorization": authorization, "X-Amz-Date": amzDate, "Date": date} {
			if value != "" {
				r.Header.Set(name, value)
			}
		}
		sigv4.Scope(r)
		err := verify(r, nil)
		var refused *sigv4.Error
		if !errors.As(err, &refused) || refused.Code == "" || refused.Status == 0 || refused.Message == "" {
			t.Errorf("an unsigned request gives %v", err)
		}
	})
}

// FuzzDifferential signs a request with the AWS SDK's signer and sends it over the wire: it must verify, and must not
// once any one part of it has been altered.
func FuzzDifferential(f *testing.F) {
	f.Add("GET", "/tags/"+instanceARN, "tagKeys=b&tagKeys=a", "X-Amz-Note", " a  b ", []byte(nil), false, uint8(0))
	f.Add("POST", "/agents/Zoë //~+", "q=a+b&c&=d&x=%2f", "Content-Type", "application/json", []byte(userBody), true, uint8(3))
	f.Fuzz(func(t *testing.T, method, path, query, key, value string, body []byte, presign bool, alteration uint8) {
		r := fuzzedRequest(t, method, path, query, body)
		if !sendable(r, key, value) {
			t.Skip()
		}
		r.Header.Set(key, value)
		if presign {
			r = sdkPresign(t, r, body, "to/ken")
		} else {
			sdkSign(t, r, body, "to/ken")
		}
		received, got := overTheWire(t, r)
		if err := verify(received, got); err != nil {
			t.Fatalf("%s %q: %v", received.Method, received.URL, err)
		}
		name := alter(received, &got, alteration)
		if verify(received, got) == nil {
			t.Errorf("%s %q verifies with another %s", received.Method, received.URL, name)
		}
	})
}

func fuzzedRequest(t *testing.T, method, path, query string, body []byte) *http.Request {
	u, err := url.ParseRequestURI("/" + path) // as written, if it can be
	if err != nil || u.Host != "" || strings.Contains(path, "?") {
		u = &url.URL{Path: "/" + path}
	}
	u.Scheme, u.Host, u.RawQuery = "https", "connect.example.com", query
	r, err := http.NewRequest(method, origin, bytes.NewReader(body))
	if err != nil || method == http.MethodConnect {
		t.Skip()
	}
	r.URL = u
	return r
}

// sendable leaves out what is not about signing: headers that cannot be sent or that net/http and the signer set
// themselves, and signing parameters.
func sendable(r *http.Request, key, value string) bool {
	for name := range r.URL.Query() {
		if strings.HasPrefix(name, "X-Amz-") {
			return false
		}
	}
	switch strings.ToLower(key) {
	case "host", "content-length", "transfer-encoding", "trailer", "expect", "connection", "user-agent", "authorization",
		"x-amz-date", "x-amz-security-token", "x-amz-content-sha256", "x-amz-algorithm", "x-amz-credential",
		"x-amz-expires", "x-amz-signedheaders", "x-amz-signature", "x-amzn-trace-id":
		return false
	}
	isControl := func(c rune) bool { return c < ' ' && c != '\t' || c == 0x7f }
	isToken := func(c rune) bool { return c == '-' || 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' }
	return key != "" && strings.Trim(key, "-") != "" && strings.IndexFunc(key, func(c rune) bool { return !isToken(c) }) < 0 &&
		strings.IndexFunc(value, isControl) < 0
}

// alter changes one part of a request that its signature covers, and names it.
func alter(r *http.Request, body *[]byte, which uint8) string {
	switch which % 6 {
	case 0:
		*body = append(*body, 'x')
		return "body"
	case 1:
		r.Method += "X"
		return "method"
	case 2:
		r.URL = &url.URL{Path: r.URL.Path + "x", RawQuery: r.URL.RawQuery}
		return "path"
	case 3:
		r.URL.RawQuery += "&added"
		return "query"
	case 4:
		r.Host += "x"
		return "host"
	default:
		r.Header.Add("X-Amz-Added", "x")
		return "header"
	}
}
