package roster

import (
	"context"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// DescribeUser reads a user.
func (s *Service) DescribeUser(ctx context.Context, c Caller, instance, id string) (User, error) {
	return s.readUser(ctx, c, "DescribeUser", instance, id)
}

// readUser reads a user for an operation that shows some of it.
func (s *Service) readUser(ctx context.Context, c Caller, operation, instance, id string) (User, error) {
	if err := authorize(c, operation, instance, access.TypeUser, id); err != nil {
		return User{}, err
	}
	r := s.store.Read(ctx, instance)
	if _, err := instanceFor(r, c); err != nil {
		return User{}, err
	}
	u, err := r.User(id)
	return u, notFound(err, "User")
}

// ListUsers lists the users that the caller may see, by user name.
func (s *Service) ListUsers(ctx context.Context, c Caller, instance string, p Page) (list List[UserSummary], err error) {
	if err := authorize(c, "ListUsers", instance, access.TypeInstance, ""); err != nil {
		return list, err
	}
	err = s.view(ctx, c, instance, func(r Reader, _ Instance) error {
		list, err = listUsers(r, access.Filter(c.Principal, access.TypeUser), p)
		return err
	})
	return list, err
}

// listUsers reads no search document for a caller who may see everybody.
func listUsers(r Reader, filter search.Criteria, p Page) (List[UserSummary], error) {
	if filter == (search.All{}) {
		items, err := r.Users(Page{After: p.After, Limit: p.Limit + 1})
		return cut(items, p.Limit, (*UserSummary).position), err
	}
	found, err := searchUsers(r, filter, p)
	list := List[UserSummary]{Next: found.Next}
	for _, u := range found.Items {
		list.Items = append(list.Items, UserSummary{ID: u.ID, Username: u.Username, LastModified: u.LastModified})
	}
	return list, err
}

// DeleteUser removes a user at once. The name can be used again.
func (s *Service) DeleteUser(ctx context.Context, c Caller, instance, id string) error {
	if err := authorize(c, "DeleteUser", instance, access.TypeUser, id); err != nil {
		return err
	}
	now := s.now()
	return s.update(ctx, c, instance, func(tx Tx, _ Instance) error {
		return notFound(tx.DeleteUser(id, now), "User")
	})
}
