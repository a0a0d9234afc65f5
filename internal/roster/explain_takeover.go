package roster

import (
	"context"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// Takeover is a user, and who could act as that user by changing its e-mail address, to which the means to sign in are sent.
type Takeover struct {
	Victim Actor
	// By holds the holders of access keys before Connect users, administrators not among them.
	By []Actor
}

func (t *Takeover) position() Position { return Position{Name: t.Victim.Name, ID: t.Victim.User.ID} }

// Takeovers are all pairs of who could take over whom.
type Takeovers struct {
	// Administrators are the holders of administrators' keys, who could take over everybody.
	Administrators []Actor
	// Victims come by user name; users whom nobody else could take over are not among them.
	Victims List[Takeover]
}

// ExplainTakeovers lists which users' e-mail addresses can be changed by whom: by holders of access keys, and by other users of the
// instance. If the request's target is a user it is about that one, else about all. The page's limit counts pairs; those of one user stay
// together. See Explain.
func (s *Service) ExplainTakeovers(ctx context.Context, c Caller, q access.Request, holders []Actor, p Page) (found Takeovers, err error) {
	err = s.inquire(ctx, c, q.Target.Resource, nil, func(x *inquiry) error {
		t := newTakers(x, q, holders)
		found.Administrators = t.administrators
		if err := t.gather(); err != nil {
			return err
		}
		found.Victims, err = t.victims(q.Target.Resource, p)
		return err
	})
	return found, err
}

// victims finds pairs, up to the page's limit, and whether there are more.
func (t *takers) victims(about access.Resource, p Page) (list List[Takeover], err error) {
	pairs := 0
	err = t.people.from(p.After.Name, func(d *search.Document) (more bool, err error) {
		if about.Type == access.TypeUser && about.ID != d.ID {
			return true, nil
		}
		by, err := t.of(d)
		if err != nil || len(by) == 0 {
			return true, err
		}
		if pairs >= p.Limit {
			next := list.Items[len(list.Items)-1].position()
			list.Next = &next
			return false, nil
		}
		pairs += len(by)
		list.Items = append(list.Items, Takeover{t.people.named(d.ID, d.Name), by})
		return true, nil
	})
	return list, err
}
