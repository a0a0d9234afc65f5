package roster

import (
	"context"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/audit"
)

// ReadAudit reads a page of the audit trail of an instance of the caller's, or of its account when the query names no trail. The trail of an
// instance that was deleted is there until its events are too old. The caller needs rollcall:ReadAudit on the
// instance, a Connect user HistoricalChanges.View without a restriction on users.
func (s *Service) ReadAudit(ctx context.Context, c Caller, q audit.Query) ([]audit.Entry, error) {
	if err := s.mayReadAudit(ctx, c, q.Trail); err != nil {
		return nil, err
	}
	if q.Trail == "" {
		q.Trail = audit.AccountTrail(c.Account)
	} else if err := s.checkTrail(ctx, c, q.Trail); err != nil {
		return nil, err
	}
	return s.store.AuditEntries(ctx, q)
}

// mayReadAudit refuses who may not read the trail: a Connect user reads its own instance's, if its profiles say so.
func (s *Service) mayReadAudit(ctx context.Context, c Caller, instance string) error {
	on := c.resource(instance, access.TypeInstance, "")
	allowed := false
	switch {
	case c.User == nil:
		i, err := instanceFor(s.store.Read(ctx, instance), &c)
		if err != nil && !IsKind(err, NotFound) {
			return err
		}
		target := access.Target{Resource: on, Tags: i.Tags} // an instance that was deleted has none any more
		q := access.Request{Action: access.ActionReadAudit, Target: target, SourceIP: c.SourceIP, Time: s.now()}
		allowed = access.Decide(c.Principal, q).Allowed
	case c.User.Instance == instance && instance != "":
		err := s.store.View(ctx, instance, func(r Reader) error {
			i, err := instanceFor(r, &c)
			if err != nil {
				return err
			}
			rights, err := rightsOf(r, &i, c.User.ID)
			allowed = err == nil && rights.MayReadAudit()
			return err
		})
		if err != nil && !IsKind(err, NotFound) {
			return err
		}
	}
	if !allowed {
		return &Error{Kind: Denied, Message: "Access denied", Action: access.ActionReadAudit, Resource: on}
	}
	return nil
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
