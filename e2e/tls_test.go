package e2e

import (
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/tlstest"
)

// certificate is a pair in files that a server reads.
type certificate struct {
	ca        *tlstest.Authority
	pair      tlstest.Pair
	cert, key string
}

func newCertificate(t *testing.T) *certificate {
	t.Helper()
	dir, ca := t.TempDir(), tlstest.New(t)
	c := &certificate{ca: ca, pair: ca.Issue(t), cert: filepath.Join(dir, "tls.crt"), key: filepath.Join(dir, "tls.key")}
	tlstest.Write(t, c.cert, c.pair.Cert)
	tlstest.Write(t, c.key, c.pair.Key)
	return c
}

func (c *certificate) flags() []string { return []string{"--tls-cert", c.cert, "--tls-key", c.key} }

// transport makes connections of its own, and speaks HTTP/1.1 or HTTP/2 alone.
func (c *certificate) transport(t *testing.T, major int) *http.Transport {
	transport := c.ca.Transport()
	transport.Protocols = new(http.Protocols)
	transport.Protocols.SetHTTP1(major == 1)
	transport.Protocols.SetHTTP2(major == 2)
	t.Cleanup(transport.CloseIdleConnections)
	return transport
}

// TestTLS calls a server over TLS, in both versions of HTTP.
func TestTLS(t *testing.T) {
	t.Parallel()
	c := newCertificate(t)
	s := newServer(t, c.flags()...)
	if !strings.HasPrefix(s.url, "https://") {
		t.Errorf("the server says that it listens on %s", s.url)
	}
	for major, alias := range map[int]string{1: "one", 2: "two"} {
		transport := c.transport(t, major)
		people := newCentre(t, s.clientOver(transport, s.key, region), types.DirectoryTypeSaml, alias)
		people.hire(t, "ada")
		same(t, "the users", people.after(t, nil), []string{"ada"})
		wrong := key{s.key.AccessKeyId, changed(s.key.SecretAccessKey)}
		refusedAs(t, listing(t, s.clientOver(transport, wrong, region)), "InvalidSignatureException")
		resp := must(transport.RoundTrip(s.signed(t, s.request(t, "GET", "/instance", nil), nil)))(t)
		same(t, "the status", resp.StatusCode, 200)
		same(t, "the version of HTTP", resp.ProtoMajor, major)
		must(io.ReadAll(resp.Body))(t)
		resp.Body.Close()
	}
	if _, err := http.DefaultTransport.RoundTrip(s.request(t, "GET", "/_rollcall/live", nil)); err == nil {
		t.Error("a client trusts the server that does not know its authority")
	}
	plain := s.request(t, "GET", "/_rollcall/live", nil)
	plain.URL.Scheme = "http"
	same(t, "the status over plain HTTP", send(t, plain).status, 400)
}

// TestCertificateRenewal renews the certificate of a server that runs.
func TestCertificateRenewal(t *testing.T) {
	t.Parallel()
	c := newCertificate(t)
	s := newServer(t, c.flags()...)
	before := c.transport(t, 2)
	same(t, "the certificate", s.serial(t, before), c.pair.Serial)
	renewed := c.ca.Issue(t)
	shown := func() int64 { return s.serial(t, c.transport(t, 2)) }

	tlstest.Write(t, c.cert, renewed.Cert)
	await(t, "the server looks at half of the new pair", func() bool {
		same(t, "the certificate of a half-replaced pair", shown(), c.pair.Serial)
		return strings.Contains(s.log.String(), "are of no use")
	})
	tlstest.Write(t, c.key, renewed.Key)
	await(t, "the new certificate shows", func() bool { return shown() == renewed.Serial })
	same(t, "the certificate of a connection that goes on", s.serial(t, before), c.pair.Serial)
}

// serial sends a request and gives the number of the certificate that its connection began with.
func (s *server) serial(t *testing.T, transport *http.Transport) int64 {
	t.Helper()
	resp := must(transport.RoundTrip(s.signed(t, s.request(t, "GET", "/instance", nil), nil)))(t)
	defer resp.Body.Close()
	must(io.ReadAll(resp.Body))(t)
	same(t, "the status", resp.StatusCode, 200)
	return resp.TLS.PeerCertificates[0].SerialNumber.Int64()
}

// await waits until something is so.
func await(t *testing.T, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !is(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

// TestDevelopmentModeOverTLS holds that TLS lets no web page in.
func TestDevelopmentModeOverTLS(t *testing.T) {
	t.Parallel()
	c := newCertificate(t)
	s := newDevServer(t, c.flags()...)
	transport := c.transport(t, 2)
	ask := func(change func(*http.Request)) answer {
		r := s.signed(t, s.request(t, "GET", "/instance", nil), nil)
		change(r)
		return sendOver(t, transport, r)
	}
	same(t, "the status", ask(func(*http.Request) {}).status, 200)
	ask(func(r *http.Request) { r.Host = "rebound.example" }).is(t, 403, "AccessDeniedException")
	r := s.request(t, "POST", "/search-users", []byte("{}"))
	r.Header.Set("Origin", "https://evil.example")
	sendOver(t, transport, s.signed(t, r, []byte("{}"))).is(t, 403, "AccessDeniedException")
}
