package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// offer associates quick connects with a queue.
func (c *centre) offer(t *testing.T, queue *string, ids ...*string) error {
	return errorOf(c.AssociateQueueQuickConnects(t.Context(), &connect.AssociateQueueQuickConnectsInput{InstanceId: c.id, QueueId: queue, QuickConnectIds: aws.ToStringSlice(ids)}))
}

// withdraw disassociates quick connects from a queue.
func (c *centre) withdraw(t *testing.T, queue *string, ids ...*string) error {
	return errorOf(c.DisassociateQueueQuickConnects(t.Context(), &connect.DisassociateQueueQuickConnectsInput{
		InstanceId: c.id, QueueId: queue, QuickConnectIds: aws.ToStringSlice(ids),
	}))
}

// offered are the names of a queue's quick connects, read one to a page.
func (c *centre) offered(t *testing.T, queue *string) []string {
	t.Helper()
	names := []string{}
	for _, page := range walk(t, func(token *string) ([]types.QuickConnectSummary, *string, error) {
		out, err := c.ListQueueQuickConnects(t.Context(), &connect.ListQueueQuickConnectsInput{InstanceId: c.id, QueueId: queue, MaxResults: aws.Int32(1), NextToken: token})
		if err != nil {
			return nil, nil, err
		}
		return out.QuickConnectSummaryList, out.NextToken, nil
	}) {
		for _, quick := range page {
			names = append(names, *quick.Name)
		}
	}
	return names
}

func changesQueueQuickConnects(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "queue-offers")
	queue, desk, bar := c.queue(t, "Support"), c.quickConnect(t, "Desk", toNumber("+15555550100")), c.quickConnect(t, "Bar", toNumber("+15555550101"))
	ok(t, c.offer(t, queue, desk, c.arnOf("transfer-destination", bar), desk))
	ok(t, c.offer(t, c.arnOf("queue", queue), bar))
	same(t, "what is offered", c.offered(t, queue), []string{"Bar", "Desk"})
	out := must(client.ListQueueQuickConnects(t.Context(), &connect.ListQueueQuickConnectsInput{InstanceId: c.id, QueueId: queue}))(t)
	same(t, "the list", out, &connect.ListQueueQuickConnectsOutput{
		QuickConnectSummaryList: must(client.ListQuickConnects(t.Context(), &connect.ListQuickConnectsInput{InstanceId: c.id}))(t).QuickConnectSummaryList,
		LastModifiedTime:        c.readQueue(t, queue).LastModifiedTime, LastModifiedRegion: aws.String(region),
	})
	refusals(t, []call{
		{"an unknown quick connect", func() error { return c.offer(t, queue, desk, aws.String(nobody)) }, notFound},
		{"no quick connect", func() error {
			return errorOf(client.AssociateQueueQuickConnects(t.Context(), &connect.AssociateQueueQuickConnectsInput{InstanceId: c.id, QueueId: queue, QuickConnectIds: []string{}}))
		}, invalidParameter},
		{"an unknown queue", func() error { return c.offer(t, aws.String(nobody), desk) }, notFound},
		{"withdrawing from an unknown queue", func() error { return c.withdraw(t, aws.String(nobody), desk) }, notFound},
		{"the quick connects of an unknown queue", func() error {
			return errorOf(client.ListQueueQuickConnects(t.Context(), &connect.ListQueueQuickConnectsInput{InstanceId: c.id, QueueId: aws.String(nobody)}))
		}, notFound},
	})
	ok(t, c.withdraw(t, queue, desk, aws.String(nobody)))
	ok(t, c.withdraw(t, queue, desk))
	same(t, "what is left", c.offered(t, queue), []string{"Bar"})
}
