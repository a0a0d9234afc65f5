package serve

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/rollcall-dev/rollcall/internal/api"
	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// The limits of a connection. A presigned URL with an ARN in each place that takes one, and a session token, is below 16 KiB.
const (
	headerTimeout  = 10 * time.Second
	readTimeout    = 30 * time.Second
	writeTimeout   = 60 * time.Second
	idleTimeout    = 2 * time.Minute
	maxHeaderBytes = 64 << 10
)

// Store is what the server itself needs of a store, beside what the domain does.
type Store interface {
	// AccessKey finds a key by its id, revoked ones too; roster.ErrNotFound when there is none.
	AccessKey(ctx context.Context, id string) (credential.AccessKey, error)
	// AccessKeys lists all access keys, revoked ones too.
	AccessKeys(ctx context.Context) ([]credential.AccessKey, error)
	// Ready says whether the store can answer.
	Ready(ctx context.Context) error
	// Sweep removes up to limit rows of deleted instances; done says that nothing is left.
	Sweep(ctx context.Context, limit int) (done bool, err error)
	audit.Store
}

// Sealer seals page tokens, and issues and opens the credentials of sessions. It is the store's keyring; one that cannot be reached answers
// with an error of kind roster.Unavailable.
type Sealer interface {
	api.Sealer
	IssueSession(credential.Session) (credential.SessionCredentials, error)
	// OpenSession is credential.ErrSessionToken for a token that is not the session's.
	OpenSession(id, token string) (credential.Session, credential.Secret, error)
}

// Options are what a server is made of. All fields are needed, except those that say otherwise.
type Options struct {
	Store  Store
	Roster *roster.Service
	Sealer Sealer
	// Master opens the secrets of the store's access keys.
	Master credential.MasterKey
	// Dev lets callers in without a key; nil, only keys that were issued are let in.
	Dev *Dev
	// AuditKeys sign what retention leaves of the audit trail, and AuditRetention is how old an event may become. Optional: without keys
	// nothing is removed.
	AuditKeys      *audit.Keys
	AuditRetention time.Duration
	// Certificate lets the server speak TLS; nil, it speaks plain HTTP. MetricsListener is plain in any case.
	Certificate *Certificate
	// TrustedProxies are the peers whose X-Forwarded-For counts. Optional.
	TrustedProxies []netip.Prefix
	// StopDelay is how long Serve goes on answering after its context has ended, while the health page says that the server is not ready.
	// Optional.
	StopDelay time.Duration
	// MetricsListener takes the requests for metrics, which the server does not answer itself then. Optional; Serve closes it.
	MetricsListener net.Listener
	// Collectors are metrics of other parts of the program. Optional.
	Collectors []prometheus.Collector
	Version    string
	Now        func() time.Time
	Log        *slog.Logger
}

// Server serves the API over HTTP. It is the handler of every request.
type Server struct {
	opts       Options
	operations http.Handler
	auth       *authenticator
	explainer  *Explainer
	protocol   *rest.Protocol
	pages      map[string]page
	attempts   *attempts
	metrics    *metrics
	started    time.Time
	stopping   atomic.Bool
}

// New makes a server.
func New(o Options) *Server {
	s := &Server{
		opts: o, auth: newAuthenticator(o), protocol: ownProtocol(), attempts: newAttempts(o.Now),
		metrics: newMetrics(o.Collectors), started: o.Now(),
	}
	s.explainer = &Explainer{roster: o.Roster, store: o.Store, principals: s.auth.principals, now: o.Now}
	s.pages = s.ownPages()
	s.operations = api.New(o.Roster, api.Options{Sealer: o.Sealer, Now: o.Now, Observe: observe}).Handler()
	return s
}

// Serve answers requests until the context ends and the delay for stopping is over, and sweeps meanwhile. Then it finishes the requests that
// run, for 10 seconds at most, and returns nil. An error is that of a listener, which Serve closes in any case.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	// What runs beside the requests ends after them: they have denials to record until then.
	running, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	failed := make(chan error, 2)
	servers := []*http.Server{s.start(listener, s, s.opts.Certificate, failed)}
	if s.opts.MetricsListener != nil {
		servers = append(servers, s.start(s.opts.MetricsListener, http.HandlerFunc(s.serveMetrics), nil, failed))
	}
	var beside sync.WaitGroup
	beside.Go(func() { s.sweep(running, sweepInterval) })
	beside.Go(func() { s.keepAudit(running, auditInterval) })
	beside.Go(func() { s.opts.Roster.RecordDenials(running, s.denialsFailed) })
	defer func() { stop(); beside.Wait() }()
	select {
	case err := <-failed:
		for _, server := range servers {
			err = errors.Join(err, server.Close())
		}
		return err
	case <-ctx.Done():
		s.announce(failed)
		s.drain(running, servers)
		return nil
	}
}

// start lets a handler answer what comes to the listener, over TLS when there is a certificate. What ends that goes to failed.
func (s *Server) start(listener net.Listener, handler http.Handler, certificate *Certificate, failed chan<- error) *http.Server {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(s.opts.Log.Handler(), slog.LevelWarn),
	}
	if certificate == nil {
		go func() { failed <- server.Serve(listener) }()
		return server
	}
	server.TLSConfig = certificate.config()
	go func() { failed <- server.ServeTLS(listener, "", "") }()
	return server
}
