package roster

import (
	"strings"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// takers are all who could take over anybody.
type takers struct {
	*inquiry
	// request is that of the change by which they could.
	request access.Request
	// administrators and keys are holders of access keys, users Connect users.
	administrators, keys []Actor
	users                []*taker
}

// taker is a Connect user who may change the identity of others.
type taker struct {
	Actor
	// reach matches whose.
	reach search.Criteria
	// covers remembers for victims with the same security profiles whether these give no more than the taker has.
	covers map[string]bool
}

func newTakers(x *inquiry, q access.Request, holders []Actor) *takers {
	t := &takers{inquiry: x, request: q}
	t.request.Action = updateIdentity
	for _, h := range holders {
		if h.Admin {
			t.administrators = append(t.administrators, h)
		} else {
			t.keys = append(t.keys, h)
		}
	}
	return t
}

// gather finds the Connect users.
func (t *takers) gather() error {
	return t.people.from("", func(d *search.Document) (bool, error) {
		as, err := t.people.acting(d)
		if err != nil {
			return false, err
		}
		reach := as.Rights.FilterFor(strings.TrimPrefix(updateIdentity, "connect:"), access.TypeUser)
		if reach != (search.None{}) {
			t.users = append(t.users, &taker{Actor: as, reach: reach, covers: make(map[string]bool)})
		}
		return true, nil
	})
}

// of are those who could take over the user.
func (t *takers) of(d *search.Document) (by []Actor, err error) {
	given, err := t.people.held(d.SecurityProfileIDs, d.HierarchyPath)
	if err != nil {
		return nil, err
	}
	victim := subject{Target: access.Target{Resource: t.people.user(d.ID), Tags: d.Tags, HierarchyPath: d.HierarchyPath}, given: given}
	for _, g := range t.granted(t.keys, t.request, victim) {
		by = append(by, g.Actor)
	}
	alike := t.people.alike(d)
	for _, u := range t.users {
		if u.User.ID != d.ID && search.Evaluate(u.reach, d) && u.covered(alike, given) {
			by = append(by, u.Actor)
		}
	}
	return by, nil
}

// covered says whether what is given is no more than the taker has. It is asked once for victims that are alike.
func (u *taker) covered(alike string, given []access.Profile) bool {
	ok, known := u.covers[alike]
	if !known {
		ok, _ = u.Rights.MayTakeOver(given)
		u.covers[alike] = ok
	}
	return ok
}
