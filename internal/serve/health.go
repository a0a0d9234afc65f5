package serve

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

// readyTimeout is how long the store may take to say that it is well.
const readyTimeout = 2 * time.Second

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

// health says whether the server can do its work, and will go on doing it. Why not is for the log.
func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	h := health{Version: s.opts.Version, UptimeSeconds: int64(s.opts.Now().Sub(s.started).Seconds()), Store: "ok"}
	err := s.ready(r.Context())
	if err != nil {
		h.Store = "unavailable"
	} else if s.stopping.Load() {
		err = errStopping
	}
	h.Ready = err == nil
	status := http.StatusOK
	if err != nil {
		recordOf(r.Context()).cause = err
		status = http.StatusServiceUnavailable
	}
	writeJSON(w, status, h)
}

// ready asks the store, and waits for its answer no longer than readyTimeout: who watches the server does not wait for longer either.
func (s *Server) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, readyTimeout)
	defer cancel() // not before the answer is heard, which would not be heard then
	answered := make(chan error, 1)
	go func() { answered <- s.opts.Store.Ready(ctx) }()
	select {
	case err := <-answered:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	// A failed write is the caller gone.
	_ = json.NewEncoder(w).Encode(v)
}
