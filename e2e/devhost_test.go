package e2e

import (
	"net/http"
	"strings"
	"testing"
)

// TestDevelopmentModeKeepsBrowsersOut plays the requests that a web page could make a developer's browser send.
func TestDevelopmentModeKeepsBrowsersOut(t *testing.T) {
	t.Parallel()
	s := newDevServer(t)
	body := []byte(`{"InstanceId":"` + nobody + `"}`)
	with := func(change func(*http.Request)) answer {
		r := s.signed(t, s.request(t, "POST", "/search-users", body), body)
		change(r)
		return send(t, r)
	}
	port := s.url[strings.LastIndexByte(s.url, ':'):]
	for _, host := range []string{"localhost" + port, "connect.localhost" + port, "127.0.0.1", "[::1]" + port} {
		with(func(r *http.Request) { r.Host = host }).is(t, 404, "ResourceNotFoundException")
	}
	for _, host := range []string{"rebound.example" + port, "localhost.example", "127.0.0.1.example", "192.168.0.1" + port, "0.0.0.0" + port} {
		with(func(r *http.Request) { r.Host = host }).is(t, 403, "AccessDeniedException")
	}
	with(func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }).is(t, 403, "AccessDeniedException")
	with(func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }).is(t, 403, "AccessDeniedException")
	send(t, s.request(t, "POST", "/search-users", body)).is(t, 403, "MissingAuthenticationTokenException")
}
