package serve_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/rollcall-dev/rollcall/internal/serve"
)

// scoped is a header that names a credential scope and proves nothing.
func scoped(scope string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential="+scope) }
}

func TestDevelopmentCallerIsTheScope(t *testing.T) {
	f := newServer(t, development)
	tests := []struct{ scope, account, region string }{
		{"anything/20200101/eu-west-1/connect/aws4_request", account, "eu-west-1"},
		{otherAccount + "/20200101/us-east-1/connect/aws4_request", otherAccount, "us-east-1"},
		{"44445555666/20200101/us-east-1/connect/aws4_request", account, "us-east-1"},
		{"anything/20200101//connect/aws4_request", account, region},
	}
	for _, tt := range tests {
		answer, body := f.send("GET", "/instance", scoped(tt.scope))
		rec := f.lastRecord()
		if answer.StatusCode != 200 || rec.Account != tt.account || rec.Region != tt.region {
			t.Errorf("%s: status %d, account %s, Region %s: %s", tt.scope, answer.StatusCode, rec.Account, rec.Region, body)
		}
	}
	answer, _ := f.send("GET", "/instance?X-Amz-Credential=anything%2F20200101%2Feu-west-1%2Fconnect%2Faws4_request", nil)
	if rec := f.lastRecord(); answer.StatusCode != 200 || rec.Region != "eu-west-1" {
		t.Errorf("presigned: status %d, Region %s", answer.StatusCode, rec.Region)
	}
}

func TestDevelopmentRefusesWhatIsNoScope(t *testing.T) {
	f := newServer(t, development)
	for authorization, want := range map[string]string{
		"":               "MissingAuthenticationTokenException",
		"Bearer x":       "IncompleteSignatureException",
		"x Credential=a": "IncompleteSignatureException",
		"x Credential=a/20200101/no:region/connect/aws4_request":                  "InvalidSignatureException",
		"x Credential=" + unknownKey + "/20200101/us-east-1/connect/aws4_request": "IncompleteSignatureException",
	} {
		answer, _ := f.send("GET", "/instance", func(r *http.Request) {
			if authorization != "" {
				r.Header.Set("Authorization", authorization)
			}
		})
		if got := answer.Header.Get("X-Amzn-Errortype"); got != want {
			t.Errorf("%q: %s, want %s", authorization, got, want)
		}
	}
}

func TestDevelopmentIssuedKeyKeepsItsAccount(t *testing.T) {
	f := newServer(t, development)
	wantError(t, list(t, f.client(f.adminKey(otherAccount))), "", 0)
	if rec := f.lastRecord(); rec.Account != otherAccount {
		t.Errorf("account %s, want that of the key", rec.Account)
	}
}

func TestDevelopmentHosts(t *testing.T) {
	f := newServer(t, development)
	open := newServer(t, func(o *serve.Options) { o.Dev = &serve.Dev{Account: account, Region: region, AnyHost: true} })
	production := newServer(t, nil)
	hosts := map[string]int{
		"localhost": 200, "LOCALHOST:1": 200, "rollcall.localhost:2255": 200, "127.0.0.1": 200, "127.9.9.9:80": 200, "[::1]:2255": 200, "[::1]": 200,
		"example.com": 403, "localhost.example.com": 403, "notlocalhost": 403, "127.0.0.1.example.com": 403, "10.0.0.1:2255": 403, "[::2]:80": 403,
		"0.0.0.0:2255": 403, "localhost.": 403,
	}
	for host, want := range hosts {
		setHost := func(r *http.Request) { r.Host = host }
		for _, path := range []string{"/_rollcall/health", "/metrics", "/instance"} {
			answer, _ := f.send("GET", path, func(r *http.Request) { setHost(r); scoped("a/b/c/d/e")(r) })
			if answer.StatusCode != want {
				t.Errorf("Host %s, %s: status %d, want %d", host, path, answer.StatusCode, want)
			}
		}
		for name, other := range map[string]*fixture{"any host": open, "production": production} {
			if answer, _ := other.send("GET", "/_rollcall/health", setHost); answer.StatusCode != 200 {
				t.Errorf("Host %s with %s: status %d, want 200", host, name, answer.StatusCode)
			}
		}
	}
}

// A page may send a simple request to localhost under its right name, and sign it in the query.
func TestDevelopmentRefusesWebPages(t *testing.T) {
	f := newServer(t, development)
	const path = "/?X-Amz-Credential=a%2F20200101%2Fus-east-1%2Fsts%2Faws4_request"
	for header, value := range map[string]string{"Origin": "https://example.com", "Sec-Fetch-Site": "cross-site"} {
		answer, body := f.send("POST", path, func(r *http.Request) { r.Header.Set(header, value) })
		if answer.StatusCode != 403 || !strings.Contains(body, "AccessDenied") {
			t.Errorf("%s %s: status %d, %s; want it refused", header, value, answer.StatusCode, body)
		}
	}
	if answer, _ := f.send("POST", path, nil); answer.StatusCode != 400 { // no action
		t.Errorf("status %d without a page, want 400", answer.StatusCode)
	}
}

func TestDevelopmentReadsNoSignature(t *testing.T) {
	f := newServer(t, development)
	wantError(t, list(t, f.client(aws.Credentials{AccessKeyID: "a", SecretAccessKey: "b", SessionToken: "c"})), "", 0)
}
