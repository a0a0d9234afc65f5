package roster

import (
	"context"
	"strings"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// SearchUsers finds users, by user name. The total and the page come from one snapshot.
func (s *Service) SearchUsers(ctx context.Context, c Caller, instance string, where search.Criteria, p Page) (found Found[User], err error) {
	if err := authorize(c, "SearchUsers", instance, access.TypeInstance, ""); err != nil {
		return found, err
	}
	err = s.view(ctx, c, instance, func(r Reader, _ Instance) error {
		found, err = searchUsers(r, visible(c, access.TypeUser, where), p)
		return err
	})
	return found, err
}

// searchUsers looks at every user's document, and loads the users of the page alone.
func searchUsers(r Reader, where search.Criteria, p Page) (found Found[User], err error) {
	var matches []Position
	err = r.UserDocuments(func(d *search.Document) error {
		if !search.Evaluate(where, d) {
			return nil
		}
		found.Total++
		at := Position{Name: d.Name, ID: d.ID}
		if len(matches) <= p.Limit && p.After.compare(at) < 0 {
			// The document does not outlive the call.
			matches = append(matches, Position{Name: strings.Clone(d.Name), ID: strings.Clone(d.ID)})
		}
		return nil
	})
	if err != nil {
		return found, err
	}
	page := cut(matches, p.Limit, func(at *Position) Position { return *at })
	found.Next = page.Next
	for _, at := range page.Items {
		u, err := r.User(at.ID)
		if err != nil {
			return found, err
		}
		found.Items = append(found.Items, u)
	}
	return found, nil
}
