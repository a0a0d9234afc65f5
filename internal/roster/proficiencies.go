package roster

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// MaxProficiencies is how many proficiencies a user can have.
const MaxProficiencies = 10

// AssociateUserProficiencies adds proficiencies to a user's. Attribute and value have to exist (NotFound). One that the user has at another
// level is refused (InvalidRequest), at the same level passed over. All are added or none.
func (s *Service) AssociateUserProficiencies(ctx context.Context, c Caller, instance, id string, added []search.Proficiency) error {
	change := func(r Reader, held, added []search.Proficiency) ([]search.Proficiency, error) {
		if err := checkPredefined(r, added); err != nil {
			return nil, err
		}
		for _, p := range added {
			switch i := indexOf(held, p); {
			case i < 0:
				held = append(held, p)
			case held[i].Level != p.Level:
				return nil, Errorf(InvalidRequest, "The user has one of UserProficiencies at another level")
			}
		}
		return held, checkCount(held)
	}
	return s.changeProficiencies(ctx, c, ask("AssociateUserProficiencies", instance, access.TypeUser, id), added, change)
}

// UpdateUserProficiencies changes the levels of proficiencies that the user has (else NotFound), all or none.
func (s *Service) UpdateUserProficiencies(ctx context.Context, c Caller, instance, id string, changed []search.Proficiency) error {
	change := func(_ Reader, held, changed []search.Proficiency) ([]search.Proficiency, error) {
		for _, p := range changed {
			i := indexOf(held, p)
			if i < 0 {
				return nil, notFound(ErrNotFound, "Proficiency")
			}
			held[i].Level = p.Level
		}
		return held, nil
	}
	return s.changeProficiencies(ctx, c, ask("UpdateUserProficiencies", instance, access.TypeUser, id), changed, change)
}

// DisassociateUserProficiencies takes proficiencies from a user, whatever their level (NotFound when the user does not have one), all or none.
func (s *Service) DisassociateUserProficiencies(ctx context.Context, c Caller, instance, id string, removed []search.Proficiency) error {
	change := func(_ Reader, held, removed []search.Proficiency) ([]search.Proficiency, error) {
		for _, p := range removed {
			i := indexOf(held, p)
			if i < 0 {
				return nil, notFound(ErrNotFound, "Proficiency")
			}
			held = slices.Delete(held, i, i+1)
		}
		return held, nil
	}
	return s.changeProficiencies(ctx, c, ask("DisassociateUserProficiencies", instance, access.TypeUser, id), removed, change)
}

// changeProficiencies changes what a user is proficient in: change gets a copy of what is held, and what is named without repetitions.
func (s *Service) changeProficiencies(ctx context.Context, c Caller, q request, named []search.Proficiency,
	change func(r Reader, held, named []search.Proficiency) ([]search.Proficiency, error)) error {
	return s.updateUser(ctx, c, q, func(tx Tx, _ *guard, u *User) error {
		once, err := namedOnce(named)
		if err != nil {
			return err
		}
		changed, err := change(tx, slices.Clone(u.Proficiencies), once)
		if err != nil {
			return err
		}
		slices.SortFunc(changed, compareProficiencies)
		if !slices.Equal(changed, u.Proficiencies) {
			u.Proficiencies = changed
		}
		return nil
	})
}

// namedOnce is a request's list without repetitions. Since no user has more, it cannot name more than a user can have.
func namedOnce(named []search.Proficiency) (once []search.Proficiency, err error) {
	for _, p := range named {
		switch i := indexOf(once, p); {
		case i < 0:
			once = append(once, p)
		case once[i].Level != p.Level:
			return nil, Errorf(InvalidRequest, "UserProficiencies has one proficiency at several levels")
		}
		if err := checkCount(once); err != nil {
			return nil, err
		}
	}
	return once, nil
}

func checkCount(list []search.Proficiency) error {
	if len(list) > MaxProficiencies {
		return Errorf(InvalidRequest, "A user can have at most %d proficiencies", MaxProficiencies)
	}
	return nil
}

// checkPredefined refuses proficiencies for which there is no attribute, or no such value of it.
func checkPredefined(r Reader, list []search.Proficiency) error {
	for _, p := range list {
		a, err := predefinedAttributes.get(r, p.Name)
		if err != nil {
			return err
		}
		if !slices.Contains(a.Values, p.Value) {
			return notFound(ErrNotFound, "Predefined attribute value")
		}
	}
	return nil
}

// indexOf finds the proficiency with the same attribute and value.
func indexOf(list []search.Proficiency, p search.Proficiency) int {
	return slices.IndexFunc(list, func(q search.Proficiency) bool { return compareProficiencies(p, q) == 0 })
}

// compareProficiencies orders by attribute, then value. A user has each pair once.
func compareProficiencies(a, b search.Proficiency) int {
	return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Value, b.Value))
}

// ListUserProficiencies lists a user's proficiencies by attribute and value, and when the user last changed.
func (s *Service) ListUserProficiencies(ctx context.Context, c Caller, instance, id string, p Page) (List[search.Proficiency], time.Time, error) {
	u, err := s.readUser(ctx, c, "ListUserProficiencies", instance, id)
	return pageOf(u.Proficiencies, p), u.LastModified, err
}
