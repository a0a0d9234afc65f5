package serve

import (
	"context"
	"time"

	"github.com/rollcall-dev/rollcall/internal/audit"
)

// auditInterval is how often retention is applied and the heads of the audit trails are logged.
const auditInterval = time.Hour

// keepAudit removes events that are too old, and logs where the trails end, from the start on and when the server stops. A trail whose end
// is cut off shows against the log.
func (s *Server) keepAudit(ctx context.Context, interval time.Duration) {
	if s.opts.AuditKeys == nil {
		return
	}
	rest := time.NewTicker(interval)
	defer rest.Stop()
	logged := make(map[string]int64)
	for {
		s.trimAudit(ctx)
		s.logHeads(ctx, logged)
		select {
		case <-rest.C:
		case <-ctx.Done():
			s.logHeads(context.WithoutCancel(ctx), logged)
			return
		}
	}
}

func (s *Server) trimAudit(ctx context.Context) {
	now := s.opts.Now()
	if err := audit.Trim(ctx, s.opts.Store, s.opts.AuditKeys, now.Add(-s.opts.AuditRetention), now); err != nil && ctx.Err() == nil {
		s.opts.Log.Warn("old audit events could not be removed; trying again later", "error", err)
	}
}

// logHeads logs the heads that are not those logged last.
func (s *Server) logHeads(ctx context.Context, logged map[string]int64) {
	err := audit.EachTrail(ctx, s.opts.Store, func(t *audit.Trail) error {
		if logged[t.Name] != t.Head.Seq {
			logged[t.Name] = t.Head.Seq
			s.opts.Log.Info("audit head", "trail", t.Name, "head", t.Head.String())
		}
		return nil
	})
	if err != nil && ctx.Err() == nil {
		s.opts.Log.Warn("the heads of the audit trails could not be read", "error", err)
	}
}

func (s *Server) denialsFailed(err error) {
	s.opts.Log.Warn("denials could not be recorded yet", "error", err)
}
