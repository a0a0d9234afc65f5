package modeltest

import (
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func (s *session) associateQueues() {
	i, instance, id := s.routing()
	in := &sdk.AssociateRoutingProfileQueuesInput{
		InstanceId: instance, RoutingProfileId: id, QueueConfigs: s.queueConfigs(i, 3), ManualAssignmentQueueConfigs: s.manualConfigs(i),
	}
	ask(s, in, s.AssociateRoutingProfileQueues, s.m.AssociateRoutingProfileQueues)
}

func (s *session) updateRoutingQueues() {
	i, instance, id := s.routing()
	in := &sdk.UpdateRoutingProfileQueuesInput{
		InstanceId: instance, RoutingProfileId: id, QueueConfigs: append([]types.RoutingProfileQueueConfig{}, s.queueConfigs(i, 2)...),
	}
	ask(s, in, s.UpdateRoutingProfileQueues, s.m.UpdateRoutingProfileQueues)
}

func (s *session) disassociateQueues() {
	i, instance, id := s.routing()
	in := &sdk.DisassociateRoutingProfileQueuesInput{InstanceId: instance, RoutingProfileId: id}
	for range uniform(s, "queues", 3) {
		in.QueueReferences = append(in.QueueReferences, *s.queueRef(i, false))
	}
	for range uniform(s, "manual queues", 3) {
		in.ManualAssignmentQueueReferences = append(in.ManualAssignmentQueueReferences, *s.queueRef(i, true))
	}
	ask(s, in, s.DisassociateRoutingProfileQueues, s.m.DisassociateRoutingProfileQueues)
}

func (s *session) listRoutingQueues() {
	_, instance, id := s.routing()
	if pick(s, "manual", false, true) {
		in := &sdk.ListRoutingProfileManualAssignmentQueuesInput{InstanceId: instance, RoutingProfileId: id}
		walk(s, in, s.ListRoutingProfileManualAssignmentQueues, s.m.ListRoutingProfileManualAssignmentQueues)
		return
	}
	in := &sdk.ListRoutingProfileQueuesInput{InstanceId: instance, RoutingProfileId: id}
	walk(s, in, s.ListRoutingProfileQueues, s.m.ListRoutingProfileQueues)
}
