package e2e

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

func TestProtocol(t *testing.T) {
	t.Parallel()
	speaks(t, newServer(t))
}

// speaks holds a server, or what stands in front of it, to the protocol.
func speaks(t *testing.T, s *server) {
	t.Helper()
	for name, test := range map[string]func(*testing.T, *server){
		"an unsigned request is refused":            refusesUnsigned,
		"a body of 10 MB is refused":                refusesLargeBody,
		"deep nesting is refused":                   refusesDeepNesting,
		"a body that is no object is refused":       refusesMalformedBodies,
		"a member that breaks a rule is refused":    refusesMembers,
		"what is no operation is not found":         refusesUnknownPaths,
		"an operation that is not built says so":    refusesUnbuilt,
		"a changed request is refused":              refusesTampering,
		"a presigned URL works":                     takesPresigned,
		"the server's own pages need no signature":  servesOwnPages,
		"unknown members and null count as nothing": ignoresUnknownMembers,
	} {
		t.Run(name, func(t *testing.T) { test(t, s) })
	}
}

func refusesUnsigned(t *testing.T, s *server) {
	send(t, s.request(t, "GET", "/instance", nil)).is(t, 403, "MissingAuthenticationTokenException")
	send(t, s.request(t, "PUT", "/instance", []byte("{}"))).is(t, 403, "MissingAuthenticationTokenException")
	send(t, s.request(t, "GET", "/no/such/path", nil)).is(t, 403, "MissingAuthenticationTokenException")
	r := s.request(t, "GET", "/instance", nil)
	r.Header.Set("Authorization", "Bearer x")
	if a := send(t, r); a.status != 400 && a.status != 403 {
		t.Errorf("another scheme gets %d", a.status)
	}
}

func refusesLargeBody(t *testing.T, s *server) {
	large := []byte(`{"InstanceId":"` + strings.Repeat("x", 10<<20) + `"}`)
	send(t, s.signed(t, s.request(t, "POST", "/search-users", large), large)).is(t, 400, "InvalidRequestException")
	chunked := s.request(t, "POST", "/search-users", nil)
	chunked.Body, chunked.ContentLength = io.NopCloser(bytes.NewReader(large)), -1
	send(t, s.signed(t, chunked, large)).is(t, 400, "InvalidRequestException")
	s.call(t, "GET", "/instance", "").isOK(t)
}

func (a answer) isOK(t *testing.T) {
	t.Helper()
	if a.status != 200 {
		t.Fatalf("got %d %s, want 200", a.status, a.body)
	}
}

func refusesDeepNesting(t *testing.T, s *server) {
	nested := func(depth int) string { return `{"x":` + strings.Repeat("[", depth) + strings.Repeat("]", depth) + `}` }
	s.call(t, "POST", "/search-users", nested(100)).is(t, 400, "InvalidRequestException")
	s.call(t, "POST", "/search-users", nested(500_000)).is(t, 400, "InvalidRequestException")
	// Here only InstanceId is missing.
	s.call(t, "POST", "/search-users", nested(60)).is(t, 400, "InvalidParameterException")
}

func refusesMalformedBodies(t *testing.T, s *server) {
	for _, body := range []string{
		"[]", `"x"`, "{", `{"InstanceId":"x"}{}`, `{"InstanceId":"x","InstanceId":"y"}`, "{\"InstanceId\":\"\xff\"}", `{"InstanceId":"\ud800"}`, "<x/>",
	} {
		s.call(t, "POST", "/search-users", body).is(t, 400, "InvalidRequestException")
	}
}

func refusesMembers(t *testing.T, s *server) {
	for _, tt := range []struct{ target, body, names string }{
		{"/search-users", `{}`, "InstanceId"},
		{"/search-users", `{"InstanceId":7}`, "InstanceId"},
		{"/search-users", `{"InstanceId":"x","MaxResults":"10"}`, "MaxResults"},
		{"/search-users", `{"InstanceId":"x","MaxResults":1.5}`, "MaxResults"},
		{"/search-users", `{"InstanceId":"x\u0000"}`, "InstanceId"},
		{
			"/search-users", `{"InstanceId":"x","SearchCriteria":{"OrConditions":[{},{"StringCondition":{"ComparisonType":"LIKE"}}]}}`,
			"SearchCriteria.OrConditions[1].StringCondition.ComparisonType",
		},
	} {
		a := s.call(t, "POST", tt.target, tt.body)
		a.is(t, 400, "InvalidParameterException")
		if !strings.Contains(a.message(), tt.names) {
			t.Errorf("the message for %s is %s", tt.body, a.message())
		}
	}
	secret := s.call(t, "PUT", "/users/"+nobody, `{"Username":"x","Password":"hunter2","RoutingProfileId":"x","SecurityProfileIds":["x"]}`)
	secret.is(t, 400, "InvalidParameterException")
	if strings.Contains(secret.message(), "hunter2") {
		t.Errorf("the message repeats the password: %s", secret.message())
	}
	s.call(t, "GET", "/users-summary/"+nobody+"?maxResults=many", "").is(t, 400, "InvalidParameterException")
	s.call(t, "GET", "/instance?maxResults=many", "").is(t, 400, "InvalidRequestException")
}

func refusesUnknownPaths(t *testing.T, s *server) {
	for _, target := range []string{
		"/no-such-path", "/users", "/users/", "/instance/", "/Instance", "/instance//" + nobody, "/./instance", "/x/../instance",
		"/users/arn:aws:connect:" + region + ":" + account + ":instance/" + nobody + "/" + nobody, "/favicon.ico",
	} {
		s.call(t, "GET", target, "").is(t, 404, "UnknownOperationException")
	}
	s.call(t, "POST", "/instance", "{}").is(t, 404, "UnknownOperationException")
	s.call(t, "OPTIONS", "/instance", "").is(t, 404, "UnknownOperationException")
	head := s.call(t, "HEAD", "/instance", "")
	if head.status != 404 || head.header.Get("X-Amzn-ErrorType") != "UnknownOperationException" || len(head.body) != 0 {
		t.Errorf("HEAD gets %d %v %q", head.status, head.header, head.body)
	}
}

func refusesUnbuilt(t *testing.T, s *server) {
	s.call(t, "PUT", "/contact-flows/"+nobody, `{}`).is(t, 501, "NotImplementedException")
}

func refusesTampering(t *testing.T, s *server) {
	body := []byte(`{"InstanceId":"` + nobody + `"}`)
	for name, change := range map[string]func(*http.Request){
		"body": func(r *http.Request) {
			r.Body = io.NopCloser(strings.NewReader(strings.Replace(string(body), "4", "5", 1)))
		},
		"path":   func(r *http.Request) { r.URL.Path = "/search-queues" },
		"method": func(r *http.Request) { r.Method = "PUT" },
		"query":  func(r *http.Request) { r.URL.RawQuery = "x=y" },
		"host":   func(r *http.Request) { r.Host = "connect.eu-central-1.amazonaws.com" },
		"region": func(r *http.Request) {
			r.Header.Set("Authorization", strings.Replace(r.Header.Get("Authorization"), region, "us-east-1", 1))
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := s.signed(t, s.request(t, "POST", "/search-users", body), body)
			change(r)
			send(t, r).is(t, 403, "InvalidSignatureException")
		})
	}
}

func takesPresigned(t *testing.T, s *server) {
	r := s.request(t, "GET", "/instance?X-Amz-Expires=60", nil)
	credentials := aws.Credentials{AccessKeyID: s.key.AccessKeyId, SecretAccessKey: s.key.SecretAccessKey}
	const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	url, _, err := v4.NewSigner().PresignHTTP(t.Context(), credentials, r, emptyHash, "connect", region, time.Now())
	ok(t, err)
	send(t, must(http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil))(t)).isOK(t)
	changed := strings.Replace(url, "X-Amz-Expires=60", "X-Amz-Expires=61", 1)
	send(t, must(http.NewRequestWithContext(t.Context(), http.MethodGet, changed, nil))(t)).is(t, 403, "InvalidSignatureException")
}

func servesOwnPages(t *testing.T, s *server) {
	for _, page := range []string{"/_rollcall/health", "/_rollcall/live", "/metrics"} {
		send(t, s.request(t, "GET", page, nil)).isOK(t)
	}
	send(t, s.request(t, "GET", "/_rollcall/other", nil)).is(t, 404, "ResourceNotFoundException")
}

func ignoresUnknownMembers(t *testing.T, s *server) {
	body := `{"AllowedAIAgents":[{}],"Tags":null,"InstanceAlias":"ignoring","identitymanagementtype":"SAML","IdentityManagementType":"SAML",` +
		`"InboundCallsEnabled":true,"OutboundCallsEnabled":true,"DirectoryId":null}`
	s.call(t, "PUT", "/instance", body).isOK(t)
}

// TestSlowHeaders waits for as long as the server gives a client to send its headers.
func TestSlowHeaders(t *testing.T) {
	if testing.Short() {
		t.Skip("it waits for the server's patience to end, 10 seconds")
	}
	t.Parallel()
	s := newServer(t)
	conn := must(net.Dial("tcp", strings.TrimPrefix(s.url, "http://")))(t)
	defer conn.Close()
	must(io.WriteString(conn, "GET /instance HTTP/1.1\r\nHost: localhost\r\nX-Slow: "))(t)
	ok(t, conn.SetReadDeadline(time.Now().Add(30*time.Second)))
	if _, err := io.ReadAll(conn); err != nil {
		t.Errorf("the server did not hang up: %v", err)
	}
}
