package model

import (
	"maps"
	"slices"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// SecurityProfile is a security profile.
type SecurityProfile struct {
	Header
	description                                     string
	permissions, tagRestricted, hierarchyRestricted []string
	allowedTags                                     map[string]string
	allowedGroup                                    *Group
	applications                                    []types.Application
}

// CreateSecurityProfile makes a security profile with the id.
func (m *Model) CreateSecurityProfile(in *sdk.CreateSecurityProfileInput, id string) (*sdk.CreateSecurityProfileOutput, Refusal) {
	p := &SecurityProfile{
		Header: Header{ID: id, Name: *in.SecurityProfileName, Tags: copied(in.Tags), Modified: m.Now}, description: value(in.Description),
		permissions: distinct(in.Permissions), tagRestricted: distinct(in.TagRestrictedResources), applications: in.Applications,
		hierarchyRestricted: distinct(in.HierarchyRestrictedResources), allowedTags: copied(in.AllowedAccessControlTags),
	}
	shape := either(p.shape(), breaks(rule{!length(p.Name, 1, 127) || !profileNameForm.MatchString(p.Name), InvalidParameter},
		rule{!goodTags(p.Tags), InvalidParameter}))
	i, missing := m.instance(in.InstanceId)
	if no := first(shape, missing); no != nil {
		return nil, no
	}
	group, noGroup := i.optionalGroup(in.AllowedAccessControlHierarchyGroupId)
	p.allowedGroup = group
	if no := first(noGroup, p.bad(), breaks(rule{named(i.SecurityProfiles, p.Name, nil), Duplicate})); no != nil {
		return nil, no
	}
	i.SecurityProfiles = append(i.SecurityProfiles, p)
	return &sdk.CreateSecurityProfileOutput{SecurityProfileId: &id, SecurityProfileArn: ptr(i.ARN(KindSecurityProfile, id))}, nil
}

func (p *SecurityProfile) shape() Refusal {
	return breaks(
		rule{!length(p.description, 0, 250), InvalidParameter},
		rule{len(p.permissions) > 500, InvalidParameter},
		rule{slices.ContainsFunc(p.permissions, func(s string) bool { return !length(s, 1, 128) || !permissionForm.MatchString(s) }), InvalidParameter},
		rule{len(p.allowedTags) > 4, InvalidParameter},
		rule{len(p.tagRestricted) > 10, InvalidParameter},
	)
}

var restrictable = []string{
	"User", "SecurityProfile", "Queue", "RoutingProfile", "AgentStatus", "HoursOfOperation", "Prompt", "ContactFlow", "ContactFlowModule",
	"TransferDestination", "UserHierarchyGroup",
}

func (p *SecurityProfile) bad() Refusal {
	other := func(known ...string) func(string) bool {
		return func(s string) bool { return !slices.Contains(known, s) }
	}
	return breaks(
		rule{slices.ContainsFunc(p.tagRestricted, other(restrictable...)), InvalidParameter},
		rule{slices.ContainsFunc(p.hierarchyRestricted, other("User")), InvalidParameter},
		rule{len(p.tagRestricted) > 0 && len(p.allowedTags) == 0, InvalidParameter},
		rule{slices.ContainsFunc(p.applications, func(a types.Application) bool {
			return a.Type == types.ApplicationTypeThirdPartyApplication && slices.ContainsFunc(a.ApplicationPermissions, other("ACCESS"))
		}), InvalidParameter},
	)
}

func (m *Model) securityProfile(instance, profile *string) (*Instance, *SecurityProfile, Refusal) {
	i, no := m.instance(instance)
	if no != nil {
		return nil, nil, no
	}
	p, no := find(i, i.SecurityProfiles, KindSecurityProfile, profile)
	return i, p, no
}

// DescribeSecurityProfile reads a security profile but for its lists.
func (m *Model) DescribeSecurityProfile(in *sdk.DescribeSecurityProfileInput) (*sdk.DescribeSecurityProfileOutput, Refusal) {
	i, p, no := m.securityProfile(in.InstanceId, in.SecurityProfileId)
	if no != nil {
		return nil, no
	}
	s := p.found(i)
	at, region := i.stamp(&p.Header)
	shown := &types.SecurityProfile{
		Id: s.Id, Arn: s.Arn, OrganizationResourceId: s.OrganizationResourceId, SecurityProfileName: s.SecurityProfileName, Tags: s.Tags,
		Description: s.Description, AllowedAccessControlTags: p.allowedTags, TagRestrictedResources: p.tagRestricted,
		HierarchyRestrictedResources: p.hierarchyRestricted, LastModifiedTime: at, LastModifiedRegion: region,
	}
	if p.allowedGroup != nil {
		shown.AllowedAccessControlHierarchyGroupId = &p.allowedGroup.ID
	}
	return &sdk.DescribeSecurityProfileOutput{SecurityProfile: shown}, nil
}

// UpdateSecurityProfile replaces the parts that the request has.
func (m *Model) UpdateSecurityProfile(in *sdk.UpdateSecurityProfileInput) (*sdk.UpdateSecurityProfileOutput, Refusal) {
	sent := &SecurityProfile{
		description: value(in.Description), permissions: in.Permissions, allowedTags: in.AllowedAccessControlTags, tagRestricted: in.TagRestrictedResources,
	}
	i, p, missing := m.securityProfile(in.InstanceId, in.SecurityProfileId)
	if no := first(sent.shape(), missing); no != nil {
		return nil, no
	}
	next := *p
	if in.Description != nil {
		next.description = *in.Description
	}
	if in.Permissions != nil {
		next.permissions = distinct(in.Permissions)
	}
	if in.AllowedAccessControlTags != nil {
		next.allowedTags = copied(in.AllowedAccessControlTags)
	}
	if in.TagRestrictedResources != nil {
		next.tagRestricted = distinct(in.TagRestrictedResources)
	}
	if in.HierarchyRestrictedResources != nil {
		next.hierarchyRestricted = distinct(in.HierarchyRestrictedResources)
	}
	if in.Applications != nil {
		next.applications = in.Applications
	}
	var noGroup Refusal
	if in.AllowedAccessControlHierarchyGroupId != nil {
		next.allowedGroup, noGroup = i.optionalGroup(in.AllowedAccessControlHierarchyGroupId)
	}
	if no := first(noGroup, next.bad()); no != nil {
		return nil, no
	}
	next.touch(m, !p.equal(&next))
	*p = next
	return &sdk.UpdateSecurityProfileOutput{}, nil
}

func (p *SecurityProfile) equal(q *SecurityProfile) bool {
	same := func(a, b types.Application) bool {
		return value(a.Namespace) == value(b.Namespace) && a.Type == b.Type && slices.Equal(a.ApplicationPermissions, b.ApplicationPermissions)
	}
	return p.description == q.description && slices.Equal(p.permissions, q.permissions) && maps.Equal(p.allowedTags, q.allowedTags) &&
		slices.Equal(p.tagRestricted, q.tagRestricted) && slices.Equal(p.hierarchyRestricted, q.hierarchyRestricted) &&
		p.allowedGroup == q.allowedGroup && slices.EqualFunc(p.applications, q.applications, same)
}

// DeleteSecurityProfile removes a profile that nobody has, unless it is the last that administers.
func (m *Model) DeleteSecurityProfile(in *sdk.DeleteSecurityProfileInput) (*sdk.DeleteSecurityProfileOutput, Refusal) {
	i, p, no := m.securityProfile(in.InstanceId, in.SecurityProfileId)
	if no != nil {
		return nil, no
	}
	administers := func(p *SecurityProfile) bool {
		return slices.Contains(p.permissions, "SecurityProfiles.Edit") && slices.Contains(p.permissions, "Users.EditPermission")
	}
	rest := without(i.SecurityProfiles, &p.Header)
	if no := breaks(
		rule{slices.ContainsFunc(i.Users, func(u *User) bool { return slices.Contains(u.SecurityProfiles, p) }), InUse},
		rule{administers(p) && !slices.ContainsFunc(rest, administers), Denied},
	); no != nil {
		return nil, no
	}
	i.SecurityProfiles = rest
	return &sdk.DeleteSecurityProfileOutput{}, nil
}
