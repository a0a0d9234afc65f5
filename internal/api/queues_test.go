package api_test

import (
	"net/url"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// firstQueue is the queue that comes with an instance.
func (c *crew) firstQueue(t *testing.T) *types.Queue {
	t.Helper()
	return c.describeQueue(t, c.basicQueue(t))
}

// queueOptions leave out when queues and quick connects last changed.
var queueOptions = cmp.Options{
	cmpopts.IgnoreFields(types.Queue{}, "LastModifiedTime"),
	cmpopts.IgnoreFields(types.QuickConnect{}, "LastModifiedTime"),
	cmpopts.IgnoreFields(types.QuickConnectSummary{}, "LastModifiedTime"),
	cmpopts.IgnoreUnexported(types.Queue{}, types.OutboundCallerConfig{}, types.OutboundEmailConfig{}, types.QuickConnect{}, types.QuickConnectSummary{},
		types.QuickConnectConfig{}, types.UserQuickConnectConfig{}, types.QueueQuickConnectConfig{}, types.PhoneNumberQuickConnectConfig{},
		types.FlowQuickConnectConfig{}),
}

func (c *crew) describeQueue(t *testing.T, id *string) *types.Queue {
	t.Helper()
	out, err := c.DescribeQueue(t.Context(), &sdk.DescribeQueueInput{InstanceId: c.id, QueueId: id})
	wantError(t, err, "")
	return out.Queue
}

// makeQueue makes a queue with changes and gives its id.
func (c *crew) makeQueue(t *testing.T, name string, changes ...func(*sdk.CreateQueueInput)) *string {
	t.Helper()
	in := &sdk.CreateQueueInput{InstanceId: c.id, Name: &name, HoursOfOperationId: c.firstQueue(t).HoursOfOperationId}
	for _, change := range changes {
		change(in)
	}
	out, err := c.CreateQueue(t.Context(), in)
	wantError(t, err, "")
	if want := instanceARN(c.id, "/queue/"+*out.QueueId); *out.QueueArn != *want {
		t.Errorf("ARN %s, want %s", *out.QueueArn, *want)
	}
	return out.QueueId
}

func TestQueueRoundTrip(t *testing.T) {
	c := newCrew(t)
	hours := *c.firstQueue(t).HoursOfOperationId
	flow, number, email := uuid, "11111111-2222-4333-8444-555555555555", "66666666-7777-4888-8999-aaaaaaaaaaaa"
	for name, id := range map[string]func(kind, id string) string{
		"by ids":  func(_, id string) string { return id },
		"by ARNs": func(kind, id string) string { return *instanceARN(c.id, "/"+kind+"/"+id) },
	} {
		given := func(kind, value string) *string { return aws.String(id(kind, value)) }
		connect := c.quickConnect(t, "to flow "+name, toFlow(given("contact-flow", flow)))
		created := c.makeQueue(t, "Support "+name, func(in *sdk.CreateQueueInput) {
			in.HoursOfOperationId, in.Description, in.MaxContacts = given("operating-hours", hours), aws.String("About"), aws.Int32(0)
			in.OutboundCallerConfig = &types.OutboundCallerConfig{
				OutboundCallerIdName: aws.String("Us"), OutboundCallerIdNumberId: given("phone-number", number), OutboundFlowId: given("contact-flow", flow),
			}
			in.OutboundEmailConfig = &types.OutboundEmailConfig{OutboundEmailAddressId: given("email-address", email)}
			in.QuickConnectIds, in.Tags = []string{*given("transfer-destination", *connect), *connect}, map[string]string{"k": "v"}
		})
		want := &types.Queue{
			Name: aws.String("Support " + name), QueueId: created, QueueArn: instanceARN(c.id, "/queue/"+*created), Description: aws.String("About"),
			OutboundCallerConfig: &types.OutboundCallerConfig{OutboundCallerIdName: aws.String("Us"), OutboundCallerIdNumberId: &number, OutboundFlowId: &flow},
			OutboundEmailConfig:  &types.OutboundEmailConfig{OutboundEmailAddressId: &email},
			HoursOfOperationId:   &hours, MaxContacts: aws.Int32(0), Status: types.QueueStatusEnabled, Tags: map[string]string{"k": "v"},
			LastModifiedRegion: aws.String(region),
		}
		got := c.describeQueue(t, given("queue", *created))
		if diff := cmp.Diff(want, got, queueOptions); diff != "" || got.LastModifiedTime == nil {
			t.Errorf("%s, changed at %v (-want +got):\n%s", name, got.LastModifiedTime, diff)
		}
		_, err := c.DeleteQueue(t.Context(), &sdk.DeleteQueueInput{InstanceId: c.id, QueueId: given("queue", *created)})
		wantError(t, err, "")
		_, err = c.DescribeQueue(t.Context(), &sdk.DescribeQueueInput{InstanceId: c.id, QueueId: created})
		wantError(t, err, "ResourceNotFoundException")
	}
}

func TestQueueShowsNothingThatWasNeverSet(t *testing.T) {
	c := newCrew(t)
	id := c.makeQueue(t, "Plain", func(in *sdk.CreateQueueInput) {
		in.OutboundCallerConfig, in.OutboundEmailConfig = &types.OutboundCallerConfig{}, &types.OutboundEmailConfig{}
	})
	_, _, got := raw(t, c.server, "GET", "/queues/"+*c.id+"/"+*id, "")
	queue := got["Queue"].(map[string]any)
	delete(queue, "LastModifiedTime")
	want := map[string]any{
		"Name": "Plain", "QueueId": *id, "QueueArn": *instanceARN(c.id, "/queue/"+*id), "HoursOfOperationId": *c.firstQueue(t).HoursOfOperationId,
		"Status": "ENABLED", "Tags": map[string]any{}, "LastModifiedRegion": region,
	}
	if diff := cmp.Diff(want, queue); diff != "" {
		t.Errorf("queue (-want +got):\n%s", diff)
	}
}

func TestTerraformRenamesAQueueWithoutDescription(t *testing.T) {
	c := newCrew(t)
	id := c.makeQueue(t, "old", func(in *sdk.CreateQueueInput) { in.Description = aws.String("About") })
	_, err := c.UpdateQueueName(t.Context(), &sdk.UpdateQueueNameInput{InstanceId: c.id, QueueId: id, Name: aws.String("new"), Description: aws.String("")})
	wantError(t, err, "")
	got, err := c.DescribeQueue(t.Context(), &sdk.DescribeQueueInput{InstanceId: c.id, QueueId: id})
	wantError(t, err, "")
	if *got.Queue.Name != "new" || got.Queue.Description != nil {
		t.Errorf("queue %q, description %v; want it renamed and without one", *got.Queue.Name, got.Queue.Description)
	}
}

func TestAgentQueueOnTheWire(t *testing.T) {
	c := newCrew(t)
	user := c.user(t, "ann")
	arn := instanceARN(c.id, "/queue/agent/"+*user)
	want := map[string]any{"Queue": map[string]any{
		"QueueId": *user, "QueueArn": *arn, "Status": "ENABLED", "MaxContacts": 10.0, "Tags": map[string]any{},
	}}
	for _, id := range []string{*user, *arn} {
		if _, _, got := raw(t, c.server, "GET", "/queues/"+*c.id+"/"+url.PathEscape(id), ""); !cmp.Equal(want, got) {
			t.Errorf("by %s (-want +got):\n%s", id, cmp.Diff(want, got))
		}
		_, err := c.DeleteQueue(t.Context(), &sdk.DeleteQueueInput{InstanceId: c.id, QueueId: &id})
		wantError(t, err, "InvalidRequestException")
		_, err = c.UpdateQueueStatus(t.Context(), &sdk.UpdateQueueStatusInput{InstanceId: c.id, QueueId: &id, Status: types.QueueStatusDisabled})
		wantError(t, err, "InvalidRequestException")
	}
	_, _, got := raw(t, c.server, "GET", "/queues-summary/"+*c.id+"?queueTypes=AGENT", "")
	list := map[string]any{"QueueSummaryList": []any{map[string]any{"Id": *user, "Arn": *arn, "QueueType": "AGENT"}}}
	if diff := cmp.Diff(list, got); diff != "" {
		t.Errorf("agent queues (-want +got):\n%s", diff)
	}
	_, _, got = raw(t, c.server, "GET", "/queues/"+*c.id+"/"+*user+"/quick-connects", "")
	if diff := cmp.Diff(map[string]any{"QuickConnectSummaryList": []any{}}, got); diff != "" {
		t.Errorf("quick connects (-want +got):\n%s", diff)
	}
	_, err := c.TagResource(t.Context(), &sdk.TagResourceInput{ResourceArn: arn, Tags: map[string]string{"k": "v"}})
	wantError(t, err, "InvalidParameterException")
	standard := instanceARN(c.id, "/queue/agent/"+*c.firstQueue(t).QueueId)
	_, err = c.DeleteQueue(t.Context(), &sdk.DeleteQueueInput{InstanceId: c.id, QueueId: standard})
	wantError(t, err, "ResourceNotFoundException")
}

func TestListQueuesPagesThroughBothTypes(t *testing.T) {
	c := newCrew(t)
	want := []string{*c.firstQueue(t).QueueId, *c.makeQueue(t, "Sales"), *c.makeQueue(t, "Support")}
	agents := []string{*c.user(t, "ann"), *c.user(t, "bob"), *c.user(t, "cas")}
	slices.Sort(agents)
	want = append(want, agents...)
	for _, size := range []int32{1, 2, 3, 4, 6, 1000} {
		var got []string
		pages := sdk.NewListQueuesPaginator(c.Client, &sdk.ListQueuesInput{InstanceId: c.id, MaxResults: &size})
		for pages.HasMorePages() {
			page, err := pages.NextPage(t.Context())
			wantError(t, err, "")
			for _, q := range page.QueueSummaryList {
				got = append(got, *q.Id)
				if agent := q.QueueType == types.QueueTypeAgent; agent != (q.Name == nil) || agent != (q.LastModifiedTime == nil) {
					t.Errorf("summary %+v", q)
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("pages of %d (-want +got):\n%s", size, diff)
		}
	}
	first, err := c.ListQueues(t.Context(), &sdk.ListQueuesInput{InstanceId: c.id, MaxResults: aws.Int32(1)})
	wantError(t, err, "")
	_, err = c.ListQueues(t.Context(), &sdk.ListQueuesInput{InstanceId: c.id, NextToken: first.NextToken, QueueTypes: []types.QueueType{types.QueueTypeStandard}})
	wantError(t, err, "InvalidParameterException")
}
