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
	return read(ctx, s, c, ask(operation, instance, access.TypeUser, id), func(r Reader) (User, error) {
		u, err := r.User(id)
		return u, notFound(err, "User")
	})
}

// ListUsers lists the users that the caller may see, by user name. For a caller who may see everybody the store knows the order.
func (s *Service) ListUsers(ctx context.Context, c Caller, instance string, p Page) (list List[UserSummary], err error) {
	q, everybody := askInstance("ListUsers", instance), false
	err = s.view(ctx, c, q, func(r Reader, g *guard) error {
		if everybody = g.filter(access.TypeUser) == (search.All{}); !everybody {
			return nil
		}
		items, err := r.Users(Page{After: p.After, Limit: p.Limit + 1})
		list = cut(items, p.Limit, (*UserSummary).position)
		return err
	})
	if err == nil && !everybody {
		return s.listedUsers(ctx, c, q, search.All{}, p)
	}
	return list, err
}

// DeleteUser removes a user at once. The name can be used again.
func (s *Service) DeleteUser(ctx context.Context, c Caller, instance, id string) error {
	now := s.now()
	return s.update(ctx, c, ask("DeleteUser", instance, access.TypeUser, id), func(tx Tx, g *guard) error {
		u, err := tx.User(id)
		if err != nil {
			return notFound(err, "User")
		}
		if err := g.mayTakeOver(&u); err != nil {
			return err
		}
		return tx.DeleteUser(id, now)
	})
}
