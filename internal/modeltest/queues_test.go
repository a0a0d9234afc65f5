package modeltest

import (
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
)

var queueSteps = []step{
	{"create a queue", 6, (*session).createQueue, covers("CreateQueue", model.InvalidParameter, model.NotFound, model.Duplicate)},
	{"describe a queue", 3, (*session).describeQueue, covers("DescribeQueue")},
	{"change a queue", 14, (*session).updateQueue, append(append(append(covers("UpdateQueueName", model.InvalidParameter, model.Duplicate),
		covers("UpdateQueueStatus")...), covers("UpdateQueueMaxContacts")...), covers("UpdateQueueOutboundCallerConfig")...)},
	{"change a queue's hours", 3, (*session).updateQueueHours, covers("UpdateQueueHoursOfOperation")},
	{"delete a queue", 5, (*session).deleteQueue, covers("DeleteQueue", model.NotFound, model.InUse, model.InvalidRequest)},
	{"list queues", 2, (*session).listQueues, covers("ListQueues")},
	{"search queues", 4, (*session).searchQueues, covers("SearchQueues", model.InvalidParameter)},
}

// queue draws a queue, now and then the agent queue of a user.
func (s *session) queue() (i *model.Instance, instance, queue *string) {
	i, instance = s.instance()
	if len(i.Users) > 0 && uniform(s, "agent queue", 8) == 7 {
		return i, instance, ref(s, "agent queue", i, model.KindAgentQueue, i.Users)
	}
	return i, instance, ref(s, "queue", i, model.KindQueue, i.Queues)
}

// caller draws how calls show themselves; it may be empty.
func (s *session) caller() *types.OutboundCallerConfig {
	return &types.OutboundCallerConfig{OutboundCallerIdName: maybe(s, "caller", "Help desk"), OutboundFlowId: maybe(s, "flow", nobody)}
}

func (s *session) createQueue() {
	i, instance := s.instance()
	in := &sdk.CreateQueueInput{
		InstanceId: instance, Name: s.label("Sales", "sales", "Support", "BasicQueue"), HoursOfOperationId: ref(s, "hours", i, model.KindHours, i.Hours),
		Description: s.description(false), MaxContacts: maybe[int32](s, "most", 0, 5), Tags: s.tags("tags"), QuickConnectIds: s.quickConnectIDs(i),
	}
	if pick(s, "calls", false, true) {
		in.OutboundCallerConfig = s.caller()
	}
	if one(s, "odd limit", 12) {
		in.MaxContacts = ptr[int32](-1)
	}
	create(s, in, s.CreateQueue, func(out *sdk.CreateQueueOutput) *string { return out.QueueId }, s.m.CreateQueue)
}

// quickConnectIDs draws some quick connects, absent when there are none.
func (s *session) quickConnectIDs(i *model.Instance) (ids []string) {
	if len(i.QuickConnects) == 0 && s.careful {
		return nil
	}
	for range uniform(s, "quick connects", 3) {
		ids = append(ids, *ref(s, "quick connect", i, model.KindQuickConnect, i.QuickConnects))
	}
	return ids
}

func (s *session) describeQueue() {
	_, instance, id := s.queue()
	ask(s, &sdk.DescribeQueueInput{InstanceId: instance, QueueId: id}, s.DescribeQueue, s.m.DescribeQueue)
}

func (s *session) updateQueue() {
	i, instance, id := s.queue()
	switch uniform(s, "what", 5) {
	case 0:
		in := &sdk.UpdateQueueNameInput{InstanceId: instance, QueueId: id, Description: s.description(true)}
		if uniform(s, "rename", 3) > 0 {
			in.Name = rename(s, i.Queues, "Sales", "Support", "Backlog", "BasicQueue")
		}
		ask(s, in, s.UpdateQueueName, s.m.UpdateQueueName)
	case 1:
		in := &sdk.UpdateQueueStatusInput{InstanceId: instance, QueueId: id, Status: pick(s, "status", types.QueueStatusDisabled, types.QueueStatusEnabled)}
		ask(s, in, s.UpdateQueueStatus, s.m.UpdateQueueStatus)
	case 2:
		in := &sdk.UpdateQueueMaxContactsInput{InstanceId: instance, QueueId: id, MaxContacts: maybe[int32](s, "most", 0, 5, 100)}
		ask(s, in, s.UpdateQueueMaxContacts, s.m.UpdateQueueMaxContacts)
	case 3:
		in := &sdk.UpdateQueueOutboundCallerConfigInput{InstanceId: instance, QueueId: id, OutboundCallerConfig: s.caller()}
		ask(s, in, s.UpdateQueueOutboundCallerConfig, s.m.UpdateQueueOutboundCallerConfig)
	case 4:
		email := &types.OutboundEmailConfig{OutboundEmailAddressId: maybe(s, "address", nobody)}
		in := &sdk.UpdateQueueOutboundEmailConfigInput{InstanceId: instance, QueueId: id, OutboundEmailConfig: email}
		ask(s, in, s.UpdateQueueOutboundEmailConfig, s.m.UpdateQueueOutboundEmailConfig)
	}
}

func (s *session) updateQueueHours() {
	i, instance, id := s.queue()
	in := &sdk.UpdateQueueHoursOfOperationInput{InstanceId: instance, QueueId: id, HoursOfOperationId: ref(s, "hours", i, model.KindHours, i.Hours)}
	ask(s, in, s.UpdateQueueHoursOfOperation, s.m.UpdateQueueHoursOfOperation)
}

func (s *session) deleteQueue() {
	i, instance, id := s.queue()
	if ask(s, &sdk.DeleteQueueInput{InstanceId: instance, QueueId: id}, s.DeleteQueue, s.m.DeleteQueue) != nil {
		s.lost(i, model.KindQueue, id)
	}
}

func (s *session) listQueues() {
	_, instance := s.instance()
	kinds := some(s, "types", 2, types.QueueTypeStandard, types.QueueTypeAgent)
	walk(s, &sdk.ListQueuesInput{InstanceId: instance, QueueTypes: kinds}, s.ListQueues, s.m.ListQueues)
}

func (s *session) searchQueues() {
	i, instance := s.instance()
	in := &sdk.SearchQueuesInput{InstanceId: instance}
	fields := append(named(s, i, model.KindQueue, i.Queues, "Sales", "sales", "queue", "Basic"), searchable{"description", []string{"lunch", "basic", "A simple"}})
	if uniform(s, "with criteria", 4) > 0 {
		in.SearchCriteria = ptr(tree(s, func() types.QueueSearchCriteria {
			c := types.QueueSearchCriteria{StringCondition: s.text(fields...)}
			if uniform(s, "with type", 6) == 5 {
				c.QueueTypeCondition = types.SearchableQueueTypeStandard
			}
			return c
		}, func(or, and []types.QueueSearchCriteria) types.QueueSearchCriteria {
			return types.QueueSearchCriteria{OrConditions: or, AndConditions: and}
		}))
	}
	if f := s.tagFilter(); f != nil {
		in.SearchFilter = &types.QueueSearchFilter{TagFilter: f}
	}
	walk(s, in, s.SearchQueues, s.m.SearchQueues)
}
