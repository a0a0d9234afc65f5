package serve

import (
	"context"
	"errors"
	"mime"
	"net/http"
	"strings"

	"github.com/rollcall-dev/rollcall/internal/api"
	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/sigv4"
)

const (
	ownPrefix   = "/_rollcall/"
	metricsPath = "/metrics"
)

// page is one of the server's own pages: below /_rollcall/, and the metrics.
type page struct {
	access  pageAccess
	handler http.Handler
}

// pageAccess says who may ask for a page.
type pageAccess int

const (
	// signed pages are for callers whose signature was verified, as for an operation; api.CallerOf tells who it is. What the caller may ask
	// for is the page's affair.
	signed pageAccess = iota
	// anybody may ask, signed or not. A signature counts if there is one.
	anybody
	// probes are for programs that watch the server: a signature is not looked at, and no request is counted.
	probes
)

var errNoPage = &rest.Error{Type: "ResourceNotFoundException", Status: http.StatusNotFound, Message: "There is no such page"}

// ownPages are the server's own pages by method and path.
func (s *Server) ownPages() map[string]page {
	pages := map[string]page{
		"GET " + ownPrefix + "health":              {probes, http.HandlerFunc(s.health)},
		"GET " + ownPrefix + "live":                {probes, http.HandlerFunc(live)},
		"POST " + ownPrefix + "sessions":           {anybody, own(s, "CreateSession", s.createSession)},
		"DELETE " + ownPrefix + "sessions/current": {signed, own(s, "EndSession", s.endSession)},
		"GET " + ownPrefix + "audit":               {signed, called(s.auditPage)},
		"POST " + ownPrefix + "explain":            {signed, called(s.explainPage)},
	}
	if s.opts.MetricsListener == nil {
		pages["GET "+metricsPath] = page{probes, s.metrics.handler}
	}
	return pages
}

// called makes the handler of a page that wants its caller.
func called(page func(http.ResponseWriter, *http.Request, roster.Caller)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { page(w, r, api.CallerOf(r.Context())) })
}

// refuseCall answers what a page could not do for its caller, in the words of the operations, and notes a denial.
func (s *Server) refuseCall(w http.ResponseWriter, r *http.Request, c roster.Caller, err error) {
	s.opts.Roster.NoteDenial(c, err)
	refuse(w, r, api.Answer(c, err))
}

// own makes the handler of a page that takes and gives JSON as the operations do: In is bound and checked by its tags, and errors are the
// domain's, or those of wireError.
func own[In, Out any](s *Server, name string, fn func(context.Context, roster.Caller, *In) (*Out, error)) http.Handler {
	op := rest.Operation{Name: name, ParameterError: "InvalidParameterException"}
	return rest.Handle(s.protocol, op, func(ctx context.Context, in *In) (*Out, error) {
		c := api.CallerOf(ctx)
		c.Request.Operation, c.Request.Parameters = name, in
		out, err := fn(ctx, c, in)
		if err != nil {
			s.opts.Roster.NoteDenial(c, err)
		}
		return out, err
	})
}

// ownProtocol is how the server's own pages speak.
func ownProtocol() *rest.Protocol {
	return &rest.Protocol{Observe: observe, Translate: func(ctx context.Context, err error) *rest.Error {
		return wireError(api.Answer(api.CallerOf(ctx), err))
	}}
}

// isOwn says whether a path belongs to the server itself.
func isOwn(path string) bool { return path == metricsPath || strings.HasPrefix(path, ownPrefix) }

// servePage answers a request for a page of the server's own.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	p, found := s.pages[method+" "+r.URL.Path]
	recordOf(r.Context()).own = !found || p.access == probes
	if !found {
		refuse(w, r, errNoPage)
		return
	}
	c, err := s.admitted(r, p.access)
	if err != nil {
		refuse(w, r, err)
		return
	}
	p.handler.ServeHTTP(w, r.WithContext(api.WithCaller(r.Context(), c)))
}

// admitted finds the caller of a page, who is nobody where nobody has to be somebody.
func (s *Server) admitted(r *http.Request, a pageAccess) (roster.Caller, error) {
	if r.Method == http.MethodPost && !isJSON(r.Header.Get("Content-Type")) {
		// A web page of another origin can send other types without asking the server first.
		return roster.Caller{}, &rest.Error{
			Type: "UnsupportedMediaTypeException", Status: http.StatusUnsupportedMediaType, Message: "The Content-Type must be application/json",
		}
	}
	if a == probes {
		return roster.Caller{}, nil
	}
	c, err := s.auth.caller(r)
	if a == anybody && errors.Is(err, sigv4.ErrMissingAuthenticationToken) {
		rec := recordOf(r.Context())
		return roster.Caller{SourceIP: rec.address(), Request: audit.Request{ID: rec.id, Address: rec.remote, UserAgent: r.UserAgent()}}, nil
	}
	return c, err
}

func isJSON(contentType string) bool {
	media, _, err := mime.ParseMediaType(contentType)
	return err == nil && media == "application/json"
}
