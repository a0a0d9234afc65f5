package roster

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// UserData is what a user is doing: its status and since when, and the contacts that it takes at once.
type UserData struct {
	User          User
	Status        AgentStatus
	Since         time.Time
	Concurrencies []MediaConcurrency
}

// UserDataFilter narrows the users whose data is asked for, by at most one of its lists; a nil list is absent. Ids of what does not exist
// find nobody.
type UserDataFilter struct {
	// Queues are those that the user's routing profile lists.
	Queues, RoutingProfiles, Users []string
	// HierarchyGroups are groups in or below which the user is.
	HierarchyGroups []string
	// OnContact asks for users that are on a contact. Nobody ever is: there are no contacts here.
	OnContact bool
}

// GetCurrentUserData finds what users whose status was ever set are doing, by user name.
func (s *Service) GetCurrentUserData(ctx context.Context, c Caller, instance string, f UserDataFilter, p Page) (found Found[UserData], err error) {
	err = s.view(ctx, c, askInstance("GetCurrentUserData", instance), func(r Reader, g *guard) error {
		where, err := f.criteria(r)
		if err != nil {
			return err
		}
		found, err = currentUserData(r, g.visible(access.TypeUser, where), p)
		return err
	})
	return found, err
}

// criteria turns the filter into conditions on users. It looks up which routing profiles list the queues.
func (f *UserDataFilter) criteria(r Reader) (search.Criteria, error) {
	where := search.And{}
	if f.Queues != nil {
		profiles, err := profilesWithQueues(r, f.Queues)
		if err != nil {
			return nil, err
		}
		where = append(where, anyOf(search.FieldRoutingProfileID, profiles))
	}
	if f.RoutingProfiles != nil {
		where = append(where, anyOf(search.FieldRoutingProfileID, f.RoutingProfiles))
	}
	if f.Users != nil {
		where = append(where, anyOf(search.FieldID, f.Users))
	}
	if f.HierarchyGroups != nil {
		within := search.Or{}
		for _, group := range f.HierarchyGroups {
			within = append(within, search.InHierarchy{GroupID: group, WithChildGroups: true})
		}
		where = append(where, within)
	}
	if len(where) > 1 {
		return nil, Errorf(InvalidRequest, "Filters can have only one of Queues, RoutingProfiles, Agents and UserHierarchyGroups")
	}
	if f.OnContact {
		return search.None{}, nil
	}
	return where, nil
}

// profilesWithQueues are the routing profiles that list one of the queues.
func profilesWithQueues(r Reader, queues []string) (profiles []string, err error) {
	for _, queue := range queues {
		listing, err := r.ListedBy(access.TypeQueue, queue)
		if err != nil {
			return nil, err
		}
		profiles = append(profiles, listing...)
	}
	return distinct(profiles), nil
}

// currentUserData looks at every user that has a status, and loads the data of the page alone.
func currentUserData(r Reader, where search.Criteria, p Page) (found Found[UserData], err error) {
	var first []Position
	err = r.UserDocumentsWithStatus(func(d *search.Document) error {
		if search.Evaluate(where, d) {
			found.Total++
			first = p.keep(first, Position{Name: d.Name, ID: d.ID})
		}
		return nil
	})
	if err != nil {
		return found, err
	}
	page := cut(first, p.Limit, func(at *Position) Position { return *at })
	found.Next = page.Next
	for _, at := range page.Items {
		data, err := userData(r, at.ID)
		if err != nil {
			return found, err
		}
		found.Items = append(found.Items, data)
	}
	return found, nil
}

// keep adds a position to the first ones behind the page's beginning, of which it keeps, in order, one more than the page holds. The
// position's texts need not outlive the call.
func (p Page) keep(first []Position, at Position) []Position {
	place, _ := slices.BinarySearchFunc(first, at, Position.compare)
	if at.compare(p.After) <= 0 || place > p.Limit {
		return first
	}
	first = slices.Insert(first, place, Position{Name: strings.Clone(at.Name), ID: strings.Clone(at.ID)})
	return first[:min(len(first), p.Limit+1)]
}

// userData reads what one user is doing.
func userData(r Reader, id string) (d UserData, err error) {
	if d.User, err = r.User(id); err != nil {
		return d, err
	}
	status, err := r.UserStatus(id)
	if err != nil {
		return d, err
	}
	d.Since = status.Since
	if d.Status, err = r.AgentStatuses().Get(status.AgentStatusID); err != nil {
		return d, err
	}
	profile, err := r.RoutingProfiles().Get(d.User.RoutingProfileID)
	d.Concurrencies = profile.MediaConcurrencies
	return d, err
}
