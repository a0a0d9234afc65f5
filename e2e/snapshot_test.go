package e2e

import (
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// snapshot is everything that the API tells of an instance, times included.
type snapshot struct {
	Instance   *types.Instance
	Attributes []types.Attribute
	Structure  *types.HierarchyStructure
	Groups     []*types.HierarchyGroup
	Profiles   []profileSnapshot
	Routing    []routingSnapshot
	Users      []userSnapshot
	Found      []types.UserSearchSummary
	Tags       map[string]map[string]string
	FoundTags  []string
	Queueing   queueingSnapshot
	Status     statusSnapshot
}

// profileSnapshot is a security profile with its parts.
type profileSnapshot struct {
	*types.SecurityProfile
	Permissions  []string
	Applications []types.Application
	FlowModules  []types.FlowModule
}

// read takes the snapshot of an instance.
func (c *centre) read(t *testing.T) snapshot {
	t.Helper()
	s := snapshot{
		Instance:  must(c.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: c.id}))(t).Instance,
		Structure: c.readStructure(t),
		Found:     must(c.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: c.id}))(t).Users,
		Tags:      map[string]map[string]string{*c.arn: c.tags(t, c.arn)},
		FoundTags: c.foundTags(t, nil),
		Queueing:  c.readQueueing(t),
		Status:    c.readStatuses(t),
	}
	s.Attributes = slices.Concat(walk(t, func(token *string) ([]types.Attribute, *string, error) {
		out, err := c.ListInstanceAttributes(t.Context(), &connect.ListInstanceAttributesInput{InstanceId: c.id, NextToken: token})
		if err != nil {
			return nil, nil, err
		}
		return out.Attributes, out.NextToken, nil
	})...)
	for _, g := range must(c.ListUserHierarchyGroups(t.Context(), &connect.ListUserHierarchyGroupsInput{InstanceId: c.id}))(t).UserHierarchyGroupSummaryList {
		s.Groups = append(s.Groups, c.describeGroup(t, g.Id))
		s.Tags[*g.Arn] = c.tags(t, g.Arn)
	}
	for _, u := range must(c.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c.id}))(t).UserSummaryList {
		s.Users = append(s.Users, c.readUser(t, u.Id))
		s.Tags[*u.Arn] = c.tags(t, u.Arn)
	}
	c.readProfiles(t, &s)
	return s
}

// readProfiles reads the profiles of both kinds.
func (c *centre) readProfiles(t *testing.T, s *snapshot) {
	t.Helper()
	for _, p := range must(c.ListRoutingProfiles(t.Context(), &connect.ListRoutingProfilesInput{InstanceId: c.id}))(t).RoutingProfileSummaryList {
		s.Routing = append(s.Routing, c.readRouting(t, p.Id))
		s.Tags[*p.Arn] = c.tags(t, p.Arn)
	}
	for _, p := range must(c.ListSecurityProfiles(t.Context(), &connect.ListSecurityProfilesInput{InstanceId: c.id}))(t).SecurityProfileSummaryList {
		in := &connect.ListSecurityProfileApplicationsInput{InstanceId: c.id, SecurityProfileId: p.Id}
		modules := &connect.ListSecurityProfileFlowModulesInput{InstanceId: c.id, SecurityProfileId: p.Id}
		s.Profiles = append(s.Profiles, profileSnapshot{
			SecurityProfile: c.securityProfile(t, p.Id),
			Permissions:     c.permissions(t, p.Id),
			Applications:    must(c.ListSecurityProfileApplications(t.Context(), in))(t).Applications,
			FlowModules:     must(c.ListSecurityProfileFlowModules(t.Context(), modules))(t).AllowedFlowModules,
		})
		s.Tags[*p.Arn] = c.tags(t, p.Arn)
	}
}

// furnish fills an instance with something of every kind.
func (c *centre) furnish(t *testing.T) {
	t.Helper()
	profile := c.fullProfile(t, "lead")
	london := profile.AllowedAccessControlHierarchyGroupId
	c.levels(t, "Site", "Team")
	engines := c.group(t, "Engines", london)
	lead := must(c.CreateSecurityProfile(t.Context(), profile))(t).SecurityProfileId
	for i, name := range []string{"ada", "alan", "blaise", "edsger", "grace"} {
		id := c.hire(t, name, func(in *connect.CreateUserInput) {
			in.IdentityInfo = identity()
			in.IdentityInfo.Email = nil
			in.SecurityProfileIds, in.Tags = []string{*lead, *c.profiles["Agent"]}, manyTags(i)
			in.AutoAcceptConfigs = []types.AutoAcceptConfig{{Channel: chat, AutoAccept: i%2 == 0}}
			in.HierarchyGroupId = [](*string){nil, london, engines}[i%3]
		})
		if i == 4 {
			must(c.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: c.id, UserId: id}))(t)
		}
	}
	for _, arn := range []*string{c.arn, c.arnOf("agent-group", london), c.arnOf("routing-profile", c.routing), c.arnOf("security-profile", lead)} {
		ok(t, c.tag(t, arn, map[string]string{"kept": "yes"}))
	}
	c.furnishQueueing(t)
	c.furnishStatuses(t)
	on := "true"
	must(c.UpdateInstanceAttribute(t.Context(), &connect.UpdateInstanceAttributeInput{
		InstanceId: c.id, AttributeType: types.InstanceAttributeTypeContactflowLogs, Value: &on,
	}))(t)
}
