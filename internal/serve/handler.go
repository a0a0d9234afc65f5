package serve

import (
	"fmt"
	"net/http"
	"runtime/debug"

	"github.com/rollcall-dev/rollcall/internal/api"
	"github.com/rollcall-dev/rollcall/internal/rest"
)

// ServeHTTP is the way of every request: it gets an id and a record, a browser's is kept out of a developer's server, and it goes to one of
// the server's own pages or, with a caller, to an operation. However it ends, the id is on the answer and the record is written.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	rec := s.newRecord(r)
	a := &answer{ResponseWriter: w}
	a.Header().Set(api.RequestIDHeader, rec.id)
	r = r.WithContext(withRecord(r.Context(), rec))

	s.metrics.begin()
	defer s.finish(a, r, rec)
	defer func() { s.recovered(a, r, recover()) }()

	if refused := s.opts.Dev.admit(r); refused != nil {
		refuse(a, r, refused)
		return
	}
	if isOwn(r.URL.Path) {
		s.servePage(a, r)
		return
	}
	caller, err := s.auth.caller(r)
	if err != nil {
		refuse(a, r, err)
		return
	}
	r = r.WithContext(api.WithCaller(r.Context(), caller))
	s.operations.ServeHTTP(a, r)
}

// recovered answers a request whose handler panicked. When an answer has begun, all that is left is to break the connection, so that the
// caller does not take it for a whole one.
func (s *Server) recovered(a *answer, r *http.Request, p any) {
	if p == nil {
		return
	}
	if p == http.ErrAbortHandler { //nolint:errorlint // a panic value is what it is
		panic(p)
	}
	s.opts.Log.Error("a request panicked", "request_id", recordOf(r.Context()).id, "pattern", r.Pattern, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
	if a.status != 0 {
		panic(http.ErrAbortHandler)
	}
	refuse(a, r, fmt.Errorf("panic: %v", p))
}

// answer notes the status that is sent, and asks the caller to wait a moment where the server is not available.
type answer struct {
	http.ResponseWriter
	status int
}

func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
	if status == http.StatusServiceUnavailable {
		a.Header().Set("Retry-After", "1")
	}
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(b []byte) (int, error) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	return a.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// refuse answers a request that reached no operation. The path of the query protocol gets its errors in XML, with its own names.
func refuse(w http.ResponseWriter, r *http.Request, err error) {
	sent := wireError(err)
	if r.URL.Path == "/" {
		sent = queryError(sent)
	}
	observe(r.Context(), "", sent, err)
	if r.URL.Path == "/" {
		api.WriteSTSError(w, sent)
		return
	}
	rest.WriteError(w, sent)
}
