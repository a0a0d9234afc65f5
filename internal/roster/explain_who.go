package roster

import (
	"context"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// Grant is somebody who may do what was asked about, and why.
type Grant struct {
	Actor
	Explanation
}

func (g *Grant) position() Position { return Position{Name: g.Name, ID: g.User.ID} }

// Grants are all who may do something.
type Grants struct {
	// Keys are the holders of access keys, in the order in which they were given.
	Keys []Grant
	// Users are Connect users, by name.
	Users List[Grant]
}

// ExplainWho lists who may perform the action of a request on its target: of the holders of access keys, and of the users of the instance,
// whom the page cuts. See Explain.
func (s *Service) ExplainWho(ctx context.Context, c Caller, q access.Request, holders []Actor, p Page) (who Grants, err error) {
	err = s.inquire(ctx, c, q.Target.Resource, nil, func(x *inquiry) error {
		t, err := x.subject(q.Target.Resource)
		if err != nil {
			return err
		}
		who.Keys = x.granted(holders, q, t)
		users, err := x.usersGranted(q, t, p)
		who.Users = cut(users, p.Limit, (*Grant).position)
		return err
	})
	return who, err
}

// granted keeps those who may.
func (x *inquiry) granted(actors []Actor, q access.Request, t subject) (grants []Grant) {
	for _, a := range actors {
		if e := x.decide(a.Principal, q, t); e.Allowed {
			grants = append(grants, Grant{a, e})
		}
	}
	return grants
}

// usersGranted finds one user more than the page holds, if there are as many who may.
func (x *inquiry) usersGranted(q access.Request, t subject, p Page) (grants []Grant, err error) {
	err = x.people.from(p.After.Name, func(d *search.Document) (bool, error) {
		as, err := x.people.acting(d)
		if err != nil {
			return false, err
		}
		grants = append(grants, x.granted([]Actor{as}, q, t)...)
		return len(grants) <= p.Limit, nil
	})
	return grants, err
}
