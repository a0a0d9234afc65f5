package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"regexp"
	"time"

	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/serve"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

type serveCommand struct {
	storeFlags
	poolFlags
	tlsFlags
	Listen                string         `default:"127.0.0.1:2255" placeholder:"HOST:PORT" help:"Where to listen; port 0 takes a free one. Default: ${default}"`
	Region                string         `default:"us-west-2" help:"Region of the commands printed at start, and of requests that name none. Default: ${default}"`
	Account               string         `default:"000000000000" help:"Account of development callers. Default: ${default}"`
	Dev                   bool           `help:"For development: any access key id is an administrator, and no signature is checked. Listens on loopback only. The default store is sqlite:${data}/dev.db"`
	DevAnyAddress         bool           `help:"With --dev: listen on any address, and answer to any host name. For containers."`
	TrustedProxy          []netip.Prefix `placeholder:"CIDR" help:"Proxies whose X-Forwarded-For is believed. May be repeated."`
	InstanceCreationDelay time.Duration  `default:"0s" help:"How long a new instance stays in creation. Default: ${default}"`
	Quotas                string         `default:"none" enum:"none,aws" help:"How much there may be: none bounds nothing, aws is what Amazon Connect gives a new account (2 instances, 500 users in each, ...). Default: ${default}"`
	SearchMemory          *byteSize      `placeholder:"SIZE" help:"How much memory the search indexes may take together, such as 512MiB; 0 for no limit. Default: a quarter of the machine's"`
	SearchWarmUp          bool           `help:"Build the search indexes of all instances after the start, not with the first search of each."`
	AuditRetention        time.Duration  `default:"2160h" help:"How long events of the audit trail are kept. Default: ${default}, which is 90 days"`
	StopDelay             time.Duration  `default:"0s" help:"How long the server still answers after it was told to stop, while its health page says that it is not ready: time for a load balancer to send requests elsewhere. Default: ${default}"`
	MetricsListen         string         `placeholder:"HOST:PORT" help:"Where to answer /metrics, and nothing else, in place of --listen; over plain HTTP, also with --tls-cert."`
	LogFormat             string         `default:"text" enum:"text,json" help:"text or json. Default: ${default}"`
	LogLevel              string         `default:"info" enum:"debug,info,warn,error" help:"debug, info, warn or error. Default: ${default}"`
}

var (
	accountID = regexp.MustCompile(`^[0-9]{12}$`)
	regionID  = regexp.MustCompile(`^[a-z0-9-]{1,64}$`)
)

// Validate checks what the flags' types do not say.
func (c *serveCommand) Validate() error {
	switch {
	case !accountID.MatchString(c.Account):
		return errors.New("--account has to be 12 digits")
	case !regionID.MatchString(c.Region):
		return errors.New("--region has to be the name of a Region, such as us-west-2")
	case c.InstanceCreationDelay < 0:
		return errors.New("--instance-creation-delay cannot be negative")
	case c.StopDelay < 0:
		return errors.New("--stop-delay cannot be negative")
	case c.AuditRetention <= 0:
		return errors.New("--audit-retention has to be positive")
	case c.DevAnyAddress && !c.Dev:
		return errors.New("--dev-any-address goes with --dev only")
	}
	return errors.Join(c.validatePool(), c.validateTLS())
}

// Run serves until the context ends.
func (c *serveCommand) Run(ctx context.Context, env *environment) (err error) {
	log := c.logger(env.stderr)
	memory := machineMemory(log)
	collectRarely(env, memory)
	certificate, err := c.certificate(log)
	if err != nil {
		return err
	}
	listener, err := c.listen()
	if err != nil {
		return err
	}
	defer listener.Close()
	metrics, err := c.listenForMetrics()
	if err != nil {
		return err
	}
	if metrics != nil {
		defer metrics.Close()
	}
	store, err := sqlstore.Open(ctx, c.url(env), c.options())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	c.dev = c.Dev
	secrets, err := c.unseal(ctx, env, store)
	if err != nil && !roster.IsKind(err, roster.Unavailable) {
		return err
	}
	if err != nil {
		log.Warn("the store cannot be reached; trying again", "error", err)
	}
	late := &lateStore{Store: store, log: log}
	late.keyring.Store(secrets.keyring)
	hasher, err := newHasher()
	if err != nil {
		return err
	}
	duration := newSearchDuration()
	auditKeys := secrets.auditKeys()
	service := roster.NewService(store, roster.Options{
		Hasher: hasher, Now: time.Now, Rand: rand.Reader, CreationDelay: c.InstanceCreationDelay, Quotas: c.quotas(),
		SearchMemory: c.searchMemory(memory), SearchTook: duration.took, Audit: audit.NewRecorder(auditKeys),
	})
	defer service.Close()
	server := serve.New(serve.Options{
		Store: late, Roster: service, Sealer: late, Master: secrets.master, Dev: c.development(), Certificate: certificate,
		TrustedProxies: c.TrustedProxy, AuditKeys: auditKeys, AuditRetention: c.AuditRetention, StopDelay: c.StopDelay, MetricsListener: metrics,
		Collectors: append(storeMetrics(store), duration, searchMetrics{service}), Version: buildVersion(), Now: time.Now, Log: log,
	})
	if err := c.greet(ctx, env, late, listener.Addr(), metrics); err != nil {
		return err
	}
	if c.SearchWarmUp {
		service.WarmUp(func(err error) {
			log.Warn("a search index could not be built; the first search will try again", "error", err)
		})
	}
	return late.serve(ctx, secrets.master, func(ctx context.Context) error { return server.Serve(ctx, listener) })
}

func (c *serveCommand) url(env *environment) string {
	if c.Dev {
		return c.storeURL(env, "dev.db")
	}
	return c.storeURL(env, "rollcall.db")
}

func (c *serveCommand) development() *serve.Dev {
	if !c.Dev {
		return nil
	}
	return &serve.Dev{Account: c.Account, Region: c.Region, AnyHost: c.DevAnyAddress}
}

func (c *serveCommand) quotas() roster.Quotas {
	if c.Quotas == "aws" {
		return roster.AWSQuotas()
	}
	return nil
}

// listen opens the port. Where it leads is asked of the listener itself, since a name can mean any address.
func (c *serveCommand) listen() (net.Listener, error) {
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return nil, err
	}
	if c.Dev && !c.DevAnyAddress && !listener.Addr().(*net.TCPAddr).IP.IsLoopback() {
		return nil, usageError{errors.Join(errors.New("--dev lets everybody in, so it listens on a loopback address only, unless --dev-any-address is given too"), listener.Close())}
	}
	return listener, nil
}

// listenForMetrics opens the port for metrics, if they have one.
func (c *serveCommand) listenForMetrics() (net.Listener, error) {
	if c.MetricsListen == "" {
		return nil, nil
	}
	return net.Listen("tcp", c.MetricsListen)
}

func (c *serveCommand) logger(w io.Writer) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.LogLevel)); err != nil {
		panic(fmt.Sprintf("a log level that the flag allows: %v", err))
	}
	options := &slog.HandlerOptions{Level: level}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}
