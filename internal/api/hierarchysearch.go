package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

var hierarchyGroupFields = map[string]searchField{
	"name":       {field: search.FieldName},
	"parentid":   {field: search.FieldParentID, ids: access.TypeUserHierarchyGroup},
	"levelid":    {field: search.FieldLevelID, ids: access.TypeUserHierarchyLevel},
	"id":         {field: search.FieldID, ids: access.TypeUserHierarchyGroup},
	"resourceid": {field: search.FieldID, ids: access.TypeUserHierarchyGroup},
}

func (a *API) searchUserHierarchyGroups(ctx context.Context, c roster.Caller, in *connect.SearchUserHierarchyGroupsRequest) (*connect.SearchUserHierarchyGroupsResponse, error) {
	instance := instanceID(c, in.InstanceId)
	where, err := hierarchyGroupCriteria(searchTerms{caller: c, instance: instance, fields: hierarchyGroupFields}, in)
	if err != nil {
		return nil, err
	}
	return pagedSearch(a, c, "SearchUserHierarchyGroups", instance, in.NextToken, in.MaxResults, 100,
		func(p roster.Page) (roster.Found[[]roster.UserHierarchyGroup], error) {
			return a.roster.SearchUserHierarchyGroups(ctx, c, instance, where, p)
		},
		func(paths [][]roster.UserHierarchyGroup, next *string, total *int64) *connect.SearchUserHierarchyGroupsResponse {
			return &connect.SearchUserHierarchyGroupsResponse{
				UserHierarchyGroups: each(paths, func(path *[]roster.UserHierarchyGroup) connect.HierarchyGroup {
					return *hierarchyGroup(c, instance, *path)
				}),
				NextToken: next, ApproximateTotalCount: total,
			}
		}, in.SearchCriteria, in.SearchFilter)
}

func hierarchyGroupCriteria(t searchTerms, in *connect.SearchUserHierarchyGroupsRequest) (search.Criteria, error) {
	criteria, err := readCriteria(t, in.SearchCriteria, func(c *connect.UserHierarchyGroupSearchCriteria) criteriaNode[connect.UserHierarchyGroupSearchCriteria] {
		return criteriaNode[connect.UserHierarchyGroupSearchCriteria]{or: c.OrConditions, and: c.AndConditions, text: c.StringCondition}
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
