package serve_test

import (
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/serve"
	"github.com/rollcall-dev/rollcall/internal/tlstest"
)

// secured is a server that speaks TLS, with the clock by which it looks at the files of its certificate.
type secured struct {
	*fixture
	ca *tlstest.Authority
	// address is where the server listens, and metrics where it answers for its metrics alone.
	address, metrics string
	seconds          atomic.Int64
}

// newSecured starts a server whose certificate lies in the files already.
func newSecured(t *testing.T, ca *tlstest.Authority, cert, key string) *secured {
	t.Helper()
	s := &secured{ca: ca}
	listener, metrics := listen(t), listen(t)
	s.address, s.metrics = listener.Addr().String(), metrics.Addr().String()
	s.fixture = newServer(t, func(o *serve.Options) {
		o.MetricsListener = metrics
		var err error
		o.Certificate, err = serve.NewCertificate(cert, key, func() time.Time { return time.Unix(s.seconds.Load(), 0) }, o.Log)
		if err != nil {
			t.Fatal(err)
		}
	})
	served := make(chan error, 1)
	go func() { served <- s.Serve(t.Context(), listener) }()
	t.Cleanup(func() {
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	return s
}

func listen(t *testing.T) net.Listener {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return listener
}

// shake makes a new connection and tells what came of it.
func (s *secured) shake(change func(*tls.Config)) (tls.ConnectionState, error) {
	config := s.ca.Config()
	if change != nil {
		change(config)
	}
	conn, err := tls.Dial("tcp", s.address, config)
	if err != nil {
		return tls.ConnectionState{}, err
	}
	defer conn.Close()
	return conn.ConnectionState(), nil
}

// shows expects which certificate a new connection sees.
func (s *secured) shows(t *testing.T, want tlstest.Pair) {
	t.Helper()
	state, err := s.shake(nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := state.PeerCertificates[0].SerialNumber.Int64(); got != want.Serial {
		t.Errorf("the server shows certificate %d, want %d", got, want.Serial)
	}
}

// complaints is how often the log complains of the files.
func (s *secured) complaints() int { return strings.Count(s.log.String(), "are of no use") }

// files puts a pair where a server may find it.
func files(t *testing.T, pair tlstest.Pair) (cert, key string) {
	t.Helper()
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "tls.crt"), filepath.Join(dir, "tls.key")
	tlstest.Write(t, cert, pair.Cert)
	tlstest.Write(t, key, pair.Key)
	return cert, key
}

// TestCertificateIsReplaced renews a certificate file by file, as programs that fetch certificates do.
func TestCertificateIsReplaced(t *testing.T) {
	ca := tlstest.New(t)
	first, second := ca.Issue(t), ca.Issue(t)
	cert, key := files(t, first)
	s := newSecured(t, ca, cert, key)
	s.shows(t, first)

	tlstest.Write(t, cert, second.Cert)
	for range 3 {
		s.seconds.Add(1)
		s.shows(t, first)
	}
	if s.complaints() != 1 {
		t.Errorf("%d complaints of files that do not belong together, want one", s.complaints())
	}
	tlstest.Write(t, key, second.Key)
	s.shows(t, first) // it is too early to look again
	s.seconds.Add(1)
	s.shows(t, second)

	if err := os.Remove(key); err != nil {
		t.Fatal(err)
	}
	s.seconds.Add(1)
	s.shows(t, second)
	if s.complaints() != 2 {
		t.Errorf("%d complaints after a file went away, want one more", s.complaints())
	}
	for _, pair := range []tlstest.Pair{first, second} {
		if holdsKey(s.log.String(), pair) {
			t.Error("the log holds a key")
		}
	}
}

// holdsKey says whether a text has a line of the pair's key in it.
func holdsKey(text string, pair tlstest.Pair) bool {
	return strings.Contains(text, strings.Split(string(pair.Key), "\n")[1])
}

// TestCertificateBehindALinkIsReplaced swaps the folder that holds both files, as Kubernetes does. All files are of one age.
func TestCertificateBehindALinkIsReplaced(t *testing.T) {
	ca, dir := tlstest.New(t), t.TempDir()
	pairs := []tlstest.Pair{ca.Issue(t), ca.Issue(t)}
	for n, pair := range pairs {
		version := filepath.Join(dir, string("ab"[n]))
		err := os.Mkdir(version, 0o700)
		for name, text := range map[string][]byte{"tls.crt": pair.Cert, "tls.key": pair.Key} {
			file := filepath.Join(version, name)
			err = errors.Join(err, os.WriteFile(file, text, 0o600), os.Chtimes(file, time.Unix(1, 0), time.Unix(1, 0)))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	link := func(to, name string) {
		t.Helper()
		temporary := filepath.Join(dir, "temporary")
		if err := errors.Join(os.Symlink(to, temporary), os.Rename(temporary, filepath.Join(dir, name))); err != nil {
			t.Fatal(err)
		}
	}
	link("a", "data")
	s := newSecured(t, ca, filepath.Join(dir, "data", "tls.crt"), filepath.Join(dir, "data", "tls.key"))
	s.shows(t, pairs[0])
	link("b", "data")
	s.seconds.Add(1)
	s.shows(t, pairs[1])
	if s.complaints() != 0 {
		t.Errorf("%d complaints of files that were replaced at once", s.complaints())
	}
}

func TestCertificateOfNoUse(t *testing.T) {
	ca := tlstest.New(t)
	pair, other := ca.Issue(t), ca.Issue(t)
	cert, key := files(t, pair)
	otherCert, otherKey := files(t, other)
	_, garbage := files(t, tlstest.Pair{Key: pair.Key[:len(pair.Key)/2]})
	for what, files := range map[string][2]string{
		"no certificate": {cert + "x", key}, "no key": {cert, key + "x"}, "a folder": {filepath.Dir(cert), key}, "another's key": {cert, otherKey},
		"another's certificate": {otherCert, key}, "exchanged": {key, cert}, "half a key": {cert, garbage}, "two keys": {key, key},
	} {
		c, err := serve.NewCertificate(files[0], files[1], time.Now, nil)
		if c != nil || err == nil || holdsKey(err.Error(), pair) {
			t.Errorf("%s: %v, %v", what, c, err)
		}
	}
}

func TestTLSVersions(t *testing.T) {
	ca := tlstest.New(t)
	cert, key := files(t, ca.Issue(t))
	s := newSecured(t, ca, cert, key)
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		if state, err := s.shake(func(c *tls.Config) { c.MaxVersion = version }); err != nil || state.Version != version {
			t.Errorf("version %x: %x, %v", version, state.Version, err)
		}
	}
	if _, err := s.shake(func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS10, tls.VersionTLS11 }); err == nil {
		t.Error("the server speaks TLS 1.1")
	}
	for _, protocol := range []string{"h2", "http/1.1"} {
		if state, err := s.shake(func(c *tls.Config) { c.NextProtos = []string{protocol} }); err != nil || state.NegotiatedProtocol != protocol {
			t.Errorf("%s: %q, %v", protocol, state.NegotiatedProtocol, err)
		}
	}
}

func TestMetricsStayPlain(t *testing.T) {
	ca := tlstest.New(t)
	cert, key := files(t, ca.Issue(t))
	s := newSecured(t, ca, cert, key)
	answer, err := http.Get("http://" + s.metrics + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Errorf("status %d, want 200", answer.StatusCode)
	}
}
