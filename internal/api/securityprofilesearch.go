package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

var securityProfileFields = map[string]searchField{
	"name":       {field: search.FieldName},
	"id":         {field: search.FieldID, ids: access.TypeSecurityProfile},
	"resourceid": {field: search.FieldID, ids: access.TypeSecurityProfile},
}

func (a *API) searchSecurityProfiles(ctx context.Context, c roster.Caller, in *connect.SearchSecurityProfilesRequest) (*connect.SearchSecurityProfilesResponse, error) {
	instance := instanceID(c, in.InstanceId)
	where, err := securityProfileCriteria(searchTerms{caller: c, instance: instance, fields: securityProfileFields}, in)
	if err != nil {
		return nil, err
	}
	return pagedSearch(a, c, "SearchSecurityProfiles", instance, in.NextToken, in.MaxResults, 100,
		func(p roster.Page) (roster.Found[roster.SecurityProfile], error) {
			return a.roster.SearchSecurityProfiles(ctx, c, instance, where, p)
		},
		func(items []roster.SecurityProfile, next *string, total *int64) *connect.SearchSecurityProfilesResponse {
			return &connect.SearchSecurityProfilesResponse{
				SecurityProfiles: each(items, func(p *roster.SecurityProfile) connect.SecurityProfileSearchSummary {
					return connect.SecurityProfileSearchSummary{
						Id: &p.ID, OrganizationResourceId: &instance, Arn: securityProfileARN(c, instance, p.ID), SecurityProfileName: &p.Name,
						Description: text(p.Description), Tags: p.Tags,
					}
				}),
				NextToken: next, ApproximateTotalCount: total,
			}
		}, in.SearchCriteria, in.SearchFilter)
}

func securityProfileCriteria(t searchTerms, in *connect.SearchSecurityProfilesRequest) (search.Criteria, error) {
	return criteriaAndTags(t, in.SearchCriteria, value(in.SearchFilter).TagFilter, func(c *connect.SecurityProfileSearchCriteria) criteriaNode[connect.SecurityProfileSearchCriteria] {
		return criteriaNode[connect.SecurityProfileSearchCriteria]{or: c.OrConditions, and: c.AndConditions, text: c.StringCondition}
	})
}
