package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) updateRoutingProfileName(ctx context.Context, c roster.Caller, in *connect.UpdateRoutingProfileNameRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	return nil, a.roster.UpdateRoutingProfileName(ctx, c, instance, routingProfileID(c, instance, in.RoutingProfileId), in.Name, in.Description)
}

func (a *API) updateRoutingProfileConcurrency(ctx context.Context, c roster.Caller, in *connect.UpdateRoutingProfileConcurrencyRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	id, all := routingProfileID(c, instance, in.RoutingProfileId), each(in.MediaConcurrencies, mediaConcurrency)
	return nil, a.roster.UpdateRoutingProfileConcurrency(ctx, c, instance, id, all)
}

func (a *API) updateRoutingProfileDefaultOutboundQueue(ctx context.Context, c roster.Caller, in *connect.UpdateRoutingProfileDefaultOutboundQueueRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	id, queue := routingProfileID(c, instance, in.RoutingProfileId), queueID(c, instance, in.DefaultOutboundQueueId)
	return nil, a.roster.UpdateRoutingProfileDefaultOutboundQueue(ctx, c, instance, id, queue)
}

func (a *API) updateRoutingProfileAgentAvailabilityTimer(ctx context.Context, c roster.Caller, in *connect.UpdateRoutingProfileAgentAvailabilityTimerRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	id, timer := routingProfileID(c, instance, in.RoutingProfileId), string(*in.AgentAvailabilityTimer)
	return nil, a.roster.UpdateRoutingProfileAgentAvailabilityTimer(ctx, c, instance, id, timer)
}

func (a *API) updateRoutingProfileQueues(ctx context.Context, c roster.Caller, in *connect.UpdateRoutingProfileQueuesRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	id, queues := routingProfileID(c, instance, in.RoutingProfileId), each(in.QueueConfigs, queueConfig(c, instance))
	return nil, a.roster.UpdateRoutingProfileQueues(ctx, c, instance, id, queues)
}

func (a *API) associateRoutingProfileQueues(ctx context.Context, c roster.Caller, in *connect.AssociateRoutingProfileQueuesRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	queues, manual := each(in.QueueConfigs, queueConfig(c, instance)), each(in.ManualAssignmentQueueConfigs, manualQueue(c, instance))
	return nil, a.roster.AssociateRoutingProfileQueues(ctx, c, instance, routingProfileID(c, instance, in.RoutingProfileId), queues, manual)
}

func (a *API) disassociateRoutingProfileQueues(ctx context.Context, c roster.Caller, in *connect.DisassociateRoutingProfileQueuesRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	queues, manual := each(in.QueueReferences, queueChannel(c, instance)), each(in.ManualAssignmentQueueReferences, queueChannel(c, instance))
	return nil, a.roster.DisassociateRoutingProfileQueues(ctx, c, instance, routingProfileID(c, instance, in.RoutingProfileId), queues, manual)
}
