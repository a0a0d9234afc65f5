package roster

import (
	"time"

	"context"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// Actor is somebody who can act on an instance: the holder of an access key, or a Connect user.
type Actor struct {
	// Principal of a Connect user needs no more than User, whose ID may be the user's name, too. What it may do is looked up.
	access.Principal
	// KeyID is the id of the access key; empty for a Connect user.
	KeyID string
}

// Explanation is what somebody may do, and why.
type Explanation struct {
	access.Decision
	// Except says what of an allowed action is refused nevertheless, and why; empty when nothing is.
	Except string
	// Absent says that the resource does not exist. The decision is then that on a resource without tags and group.
	Absent bool
}

// Explain says whether somebody may perform the action of a request on its target, and why. The tags and the hierarchy path of the target are
// looked up; those of a resource that is yet to be created, whose id is "*", are the tags of the request. NotFound when the instance or the
// Connect user does not exist.
//
// A Connect user may ask about itself only, and is told nothing of resources that lie outside of its reach. Everybody else needs
// access.ActionExplain on the instance.
func (s *Service) Explain(ctx context.Context, c Caller, as Actor, q access.Request) (e Explanation, err error) {
	err = s.inquire(ctx, c, q.Target.Resource, &as, func(x *inquiry) error {
		t, err := x.subject(q.Target.Resource)
		e = x.decide(as.Principal, q, t)
		return err
	})
	return e, err
}

// AuthorizeExplain is the refusal to explain anything about the instance of the resource to a caller that is no Connect user, nil when it may
// ask. It is for what has to be read outside of the domain before the question is known; every question asks again.
func (s *Service) AuthorizeExplain(ctx context.Context, c Caller, of access.Resource) error {
	return s.inquire(ctx, c, of, nil, func(*inquiry) error { return nil })
}

// inquiry answers a question on one snapshot of an instance.
type inquiry struct {
	r Reader
	i Instance
	// veiled says that the caller is a Connect user, to whom what it cannot reach does not show.
	veiled bool
	// people knows what Connect users may do.
	people people
}

// inquire runs fn for a caller that may ask about the actor, or about everybody when that is nil. The actor's user is then known by its id.
func (s *Service) inquire(ctx context.Context, c Caller, about access.Resource, as *Actor, fn func(*inquiry) error) error {
	return s.store.View(ctx, about.Instance, func(r Reader) error {
		i, missing := instanceFor(r, &c)
		if missing != nil && !IsKind(missing, NotFound) {
			return missing
		}
		if missing != nil {
			i = Instance{}
		}
		x := &inquiry{r: r, i: i, veiled: c.User != nil, people: newPeople(r, i)}
		if err := x.authorize(c, s.now(), about, as); err != nil {
			return err
		}
		if missing != nil && about.Instance != "" { // the collection of all instances is none
			return missing
		}
		if as != nil && as.User != nil {
			if err := x.find(as); err != nil {
				return err
			}
		}
		return fn(x)
	})
}

// authorize refuses callers that may not ask.
func (x *inquiry) authorize(c Caller, now time.Time, about access.Resource, as *Actor) error {
	on := access.Resource{Region: about.Region, Account: about.Account, Instance: about.Instance, Type: access.TypeInstance}
	allowed := false
	switch {
	case about.Region != c.Region:
	case c.User != nil:
		allowed = as != nil && as.User != nil && *as.User == *c.User && about.Instance == c.User.Instance && about.Account == c.Account
	default:
		allowed = access.Decide(c.Principal, access.Request{
			Action: access.ActionExplain, Target: access.Target{Resource: on, Tags: x.i.Tags}, SourceIP: c.SourceIP, Time: now,
		}).Allowed
	}
	if allowed {
		return nil
	}
	return &Error{Kind: Denied, Message: "Access denied", Action: access.ActionExplain, Resource: on}
}

// find looks up the Connect user that an actor is, and what it may do.
func (x *inquiry) find(as *Actor) error {
	if as.User.Instance != x.i.ID {
		return Errorf(NotFound, "User not found")
	}
	u, err := x.r.User(as.User.ID)
	if IsKind(err, NotFound) {
		var id string
		if id, err = x.r.UserNamed(as.User.ID); err == nil {
			u, err = x.r.User(id)
		}
	}
	if err != nil {
		return notFound(err, "User")
	}
	as.Principal = x.people.named(u.ID, u.Username).Principal
	as.Rights, err = rightsOf(x.r, &x.i, u.ID)
	return err
}
