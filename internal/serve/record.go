package serve

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"github.com/google/uuid"

	"github.com/rollcall-dev/rollcall/internal/rest"
)

// record is what is known of one request. It is filled on the request's way, by the goroutine that serves it, and logged once at the end.
type record struct {
	id        string
	start     time.Time
	own       bool // for a program that watches the server
	operation string
	errorType string
	cause     error
	account   string
	accessKey string
	region    string
	remote    string
}

func (s *Server) newRecord(r *http.Request) *record {
	return &record{id: uuid.NewString(), start: time.Now(), remote: remoteAddress(r, s.opts.TrustedProxies)}
}

// address is where the request came from; the zero Addr when that is not known.
func (rec *record) address() netip.Addr {
	a, _ := netip.ParseAddr(rec.remote)
	return a
}

type recordKey struct{}

func withRecord(ctx context.Context, rec *record) context.Context {
	return context.WithValue(ctx, recordKey{}, rec)
}

// recordOf is the record of the request that the context belongs to. Without one it is a record that nobody reads.
func recordOf(ctx context.Context) *record {
	if rec, ok := ctx.Value(recordKey{}).(*record); ok {
		return rec
	}
	return new(record)
}

// observe notes the outcome of a request; see rest.Protocol.
func observe(ctx context.Context, operation string, sent *rest.Error, cause error) {
	rec := recordOf(ctx)
	if operation != "" {
		rec.operation = operation
	}
	if sent != nil {
		rec.errorType, rec.cause = sent.Type, cause
	}
}

// finish logs and counts a request that has been answered.
func (s *Server) finish(a *answer, r *http.Request, rec *record) {
	took := time.Since(rec.start)
	s.metrics.end(rec, a.status, took)
	ctx := r.Context()
	level := rec.level(a.status, ctx.Err() != nil)
	if !s.opts.Log.Enabled(ctx, level) {
		return
	}
	s.opts.Log.LogAttrs(ctx, level, "request", rec.attrs(a.status, took)...)
}

// level is Error for what an operator has to look into. A caller that went away is no failure of the server.
func (rec *record) level(status int, gone bool) slog.Level {
	switch {
	case status >= http.StatusInternalServerError && status != http.StatusNotImplemented && !gone:
		return slog.LevelError
	case rec.own:
		return slog.LevelDebug
	}
	return slog.LevelInfo
}

// attrs are the fields of the log line. The cause is only told for failures of the server: for a refusal the type says it.
func (rec *record) attrs(status int, took time.Duration) []slog.Attr {
	attrs := []slog.Attr{
		slog.String("request_id", rec.id), slog.String("operation", rec.operation), slog.Int("status", status),
		slog.Float64("duration_ms", float64(took.Microseconds())/1000), slog.String("account", rec.account),
		slog.String("access_key", rec.accessKey), slog.String("region", rec.region), slog.String("remote", rec.remote),
	}
	if rec.errorType != "" {
		attrs = append(attrs, slog.String("error", rec.errorType))
	}
	if rec.cause != nil && status >= http.StatusInternalServerError {
		attrs = append(attrs, slog.String("cause", rec.cause.Error()))
	}
	return attrs
}
