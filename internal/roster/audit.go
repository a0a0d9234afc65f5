package roster

import (
	"context"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/audit"
)

// ReadAudit reads a page of the audit trail of an instance of the caller's, or of its account when the query names no trail. The trail of an
// instance that was deleted is there until its events are too old. The caller needs rollcall:ReadAudit on the instance.
func (s *Service) ReadAudit(ctx context.Context, c Caller, q audit.Query) ([]audit.Entry, error) {
	on := c.resource(q.Trail, access.TypeInstance, "")
	if !access.Decide(c.Principal, access.Request{Action: access.ActionReadAudit, Target: access.Target{Resource: on}}).Allowed {
		return nil, &Error{Kind: Denied, Message: "Access denied", Action: access.ActionReadAudit, Resource: on}
	}
	if q.Trail == "" {
		q.Trail = audit.AccountTrail(c.Account)
	} else if err := s.checkTrail(ctx, c, q.Trail); err != nil {
		return nil, err
	}
	return s.store.AuditEntries(ctx, q)
}

// checkTrail refuses a trail that is not one of an instance of the caller's. An instance need not have a trail yet.
func (s *Service) checkTrail(ctx context.Context, c Caller, instance string) error {
	t, err := s.store.AuditTrail(ctx, instance)
	if err != nil {
		return err
	}
	if t.Name == "" {
		_, err := instanceFor(s.store.Read(ctx, instance), &c)
		return err
	}
	if audit.IsAccountTrail(t.Name) || t.Account != c.Account || t.Region != c.Region {
		return notFound(ErrNotFound, "Instance")
	}
	return nil
}
