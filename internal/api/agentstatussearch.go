package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

var agentStatusFields = map[string]searchField{
	"name":         {field: search.FieldName},
	"description":  {field: search.FieldDescription},
	"state":        {field: search.FieldState},
	"type":         {field: search.FieldType},
	"displayorder": {field: search.FieldDisplayOrder},
	"id":           {field: search.FieldID, ids: access.TypeAgentStatus},
	"resourceid":   {field: search.FieldID, ids: access.TypeAgentStatus},
}

func (a *API) searchAgentStatuses(ctx context.Context, c roster.Caller, in *connect.SearchAgentStatusesRequest) (*connect.SearchAgentStatusesResponse, error) {
	instance := instanceID(c, in.InstanceId)
	where, err := agentStatusCriteria(searchTerms{caller: c, instance: instance, fields: agentStatusFields}, in)
	if err != nil {
		return nil, err
	}
	return pagedSearch(a, c, "SearchAgentStatuses", instance, in.NextToken, in.MaxResults, 100,
		func(p roster.Page) (roster.Found[roster.AgentStatus], error) {
			return a.roster.SearchAgentStatuses(ctx, c, instance, where, p)
		},
		func(items []roster.AgentStatus, next *string, total *int64) *connect.SearchAgentStatusesResponse {
			return &connect.SearchAgentStatusesResponse{
				AgentStatuses: each(items, func(s *roster.AgentStatus) connect.AgentStatus { return agentStatus(c, instance, s) }),
				NextToken:     next, ApproximateTotalCount: total,
			}
		}, in.SearchCriteria, in.SearchFilter)
}

func agentStatusCriteria(t searchTerms, in *connect.SearchAgentStatusesRequest) (search.Criteria, error) {
	criteria, err := readCriteria(t, in.SearchCriteria, func(c *connect.AgentStatusSearchCriteria) criteriaNode[connect.AgentStatusSearchCriteria] {
		return criteriaNode[connect.AgentStatusSearchCriteria]{or: c.OrConditions, and: c.AndConditions, text: c.StringCondition}
	})
	if err != nil {
		return nil, err
	}
	filter, err := attributeFilter(value(in.SearchFilter).AttributeFilter)
	if err != nil {
		return nil, err
	}
	return boundedSearch(criteria, filter)
}
