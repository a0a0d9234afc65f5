package api_test

import (
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
)

func TestListSecurityProfilePermissionsPages(t *testing.T) {
	client, _ := newServer(t)
	id := newInstance(t, client, types.DirectoryTypeSaml, "permissions")
	admin := securityProfileNamed(t, client, id, "Admin")
	var got []string
	pages := sdk.NewListSecurityProfilePermissionsPaginator(client, &sdk.ListSecurityProfilePermissionsInput{InstanceId: id, SecurityProfileId: &admin})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		wantError(t, err, "")
		if page.NextToken != nil && len(page.Permissions) != 100 {
			t.Errorf("a page of %d, want 100", len(page.Permissions))
		}
		if page.LastModifiedTime == nil || *page.LastModifiedRegion != region {
			t.Error("the page does not say when and where the profile changed")
		}
		got = append(got, page.Permissions...)
	}
	if len(got) <= 200 || !slices.IsSorted(got) || len(slices.Compact(slices.Clone(got))) != len(got) {
		t.Errorf("%d permissions, some of them repeated or out of order", len(got))
	}
}

func TestPageTokenIsBoundToItsSecurityProfile(t *testing.T) {
	client, _ := newServer(t)
	id := newInstance(t, client, types.DirectoryTypeSaml, "bound")
	admin, agent := securityProfileNamed(t, client, id, "Admin"), securityProfileNamed(t, client, id, "Agent")
	page, err := client.ListSecurityProfilePermissions(t.Context(), &sdk.ListSecurityProfilePermissionsInput{InstanceId: id, SecurityProfileId: &admin, MaxResults: aws.Int32(1)})
	wantError(t, err, "")
	_, err = client.ListSecurityProfilePermissions(t.Context(), &sdk.ListSecurityProfilePermissionsInput{InstanceId: id, SecurityProfileId: &agent, NextToken: page.NextToken})
	wantError(t, err, "InvalidParameterException")
}

func TestApplicationsAndFlowModulesOfASecurityProfile(t *testing.T) {
	client, server := newServer(t)
	id := newInstance(t, client, types.DirectoryTypeSaml, "applications")
	apps := []types.Application{
		{Namespace: aws.String("b.example"), ApplicationPermissions: []string{"ACCESS"}, Type: types.ApplicationTypeThirdPartyApplication},
		{Namespace: aws.String("a.example"), ApplicationPermissions: []string{"tool one", "tool two"}},
	}
	modules := []types.FlowModule{{Type: types.FlowModuleTypeMcp, FlowModuleId: aws.String("0b7bd6a2-1a4c-4d3e-8a51-0b7bd6a21a4c")}}
	created, err := client.CreateSecurityProfile(t.Context(), &sdk.CreateSecurityProfileInput{
		InstanceId: id, SecurityProfileName: aws.String("Apps"), Applications: apps, AllowedFlowModules: modules,
	})
	wantError(t, err, "")
	_, err = client.UpdateSecurityProfile(t.Context(), &sdk.UpdateSecurityProfileInput{
		InstanceId: id, SecurityProfileId: created.SecurityProfileId, Description: aws.String("leaves the lists alone"),
	})
	wantError(t, err, "")
	var got []types.Application
	pages := sdk.NewListSecurityProfileApplicationsPaginator(client, &sdk.ListSecurityProfileApplicationsInput{
		InstanceId: id, SecurityProfileId: created.SecurityProfileId, MaxResults: aws.Int32(1),
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		wantError(t, err, "")
		got = append(got, page.Applications...)
	}
	if diff := cmp.Diff(apps, got, timeless); diff != "" {
		t.Errorf("applications (-want +got):\n%s", diff)
	}
	out, err := client.ListSecurityProfileFlowModules(t.Context(), &sdk.ListSecurityProfileFlowModulesInput{InstanceId: id, SecurityProfileId: created.SecurityProfileId})
	wantError(t, err, "")
	if diff := cmp.Diff(modules, out.AllowedFlowModules, timeless); diff != "" {
		t.Errorf("flow modules (-want +got):\n%s", diff)
	}
	_, _, none := raw(t, server, "GET", "/security-profiles-applications/"+*id+"/"+securityProfileNamed(t, client, id, "Agent"), "")
	if apps, ok := none["Applications"].([]any); !ok || len(apps) != 0 {
		t.Errorf("without applications: %v", none)
	}
}

func TestSearchSecurityProfiles(t *testing.T) {
	client, _ := newServer(t)
	id := newInstance(t, client, types.DirectoryTypeSaml, "search")
	blue, err := client.CreateSecurityProfile(t.Context(), &sdk.CreateSecurityProfileInput{
		InstanceId: id, SecurityProfileName: aws.String("Blue"), Tags: map[string]string{"team": "blue"},
	})
	wantError(t, err, "")
	text := func(field, value string, how types.StringComparisonType) *types.SecurityProfileSearchCriteria {
		return &types.SecurityProfileSearchCriteria{StringCondition: &types.StringCondition{FieldName: &field, Value: &value, ComparisonType: how}}
	}
	agent := text("name", "agent", types.StringComparisonTypeStartsWith)
	tests := []struct {
		name     string
		criteria *types.SecurityProfileSearchCriteria
		filter   *types.SecurityProfilesSearchFilter
		want     []string
		fails    string
	}{
		{name: "everything", want: []string{"Admin", "Agent", "Blue", "CallCenterManager", "QualityAnalyst"}},
		{name: "name", criteria: agent, want: []string{"Agent"}},
		{name: "id in another spelling", criteria: text("ResourceID", *blue.SecurityProfileId, types.StringComparisonTypeExact), want: []string{"Blue"}},
		{name: "ARN", criteria: text("id", *blue.SecurityProfileArn, types.StringComparisonTypeExact), want: []string{"Blue"}},
		{name: "either", criteria: &types.SecurityProfileSearchCriteria{OrConditions: []types.SecurityProfileSearchCriteria{*agent, *text("name", "u", types.StringComparisonTypeStartsWith),
			*text("name", "lyst", types.StringComparisonTypeContains)}}, want: []string{"Agent", "QualityAnalyst"}},
		{name: "tag", filter: &types.SecurityProfilesSearchFilter{TagFilter: &types.ControlPlaneTagFilter{TagCondition: &types.TagCondition{TagKey: aws.String("team")}}}, want: []string{"Blue"}},
		{name: "criteria and filter", criteria: agent, filter: &types.SecurityProfilesSearchFilter{TagFilter: &types.ControlPlaneTagFilter{TagCondition: &types.TagCondition{TagKey: aws.String("team")}}}},
		{name: "unknown field", criteria: text("description", "agent", types.StringComparisonTypeExact), fails: "InvalidParameterException"},
		{name: "two branches", criteria: &types.SecurityProfileSearchCriteria{StringCondition: agent.StringCondition,
			AndConditions: []types.SecurityProfileSearchCriteria{*agent}}, fails: "InvalidParameterException"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			pages := sdk.NewSearchSecurityProfilesPaginator(client, &sdk.SearchSecurityProfilesInput{
				InstanceId: id, SearchCriteria: tt.criteria, SearchFilter: tt.filter, MaxResults: aws.Int32(2),
			})
			for pages.HasMorePages() {
				page, err := pages.NextPage(t.Context())
				wantError(t, err, tt.fails)
				if err != nil {
					return
				}
				if *page.ApproximateTotalCount != int64(len(tt.want)) {
					t.Errorf("total = %d, want %d", *page.ApproximateTotalCount, len(tt.want))
				}
				for _, p := range page.SecurityProfiles {
					got = append(got, *p.SecurityProfileName)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
		})
	}
}
