package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func (c *centre) removeQueue(t *testing.T, id *string) error {
	return errorOf(c.DeleteQueue(t.Context(), &connect.DeleteQueueInput{InstanceId: c.id, QueueId: id}))
}

// inUse expects a ResourceInUseException that names nothing, since what is in the way is of no kind that it can name.
func inUse(t *testing.T, err error) {
	t.Helper()
	e := refused[*types.ResourceInUseException](t, err)
	same(t, "what is in the way", []string{string(e.ResourceType), aws.ToString(e.ResourceId)}, []string{"", ""})
}

func keepsUsedQueues(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "queue-used")
	inUse(t, c.removeQueue(t, c.basicQueue(t).QueueId))
	queue := c.queue(t, "Support")
	quick := c.quickConnect(t, "Support", toQueue(queue))
	inUse(t, c.removeQueue(t, queue))
	same(t, "the queue that was kept", *c.readQueue(t, queue).Name, "Support")
	must(client.UpdateQuickConnectConfig(t.Context(), &connect.UpdateQuickConnectConfigInput{
		InstanceId: c.id, QuickConnectId: quick, QuickConnectConfig: toNumber("+15555550100"),
	}))(t)
	ok(t, c.removeQueue(t, c.arnOf("queue", queue)))
	notFound(t, c.removeQueue(t, queue))
	c.queue(t, "Support")
}

func unlistsDeletedQueue(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "queue-unlisted")
	queue, quick := c.queue(t, "Support"), c.quickConnect(t, "Desk", toNumber("+15555550100"))
	ok(t, c.offer(t, queue, quick))
	in := c.newRoutingProfile(t, "Night")
	in.QueueConfigs = []types.RoutingProfileQueueConfig{routed(queue, voice, 1, 0), routed(in.DefaultOutboundQueueId, voice, 1, 0), routed(queue, task, 2, 0)}
	in.ManualAssignmentQueueConfigs = []types.RoutingProfileManualAssignmentQueueConfig{byHand(queue, task)}
	profile := must(client.CreateRoutingProfile(t.Context(), in))(t).RoutingProfileId
	before := c.routingProfile(t, profile)
	same(t, "its queues", []int64{*before.NumberOfAssociatedQueues, *before.NumberOfAssociatedManualAssignmentQueues}, []int64{3, 1})
	ok(t, c.removeQueue(t, queue))
	after := c.routingProfile(t, profile)
	same(t, "its queues after the deletion", []int64{*after.NumberOfAssociatedQueues, *after.NumberOfAssociatedManualAssignmentQueues}, []int64{1, 0})
	if after.LastModifiedTime.Before(*before.LastModifiedTime) {
		t.Errorf("the profile's time went back from %v to %v", before.LastModifiedTime, after.LastModifiedTime)
	}
	same(t, "the quick connect that is left", *c.readQuickConnect(t, quick).Name, "Desk")
	must(client.DisassociateRoutingProfileQueues(t.Context(), &connect.DisassociateRoutingProfileQueuesInput{
		InstanceId: c.id, RoutingProfileId: profile, QueueReferences: []types.RoutingProfileQueueReference{{QueueId: queue, Channel: voice}},
	}))(t)
}
