package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) updateQueueName(ctx context.Context, c roster.Caller, in *connect.UpdateQueueNameRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	return nil, a.roster.UpdateQueueName(ctx, c, instance, anyQueueID(c, instance, in.QueueId), in.Name, in.Description)
}

func (a *API) updateQueueHoursOfOperation(ctx context.Context, c roster.Caller, in *connect.UpdateQueueHoursOfOperationRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	hours := resourceID(c, instance, access.TypeHoursOfOperation, in.HoursOfOperationId)
	return nil, a.roster.UpdateQueueHoursOfOperation(ctx, c, instance, anyQueueID(c, instance, in.QueueId), hours)
}

func (a *API) updateQueueMaxContacts(ctx context.Context, c roster.Caller, in *connect.UpdateQueueMaxContactsRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	return nil, a.roster.UpdateQueueMaxContacts(ctx, c, instance, anyQueueID(c, instance, in.QueueId), count(in.MaxContacts))
}

func (a *API) updateQueueStatus(ctx context.Context, c roster.Caller, in *connect.UpdateQueueStatusRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	return nil, a.roster.UpdateQueueStatus(ctx, c, instance, anyQueueID(c, instance, in.QueueId), *in.Status == connect.QueueStatusEnabled)
}

func (a *API) updateQueueOutboundCallerConfig(ctx context.Context, c roster.Caller, in *connect.UpdateQueueOutboundCallerConfigRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	caller, err := outboundCaller(c, instance, in.OutboundCallerConfig)
	if err != nil {
		return nil, err
	}
	return nil, a.roster.UpdateQueueOutboundCallerConfig(ctx, c, instance, anyQueueID(c, instance, in.QueueId), caller)
}

func (a *API) updateQueueOutboundEmailConfig(ctx context.Context, c roster.Caller, in *connect.UpdateQueueOutboundEmailConfigRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	address, err := outboundEmailAddress(c, instance, in.OutboundEmailConfig)
	if err != nil {
		return nil, err
	}
	return nil, a.roster.UpdateQueueOutboundEmailConfig(ctx, c, instance, anyQueueID(c, instance, in.QueueId), address)
}

func (a *API) associateQueueQuickConnects(ctx context.Context, c roster.Caller, in *connect.AssociateQueueQuickConnectsRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	ids := quickConnectIDs(c, instance, in.QuickConnectIds)
	return nil, a.roster.AssociateQueueQuickConnects(ctx, c, instance, anyQueueID(c, instance, in.QueueId), ids)
}

func (a *API) disassociateQueueQuickConnects(ctx context.Context, c roster.Caller, in *connect.DisassociateQueueQuickConnectsRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	ids := quickConnectIDs(c, instance, in.QuickConnectIds)
	return nil, a.roster.DisassociateQueueQuickConnects(ctx, c, instance, anyQueueID(c, instance, in.QueueId), ids)
}

func (a *API) listQueueQuickConnects(ctx context.Context, c roster.Caller, in *connect.ListQueueQuickConnectsRequest) (*connect.ListQueueQuickConnectsResponse, error) {
	instance := instanceID(c, in.InstanceId)
	return pagedPart(ctx, a, c, "ListQueueQuickConnects", instance, anyQueueID(c, instance, in.QueueId), in.NextToken, in.MaxResults, 100,
		a.roster.ListQueueQuickConnects,
		func(items []roster.QuickConnect, next *string, at *connect.Timestamp, region *string) *connect.ListQueueQuickConnectsResponse {
			return &connect.ListQueueQuickConnectsResponse{
				QuickConnectSummaryList: each(items, quickConnectSummary(c, instance)), NextToken: next, LastModifiedTime: at, LastModifiedRegion: region,
			}
		})
}
