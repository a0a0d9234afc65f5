package modeltest

import (
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
)

var securityProfileSteps = []step{
	{"create a security profile", 5, (*session).createProfile, covers("CreateSecurityProfile", model.InvalidParameter, model.Duplicate)},
	{"describe a security profile", 2, (*session).describeProfile, covers("DescribeSecurityProfile")},
	{"change a security profile", 4, (*session).updateProfile, covers("UpdateSecurityProfile", model.InvalidParameter)},
	{"delete a security profile", 6, (*session).deleteProfile, covers("DeleteSecurityProfile", model.InUse, model.NotFound, model.Denied)},
	{"list security profiles", 2, (*session).listProfiles, covers("ListSecurityProfiles")},
	{"list permissions", 2, (*session).listPermissions, covers("ListSecurityProfilePermissions")},
	{"list applications", 1, (*session).listApplications, covers("ListSecurityProfileApplications")},
}

// restrictions are the members that creating and changing a profile share.
func (s *session) restrictions(i *model.Instance) *sdk.UpdateSecurityProfileInput {
	in := &sdk.UpdateSecurityProfileInput{
		Description: maybe(s, "description", "A profile.", ""), Permissions: s.permissions(), AllowedAccessControlTags: s.scope(),
		TagRestrictedResources:       some(s, "restricted", 2, "User", "Queue", "UserHierarchyGroup"),
		HierarchyRestrictedResources: some(s, "by hierarchy", 1, "User"),
	}
	if in.AllowedAccessControlTags == nil && !one(s, "odd restriction", 8) {
		in.TagRestrictedResources = nil
	}
	if uniform(s, "in a group", 3) == 2 {
		in.AllowedAccessControlHierarchyGroupId = ref(s, "group", i, model.KindGroup, i.Groups)
		if len(i.Groups) == 0 {
			in.AllowedAccessControlHierarchyGroupId = ptr("")
		}
	}
	if uniform(s, "with applications", 4) == 3 {
		kind := pick(s, "type", types.ApplicationTypeMcp, types.ApplicationTypeThirdPartyApplication)
		in.Applications = append([]types.Application{}, some(s, "application", 2, types.Application{
			Namespace: ptr("tool"), Type: kind, ApplicationPermissions: []string{pick(s, "grant", "ACCESS", "read")},
		})...)
	}
	s.oddRestrictions(in)
	return in
}

// permissions draws an absent, an empty or a short list.
func (s *session) permissions() []string {
	if pick(s, "permissions absent", true, false) {
		return nil
	}
	return append([]string{}, some(s, "permission", 4, "Users.View", "SecurityProfiles.Edit", "Users.EditPermission", "Custom.Thing")...)
}

// scope draws access-control tags, which may be absent.
func (s *session) scope() map[string]string {
	return pick(s, "scope", nil, map[string]string{}, map[string]string{"site": "Wien"}, map[string]string{"site": "oslo", "team": ""})
}

func (s *session) oddRestrictions(in *sdk.UpdateSecurityProfileInput) {
	switch odd(s, "odd", 12) {
	case 11:
		in.TagRestrictedResources = []string{"Users"}
	case 10:
		in.HierarchyRestrictedResources = []string{"Queue"}
	case 9:
		in.Permissions = []string{pick(s, "permission", "", "Users/View", strings.Repeat("x", 129))}
	case 8:
		in.Description = ptr(strings.Repeat("x", 251))
	}
}

func (s *session) createProfile() {
	i, id := s.instance()
	parts := s.restrictions(i)
	in := &sdk.CreateSecurityProfileInput{
		InstanceId: id, SecurityProfileName: ptr(pick(s, "name", "Agent", "agent", "Lead", "lead@wien", "Night shift")), Tags: s.tags("tags"),
		Description: parts.Description, Permissions: parts.Permissions, AllowedAccessControlTags: parts.AllowedAccessControlTags,
		TagRestrictedResources: parts.TagRestrictedResources, HierarchyRestrictedResources: parts.HierarchyRestrictedResources,
		AllowedAccessControlHierarchyGroupId: parts.AllowedAccessControlHierarchyGroupId, Applications: parts.Applications,
	}
	if one(s, "odd name", 16) {
		in.SecurityProfileName = ptr(pick(s, "name", "", "a.b", strings.Repeat("x", 128)))
	}
	create(s, in, s.CreateSecurityProfile, func(out *sdk.CreateSecurityProfileOutput) *string { return out.SecurityProfileId }, s.m.CreateSecurityProfile)
}

func (s *session) profile() (i *model.Instance, instance, profile *string) {
	i, instance = s.instance()
	return i, instance, ref(s, "profile", i, model.KindSecurityProfile, i.SecurityProfiles)
}

func (s *session) describeProfile() {
	_, instance, id := s.profile()
	in := &sdk.DescribeSecurityProfileInput{InstanceId: instance, SecurityProfileId: id}
	ask(s, in, s.DescribeSecurityProfile, s.m.DescribeSecurityProfile)
}

func (s *session) updateProfile() {
	i, instance, id := s.profile()
	in := s.restrictions(i)
	in.InstanceId, in.SecurityProfileId = instance, id
	ask(s, in, s.UpdateSecurityProfile, s.m.UpdateSecurityProfile)
}

func (s *session) deleteProfile() {
	i, instance, id := s.profile()
	in := &sdk.DeleteSecurityProfileInput{InstanceId: instance, SecurityProfileId: id}
	if ask(s, in, s.DeleteSecurityProfile, s.m.DeleteSecurityProfile) != nil {
		s.lost(i, model.KindSecurityProfile, id)
	}
}

func (s *session) listProfiles() {
	_, instance := s.instance()
	walk(s, &sdk.ListSecurityProfilesInput{InstanceId: instance}, s.ListSecurityProfiles, s.m.ListSecurityProfiles)
}

func (s *session) listPermissions() {
	_, instance, id := s.profile()
	in := &sdk.ListSecurityProfilePermissionsInput{InstanceId: instance, SecurityProfileId: id}
	walk(s, in, s.ListSecurityProfilePermissions, s.m.ListSecurityProfilePermissions)
}

func (s *session) listApplications() {
	_, instance, id := s.profile()
	in := &sdk.ListSecurityProfileApplicationsInput{InstanceId: instance, SecurityProfileId: id}
	walk(s, in, s.ListSecurityProfileApplications, s.m.ListSecurityProfileApplications)
}
