package roster

import (
	"context"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

var securityProfiles = collection[SecurityProfile, *SecurityProfile]{
	kind: access.TypeSecurityProfile, what: "Security profile", table: Reader.SecurityProfiles,
}

// CreateSecurityProfile makes a security profile, whose id and time it draws itself, and gives the id. Its name is unique.
func (s *Service) CreateSecurityProfile(ctx context.Context, c Caller, instance string, p SecurityProfile) (id string, err error) {
	p.ID, p.LastModified = s.newID(), s.now()
	p.collapse()
	q := askNew("CreateSecurityProfile", instance, access.TypeSecurityProfile, p.Tags).naming(access.TypeUserHierarchyGroup, p.AllowedGroupID)
	return p.ID, s.update(ctx, c, q, func(tx Tx, g *guard) (err error) {
		if p.Tags, err = g.tagged(); err != nil {
			return err
		}
		if err := g.mayEditProfile(&p); err != nil {
			return err
		}
		if err := checkSecurityProfile(tx, &p); err != nil {
			return err
		}
		if err := securityProfiles.checkNameFree(tx, p.Name, p.ID); err != nil {
			return err
		}
		if err := s.opts.Quotas.checkRoom(tx, SecurityProfileQuota); err != nil {
			return err
		}
		return tx.PutSecurityProfile(p)
	})
}

// DescribeSecurityProfile reads a security profile.
func (s *Service) DescribeSecurityProfile(ctx context.Context, c Caller, instance, id string) (SecurityProfile, error) {
	return securityProfiles.describe(ctx, s, c, "DescribeSecurityProfile", instance, id)
}

// ListSecurityProfiles lists the security profiles by name.
func (s *Service) ListSecurityProfiles(ctx context.Context, c Caller, instance string, p Page) (List[SecurityProfile], error) {
	return securityProfiles.list(ctx, s, c, "ListSecurityProfiles", instance, p)
}

// SearchSecurityProfiles finds security profiles by name, id and tags.
func (s *Service) SearchSecurityProfiles(ctx context.Context, c Caller, instance string, where search.Criteria, p Page) (Found[SecurityProfile], error) {
	return securityProfiles.search(ctx, s, c, "SearchSecurityProfiles", instance, where, p)
}

// SecurityProfileUpdate is what changes of a security profile. What is nil stays; an empty list, map or text clears.
type SecurityProfileUpdate struct {
	Description         *string
	Permissions         []string
	AllowedTags         map[string]string
	TagRestricted       []string
	HierarchyRestricted []string
	AllowedGroupID      *string
	Applications        []Application
	FlowModules         []FlowModule
	PrimaryAttributes   []PrimaryValue
}

// UpdateSecurityProfile changes a security profile. The rules judge it as it becomes. An update of nothing changes nothing.
func (s *Service) UpdateSecurityProfile(ctx context.Context, c Caller, instance, id string, u SecurityProfileUpdate) error {
	q := ask("UpdateSecurityProfile", instance, access.TypeSecurityProfile, id)
	if u.AllowedGroupID != nil {
		q = q.naming(access.TypeUserHierarchyGroup, *u.AllowedGroupID)
	}
	now := s.now()
	return s.update(ctx, c, q, func(tx Tx, g *guard) error {
		p, err := securityProfiles.get(tx, id)
		if err != nil {
			return err
		}
		if err := g.mayEditProfile(&p); err != nil {
			return err
		}
		return securityProfiles.changed(tx, p, now, Tx.PutSecurityProfile, func(tx Tx, after *SecurityProfile) error {
			u.apply(after)
			if err := g.mayChangeProfile(&p, after); err != nil {
				return err
			}
			return checkSecurityProfile(tx, after)
		})
	})
}

func (u *SecurityProfileUpdate) apply(p *SecurityProfile) {
	replace(&p.Description, u.Description)
	replace(&p.AllowedGroupID, u.AllowedGroupID)
	replaceList(&p.Permissions, u.Permissions)
	replaceList(&p.TagRestricted, u.TagRestricted)
	replaceList(&p.HierarchyRestricted, u.HierarchyRestricted)
	replaceList(&p.Applications, u.Applications)
	replaceList(&p.FlowModules, u.FlowModules)
	replaceList(&p.PrimaryAttributes, u.PrimaryAttributes)
	if u.AllowedTags != nil {
		p.AllowedTags = u.AllowedTags
	}
	p.collapse()
}

// replace sets a value unless its replacement is absent.
func replace[T any](value, with *T) {
	if with != nil {
		*value = *with
	}
}

// replaceList sets a list unless its replacement is absent.
func replaceList[T any](list *[]T, with []T) {
	if with != nil {
		*list = with
	}
}

// DeleteSecurityProfile removes a security profile that no user has (InUse). One profile of an instance must be left with which people can
// be given rights (Denied).
func (s *Service) DeleteSecurityProfile(ctx context.Context, c Caller, instance, id string) error {
	return s.update(ctx, c, ask("DeleteSecurityProfile", instance, access.TypeSecurityProfile, id), func(tx Tx, g *guard) error {
		p, err := securityProfiles.get(tx, id)
		if err != nil {
			return err
		}
		if err := g.mayEditProfile(&p); err != nil {
			return err
		}
		if err := securityProfiles.checkUnused(tx, g, id); err != nil {
			return err
		}
		if err := checkNotLastToAdminister(tx, &p); err != nil {
			return err
		}
		return tx.Delete(access.TypeSecurityProfile, id)
	})
}

// ListSecurityProfilePermissions lists a profile's permissions as they were given, and when the profile last changed.
func (s *Service) ListSecurityProfilePermissions(ctx context.Context, c Caller, instance, id string, p Page) (List[string], time.Time, error) {
	profile, err := securityProfiles.describe(ctx, s, c, "ListSecurityProfilePermissions", instance, id)
	return pageOf(profile.Permissions, p), profile.LastModified, err
}

// ListSecurityProfileApplications lists a profile's applications as they were given, and when the profile last changed.
func (s *Service) ListSecurityProfileApplications(ctx context.Context, c Caller, instance, id string, p Page) (List[Application], time.Time, error) {
	profile, err := securityProfiles.describe(ctx, s, c, "ListSecurityProfileApplications", instance, id)
	return pageOf(profile.Applications, p), profile.LastModified, err
}

// ListSecurityProfileFlowModules lists a profile's flow modules as they were given, and when the profile last changed.
func (s *Service) ListSecurityProfileFlowModules(ctx context.Context, c Caller, instance, id string, p Page) (List[FlowModule], time.Time, error) {
	profile, err := securityProfiles.describe(ctx, s, c, "ListSecurityProfileFlowModules", instance, id)
	return pageOf(profile.FlowModules, p), profile.LastModified, err
}
