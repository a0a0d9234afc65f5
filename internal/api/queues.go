package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) queueOperations(t table) {
	t.add(handle(a, "CreateQueue", a.createQueue))
	t.add(handle(a, "DescribeQueue", a.describeQueue))
	t.add(handle(a, "DeleteQueue", a.deleteQueue))
	t.add(handle(a, "ListQueues", a.listQueues))
	t.add(handle(a, "SearchQueues", a.searchQueues))
	t.add(handle(a, "UpdateQueueHoursOfOperation", a.updateQueueHoursOfOperation))
	t.add(handle(a, "UpdateQueueMaxContacts", a.updateQueueMaxContacts))
	t.add(handle(a, "UpdateQueueName", a.updateQueueName))
	t.add(handle(a, "UpdateQueueOutboundCallerConfig", a.updateQueueOutboundCallerConfig))
	t.add(handle(a, "UpdateQueueOutboundEmailConfig", a.updateQueueOutboundEmailConfig))
	t.add(handle(a, "UpdateQueueStatus", a.updateQueueStatus))
	t.add(handle(a, "AssociateQueueQuickConnects", a.associateQueueQuickConnects))
	t.add(handle(a, "DisassociateQueueQuickConnects", a.disassociateQueueQuickConnects))
	t.add(handle(a, "ListQueueQuickConnects", a.listQueueQuickConnects))
}

// anyQueueID is the id of a queue of either type. What an ARN says of the type is kept.
func anyQueueID(c roster.Caller, instance string, id *string) string {
	if agent := resourceID(c, instance, access.TypeAgentQueue, id); agent != value(id) {
		return roster.AgentQueuePrefix + agent
	}
	return resourceID(c, instance, access.TypeQueue, id)
}

func queueARN(c roster.Caller, instance string, q *roster.Queue) *string {
	if q.Agent {
		return arn(c, instance, access.TypeAgentQueue, q.ID)
	}
	return arn(c, instance, access.TypeQueue, q.ID)
}

func (a *API) createQueue(ctx context.Context, c roster.Caller, in *connect.CreateQueueRequest) (*connect.CreateQueueResponse, error) {
	if len(in.EmailAddressesConfig) > 0 {
		return nil, roster.Errorf(roster.InvalidRequest, "EmailAddressesConfig cannot be kept: e-mail addresses of queues are not served")
	}
	instance := instanceID(c, in.InstanceId)
	caller, err := outboundCaller(c, instance, in.OutboundCallerConfig)
	if err != nil {
		return nil, err
	}
	email, err := outboundEmailAddress(c, instance, in.OutboundEmailConfig)
	if err != nil {
		return nil, err
	}
	id, err := a.roster.CreateQueue(ctx, c, instance, roster.Queue{
		Meta:                   roster.Meta{Name: *in.Name, Tags: in.Tags},
		Description:            value(in.Description),
		HoursOfOperationID:     resourceID(c, instance, access.TypeHoursOfOperation, in.HoursOfOperationId),
		MaxContacts:            count(in.MaxContacts),
		OutboundCaller:         caller,
		OutboundEmailAddressID: email,
		QuickConnectIDs:        quickConnectIDs(c, instance, in.QuickConnectIds),
	})
	if err != nil {
		return nil, err
	}
	return &connect.CreateQueueResponse{QueueId: &id, QueueArn: arn(c, instance, access.TypeQueue, id)}, nil
}

func (a *API) describeQueue(ctx context.Context, c roster.Caller, in *connect.DescribeQueueRequest) (*connect.DescribeQueueResponse, error) {
	instance := instanceID(c, in.InstanceId)
	q, err := a.roster.DescribeQueue(ctx, c, instance, anyQueueID(c, instance, in.QueueId))
	if err != nil {
		return nil, err
	}
	wire := wireQueue(c, instance, &q)
	return &connect.DescribeQueueResponse{Queue: &wire}, nil
}

func (a *API) deleteQueue(ctx context.Context, c roster.Caller, in *connect.DeleteQueueRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	return nil, a.roster.DeleteQueue(ctx, c, instance, anyQueueID(c, instance, in.QueueId))
}

func (a *API) listQueues(ctx context.Context, c roster.Caller, in *connect.ListQueuesRequest) (*connect.ListQueuesResponse, error) {
	instance := instanceID(c, in.InstanceId)
	types := each(in.QueueTypes, func(t *connect.QueueType) roster.QueueType { return roster.QueueType(*t) })
	return paged(a, c, "ListQueues", instance, in.NextToken, in.MaxResults, 1000,
		func(p roster.Page) (roster.List[roster.Queue], error) {
			return a.roster.ListQueues(ctx, c, instance, types, p)
		},
		func(items []roster.Queue, next *string) *connect.ListQueuesResponse {
			return &connect.ListQueuesResponse{
				QueueSummaryList: each(items, func(q *roster.Queue) connect.QueueSummary {
					s := connect.QueueSummary{Id: &q.ID, Arn: queueARN(c, instance, q), Name: text(q.Name), QueueType: text(connect.QueueType(q.Type()))}
					s.LastModifiedTime, s.LastModifiedRegion = modified(c, q.LastModified)
					return s
				}),
				NextToken: next,
			}
		}, types)
}
