package serve

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/rollcall-dev/rollcall/internal/rest"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

const (
	ownPrefix   = "/_rollcall/"
	auditPath   = ownPrefix + "audit"
	metricsPath = "/metrics"
	// readyTimeout is how long the store may take to say that it is well.
	readyTimeout = 2 * time.Second
)

// signedPage is the page of the server's own that answers signed requests for the path, nil when there is none.
func (s *Server) signedPage(path string) func(http.ResponseWriter, *http.Request, roster.Caller) {
	switch path {
	case auditPath:
		return s.auditPage
	case explainPath:
		return s.explainPage
	}
	return nil
}

// ownPage is what answers a request for a page of the server's own, nil for all other requests, also for those that have to be signed.
func (s *Server) ownPage(r *http.Request) http.HandlerFunc {
	if r.URL.Path != metricsPath && !strings.HasPrefix(r.URL.Path, ownPrefix) || s.signedPage(r.URL.Path) != nil {
		return nil
	}
	recordOf(r.Context()).own = true
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return noPage
	}
	switch r.URL.Path {
	case metricsPath:
		return s.metrics.handler.ServeHTTP
	case ownPrefix + "health":
		return s.health
	case ownPrefix + "live":
		return live
	}
	return noPage
}

func noPage(w http.ResponseWriter, r *http.Request) {
	refuse(w, r, &rest.Error{Type: "ResourceNotFoundException", Status: http.StatusNotFound, Message: "There is no such page"})
}

// live says that the process answers, whatever the state of its store.
func live(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, struct {
		Live bool `json:"live"`
	}{true})
}

type health struct {
	Ready         bool   `json:"ready"`
	Version       string `json:"version"`
	UptimeSeconds int64  `json:"uptimeSeconds"`
	Store         string `json:"store"` // "ok" or "unavailable"
}

// health says whether the server can do its work. Why it cannot is for the log.
func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), readyTimeout)
	defer cancel()
	h := health{Ready: true, Version: s.opts.Version, UptimeSeconds: int64(s.opts.Now().Sub(s.started).Seconds()), Store: "ok"}
	status := http.StatusOK
	if err := s.opts.Store.Ready(ctx); err != nil {
		h.Ready, h.Store, status = false, "unavailable", http.StatusServiceUnavailable
		recordOf(r.Context()).cause = err
	}
	writeJSON(w, status, h)
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	// A failed write is the caller gone.
	_ = json.NewEncoder(w).Encode(v)
}
