package model

import (
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// ListSecurityProfiles lists by name.
func (m *Model) ListSecurityProfiles(in *sdk.ListSecurityProfilesInput) (*sdk.ListSecurityProfilesOutput, Refusal) {
	i, no := m.instance(in.InstanceId)
	if no := first(badPage(in.MaxResults, 1000), no); no != nil {
		return nil, no
	}
	return &sdk.ListSecurityProfilesOutput{SecurityProfileSummaryList: each(byName(i.SecurityProfiles), func(p *SecurityProfile) types.SecurityProfileSummary {
		at, region := i.stamp(&p.Header)
		return types.SecurityProfileSummary{Id: &p.ID, Arn: ptr(i.ARN(KindSecurityProfile, p.ID)), Name: &p.Name, LastModifiedTime: at, LastModifiedRegion: region}
	})}, nil
}

// ListSecurityProfilePermissions lists the names that a profile grants.
func (m *Model) ListSecurityProfilePermissions(in *sdk.ListSecurityProfilePermissionsInput) (*sdk.ListSecurityProfilePermissionsOutput, Refusal) {
	i, p, no := m.securityProfile(in.InstanceId, in.SecurityProfileId)
	if no := first(badPage(in.MaxResults, 1000), no); no != nil {
		return nil, no
	}
	at, region := i.stamp(&p.Header)
	return &sdk.ListSecurityProfilePermissionsOutput{Permissions: distinct(p.permissions), LastModifiedTime: at, LastModifiedRegion: region}, nil
}

// ListSecurityProfileApplications lists the applications that a profile opens.
func (m *Model) ListSecurityProfileApplications(in *sdk.ListSecurityProfileApplicationsInput) (*sdk.ListSecurityProfileApplicationsOutput, Refusal) {
	i, p, no := m.securityProfile(in.InstanceId, in.SecurityProfileId)
	if no := first(badPage(in.MaxResults, 1000), no); no != nil {
		return nil, no
	}
	at, region := i.stamp(&p.Header)
	all := append([]types.Application{}, p.applications...)
	return &sdk.ListSecurityProfileApplicationsOutput{Applications: all, LastModifiedTime: at, LastModifiedRegion: region}, nil
}

// SearchSecurityProfiles searches by name and id.
func (m *Model) SearchSecurityProfiles(in *sdk.SearchSecurityProfilesInput) (*sdk.SearchSecurityProfilesOutput, Refusal) {
	var n *node
	if c := in.SearchCriteria; c != nil {
		n = profileNode(*c)
	}
	found, i, no := search(m, in.InstanceId, in.MaxResults, 100, nameOrID(KindSecurityProfile), n, tagFilter(value(in.SearchFilter).TagFilter),
		func(i *Instance) []*SecurityProfile { return i.SecurityProfiles },
		func(i *Instance, p *SecurityProfile) document {
			return p.document()
		})
	if no != nil {
		return nil, no
	}
	return &sdk.SearchSecurityProfilesOutput{
		ApproximateTotalCount: ptr(int64(len(found))),
		SecurityProfiles:      each(found, func(p *SecurityProfile) types.SecurityProfileSearchSummary { return p.found(i) }),
	}, nil
}

func profileNode(c types.SecurityProfileSearchCriteria) *node {
	return &node{or: nodes(c.OrConditions, profileNode), and: nodes(c.AndConditions, profileNode), text: c.StringCondition}
}

func (p *SecurityProfile) found(i *Instance) types.SecurityProfileSearchSummary {
	return types.SecurityProfileSearchSummary{
		Id: &p.ID, Arn: ptr(i.ARN(KindSecurityProfile, p.ID)), OrganizationResourceId: &i.ID, SecurityProfileName: &p.Name,
		Description: text(p.description), Tags: p.Tags,
	}
}
