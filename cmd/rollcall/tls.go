package main

import (
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/rollcall-dev/rollcall/internal/serve"
)

// tlsFlags name the certificate of a server that speaks TLS itself.
type tlsFlags struct {
	TLSCert string `name:"tls-cert" placeholder:"FILE" help:"Serve over TLS with this certificate, in PEM, followed by those of intermediate authorities. It may be replaced while the server runs. Needs --tls-key."`
	TLSKey  string `name:"tls-key" placeholder:"FILE" help:"The key of --tls-cert, in PEM. It may be replaced together with it."`
}

// validateTLS checks what the flags' types do not say.
func (f tlsFlags) validateTLS() error {
	if (f.TLSCert == "") != (f.TLSKey == "") {
		return errors.New("--tls-cert and --tls-key go together")
	}
	return nil
}

func (f tlsFlags) hasTLS() bool { return f.TLSCert != "" }

// certificate reads the files; nil when there are none.
func (f tlsFlags) certificate(log *slog.Logger) (*serve.Certificate, error) {
	if !f.hasTLS() {
		return nil, nil
	}
	certificate, err := serve.NewCertificate(f.TLSCert, f.TLSKey, time.Now, log)
	if err != nil {
		return nil, fmt.Errorf("--tls-cert and --tls-key: %w", err)
	}
	return certificate, nil
}

// scheme is that of the server's URLs.
func (f tlsFlags) scheme() string {
	if f.hasTLS() {
		return "https"
	}
	return "http"
}
