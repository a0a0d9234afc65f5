package e2e

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func (c *centre) profileNames(t *testing.T) []string {
	t.Helper()
	out := must(c.ListSecurityProfiles(t.Context(), &connect.ListSecurityProfilesInput{InstanceId: c.id}))(t)
	return pluck(out.SecurityProfileSummaryList, func(p types.SecurityProfileSummary) string { return *p.Name })
}

func listsSecurityProfiles(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "security-lists")
	c.profile(t, "agent")
	pages := walk(t, func(token *string) ([]types.SecurityProfileSummary, *string, error) {
		out, err := client.ListSecurityProfiles(t.Context(), &connect.ListSecurityProfilesInput{InstanceId: c.id, NextToken: token, MaxResults: aws.Int32(2)})
		if err != nil {
			return nil, nil, err
		}
		return out.SecurityProfileSummaryList, out.NextToken, nil
	})
	all := slices.Concat(pages...)
	same(t, "the names", pluck(all, func(p types.SecurityProfileSummary) string { return *p.Name }),
		[]string{"Admin", "Agent", "CallCenterManager", "QualityAnalyst", "agent"})
	same(t, "a summary", all[1], types.SecurityProfileSummary{
		Id: c.profiles["Agent"], Arn: c.arnOf("security-profile", c.profiles["Agent"]), Name: aws.String("Agent"),
		LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
	}, recent)
}

func listsSecurityProfileParts(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "security-parts")
	in := c.fullProfile(t, "lead")
	in.Permissions = nil
	for i := range 7 {
		in.Permissions = append(in.Permissions, "Permission."+strconv.Itoa(9-i))
	}
	id := must(client.CreateSecurityProfile(t.Context(), in))(t).SecurityProfileId
	changed := c.securityProfile(t, id).LastModifiedTime
	pages := walk(t, func(token *string) ([]string, *string, error) {
		out, err := client.ListSecurityProfilePermissions(t.Context(), &connect.ListSecurityProfilePermissionsInput{
			InstanceId: c.id, SecurityProfileId: id, NextToken: token, MaxResults: aws.Int32(3),
		})
		if err != nil {
			return nil, nil, err
		}
		same(t, "the page's time", out.LastModifiedTime, changed)
		return out.Permissions, out.NextToken, nil
	})
	same(t, "the permissions", slices.Concat(pages...), in.Permissions)
	applications := must(client.ListSecurityProfileApplications(t.Context(), &connect.ListSecurityProfileApplicationsInput{InstanceId: c.id, SecurityProfileId: id}))(t)
	same(t, "the applications", applications, &connect.ListSecurityProfileApplicationsOutput{
		Applications: in.Applications, LastModifiedTime: changed, LastModifiedRegion: aws.String(region),
	})
	modules := must(client.ListSecurityProfileFlowModules(t.Context(), &connect.ListSecurityProfileFlowModulesInput{InstanceId: c.id, SecurityProfileId: id}))(t)
	same(t, "the flow modules", modules, &connect.ListSecurityProfileFlowModulesOutput{
		AllowedFlowModules: in.AllowedFlowModules, LastModifiedTime: changed, LastModifiedRegion: aws.String(region),
	})
}

func listsBuiltInPermissions(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "built-in")
	same(t, "an agent's permissions", c.permissions(t, c.profiles["Agent"]), []string{"BasicAgentAccess", "OutboundCallAccess"})
	pages := walk(t, func(token *string) ([]string, *string, error) {
		out, err := client.ListSecurityProfilePermissions(t.Context(),
			&connect.ListSecurityProfilePermissionsInput{InstanceId: c.id, SecurityProfileId: c.profiles["Admin"], NextToken: token})
		if err != nil {
			return nil, nil, err
		}
		return out.Permissions, out.NextToken, nil
	})
	all := slices.Concat(pages...)
	if len(all) < 280 || len(pages[0]) != 100 || !slices.Contains(all, "Users.Delete") {
		t.Errorf("an administrator has %d permissions, %d on the first page", len(all), len(pages[0]))
	}
	if slices.ContainsFunc(all, func(name string) bool { return strings.HasPrefix(name, "Restrict") }) {
		t.Error("an administrator has a permission that takes rights away")
	}
}

func searchesSecurityProfiles(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "security-search")
	id := c.profile(t, "Night Agent", func(in *connect.CreateSecurityProfileInput) {
		in.Tags, in.Description = map[string]string{"shift": "night"}, aws.String("At night")
	})
	text := func(field, value string, comparison types.StringComparisonType) *types.SecurityProfileSearchCriteria {
		return &types.SecurityProfileSearchCriteria{StringCondition: where(field, value, comparison)}
	}
	night := &types.SecurityProfilesSearchFilter{TagFilter: &types.ControlPlaneTagFilter{TagCondition: &types.TagCondition{TagKey: aws.String("shift")}}}
	for _, tt := range []struct {
		name     string
		criteria *types.SecurityProfileSearchCriteria
		filter   *types.SecurityProfilesSearchFilter
		want     []string
	}{
		{"everything", nil, nil, []string{"Admin", "Agent", "CallCenterManager", "Night Agent", "QualityAnalyst"}},
		{"inside a name", text("name", "AGENT", contains), nil, []string{"Agent", "Night Agent"}},
		{"exactly", text("Name", "agent", exact), nil, []string{}},
		{"by id", text("resourceID", *id, exact), nil, []string{"Night Agent"}},
		{"by tag", nil, night, []string{"Night Agent"}},
		{"by name and tag", text("name", "Call", prefix), night, []string{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := &connect.SearchSecurityProfilesInput{InstanceId: c.id, SearchCriteria: tt.criteria, SearchFilter: tt.filter}
			out := must(client.SearchSecurityProfiles(t.Context(), in))(t)
			same(t, "what was found", pluck(out.SecurityProfiles, func(p types.SecurityProfileSearchSummary) string { return *p.SecurityProfileName }), tt.want)
			same(t, "the total", *out.ApproximateTotalCount, int64(len(tt.want)))
		})
	}
	out := must(client.SearchSecurityProfiles(t.Context(), &connect.SearchSecurityProfilesInput{InstanceId: c.id, SearchFilter: night}))(t)
	same(t, "a summary", out.SecurityProfiles[0], types.SecurityProfileSearchSummary{
		Id: id, Arn: c.arnOf("security-profile", id), OrganizationResourceId: c.id, SecurityProfileName: aws.String("Night Agent"),
		Description: aws.String("At night"), Tags: map[string]string{"shift": "night"},
	})
	invalidParameter(t, errorOf(client.SearchSecurityProfiles(t.Context(),
		&connect.SearchSecurityProfilesInput{InstanceId: c.id, SearchCriteria: text("description", "x", exact)})))
	invalidParameter(t, errorOf(client.SearchSecurityProfiles(t.Context(), &connect.SearchSecurityProfilesInput{InstanceId: c.id, MaxResults: aws.Int32(101)})))
}
