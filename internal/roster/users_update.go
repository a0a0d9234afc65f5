package roster

import (
	"context"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// UpdateUserIdentityInfo changes a user's names and addresses; what is left out is kept.
func (s *Service) UpdateUserIdentityInfo(ctx context.Context, c Caller, instance, id string, in IdentityChange) error {
	return s.updateUser(ctx, c, "UpdateUserIdentityInfo", instance, id, func(_ Tx, i Instance, u *User) (err error) {
		u.Identity, err = changedIdentity(i.IdentityType, u.Identity, in)
		return err
	})
}

// UpdateUserPhoneConfig changes a user's phone settings in the older way: one after-contact work limit for all channels.
func (s *Service) UpdateUserPhoneConfig(ctx context.Context, c Caller, instance, id string, in PhoneConfig) error {
	return s.updateUser(ctx, c, "UpdateUserPhoneConfig", instance, id, func(_ Tx, _ Instance, u *User) (err error) {
		u.Phone, err = u.Phone.with(in)
		return err
	})
}

// UpdateUserHierarchy moves a user to a hierarchy group; out of the hierarchy when group is empty.
func (s *Service) UpdateUserHierarchy(ctx context.Context, c Caller, instance, id, group string) error {
	return s.updateUser(ctx, c, "UpdateUserHierarchy", instance, id, func(tx Tx, _ Instance, u *User) (err error) {
		u.HierarchyPath, err = hierarchyPath(tx, group)
		return err
	})
}

// updateUser changes one user. The operation is authorised on the user.
func (s *Service) updateUser(ctx context.Context, c Caller, operation, instance, id string, change func(Tx, Instance, *User) error) error {
	if err := authorize(c, operation, instance, access.TypeUser, id); err != nil {
		return err
	}
	now := s.now()
	return s.update(ctx, c, instance, func(tx Tx, i Instance) error {
		u, err := tx.User(id)
		if err != nil {
			return notFound(err, "User")
		}
		if err := change(tx, i, &u); err != nil {
			return err
		}
		u.LastModified = now
		return tx.PutUser(u)
	})
}
