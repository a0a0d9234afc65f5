package roster

import (
	"context"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// UpdateUserIdentityInfo changes a user's names and addresses; what is left out is kept.
func (s *Service) UpdateUserIdentityInfo(ctx context.Context, c Caller, instance, id string, in IdentityChange) error {
	q := ask("UpdateUserIdentityInfo", instance, access.TypeUser, id)
	return s.updateUser(ctx, c, q, func(_ Tx, g *guard, u *User) (err error) {
		if in.redirects(&u.Identity) {
			if err := g.mayTakeOver(u); err != nil {
				return err
			}
		}
		u.Identity, err = changedIdentity(g.instance.IdentityType, u.Identity, in)
		return err
	})
}

// UpdateUserPhoneConfig changes a user's phone settings in the older way: one after-contact work limit for all channels.
func (s *Service) UpdateUserPhoneConfig(ctx context.Context, c Caller, instance, id string, in PhoneConfig) error {
	q := ask("UpdateUserPhoneConfig", instance, access.TypeUser, id)
	return s.updateUser(ctx, c, q, func(_ Tx, _ *guard, u *User) (err error) {
		u.Phone, err = u.Phone.with(in)
		return err
	})
}

// UpdateUserConfig changes a user's phone settings channel by channel: a list replaces the channels that it names. Lists without any leave
// the user as it is, its time included. The settings' older form is not read.
func (s *Service) UpdateUserConfig(ctx context.Context, c Caller, instance, id string, in PhoneSettings) error {
	q := ask("UpdateUserConfig", instance, access.TypeUser, id)
	return s.updateUser(ctx, c, q, func(_ Tx, _ *guard, u *User) (err error) {
		if err := in.checkChannels(); err != nil {
			return err
		}
		u.Phone, err = u.Phone.perChannel(in)
		return err
	})
}

// UpdateUserRoutingProfile gives a user another routing profile.
func (s *Service) UpdateUserRoutingProfile(ctx context.Context, c Caller, instance, id, profile string) error {
	q := ask("UpdateUserRoutingProfile", instance, access.TypeUser, id).naming(access.TypeRoutingProfile, profile)
	return s.updateUser(ctx, c, q, func(tx Tx, _ *guard, u *User) error {
		_, err := tx.Header(access.TypeRoutingProfile, profile)
		u.RoutingProfileID = profile
		return notFound(err, "Routing profile")
	})
}

// UpdateUserSecurityProfiles gives a user these security profiles instead of those that it has. As for a new user, few of them may be
// restricted (InvalidRequest).
func (s *Service) UpdateUserSecurityProfiles(ctx context.Context, c Caller, instance, id string, profiles []string) error {
	q := ask("UpdateUserSecurityProfiles", instance, access.TypeUser, id).naming(access.TypeSecurityProfile, profiles...)
	return s.updateUser(ctx, c, q, func(tx Tx, g *guard, u *User) error {
		if err := g.mayTakeOver(u); err != nil {
			return err
		}
		if err := g.mayAssign(profiles, u.HierarchyPath); err != nil {
			return err
		}
		u.SecurityProfileIDs = profiles
		return checkAssignable(tx, profiles)
	})
}

// UpdateUserHierarchy moves a user to a hierarchy group; out of the hierarchy when group is empty.
func (s *Service) UpdateUserHierarchy(ctx context.Context, c Caller, instance, id, group string) error {
	q := ask("UpdateUserHierarchy", instance, access.TypeUser, id).naming(access.TypeUserHierarchyGroup, group)
	return s.updateUser(ctx, c, q, func(tx Tx, g *guard, u *User) (err error) {
		path, err := hierarchyPath(tx, group)
		if err != nil {
			return err
		}
		if err := g.becomes(u.Tags, path); err != nil {
			return err
		}
		u.HierarchyPath = path
		return g.mayMove(u, path)
	})
}

// updateUser changes the user that the request is about. change replaces maps and lists and leaves their elements alone, since others may be
// reading them. The user stays as it was, its time included, when nothing differs.
func (s *Service) updateUser(ctx context.Context, c Caller, q request, change func(Tx, *guard, *User) error) error {
	now := s.now()
	return s.update(ctx, c, q, func(tx Tx, g *guard) error {
		u, err := tx.User(q.on.ID)
		if err != nil {
			return notFound(err, "User")
		}
		before := u
		if err := change(tx, g, &u); err != nil || same(before, u) {
			return err
		}
		u.LastModified = now
		return tx.PutUser(u)
	})
}
