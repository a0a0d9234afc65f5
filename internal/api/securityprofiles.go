package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) securityProfileOperations(t table) {
	t.add(handle(a, "CreateSecurityProfile", a.createSecurityProfile))
	t.add(handle(a, "DescribeSecurityProfile", a.describeSecurityProfile))
	t.add(handle(a, "UpdateSecurityProfile", a.updateSecurityProfile))
	t.add(handle(a, "DeleteSecurityProfile", a.deleteSecurityProfile))
	t.add(handle(a, "ListSecurityProfiles", a.listSecurityProfiles))
	t.add(handle(a, "ListSecurityProfilePermissions", a.listSecurityProfilePermissions))
	t.add(handle(a, "ListSecurityProfileApplications", a.listSecurityProfileApplications))
	t.add(handle(a, "ListSecurityProfileFlowModules", a.listSecurityProfileFlowModules))
	t.add(handle(a, "SearchSecurityProfiles", a.searchSecurityProfiles))
}

func securityProfileID(c roster.Caller, instance string, id *string) string {
	return resourceID(c, instance, access.TypeSecurityProfile, id)
}

func securityProfileARN(c roster.Caller, instance, id string) *string {
	return arn(c, instance, access.TypeSecurityProfile, id)
}

func (a *API) createSecurityProfile(ctx context.Context, c roster.Caller, in *connect.CreateSecurityProfileRequest) (*connect.CreateSecurityProfileResponse, error) {
	instance := instanceID(c, in.InstanceId)
	id, err := a.roster.CreateSecurityProfile(ctx, c, instance, roster.SecurityProfile{
		Meta:                roster.Meta{Name: *in.SecurityProfileName, Tags: in.Tags},
		Description:         value(in.Description),
		Permissions:         in.Permissions,
		AllowedTags:         in.AllowedAccessControlTags,
		TagRestricted:       in.TagRestrictedResources,
		HierarchyRestricted: in.HierarchyRestrictedResources,
		AllowedGroupID:      hierarchyGroupID(c, instance, in.AllowedAccessControlHierarchyGroupId),
		Applications:        applications(in.Applications),
		FlowModules:         flowModules(c, instance, in.AllowedFlowModules),
		PrimaryAttributes:   primaryAttributes(in.GranularAccessControlConfiguration),
	})
	if err != nil {
		return nil, err
	}
	return &connect.CreateSecurityProfileResponse{SecurityProfileId: &id, SecurityProfileArn: securityProfileARN(c, instance, id)}, nil
}

func (a *API) updateSecurityProfile(ctx context.Context, c roster.Caller, in *connect.UpdateSecurityProfileRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	update := roster.SecurityProfileUpdate{
		Description:         in.Description,
		Permissions:         in.Permissions,
		AllowedTags:         in.AllowedAccessControlTags,
		TagRestricted:       in.TagRestrictedResources,
		HierarchyRestricted: in.HierarchyRestrictedResources,
		Applications:        applications(in.Applications),
		FlowModules:         flowModules(c, instance, in.AllowedFlowModules),
		PrimaryAttributes:   primaryAttributes(in.GranularAccessControlConfiguration),
	}
	if in.AllowedAccessControlHierarchyGroupId != nil {
		group := hierarchyGroupID(c, instance, in.AllowedAccessControlHierarchyGroupId)
		update.AllowedGroupID = &group
	}
	return nil, a.roster.UpdateSecurityProfile(ctx, c, instance, securityProfileID(c, instance, in.SecurityProfileId), update)
}

func (a *API) describeSecurityProfile(ctx context.Context, c roster.Caller, in *connect.DescribeSecurityProfileRequest) (*connect.DescribeSecurityProfileResponse, error) {
	instance := instanceID(c, in.InstanceId)
	p, err := a.roster.DescribeSecurityProfile(ctx, c, instance, securityProfileID(c, instance, in.SecurityProfileId))
	if err != nil {
		return nil, err
	}
	wire := &connect.SecurityProfile{
		Id: &p.ID, OrganizationResourceId: &instance, Arn: securityProfileARN(c, instance, p.ID), SecurityProfileName: &p.Name,
		Description: text(p.Description), Tags: p.Tags,
		AllowedAccessControlTags: p.AllowedTags, TagRestrictedResources: p.TagRestricted,
		HierarchyRestrictedResources: p.HierarchyRestricted, AllowedAccessControlHierarchyGroupId: text(p.AllowedGroupID),
		GranularAccessControlConfiguration: granularAccess(p.PrimaryAttributes),
	}
	wire.LastModifiedTime, wire.LastModifiedRegion = modified(c, p.LastModified)
	return &connect.DescribeSecurityProfileResponse{SecurityProfile: wire}, nil
}

func (a *API) deleteSecurityProfile(ctx context.Context, c roster.Caller, in *connect.DeleteSecurityProfileRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	return nil, a.roster.DeleteSecurityProfile(ctx, c, instance, securityProfileID(c, instance, in.SecurityProfileId))
}
