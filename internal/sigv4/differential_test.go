package sigv4_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/sigv4"
)

const (
	instanceARN = "arn%3Aaws%3Aconnect%3Aeu-central-1%3A123456789012%3Ainstance%2F0b5e"
	userBody    = `{"Username":"jane","RoutingProfileId":"r"}`
)

var awkwardTargets = map[string]string{
	"no path":              origin,
	"root":                 origin + "/",
	"plain":                origin + "/users-summary/0b5e",
	"escaped ARN":          origin + "/tags/" + instanceARN,
	"escaped ARN, lower":   origin + "/tags/arn%3aaws%3aconnect%2finstance",
	"bare colons":          origin + "/attributes/connect:Language",
	"escaped colon":        origin + "/attributes/connect%3ALanguage/values",
	"reserved bytes":       origin + "/a!$&'()*+,;=:@b",
	"unicode":              pathURL("/agents/Zoë/名前"),
	"unicode, escaped":     origin + "/agents/Zo%C3%AB",
	"spaces":               pathURL("/agents/Jane Q Public"),
	"space as escape":      origin + "/agents/Jane%20Public",
	"plus":                 origin + "/agents/a+b%2Bc",
	"tilde":                origin + "/agents/~jane%7Edoe",
	"percent":              origin + "/agents/100%25/50%2525",
	"unreserved, escaped":  origin + "/agents/%41%2D%2E",
	"invalid UTF-8":        origin + "/agents/%FF%00",
	"slash, escaped":       origin + "/agents/a%2Fb/c",
	"double slash":         origin + "/agents//jane/",
	"leading double slash": origin + "//agents",
	"dot segments":         origin + "/a/./b/../c",
	"brackets":             pathURL(`/a[b]{c}|d\e^f"g<h>`),

	"query":              origin + "/q?maxResults=10&nextToken=abc",
	"query, unsorted":    origin + "/q?b=2&a=1&B=3&a-b=4&a%2Fb=5",
	"query, repeated":    origin + "/q?tagKeys=b&tagKeys=a&tagKeys=c%2Fd&tagKeys=c-d",
	"query, empty value": origin + "/q?a=&b=1",
	"query, no equals":   origin + "/q?uploads&b",
	"query, empty name":  origin + "/q?=1&=",
	"query, empty pairs": origin + "/q?&&a=1&",
	"query, equals":      origin + "/q?a=b=c==",
	"query, unicode":     origin + "/q?name=Zo%C3%AB&名=前",
	"query, plus":        origin + "/q?name=a+b&other=a%2Bb&third=a%20b",
	"query, escapes":     origin + "/q?%7eq=%7E%2d&k=%3a%3A%25",
	"query, reserved":    origin + "/q?k=!$'()*,/:@?[]",
	"query, bad escape":  origin + "/q?a=%zz&b=1", // the SDK drops what it cannot read before it sends
	"query, semicolon":   origin + "/q?a=1;b=2&c=3",
	"query, bare mark":   origin + "/q?",
}

func TestVerifyAgreesWithSDKOnAwkwardTargets(t *testing.T) {
	for name, target := range awkwardTargets {
		t.Run(name, func(t *testing.T) {
			for _, method := range []string{http.MethodGet, http.MethodDelete} {
				r := newRequest(t, method, target, nil)
				sdkSign(t, r, nil, "")
				received, body := overTheWire(t, r)
				if err := verify(received, body); err != nil {
					t.Errorf("%s signed by header: %v", method, err)
				}
			}
			presigned, body := overTheWire(t, sdkPresign(t, newRequest(t, http.MethodGet, target, nil), nil, "token"))
			if err := verify(presigned, body); err != nil {
				t.Errorf("presigned: %v", err)
			}
		})
	}
}

// unreadable are the targets whose query the Go SDK mends before it sends. Unmended, they are refused: a parameter that
// is dropped would be one that is not signed.
var unreadable = map[string]bool{"query, bad escape": true, "query, semicolon": true}

// Unlike the Go SDK's, most signers sign the canonical query but send the one they were given.
func TestVerifyNormalisesQueries(t *testing.T) {
	for name, target := range awkwardTargets {
		t.Run(name, func(t *testing.T) {
			r := newRequest(t, http.MethodGet, target, nil)
			given := r.URL.RawQuery
			sdkSign(t, r, nil, "")
			r.URL.RawQuery = given
			received, body := overTheWire(t, r)
			err := verify(received, body)
			if unreadable[name] {
				wantError(t, err, "IncompleteSignatureException", 400, "query string is malformed")
			} else if err != nil {
				t.Error(err)
			}
		})
	}
}

func TestVerifyAcceptsSignOnAwkwardTargets(t *testing.T) {
	for name, target := range awkwardTargets {
		t.Run(name, func(t *testing.T) {
			r := newRequest(t, http.MethodPut, target, []byte(userBody))
			r.Header.Set("Content-Type", "application/json")
			key := sigv4.AccessKey{ID: keyID, Secret: secret, SessionToken: "token"}
			err := sigv4.Sign(r, []byte(userBody), key, region, service, signedAt)
			if unreadable[name] {
				wantError(t, err, "IncompleteSignatureException", 400, "query string is malformed")
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			received, body := overTheWire(t, r)
			if err := verify(received, body); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestVerifyAgreesWithSDKOnHeaders(t *testing.T) {
	headers := map[string][]string{
		"inner spaces":   {"a   b    c"},
		"outer spaces":   {"  a b  "},
		"tabs":           {"\ta \t b\t"},
		"empty":          {""},
		"several values": {"b", " a  a ", "c"},
		"commas":         {"a, b,,c"},
		"unicode":        {"Zoë\u00a0"},
	}
	for name, values := range headers {
		t.Run(name, func(t *testing.T) {
			for _, key := range []string{"X-Amz-Note", "X-Note", "Accept"} {
				r := newRequest(t, http.MethodPost, origin+"/users", []byte(userBody))
				r.Header[key] = values
				r.Header.Set("Content-Type", "application/json; charset=utf-8")
				sdkSign(t, r, []byte(userBody), "")
				received, body := overTheWire(t, r)
				if err := verify(received, body); err != nil {
					t.Errorf("%s: %v", key, err)
				}
			}
		})
	}
}

func TestVerifyAgreesWithSDKOnHosts(t *testing.T) {
	for _, host := range []string{"localhost:8080", "127.0.0.1", "[::1]:8443", "Connect.Example.COM", "example.com:443"} {
		r := newRequest(t, http.MethodGet, "https://"+host+"/users", nil)
		sdkSign(t, r, nil, strings.Repeat("t", 900))
		received, body := overTheWire(t, r)
		if err := verify(received, body); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
}
