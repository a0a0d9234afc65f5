package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) quickConnectOperations(t table) {
	t.add(handle(a, "CreateQuickConnect", a.createQuickConnect))
	t.add(handle(a, "DescribeQuickConnect", a.describeQuickConnect))
	t.add(handle(a, "UpdateQuickConnectName", a.updateQuickConnectName))
	t.add(handle(a, "UpdateQuickConnectConfig", a.updateQuickConnectConfig))
	t.add(handle(a, "DeleteQuickConnect", a.deleteQuickConnect))
	t.add(handle(a, "ListQuickConnects", a.listQuickConnects))
	t.add(handle(a, "SearchQuickConnects", a.searchQuickConnects))
}

func quickConnectID(c roster.Caller, instance string, id *string) string {
	return resourceID(c, instance, access.TypeQuickConnect, id)
}

func quickConnectIDs(c roster.Caller, instance string, ids []string) []string {
	return resourceIDs(c, instance, access.TypeQuickConnect, ids)
}

func quickConnectARN(c roster.Caller, instance, id string) *string {
	return arn(c, instance, access.TypeQuickConnect, id)
}

func (a *API) createQuickConnect(ctx context.Context, c roster.Caller, in *connect.CreateQuickConnectRequest) (*connect.CreateQuickConnectResponse, error) {
	instance := instanceID(c, in.InstanceId)
	to, err := destination(c, instance, in.QuickConnectConfig)
	if err != nil {
		return nil, err
	}
	id, err := a.roster.CreateQuickConnect(ctx, c, instance, roster.QuickConnect{
		Meta: roster.Meta{Name: *in.Name, Tags: in.Tags}, Description: value(in.Description), Destination: to,
	})
	if err != nil {
		return nil, err
	}
	return &connect.CreateQuickConnectResponse{QuickConnectId: &id, QuickConnectARN: quickConnectARN(c, instance, id)}, nil
}

func (a *API) describeQuickConnect(ctx context.Context, c roster.Caller, in *connect.DescribeQuickConnectRequest) (*connect.DescribeQuickConnectResponse, error) {
	instance := instanceID(c, in.InstanceId)
	q, err := a.roster.DescribeQuickConnect(ctx, c, instance, quickConnectID(c, instance, in.QuickConnectId))
	if err != nil {
		return nil, err
	}
	wire := wireQuickConnect(c, instance, &q)
	return &connect.DescribeQuickConnectResponse{QuickConnect: &wire}, nil
}

func (a *API) updateQuickConnectName(ctx context.Context, c roster.Caller, in *connect.UpdateQuickConnectNameRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	return nil, a.roster.UpdateQuickConnectName(ctx, c, instance, quickConnectID(c, instance, in.QuickConnectId), in.Name, in.Description)
}

func (a *API) updateQuickConnectConfig(ctx context.Context, c roster.Caller, in *connect.UpdateQuickConnectConfigRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	to, err := destination(c, instance, in.QuickConnectConfig)
	if err != nil {
		return nil, err
	}
	return nil, a.roster.UpdateQuickConnectConfig(ctx, c, instance, quickConnectID(c, instance, in.QuickConnectId), to)
}

func (a *API) deleteQuickConnect(ctx context.Context, c roster.Caller, in *connect.DeleteQuickConnectRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	return nil, a.roster.DeleteQuickConnect(ctx, c, instance, quickConnectID(c, instance, in.QuickConnectId))
}

func (a *API) listQuickConnects(ctx context.Context, c roster.Caller, in *connect.ListQuickConnectsRequest) (*connect.ListQuickConnectsResponse, error) {
	instance := instanceID(c, in.InstanceId)
	types := each(in.QuickConnectTypes, func(t *connect.QuickConnectType) roster.QuickConnectType { return roster.QuickConnectType(*t) })
	return paged(a, c, "ListQuickConnects", instance, in.NextToken, in.MaxResults, 1000,
		func(p roster.Page) (roster.List[roster.QuickConnect], error) {
			return a.roster.ListQuickConnects(ctx, c, instance, types, p)
		},
		func(items []roster.QuickConnect, next *string) *connect.ListQuickConnectsResponse {
			return &connect.ListQuickConnectsResponse{QuickConnectSummaryList: each(items, quickConnectSummary(c, instance)), NextToken: next}
		}, types)
}

// quickConnectSummary converts what lists show of a quick connect.
func quickConnectSummary(c roster.Caller, instance string) func(*roster.QuickConnect) connect.QuickConnectSummary {
	return func(q *roster.QuickConnect) connect.QuickConnectSummary {
		s := connect.QuickConnectSummary{
			Id: &q.ID, Arn: quickConnectARN(c, instance, q.ID), Name: &q.Name, QuickConnectType: text(connect.QuickConnectType(q.Destination.Type)),
		}
		s.LastModifiedTime, s.LastModifiedRegion = modified(c, q.LastModified)
		return s
	}
}
