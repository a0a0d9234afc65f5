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

// UpdateUserConfig changes a user's phone settings channel by channel: a list replaces the channels that it names. Lists without any leave
// the user as it is, its time included. The settings' older form is not read.
func (s *Service) UpdateUserConfig(ctx context.Context, c Caller, instance, id string, in PhoneSettings) error {
	return s.updateUser(ctx, c, "UpdateUserConfig", instance, id, func(_ Tx, _ Instance, u *User) (err error) {
		if err := in.checkChannels(); err != nil {
			return err
		}
		u.Phone, err = u.Phone.perChannel(in)
		return err
	})
}

// UpdateUserRoutingProfile gives a user another routing profile.
func (s *Service) UpdateUserRoutingProfile(ctx context.Context, c Caller, instance, id, profile string) error {
	return s.updateUser(ctx, c, "UpdateUserRoutingProfile", instance, id, func(tx Tx, _ Instance, u *User) error {
		_, err := tx.Header(access.TypeRoutingProfile, profile)
		u.RoutingProfileID = profile
		return notFound(err, "Routing profile")
	})
}

// UpdateUserSecurityProfiles gives a user these security profiles instead of those that it has. As for a new user, few of them may be
// restricted (InvalidRequest).
func (s *Service) UpdateUserSecurityProfiles(ctx context.Context, c Caller, instance, id string, profiles []string) error {
	return s.updateUser(ctx, c, "UpdateUserSecurityProfiles", instance, id, func(tx Tx, _ Instance, u *User) error {
		u.SecurityProfileIDs = profiles
		return checkAssignable(tx, profiles)
	})
}

// UpdateUserHierarchy moves a user to a hierarchy group; out of the hierarchy when group is empty.
func (s *Service) UpdateUserHierarchy(ctx context.Context, c Caller, instance, id, group string) error {
	return s.updateUser(ctx, c, "UpdateUserHierarchy", instance, id, func(tx Tx, _ Instance, u *User) (err error) {
		u.HierarchyPath, err = hierarchyPath(tx, group)
		return err
	})
}

// updateUser changes one user. The operation is authorised on the user. change replaces maps and lists and leaves their elements alone, since
// others may be reading them. The user stays as it was, its time included, when nothing differs.
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
		before := u
		if err := change(tx, i, &u); err != nil || same(before, u) {
			return err
		}
		u.LastModified = now
		return tx.PutUser(u)
	})
}
