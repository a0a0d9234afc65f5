package serve

import (
	"crypto/sha256"
	"crypto/tls"
	"errors"
	"log/slog"
	"os"
	"sync"
	"time"
)

// certificateInterval is how long a certificate is served before its files are looked at again.
const certificateInterval = time.Second

// Certificate is the server's certificate and its key, from two files in PEM. They may be replaced while the server runs: handshakes look
// whether they changed, once a second at most. While they cannot be read or do not belong together, as between the replacement of the one
// and of the other, the pair that was read before goes on, and the log says why.
type Certificate struct {
	certFile, keyFile string
	now               func() time.Time
	log               *slog.Logger

	mu sync.Mutex
	// looked is when the files were read last, and sum what was in them when they gave the pair.
	looked time.Time
	sum    [2][sha256.Size]byte
	pair   *tls.Certificate
	// complaint is what the log says of files that are of no use; "" when they are of use.
	complaint string
}

// NewCertificate reads the files, of which the first may hold the certificates of intermediate authorities too. The error says why they
// are of no use, and nothing of what they hold.
func NewCertificate(certFile, keyFile string, now func() time.Time, log *slog.Logger) (*Certificate, error) {
	c := &Certificate{certFile: certFile, keyFile: keyFile, now: now, log: log, looked: now()}
	if err := c.load(); err != nil {
		return nil, err
	}
	return c, nil
}

// config is how a server speaks TLS with the certificate.
func (c *Certificate) config() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: c.get}
}

// get gives a handshake its certificate.
func (c *Certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := c.now(); now.Sub(c.looked) >= certificateInterval {
		c.looked = now
		c.note(c.load())
	}
	return c.pair, nil
}

// load takes over what the files hold. It looks at all of it: another file behind the same link may have the age and the size of the one
// before. On an error the pair stays as it is.
func (c *Certificate) load() error {
	cert, certErr := os.ReadFile(c.certFile)
	key, keyErr := os.ReadFile(c.keyFile)
	if err := errors.Join(certErr, keyErr); err != nil {
		return err
	}
	sum := [2][sha256.Size]byte{sha256.Sum256(cert), sha256.Sum256(key)}
	if sum == c.sum {
		return nil
	}
	pair, err := tls.X509KeyPair(cert, key)
	if err != nil {
		return err
	}
	if c.pair != nil {
		c.log.Info("the certificate was replaced", "until", pair.Leaf.NotAfter)
	}
	c.sum, c.pair = sum, &pair
	return nil
}

// note logs what is wrong with the files, once for as long as it stays the same.
func (c *Certificate) note(err error) {
	complaint := ""
	if err != nil {
		complaint = err.Error()
	}
	if complaint != "" && complaint != c.complaint {
		c.log.Warn("the certificate's files are of no use; the pair read before goes on", "error", complaint)
	}
	c.complaint = complaint
}
