package roster

import (
	"cmp"
	"context"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// NewUser is what a user is made from.
type NewUser struct {
	Username string
	// Password and DirectoryUserID are empty when they are absent.
	Password, DirectoryUserID string
	Identity                  IdentityChange
	Phone                     PhoneSettings
	RoutingProfileID          string
	SecurityProfileIDs        []string
	// HierarchyGroupID is empty for a user outside the hierarchy.
	HierarchyGroupID string
	Tags             map[string]string
}

// How many restricted security profiles a user may have: the bounds that the service documents.
const (
	maxTagProfiles       = 3
	maxHierarchyProfiles = 2
)

// CreateUser makes a user. A password is hashed only after all else is known to be right, so that a refused request costs no hash; since
// hashing takes a while, everything is checked again when the user is written.
func (s *Service) CreateUser(ctx context.Context, c Caller, instance string, in NewUser) (User, error) {
	q := in.request(instance)
	hash, err := s.hashPassword(ctx, c, q, in)
	if err != nil {
		return User{}, err
	}
	drawn := User{ID: s.newID(), DirectoryUserID: s.newID(), LastModified: s.now()}
	var u User
	err = s.update(ctx, c, q, func(tx Tx, g *guard) error {
		u = drawn
		if err := s.admit(tx, g, in, &u); err != nil {
			return err
		}
		if err := tx.AddUser(u); err != nil {
			return err
		}
		if hash == "" {
			return nil
		}
		return tx.PutPassword(u.ID, hash)
	})
	return u, err
}

func (in *NewUser) request(instance string) request {
	q := askNew("CreateUser", instance, access.TypeUser, in.Tags).naming(access.TypeSecurityProfile, in.SecurityProfileIDs...).
		naming(access.TypeRoutingProfile, in.RoutingProfileID).naming(access.TypeUserHierarchyGroup, in.HierarchyGroupID)
	q.group = in.HierarchyGroupID
	return q
}

// hashPassword is empty when the request has no password.
func (s *Service) hashPassword(ctx context.Context, c Caller, q request, in NewUser) (string, error) {
	if in.Password == "" {
		return "", nil
	}
	err := s.view(ctx, c, q, func(r Reader, g *guard) error { return s.admit(r, g, in, &User{}) })
	if err != nil {
		return "", err
	}
	return s.opts.Hasher.Hash(ctx, in.Password)
}

// admit is fill, for an instance that has room for the user. What the guard adds counts as asked for.
func (s *Service) admit(r Reader, g *guard, in NewUser, u *User) (err error) {
	if in.Tags, err = g.tagged(); err != nil {
		return err
	}
	in.HierarchyGroupID = cmp.Or(in.HierarchyGroupID, g.added.GroupID)
	if err := in.fill(r, g, u); err != nil {
		return err
	}
	return s.opts.Quotas.checkRoom(r, UserQuota)
}

// fill checks the request against the instance, and completes a user whose ids are drawn: first that what it refers to exists, then
// the rules, then that the name is free.
func (in *NewUser) fill(r Reader, g *guard, u *User) (err error) {
	i := &g.instance
	if u.HierarchyPath, err = in.references(r, g); err != nil {
		return err
	}
	if err := checkCredentials(i.IdentityType, in.Password, in.DirectoryUserID); err != nil {
		return err
	}
	if u.Username, err = checkUsername(i.IdentityType, in.Username); err != nil {
		return err
	}
	if u.Identity, err = newIdentity(i.IdentityType, in.Identity); err != nil {
		return err
	}
	if u.Phone, err = newPhone(in.Phone); err != nil {
		return err
	}
	if i.IdentityType == ExistingDirectory {
		u.DirectoryUserID = in.DirectoryUserID
	}
	u.RoutingProfileID, u.SecurityProfileIDs, u.Tags = in.RoutingProfileID, in.SecurityProfileIDs, in.Tags
	if taken, err := r.UserNamed(u.Username); err != nil || taken == "" {
		return err
	}
	return Errorf(Duplicate, "A user with this name already exists")
}

// references looks up what the request refers to, and gives the path of its hierarchy group.
func (in *NewUser) references(r Reader, g *guard) (path []string, err error) {
	if _, err := r.Header(access.TypeRoutingProfile, in.RoutingProfileID); err != nil {
		return nil, notFound(err, "Routing profile")
	}
	if path, err = hierarchyPath(r, in.HierarchyGroupID); err != nil {
		return nil, err
	}
	if err := g.mayAssign(in.SecurityProfileIDs, path); err != nil {
		return nil, err
	}
	return path, checkAssignable(r, in.SecurityProfileIDs)
}

// hierarchyPath is the path of a group; empty for no group.
func hierarchyPath(r Reader, group string) ([]string, error) {
	if group == "" {
		return nil, nil
	}
	g, err := r.UserHierarchyGroups().Get(group)
	return g.Path, notFound(err, "Hierarchy group")
}

// checkAssignable checks that one user can have these security profiles together.
func checkAssignable(r Reader, ids []string) error {
	byTags, byHierarchy := 0, 0
	for _, id := range ids {
		restricts, err := r.SecurityProfileRestrictions(id)
		if err != nil {
			return notFound(err, "Security profile")
		}
		if restricts.Tags {
			byTags++
		}
		if restricts.Hierarchy {
			byHierarchy++
		}
	}
	if byTags > maxTagProfiles {
		return Errorf(InvalidRequest, "A user can have at most %d security profiles with access control tags", maxTagProfiles)
	}
	if byHierarchy > maxHierarchyProfiles {
		return Errorf(InvalidRequest, "A user can have at most %d security profiles with a hierarchy restriction", maxHierarchyProfiles)
	}
	return nil
}
