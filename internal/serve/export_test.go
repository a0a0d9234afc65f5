package serve

import (
	"context"
	"net/http"
	"time"
)

// SetOperations puts a handler in the place of the API.
func (s *Server) SetOperations(h http.Handler) { s.operations = h }

// SweepEvery runs the sweeper with another interval.
func (s *Server) SweepEvery(ctx context.Context, interval time.Duration) { s.sweep(ctx, interval) }

// TrimAudit applies the retention of the audit trail once.
func (s *Server) TrimAudit(ctx context.Context) { s.trimAudit(ctx) }
