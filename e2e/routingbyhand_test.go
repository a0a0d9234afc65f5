package e2e

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// byHand is an entry of a routing profile's list of queues from which users pick contacts themselves.
func byHand(queue *string, channel types.Channel) types.RoutingProfileManualAssignmentQueueConfig {
	return types.RoutingProfileManualAssignmentQueueConfig{QueueReference: &types.RoutingProfileQueueReference{QueueId: queue, Channel: channel}}
}

func TestManualAssignment(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"queues for it come and go": changesQueuesByHand,
		"50 queues, 10 at a time":   boundsRoutingQueues,
	})
}

func changesQueuesByHand(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "by-hand")
	in := c.newRoutingProfile(t, "Night")
	basic, support := in.DefaultOutboundQueueId, c.queue(t, "Support")
	in.ManualAssignmentQueueConfigs = []types.RoutingProfileManualAssignmentQueueConfig{byHand(support, task), byHand(c.arnOf("queue", basic), chat)}
	id := must(client.CreateRoutingProfile(t.Context(), in))(t).RoutingProfileId
	entry := func(queue *string, name string, channel types.Channel) types.RoutingProfileManualAssignmentQueueConfigSummary {
		return types.RoutingProfileManualAssignmentQueueConfigSummary{QueueId: queue, QueueArn: c.arnOf("queue", queue), QueueName: &name, Channel: channel}
	}
	expect := func(want ...types.RoutingProfileManualAssignmentQueueConfigSummary) {
		t.Helper()
		out := must(client.ListRoutingProfileManualAssignmentQueues(t.Context(), &connect.ListRoutingProfileManualAssignmentQueuesInput{InstanceId: c.id, RoutingProfileId: id}))(t)
		profile := c.routingProfile(t, id)
		same(t, "the queues", out, &connect.ListRoutingProfileManualAssignmentQueuesOutput{
			RoutingProfileManualAssignmentQueueConfigSummaryList: append([]types.RoutingProfileManualAssignmentQueueConfigSummary{}, want...),
			LastModifiedTime: profile.LastModifiedTime, LastModifiedRegion: aws.String(region),
		})
		same(t, "their number", *profile.NumberOfAssociatedManualAssignmentQueues, int64(len(want)))
	}
	expect(entry(basic, "BasicQueue", chat), entry(support, "Support", task))
	associate := func(configs ...types.RoutingProfileManualAssignmentQueueConfig) error {
		return errorOf(client.AssociateRoutingProfileQueues(t.Context(), &connect.AssociateRoutingProfileQueuesInput{
			InstanceId: c.id, RoutingProfileId: id, ManualAssignmentQueueConfigs: configs,
		}))
	}
	ok(t, associate(byHand(basic, chat), byHand(basic, types.ChannelEmail)))
	expect(entry(basic, "BasicQueue", chat), entry(basic, "BasicQueue", types.ChannelEmail), entry(support, "Support", task))
	invalidParameter(t, associate(byHand(basic, voice)))
	notFound(t, associate(byHand(aws.String(nobody), task)))
	must(client.DisassociateRoutingProfileQueues(t.Context(), &connect.DisassociateRoutingProfileQueuesInput{
		InstanceId: c.id, RoutingProfileId: id, ManualAssignmentQueueReferences: []types.RoutingProfileQueueReference{
			{QueueId: basic, Channel: chat}, {QueueId: support, Channel: chat}, {QueueId: aws.String(nobody), Channel: task},
		},
	}))(t)
	expect(entry(basic, "BasicQueue", types.ChannelEmail), entry(support, "Support", task))
	notFound(t, errorOf(client.ListRoutingProfileManualAssignmentQueues(t.Context(), &connect.ListRoutingProfileManualAssignmentQueuesInput{
		InstanceId: c.id, RoutingProfileId: aws.String(nobody),
	})))
}

func boundsRoutingQueues(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "fifty-queues")
	id := must(client.CreateRoutingProfile(t.Context(), c.newRoutingProfile(t, "Night")))(t).RoutingProfileId
	var entries []types.RoutingProfileQueueConfig
	for n := range 13 {
		queue := c.queue(t, fmt.Sprintf("Queue %02d", n))
		for _, channel := range []types.Channel{chat, types.ChannelEmail, task, voice} {
			entries = append(entries, routed(queue, channel, int32(n+1), 0))
		}
	}
	associate := func(entries []types.RoutingProfileQueueConfig) error {
		return errorOf(client.AssociateRoutingProfileQueues(t.Context(), &connect.AssociateRoutingProfileQueuesInput{InstanceId: c.id, RoutingProfileId: id, QueueConfigs: entries}))
	}
	invalidParameter(t, associate(entries[:11]))
	for n := 0; n < 50; n += 10 {
		ok(t, associate(entries[n:n+10]))
	}
	invalidRequest(t, associate(entries[50:51]))
	var pages []int
	for _, page := range walk(t, func(token *string) ([]types.RoutingProfileQueueConfigSummary, *string, error) {
		out, err := client.ListRoutingProfileQueues(t.Context(), &connect.ListRoutingProfileQueuesInput{InstanceId: c.id, RoutingProfileId: id, MaxResults: aws.Int32(20), NextToken: token})
		if err != nil {
			return nil, nil, err
		}
		return out.RoutingProfileQueueConfigSummaryList, out.NextToken, nil
	}) {
		pages = append(pages, len(page))
	}
	same(t, "the pages of 20", pages, []int{20, 20, 10})
	var references []types.RoutingProfileQueueReference
	for _, e := range entries {
		references = append(references, *e.QueueReference)
	}
	invalidParameter(t, errorOf(client.DisassociateRoutingProfileQueues(t.Context(), &connect.DisassociateRoutingProfileQueuesInput{
		InstanceId: c.id, RoutingProfileId: id, QueueReferences: references[:11],
	})))
}
