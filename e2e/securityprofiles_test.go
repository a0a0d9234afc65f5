package e2e

import (
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestSecurityProfiles(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"is described as it was made":              describesSecurityProfile,
		"an update keeps what it leaves out":       updatesSecurityProfile,
		"create refuses":                           refusesSecurityProfiles,
		"update refuses":                           refusesSecurityProfileUpdates,
		"delete refuses":                           refusesSecurityProfileDeletion,
		"unknown profiles are refused":             refusesUnknownSecurityProfiles,
		"the parts are listed page by page":        listsSecurityProfileParts,
		"are listed by name":                       listsSecurityProfiles,
		"are found by name, id and tags":           searchesSecurityProfiles,
		"the built-in ones hold their permissions": listsBuiltInPermissions,
	})
}

// fullProfile is a request with every member.
func (c *centre) fullProfile(t *testing.T, name string) *connect.CreateSecurityProfileInput {
	t.Helper()
	c.levels(t, "Site")
	return &connect.CreateSecurityProfileInput{
		InstanceId: c.id, SecurityProfileName: &name, Description: aws.String("Sees one site"), Tags: map[string]string{"for": "leads"},
		Permissions:              []string{"Users.View", "BasicAgentAccess", "Users.View", "Not.A Known-One"},
		AllowedAccessControlTags: map[string]string{"site": "london"}, TagRestrictedResources: []string{"User", "Queue"},
		HierarchyRestrictedResources: []string{"User"}, AllowedAccessControlHierarchyGroupId: c.group(t, "London", nil),
		Applications: []types.Application{
			{Namespace: aws.String("wiki"), ApplicationPermissions: []string{"ACCESS"}, Type: types.ApplicationTypeThirdPartyApplication},
			{Namespace: aws.String("tools"), ApplicationPermissions: []string{"b", "a"}, Type: types.ApplicationTypeMcp},
		},
		AllowedFlowModules: []types.FlowModule{{FlowModuleId: aws.String(nobody), Type: types.FlowModuleTypeMcp}},
		GranularAccessControlConfiguration: &types.GranularAccessControlConfiguration{
			DataTableAccessControlConfiguration: &types.DataTableAccessControlConfiguration{
				PrimaryAttributeAccessControlConfiguration: &types.PrimaryAttributeAccessControlConfigurationItem{
					PrimaryAttributeValues: []types.PrimaryAttributeValue{{AccessType: types.AccessTypeAllow, AttributeName: aws.String("site"), Values: []string{"x", "y"}}},
				},
			},
		},
	}
}

func (c *centre) securityProfile(t *testing.T, id *string) *types.SecurityProfile {
	t.Helper()
	return must(c.DescribeSecurityProfile(t.Context(), &connect.DescribeSecurityProfileInput{InstanceId: c.id, SecurityProfileId: id}))(t).SecurityProfile
}

func (c *centre) permissions(t *testing.T, id *string) []string {
	t.Helper()
	return must(c.ListSecurityProfilePermissions(t.Context(), &connect.ListSecurityProfilePermissionsInput{InstanceId: c.id, SecurityProfileId: id}))(t).Permissions
}

func describesSecurityProfile(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "security")
	in := c.fullProfile(t, "Team Lead_1@x-y")
	created := must(client.CreateSecurityProfile(t.Context(), in))(t)
	same(t, "the ARN", created.SecurityProfileArn, c.arnOf("security-profile", created.SecurityProfileId))
	same(t, "the profile", c.securityProfile(t, created.SecurityProfileArn), &types.SecurityProfile{
		Id: created.SecurityProfileId, Arn: created.SecurityProfileArn, OrganizationResourceId: c.id, SecurityProfileName: in.SecurityProfileName,
		Description: in.Description, Tags: in.Tags, AllowedAccessControlTags: in.AllowedAccessControlTags, TagRestrictedResources: in.TagRestrictedResources,
		HierarchyRestrictedResources: in.HierarchyRestrictedResources, AllowedAccessControlHierarchyGroupId: in.AllowedAccessControlHierarchyGroupId,
		GranularAccessControlConfiguration: in.GranularAccessControlConfiguration, LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
	}, recent)
	same(t, "the permissions", c.permissions(t, created.SecurityProfileId), []string{"Users.View", "BasicAgentAccess", "Not.A Known-One"})
	bare := c.securityProfile(t, c.profile(t, "bare"))
	same(t, "a profile of a name alone", bare, &types.SecurityProfile{
		Id: bare.Id, Arn: bare.Arn, OrganizationResourceId: c.id, SecurityProfileName: aws.String("bare"), Tags: map[string]string{},
		AllowedAccessControlTags: map[string]string{}, TagRestrictedResources: []string{}, HierarchyRestrictedResources: []string{},
		LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
	}, recent)
	same(t, "its permissions", c.permissions(t, bare.Id), []string{})
}

func updatesSecurityProfile(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "security-updates")
	id := must(client.CreateSecurityProfile(t.Context(), c.fullProfile(t, "lead")))(t).SecurityProfileId
	want := c.securityProfile(t, id)
	update := func(in connect.UpdateSecurityProfileInput) {
		t.Helper()
		in.InstanceId, in.SecurityProfileId = c.id, id
		must(client.UpdateSecurityProfile(t.Context(), &in))(t)
	}
	update(connect.UpdateSecurityProfileInput{})
	same(t, "after an update of nothing", c.securityProfile(t, id), want)
	update(connect.UpdateSecurityProfileInput{Description: aws.String(""), Permissions: []string{"Queues.View"}})
	want.Description, want.LastModifiedTime = nil, now()
	same(t, "after an update of two members", c.securityProfile(t, id), want, recent)
	same(t, "the permissions", c.permissions(t, id), []string{"Queues.View"})
	update(connect.UpdateSecurityProfileInput{
		Permissions: []string{}, TagRestrictedResources: []string{}, AllowedAccessControlTags: map[string]string{}, HierarchyRestrictedResources: []string{},
		AllowedAccessControlHierarchyGroupId: aws.String(""), Applications: []types.Application{}, AllowedFlowModules: []types.FlowModule{},
		GranularAccessControlConfiguration: &types.GranularAccessControlConfiguration{},
	})
	want.TagRestrictedResources, want.AllowedAccessControlTags, want.HierarchyRestrictedResources = []string{}, map[string]string{}, []string{}
	want.AllowedAccessControlHierarchyGroupId, want.GranularAccessControlConfiguration = nil, nil
	same(t, "after everything was cleared", c.securityProfile(t, id), want, recent)
	same(t, "the permissions", c.permissions(t, id), []string{})
}

func refusesSecurityProfiles(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "security-refusals")
	with := func(name string, want refusal, change func(*connect.CreateSecurityProfileInput)) call {
		return call{name, func() error {
			in := &connect.CreateSecurityProfileInput{InstanceId: c.id, SecurityProfileName: aws.String("refused")}
			change(in)
			return errorOf(client.CreateSecurityProfile(t.Context(), in))
		}, want}
	}
	application := func(kind types.ApplicationType, permissions ...string) []types.Application {
		return []types.Application{{Namespace: aws.String("x"), Type: kind, ApplicationPermissions: append([]string{}, permissions...)}}
	}
	type in = connect.CreateSecurityProfileInput
	refusals(t, []call{
		with("a name that is taken", duplicate, func(i *in) { i.SecurityProfileName = aws.String("Agent") }),
		with("a name with a dot", invalidParameter, func(i *in) { i.SecurityProfileName = aws.String("a.b") }),
		with("a name of 128 characters", invalidParameter, func(i *in) { i.SecurityProfileName = aws.String(strings.Repeat("a", 128)) }),
		with("a description of 251 characters", invalidParameter, func(i *in) { i.Description = aws.String(strings.Repeat("ä", 251)) }),
		with("501 permissions", invalidParameter, func(i *in) { i.Permissions = slices.Repeat([]string{"Users.View"}, 501) }),
		with("an empty permission", invalidParameter, func(i *in) { i.Permissions = []string{""} }),
		with("a permission with a slash", invalidParameter, func(i *in) { i.Permissions = []string{"a/b"} }),
		with("five access control tags", invalidParameter, func(i *in) { i.AllowedAccessControlTags = manyTags(5) }),
		with("a kind that tags cannot restrict", invalidParameter, func(i *in) {
			i.TagRestrictedResources, i.AllowedAccessControlTags = []string{"Users"}, manyTags(1)
		}),
		with("restricted kinds without tags", invalidParameter, func(i *in) { i.TagRestrictedResources = []string{"User"} }),
		with("a kind that the hierarchy cannot restrict", invalidParameter, func(i *in) { i.HierarchyRestrictedResources = []string{"Queue"} }),
		with("an unknown hierarchy group", notFound, func(i *in) { i.AllowedAccessControlHierarchyGroupId = aws.String(nobody) }),
		with("an application with another permission", invalidParameter, func(i *in) {
			i.Applications = application(types.ApplicationTypeThirdPartyApplication, "ACCESS", "WRITE")
		}),
		with("an application with an empty list of permissions", invalidParameter, func(i *in) { i.Applications = application(types.ApplicationTypeMcp) }),
		with("eleven applications", invalidParameter, func(i *in) { i.Applications = slices.Repeat(application(types.ApplicationTypeMcp, "x"), 11) }),
		with("an unknown instance", notFound, func(i *in) { i.InstanceId = aws.String(nobody) }),
	})
	if list := c.profileNames(t); len(list) != 4 {
		t.Errorf("there are profiles %v", list)
	}
}

func refusesSecurityProfileUpdates(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "security-update-refusals")
	id := c.profile(t, "lead", func(in *connect.CreateSecurityProfileInput) {
		in.AllowedAccessControlTags, in.TagRestrictedResources = manyTags(1), []string{"User"}
	})
	before := c.securityProfile(t, id)
	with := func(name string, want refusal, in connect.UpdateSecurityProfileInput) call {
		in.InstanceId, in.SecurityProfileId = c.id, id
		return call{name, func() error { return errorOf(client.UpdateSecurityProfile(t.Context(), &in)) }, want}
	}
	refusals(t, []call{
		with("taking the tags from restricted kinds", invalidParameter, connect.UpdateSecurityProfileInput{AllowedAccessControlTags: map[string]string{}}),
		with("an unknown group", notFound, connect.UpdateSecurityProfileInput{AllowedAccessControlHierarchyGroupId: aws.String(nobody)}),
		with("a description of 251 characters", invalidParameter, connect.UpdateSecurityProfileInput{Description: aws.String(strings.Repeat("x", 251))}),
	})
	same(t, "the profile after refusals", c.securityProfile(t, id), before)
}

func refusesSecurityProfileDeletion(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "security-deletion")
	user := c.hire(t, "ada")
	remove := func(id *string) error {
		return errorOf(client.DeleteSecurityProfile(t.Context(), &connect.DeleteSecurityProfileInput{InstanceId: c.id, SecurityProfileId: id}))
	}
	e := refused[*types.ResourceInUseException](t, remove(c.profiles["Agent"]))
	same(t, "the kind in the way", e.ResourceType, types.ResourceTypeUser)
	same(t, "the user in the way", e.ResourceId, c.arnOf("agent", user))
	denied(t, remove(c.profiles["Admin"]))
	second := c.profile(t, "second", func(in *connect.CreateSecurityProfileInput) {
		in.Permissions = []string{"SecurityProfiles.Edit", "Users.EditPermission"}
	})
	ok(t, remove(c.profiles["Admin"]))
	denied(t, remove(second))
	must(client.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: c.id, UserId: user}))(t)
	ok(t, remove(c.profiles["Agent"]))
	same(t, "the profiles left", c.profileNames(t), []string{"CallCenterManager", "QualityAnalyst", "second"})
}

func refusesUnknownSecurityProfiles(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "security-unknown")
	id := aws.String(nobody)
	refusals(t, []call{
		{"describe", func() error {
			return errorOf(client.DescribeSecurityProfile(t.Context(), &connect.DescribeSecurityProfileInput{InstanceId: c.id, SecurityProfileId: id}))
		}, notFound},
		{"update of nothing", func() error {
			return errorOf(client.UpdateSecurityProfile(t.Context(), &connect.UpdateSecurityProfileInput{InstanceId: c.id, SecurityProfileId: id}))
		}, notFound},
		{"delete", func() error {
			return errorOf(client.DeleteSecurityProfile(t.Context(), &connect.DeleteSecurityProfileInput{InstanceId: c.id, SecurityProfileId: id}))
		}, notFound},
		{"permissions", func() error {
			return errorOf(client.ListSecurityProfilePermissions(t.Context(), &connect.ListSecurityProfilePermissionsInput{InstanceId: c.id, SecurityProfileId: id}))
		}, notFound},
		{"applications", func() error {
			return errorOf(client.ListSecurityProfileApplications(t.Context(), &connect.ListSecurityProfileApplicationsInput{InstanceId: c.id, SecurityProfileId: id}))
		}, notFound},
		{"flow modules", func() error {
			return errorOf(client.ListSecurityProfileFlowModules(t.Context(), &connect.ListSecurityProfileFlowModulesInput{InstanceId: c.id, SecurityProfileId: id}))
		}, notFound},
		{"list of an unknown instance", func() error {
			return errorOf(client.ListSecurityProfiles(t.Context(), &connect.ListSecurityProfilesInput{InstanceId: id}))
		}, notFound},
		{"search of an unknown instance", func() error {
			return errorOf(client.SearchSecurityProfiles(t.Context(), &connect.SearchSecurityProfilesInput{InstanceId: id}))
		}, notFound},
	})
}
