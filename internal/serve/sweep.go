package serve

import (
	"context"
	"time"
)

const (
	// sweepInterval is how long the sweeper rests when nothing is left to do, or when the store refused.
	sweepInterval = 5 * time.Second
	// sweepRows is how many rows one step removes. Steps queue with everybody else's changes, so a long sweep holds nobody up.
	sweepRows = 1000
)

// sweep removes what deleted instances leave behind, from the start on, until the context ends.
func (s *Server) sweep(ctx context.Context, interval time.Duration) {
	rest := time.NewTicker(interval)
	defer rest.Stop()
	for {
		s.sweepAll(ctx)
		select {
		case <-rest.C:
		case <-ctx.Done():
			return
		}
	}
}

func (s *Server) sweepAll(ctx context.Context) {
	for ctx.Err() == nil {
		done, err := s.opts.Store.Sweep(ctx, sweepRows)
		if err != nil && ctx.Err() == nil {
			s.opts.Log.Warn("deleted instances could not be swept; trying again", "error", err)
		}
		if done || err != nil {
			return
		}
	}
}
