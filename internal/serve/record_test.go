package serve_test

import (
	"encoding/json"
	"net/http"
	"net/netip"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/google/uuid"

	"github.com/rollcall-dev/rollcall/internal/api"
	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/serve"
)

// logged is one line about a request.
type logged struct {
	Level, Msg, Operation, Account, Region, Remote, Error, Cause, Stack string
	RequestID                                                           string `json:"request_id"`
	AccessKey                                                           string `json:"access_key"`
	Status                                                              int
	Duration                                                            float64 `json:"duration_ms"`
}

// records are the lines about requests so far. The answers here are small: they leave the server's buffer after their line is written.
func (f *fixture) records() (records []logged) {
	f.t.Helper()
	for line := range strings.Lines(f.log.String()) {
		var l logged
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			f.t.Fatal(err)
		}
		if l.Msg == "request" {
			records = append(records, l)
		}
	}
	return records
}

func (f *fixture) lastRecord() logged {
	f.t.Helper()
	records := f.records()
	if len(records) == 0 {
		f.t.Fatal("no request was logged")
	}
	return records[len(records)-1]
}

func TestRecord(t *testing.T) {
	f := newServer(t, nil)
	key := f.adminKey(account)
	wantError(t, list(t, f.client(key)), "", 0)
	got := f.lastRecord()
	if uuid.Validate(got.RequestID) != nil || got.Duration <= 0 {
		t.Errorf("request id %q, duration %v", got.RequestID, got.Duration)
	}
	got.RequestID, got.Duration = "", 0
	want := logged{
		Level: "INFO", Msg: "request", Operation: "ListInstances", Status: 200, Account: account, AccessKey: key.AccessKeyID, Region: region,
		Remote: "127.0.0.1",
	}
	if got != want {
		t.Errorf("logged %+v, want %+v", got, want)
	}
}

func TestEveryAnswerHasARequestID(t *testing.T) {
	f := newServer(t, development)
	seen := make(map[string]bool)
	for _, path := range []string{"/instance", "/_rollcall/live", "/_rollcall/nothing", "/metrics", "/unknown", "//", "/a/../b", "/instance/x"} {
		for _, method := range []string{"GET", "POST", "OPTIONS"} {
			answer, _ := f.send(method, path, scoped("a/b/c/d/e"))
			id := answer.Header.Get("x-amzn-RequestId")
			if uuid.Validate(id) != nil || seen[id] {
				t.Errorf("%s %s: request id %q", method, path, id)
			}
			seen[id] = true
		}
	}
}

func TestForwardedForCountsFromTrustedProxiesOnly(t *testing.T) {
	trust := func(prefixes ...string) func(*serve.Options) {
		return func(o *serve.Options) {
			development(o)
			for _, p := range prefixes {
				o.TrustedProxies = append(o.TrustedProxies, netip.MustParsePrefix(p))
			}
		}
	}
	tests := []struct {
		name      string
		configure func(*serve.Options)
		forwarded []string
		want      string
	}{
		{"nobody is trusted", trust(), []string{"203.0.113.9"}, "127.0.0.1"},
		{"another proxy is trusted", trust("10.0.0.0/8"), []string{"203.0.113.9"}, "127.0.0.1"},
		{"the proxy is trusted", trust("127.0.0.0/8"), []string{"203.0.113.9"}, "203.0.113.9"},
		{"what lies before the proxy's peer is invented", trust("127.0.0.0/8"), []string{"198.51.100.1, 203.0.113.9"}, "203.0.113.9"},
		{"a chain of proxies", trust("127.0.0.0/8", "10.0.0.0/8"), []string{"198.51.100.1, 203.0.113.9, 10.1.1.1"}, "203.0.113.9"},
		{"repeated headers", trust("127.0.0.0/8", "10.0.0.0/8"), []string{"203.0.113.9", "10.1.1.1"}, "203.0.113.9"},
		{"no address", trust("127.0.0.0/8"), []string{"203.0.113.9, unknown"}, "127.0.0.1"},
		{"no header", trust("127.0.0.0/8"), nil, "127.0.0.1"},
		{"IPv6", trust("127.0.0.0/8"), []string{"2001:db8::1"}, "2001:db8::1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newServer(t, tt.configure)
			var source netip.Addr
			f.SetOperations(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { source = api.CallerOf(r.Context()).SourceIP }))
			f.send("GET", "/instance", func(r *http.Request) {
				scoped("x/20200101/us-west-2/connect/aws4_request")(r)
				r.Header["X-Forwarded-For"] = tt.forwarded
			})
			if got := f.lastRecord().Remote; got != tt.want || source.String() != tt.want {
				t.Errorf("remote address %s, that of the caller %s, want %s", got, source, tt.want)
			}
		})
	}
}

func TestLogHoldsNoSecret(t *testing.T) {
	f := newServer(t, nil)
	key := f.adminKey(account)
	client := f.client(key)
	id := newInstance(t, client, "alias-of-the-test")
	_, _ = client.CreateUser(t.Context(), &sdk.CreateUserInput{
		InstanceId: id, Username: aws.String("username-of-the-test"), Password: aws.String("Password-Of-The-Test-1"),
		RoutingProfileId: aws.String("x"), SecurityProfileIds: []string{"x"}, PhoneConfig: nil,
	})
	withToken := key
	withToken.SessionToken = "token-of-the-test"
	wrong := key
	wrong.SecretAccessKey = "secret-of-the-test"
	for _, c := range []aws.Credentials{withToken, wrong, f.key(credential.AccessKeyOwner{Name: "ci", Account: account})} {
		if list(t, f.client(c)) == nil {
			t.Error("a request was not refused")
		}
	}
	f.send("GET", "/instance?X-Amz-Signature=signature-of-the-test&X-Amz-Security-Token=token-of-the-test&q=query-of-the-test", nil)
	f.send("GET", "/instance/path-of-the-test", func(r *http.Request) { r.Header.Set("Authorization", "Signature=signature-of-the-test") })
	log := f.log.String()
	for _, secret := range []string{key.SecretAccessKey, "of-the-test", "Of-The-Test", "Signature="} {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
	if n := len(f.records()); n < 6 {
		t.Errorf("%d requests were logged, want all", n)
	}
}
