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

// ListUsers lists the users that the caller may see, by user name. For a caller who may see everybody the store knows the order.
func (s *Service) ListUsers(ctx context.Context, c Caller, instance string, p Page) (list List[UserSummary], err error) {
	if err := authorize(c, "ListUsers", instance, access.TypeInstance, ""); err != nil {
		return list, err
	}
	filter := access.Filter(c.Principal, access.TypeUser)
	if filter != (search.All{}) {
		return s.listedUsers(ctx, c, instance, filter, p)
	}
	err = s.view(ctx, c, instance, func(r Reader, _ Instance) error {
		items, err := r.Users(Page{After: p.After, Limit: p.Limit + 1})
		list = cut(items, p.Limit, (*UserSummary).position)
		return err
	})
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
