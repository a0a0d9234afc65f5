package serve_test

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/serve"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

type healthBody struct {
	Ready         *bool
	Version       string
	UptimeSeconds *int
	Store         string
}

func (f *fixture) health() (*http.Response, healthBody) {
	f.t.Helper()
	answer, body := f.send("GET", "/_rollcall/health", nil)
	var h healthBody
	if err := json.Unmarshal([]byte(body), &h); err != nil || h.Ready == nil || h.UptimeSeconds == nil || h.Version != "v1.2.3" {
		f.t.Fatalf("health is %s, %v", body, err)
	}
	return answer, h
}

func TestHealthFollowsTheStore(t *testing.T) {
	f := newServer(t, nil)
	if answer, h := f.health(); answer.StatusCode != 200 || !*h.Ready || h.Store != "ok" {
		t.Errorf("status %d, %+v; want it ready", answer.StatusCode, h)
	}
	if err := f.store.Close(); err != nil {
		t.Fatal(err)
	}
	answer, h := f.health()
	if answer.StatusCode != 503 || *h.Ready || h.Store != "unavailable" || answer.Header.Get("Retry-After") != "1" {
		t.Errorf("status %d, %+v; want it not ready", answer.StatusCode, h)
	}
	if rec := f.lastRecord(); rec.Level != "ERROR" || rec.Cause == "" {
		t.Errorf("logged %+v, want an error with its cause", rec)
	}
	if answer, _ := f.send("GET", "/_rollcall/live", nil); answer.StatusCode != 200 {
		t.Errorf("live: status %d, want 200 whatever the store does", answer.StatusCode)
	}
}

// silent is a store that does not say whether it is ready.
type silent struct {
	*sqlstore.Store
	answer <-chan struct{}
}

func (s silent) Ready(context.Context) error { <-s.answer; return nil }

// TestHealthDoesNotWaitForTheStore asks for the health of a server whose store says nothing. The server's patience is short enough for
// whoever watches it.
func TestHealthDoesNotWaitForTheStore(t *testing.T) {
	answer := make(chan struct{})
	t.Cleanup(func() { close(answer) })
	f := newServer(t, func(o *serve.Options) { o.Store = silent{o.Store.(*sqlstore.Store), answer} })
	if answer, h := f.health(); answer.StatusCode != 503 || *h.Ready || h.Store != "unavailable" {
		t.Errorf("status %d, %+v; want it not ready", answer.StatusCode, h)
	}
}

func TestUnavailableStore(t *testing.T) {
	f := newServer(t, development)
	key := f.adminKey(account)
	if err := f.store.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := f.client(aws.Credentials{AccessKeyID: "dev", SecretAccessKey: "dev"}).CreateInstance(t.Context(), &sdk.CreateInstanceInput{
		IdentityManagementType: types.DirectoryTypeSaml, InstanceAlias: aws.String("a"), InboundCallsEnabled: aws.Bool(true), OutboundCallsEnabled: aws.Bool(true),
	})
	wantError(t, err, "ServiceUnavailableException", 503)
	wantError(t, list(t, f.client(key)), "ServiceUnavailableException", 503) // already the look-up of the key
	answer, _ := f.send("GET", "/instance", scoped("a/b/c/d/e"))
	if answer.StatusCode != 503 || answer.Header.Get("Retry-After") != "1" {
		t.Errorf("status %d, Retry-After %q; want 503 and 1", answer.StatusCode, answer.Header.Get("Retry-After"))
	}
}

func TestPages(t *testing.T) {
	f := newServer(t, nil)
	tests := []struct {
		method, path string
		status       int
		errorType    string
	}{
		{"GET", "/_rollcall/health", 200, ""},
		{"HEAD", "/_rollcall/live", 200, ""},
		{"GET", "/metrics", 200, ""},
		{"GET", "/_rollcall/", 404, "ResourceNotFoundException"},
		{"GET", "/_rollcall/healthy", 404, "ResourceNotFoundException"},
		{"GET", "/_rollcall//health", 404, "ResourceNotFoundException"},
		{"POST", "/_rollcall/health", 404, "ResourceNotFoundException"},
		{"GET", "/_rollcall/sessions", 404, "ResourceNotFoundException"},
		{"GET", "/_rollcall/sessions/current", 404, "ResourceNotFoundException"},
		{"DELETE", "/_rollcall/sessions/current", 403, "MissingAuthenticationTokenException"},
		{"POST", "/_rollcall/sessions", 415, "UnsupportedMediaTypeException"},
		{"GET", "/_rollcall", 403, "MissingAuthenticationTokenException"},
		{"GET", "/users", 403, "MissingAuthenticationTokenException"},
	}
	for _, tt := range tests {
		answer, body := f.send(tt.method, tt.path, nil)
		if answer.StatusCode != tt.status || answer.Header.Get("X-Amzn-Errortype") != tt.errorType {
			t.Errorf("%s %s: status %d, %q", tt.method, tt.path, answer.StatusCode, answer.Header.Get("X-Amzn-Errortype"))
		}
		if tt.status != 200 && (answer.Header.Get("Content-Type") != "application/json" || !json.Valid([]byte(body))) {
			t.Errorf("%s %s: the error is no JSON: %s", tt.method, tt.path, body)
		}
	}
}

func TestMetricsOnTheirOwnListener(t *testing.T) {
	listen := func() net.Listener {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		return listener
	}
	api, own := listen(), listen()
	for name, configure := range map[string]func(*serve.Options){"production": nil, "development": development} {
		f := newServer(t, func(o *serve.Options) {
			if configure != nil {
				configure(o)
			}
			o.MetricsListener = own
		})
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- f.Serve(ctx, api) }()
		at := func(listener net.Listener, method, path, host string) int {
			f.url = "http://" + listener.Addr().String()
			answer, _ := f.send(method, path, func(r *http.Request) { r.Host = host })
			return answer.StatusCode
		}
		type asked struct{ here, there int }
		for path, want := range map[string]asked{"/metrics": {404, 200}, "/_rollcall/live": {200, 404}, "/instance": {403, 404}} {
			if got := (asked{at(api, "GET", path, "localhost"), at(own, "GET", path, "localhost")}); got != want {
				t.Errorf("%s: %s is answered with %+v, want %+v", name, path, got, want)
			}
		}
		if got := at(own, "POST", "/metrics", "localhost"); got != 404 {
			t.Errorf("%s: POST is answered with %d", name, got)
		}
		if got := at(own, "GET", "/metrics", "example.com"); got != map[string]int{"production": 200, "development": 403}[name] {
			t.Errorf("%s: a strange host is answered with %d", name, got)
		}
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if _, err := net.Dial("tcp", own.Addr().String()); err == nil {
			t.Error("the metrics outlive the server")
		}
		api, own = listen(), listen()
	}
	api.Close()
	own.Close()
}

func TestMetrics(t *testing.T) {
	f := newServer(t, development)
	client := f.client(aws.Credentials{AccessKeyID: "dev", SecretAccessKey: "dev"})
	wantError(t, list(t, client), "", 0)
	wantError(t, list(t, client), "", 0)
	wantError(t, list(t, f.client(aws.Credentials{})), "MissingAuthenticationTokenException", 403)
	f.send("DELETE", "/no/such/operation", scoped("a/b/c/d/e"))
	_, body := f.send("GET", "/metrics", nil)
	for _, want := range []string{
		`rollcall_requests_total{operation="ListInstances",status="200"} 2`,
		`rollcall_requests_total{operation="none",status="403"} 1`,
		`rollcall_requests_total{operation="none",status="404"} 1`,
		`rollcall_request_duration_seconds_count{operation="ListInstances"} 2`,
		"rollcall_requests_in_flight 1\n", "\ngo_goroutines ", "\nprocess_resident_memory_bytes ",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the metrics lack %q", want)
		}
	}
}
