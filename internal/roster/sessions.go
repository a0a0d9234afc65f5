package roster

import (
	"context"
	"net/netip"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/credential"
)

// CreateSession opens a session for a user whose password the caller need not know, of an instance of any type. The caller needs
// rollcall:CreateSession on the user.
func (s *Service) CreateSession(ctx context.Context, c Caller, instance, userID string) (issued credential.Session, err error) {
	session, err := s.drawSession(userID)
	if err != nil {
		return issued, err
	}
	c.Request.User = userID
	err = s.change(ctx, c, instance, func(tx Tx) error {
		i, err := s.mayCreateSession(tx, &c, instance, userID)
		if err != nil {
			return err
		}
		profile, err := tx.DefaultAuthenticationProfile()
		if err != nil {
			return err
		}
		session = session.within(profile)
		issued = session.issuedIn(i)
		return tx.AddSession(session)
	})
	return issued, err
}

// mayCreateSession allows a session before it says whether there is such a user. What is not there has neither tags nor a group.
func (s *Service) mayCreateSession(r Reader, c *Caller, instance, userID string) (i Instance, err error) {
	u, missing := r.User(userID)
	if i, err = instanceFor(r, c); err != nil {
		u, missing = User{}, err
	}
	if missing != nil && !IsKind(missing, NotFound) {
		return i, missing
	}
	on := access.Target{Resource: c.resource(instance, access.TypeUser, userID), Tags: u.Tags, HierarchyPath: u.HierarchyPath}
	q := access.Request{Action: access.ActionCreateSession, Target: on, SourceIP: c.SourceIP, Time: s.now()}
	if !access.Decide(c.Principal, q).Allowed {
		return i, &Error{Kind: Denied, Message: "Access denied", Action: q.Action, Resource: on.Resource}
	}
	return i, notFound(missing, "User")
}

// drawSession makes a session that begins now, and has no end yet.
func (s *Service) drawSession(userID string) (Session, error) {
	id, err := s.newSessionID()
	now := s.now()
	return Session{ID: id, UserID: userID, Created: now, LastUsed: now}, err
}

func (s *Service) newSessionID() (string, error) {
	s.ids.Lock()
	defer s.ids.Unlock()
	return credential.NewSessionID(s.opts.Rand)
}

// ErrSessionOver says that a session has expired, or that nobody used it for too long.
var ErrSessionOver error = &Error{Kind: Denied, Message: "The session is over"}

// UseSession says whether a session goes on and may be used from the address, and notes that it was. The error is of kind NotFound once
// the session was ended, its user or its instance deleted; it is ErrSessionOver, or of kind Denied when the instance lets nobody in from
// there. The session's credentials are for the caller to check.
func (s *Service) UseSession(ctx context.Context, instance, id string, from netip.Addr) error {
	r := s.store.Read(ctx, instance)
	session, err := r.Session(id)
	if err != nil {
		return err
	}
	profile, err := r.DefaultAuthenticationProfile()
	if err != nil {
		return err
	}
	now := s.now()
	switch {
	case session.over(&profile, now):
		return ErrSessionOver
	case !profile.admits(from):
		return Errorf(Denied, "The instance's authentication profile does not let users in from this address")
	case profile.InactivityHandling && session.stale(now):
		return s.noteUse(ctx, instance, id, now)
	}
	return nil
}

// noteUse writes that a session is in use, unless another request just did.
func (s *Service) noteUse(ctx context.Context, instance, id string, now time.Time) error {
	return s.store.Update(ctx, instance, func(tx Tx) error {
		session, err := tx.Session(id)
		if err != nil || !session.stale(now) {
			return err
		}
		return tx.UseSession(id, now)
	})
}

// EndSession ends a session of the caller's at once, on every node. The error is of kind NotFound when it was ended before.
func (s *Service) EndSession(ctx context.Context, c Caller, id string) error {
	c.Request.User = c.User.ID
	return s.change(ctx, c, c.User.Instance, func(tx Tx) error { return notFound(tx.EndSession(id), "Session") })
}
