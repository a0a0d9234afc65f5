package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

var queueFields = map[string]searchField{
	"name":        {field: search.FieldName},
	"description": {field: search.FieldDescription},
	"id":          {field: search.FieldID, ids: access.TypeQueue},
	"resourceid":  {field: search.FieldID, ids: access.TypeQueue},
}

func (a *API) searchQueues(ctx context.Context, c roster.Caller, in *connect.SearchQueuesRequest) (*connect.SearchQueuesResponse, error) {
	instance := instanceID(c, in.InstanceId)
	where, err := queueCriteria(searchTerms{caller: c, instance: instance, fields: queueFields}, in)
	if err != nil {
		return nil, err
	}
	return pagedSearch(a, c, "SearchQueues", instance, in.NextToken, in.MaxResults, 500,
		func(p roster.Page) (roster.Found[roster.Queue], error) {
			return a.roster.SearchQueues(ctx, c, instance, where, p)
		},
		func(items []roster.Queue, next *string, total *int64) *connect.SearchQueuesResponse {
			return &connect.SearchQueuesResponse{
				Queues:    each(items, func(q *roster.Queue) connect.Queue { return wireQueue(c, instance, q) }),
				NextToken: next, ApproximateTotalCount: total,
			}
		}, in.SearchCriteria, in.SearchFilter)
}

func queueCriteria(t searchTerms, in *connect.SearchQueuesRequest) (search.Criteria, error) {
	return criteriaAndTags(t, in.SearchCriteria, value(in.SearchFilter).TagFilter, func(c *connect.QueueSearchCriteria) criteriaNode[connect.QueueSearchCriteria] {
		return criteriaNode[connect.QueueSearchCriteria]{
			or: c.OrConditions, and: c.AndConditions, text: c.StringCondition, alone: queueType(c.QueueTypeCondition),
		}
	})
}

// queueType reads a condition on the type, which may stand beside another condition. There is only one type that can be searched, so it
// excludes nothing.
func queueType(t *connect.SearchableQueueType) search.Criteria {
	if t == nil {
		return nil
	}
	return search.All{}
}
