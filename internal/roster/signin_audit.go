package roster

import "github.com/rollcall-dev/rollcall/internal/access"

// anonymous is the actor of an attempt to sign in that failed: who made it is not known, and whom it was for is told by the event's user.
const anonymous = "anonymous"

// noteSignIn records an attempt to sign in to an instance that exists, as NoteDenial records a denial: failures beyond
// audit.DenialsPerSecond from one address in a second are counted into one event. An attempt that came to no end is none.
func (s *Service) noteSignIn(in SignIn, who candidate, err error) {
	failed := err == errSignIn //nolint:errorlint // it is given as it is
	if s.opts.Audit == nil || who.instance.ID == "" || err != nil && !failed {
		return
	}
	i := who.instance
	c := Caller{Principal: access.Principal{ARN: anonymous, Account: i.Account}, Region: i.Region, SourceIP: in.From, Request: in.Request}
	c.Request.User = who.userID
	user := c.resource(i.ID, access.TypeUser, who.userID)
	if !failed {
		c.Principal = access.SignedIn(user)
	}
	s.noteAttempt(c, user, failed)
}

func (s *Service) noteAttempt(c Caller, user access.Resource, failed bool) {
	d := denial{instance: user.Instance, draft: s.draft(c), on: c.resource(user.Instance, access.TypeInstance, ""), said: "Signing in failed"}
	s.denials.mu.Lock()
	defer s.denials.mu.Unlock()
	switch {
	case !failed:
		d.event = d.draft.Changed(d.on, nil)
	case s.denials.limiter.Admit(c.Request.Address, c.Request.Operation, d, s.now()):
		d.event = d.draft.Denied(d.on, d.said, nil)
	default:
		return
	}
	s.denials.add(d)
}
