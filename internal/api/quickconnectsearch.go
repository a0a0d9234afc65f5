package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

var quickConnectFields = map[string]searchField{
	"name":        {field: search.FieldName},
	"description": {field: search.FieldDescription},
	"id":          {field: search.FieldID, ids: access.TypeQuickConnect},
	"resourceid":  {field: search.FieldID, ids: access.TypeQuickConnect},
}

func (a *API) searchQuickConnects(ctx context.Context, c roster.Caller, in *connect.SearchQuickConnectsRequest) (*connect.SearchQuickConnectsResponse, error) {
	instance := instanceID(c, in.InstanceId)
	where, err := quickConnectCriteria(searchTerms{caller: c, instance: instance, fields: quickConnectFields}, in)
	if err != nil {
		return nil, err
	}
	return pagedSearch(a, c, "SearchQuickConnects", instance, in.NextToken, in.MaxResults, 100,
		func(p roster.Page) (roster.Found[roster.QuickConnect], error) {
			return a.roster.SearchQuickConnects(ctx, c, instance, where, p)
		},
		func(items []roster.QuickConnect, next *string, total *int64) *connect.SearchQuickConnectsResponse {
			return &connect.SearchQuickConnectsResponse{
				QuickConnects: each(items, func(q *roster.QuickConnect) connect.QuickConnect { return wireQuickConnect(c, instance, q) }),
				NextToken:     next, ApproximateTotalCount: total,
			}
		}, in.SearchCriteria, in.SearchFilter)
}

func quickConnectCriteria(t searchTerms, in *connect.SearchQuickConnectsRequest) (search.Criteria, error) {
	return criteriaAndTags(t, in.SearchCriteria, value(in.SearchFilter).TagFilter, func(c *connect.QuickConnectSearchCriteria) criteriaNode[connect.QuickConnectSearchCriteria] {
		return criteriaNode[connect.QuickConnectSearchCriteria]{or: c.OrConditions, and: c.AndConditions, text: c.StringCondition}
	})
}
