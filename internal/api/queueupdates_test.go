package api_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
)

func TestUpdateQueue(t *testing.T) {
	c := newCrew(t)
	id := c.makeQueue(t, "Support", func(in *sdk.CreateQueueInput) {
		in.OutboundCallerConfig = &types.OutboundCallerConfig{OutboundFlowId: aws.String(uuid)}
	})
	want := c.describeQueue(t, id)
	step := func(err error) {
		t.Helper()
		wantError(t, err, "")
		if diff := cmp.Diff(want, c.describeQueue(t, id), queueOptions); diff != "" {
			t.Errorf("queue (-want +got):\n%s", diff)
		}
	}
	name := func(name, description *string) error {
		_, err := c.UpdateQueueName(t.Context(), &sdk.UpdateQueueNameInput{InstanceId: c.id, QueueId: id, Name: name, Description: description})
		return err
	}
	limit := func(n *int32) error {
		_, err := c.UpdateQueueMaxContacts(t.Context(), &sdk.UpdateQueueMaxContactsInput{InstanceId: c.id, QueueId: id, MaxContacts: n})
		return err
	}
	caller := func(config *types.OutboundCallerConfig) error {
		_, err := c.UpdateQueueOutboundCallerConfig(t.Context(), &sdk.UpdateQueueOutboundCallerConfigInput{InstanceId: c.id, QueueId: id, OutboundCallerConfig: config})
		return err
	}
	email := func(config *types.OutboundEmailConfig) error {
		_, err := c.UpdateQueueOutboundEmailConfig(t.Context(), &sdk.UpdateQueueOutboundEmailConfigInput{InstanceId: c.id, QueueId: id, OutboundEmailConfig: config})
		return err
	}
	want.Name, want.Description = aws.String("Help"), aws.String("About")
	step(name(want.Name, want.Description))
	want.Description = aws.String("More")
	step(name(nil, want.Description))
	want.MaxContacts = aws.Int32(3)
	step(limit(want.MaxContacts))
	want.MaxContacts = nil
	step(limit(nil))
	want.OutboundCallerConfig = &types.OutboundCallerConfig{OutboundCallerIdName: aws.String("Us"), OutboundCallerIdNumberId: aws.String("n")}
	step(caller(&types.OutboundCallerConfig{
		OutboundCallerIdName: aws.String("Us"), OutboundCallerIdNumberId: aws.String("arn:aws:connect:" + region + ":" + account + ":phone-number/n"),
	}))
	want.OutboundCallerConfig = nil
	step(caller(&types.OutboundCallerConfig{}))
	want.OutboundEmailConfig = &types.OutboundEmailConfig{OutboundEmailAddressId: aws.String("e")}
	step(email(want.OutboundEmailConfig))
	want.OutboundEmailConfig = nil
	step(email(&types.OutboundEmailConfig{}))
	want.Status = types.QueueStatusDisabled
	_, err := c.UpdateQueueStatus(t.Context(), &sdk.UpdateQueueStatusInput{InstanceId: c.id, QueueId: id, Status: want.Status})
	step(err)
	hours, err := c.CreateHoursOfOperation(t.Context(), &sdk.CreateHoursOfOperationInput{
		InstanceId: c.id, Name: aws.String("Never"), TimeZone: aws.String("UTC"), Config: []types.HoursOfOperationConfig{},
	})
	wantError(t, err, "")
	want.HoursOfOperationId = hours.HoursOfOperationId
	_, err = c.UpdateQueueHoursOfOperation(t.Context(), &sdk.UpdateQueueHoursOfOperationInput{InstanceId: c.id, QueueId: id, HoursOfOperationId: hours.HoursOfOperationArn})
	step(err)
}

func TestQueueQuickConnects(t *testing.T) {
	c := newCrew(t)
	id := c.makeQueue(t, "Support")
	b, a := c.quickConnect(t, "b", toFlow(aws.String(uuid))), c.quickConnect(t, "a", toFlow(aws.String(uuid)))
	_, err := c.AssociateQueueQuickConnects(t.Context(), &sdk.AssociateQueueQuickConnectsInput{
		InstanceId: c.id, QueueId: id, QuickConnectIds: []string{*b, *instanceARN(c.id, "/transfer-destination/"+*a), *b},
	})
	wantError(t, err, "")
	list := func(want ...string) {
		t.Helper()
		var got []string
		pages := sdk.NewListQueueQuickConnectsPaginator(c.Client, &sdk.ListQueueQuickConnectsInput{InstanceId: c.id, QueueId: id, MaxResults: aws.Int32(1)})
		for pages.HasMorePages() {
			page, err := pages.NextPage(t.Context())
			wantError(t, err, "")
			for _, q := range page.QuickConnectSummaryList {
				got = append(got, *q.Name)
			}
			if queue := c.describeQueue(t, id); !page.LastModifiedTime.Equal(*queue.LastModifiedTime) || *page.LastModifiedRegion != region {
				t.Errorf("changed at %v in %s, the queue at %v", page.LastModifiedTime, *page.LastModifiedRegion, queue.LastModifiedTime)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("quick connects (-want +got):\n%s", diff)
		}
	}
	list("a", "b")
	_, err = c.DisassociateQueueQuickConnects(t.Context(), &sdk.DisassociateQueueQuickConnectsInput{InstanceId: c.id, QueueId: id, QuickConnectIds: []string{*a}})
	wantError(t, err, "")
	list("b")
	_, err = c.DeleteQuickConnect(t.Context(), &sdk.DeleteQuickConnectInput{InstanceId: c.id, QuickConnectId: b})
	wantError(t, err, "")
	list()
}
