package serve

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// drainTimeout is how long requests that run may take to end.
const drainTimeout = 10 * time.Second

var errStopping = errors.New("the server is about to stop")

// announce lets load balancers see that the server is about to stop, and gives them the time to send their requests elsewhere. A request
// that comes on a connection just as the server closes it is lost, and nobody but its caller can know whether to repeat it. A listener that
// failed ends the delay, since a server that cannot be watched is not worth waiting for.
func (s *Server) announce(failed <-chan error) {
	s.stopping.Store(true)
	if s.opts.StopDelay == 0 {
		return
	}
	s.opts.Log.Info("the server stops after a delay, in which it still answers", "delay", s.opts.StopDelay)
	select {
	case <-time.After(s.opts.StopDelay):
	case err := <-failed:
		s.opts.Log.Warn("a listener failed while the server was about to stop", "error", err)
	}
}

// drain lets running requests finish, and ends those that take too long.
func (s *Server) drain(ctx context.Context, servers []*http.Server) {
	ctx, cancel := context.WithTimeout(ctx, drainTimeout)
	defer cancel()
	for _, server := range servers {
		if err := server.Shutdown(ctx); err != nil {
			s.opts.Log.Warn("requests were still running when the server stopped", "error", errors.Join(err, server.Close()))
		}
	}
}
