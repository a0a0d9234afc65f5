package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// queueUpdates are the six ways to change a queue.
type queueUpdates struct {
	*centre
	id *string
}

func (q queueUpdates) label(t *testing.T, name, description *string) error {
	return errorOf(q.UpdateQueueName(t.Context(), &connect.UpdateQueueNameInput{InstanceId: q.centre.id, QueueId: q.id, Name: name, Description: description}))
}

func (q queueUpdates) hours(t *testing.T, hours *string) error {
	return errorOf(q.UpdateQueueHoursOfOperation(t.Context(), &connect.UpdateQueueHoursOfOperationInput{InstanceId: q.centre.id, QueueId: q.id, HoursOfOperationId: hours}))
}

func (q queueUpdates) contacts(t *testing.T, limit *int32) error {
	return errorOf(q.UpdateQueueMaxContacts(t.Context(), &connect.UpdateQueueMaxContactsInput{InstanceId: q.centre.id, QueueId: q.id, MaxContacts: limit}))
}

func (q queueUpdates) caller(t *testing.T, caller types.OutboundCallerConfig) error {
	return errorOf(q.UpdateQueueOutboundCallerConfig(t.Context(), &connect.UpdateQueueOutboundCallerConfigInput{
		InstanceId: q.centre.id, QueueId: q.id, OutboundCallerConfig: &caller,
	}))
}

func (q queueUpdates) email(t *testing.T, email types.OutboundEmailConfig) error {
	return errorOf(q.UpdateQueueOutboundEmailConfig(t.Context(), &connect.UpdateQueueOutboundEmailConfigInput{
		InstanceId: q.centre.id, QueueId: q.id, OutboundEmailConfig: &email,
	}))
}

func (q queueUpdates) status(t *testing.T, status types.QueueStatus) error {
	return errorOf(q.UpdateQueueStatus(t.Context(), &connect.UpdateQueueStatusInput{InstanceId: q.centre.id, QueueId: q.id, Status: status}))
}

func updatesQueue(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "queue-updates")
	q := queueUpdates{c, c.queue(t, "Support")}
	want := c.readQueue(t, q.id)
	expect := func(what string, err error) {
		t.Helper()
		ok(t, err)
		same(t, "the queue after a change of "+what, c.readQueue(t, q.id), want, recent)
	}
	want.Name = aws.String("Help")
	expect("its name", q.label(t, want.Name, nil))
	want.Description = aws.String("Calls for help")
	expect("its description and its own name", q.label(t, want.Name, want.Description))
	want.HoursOfOperationId = c.hours(t, "Office")
	expect("its hours", q.hours(t, c.arnOf("operating-hours", want.HoursOfOperationId)))
	want.MaxContacts = aws.Int32(7)
	expect("its limit", q.contacts(t, want.MaxContacts))
	want.OutboundCallerConfig = &types.OutboundCallerConfig{OutboundCallerIdName: aws.String("Help"), OutboundFlowId: aws.String(flowID)}
	expect("its caller", q.caller(t, *want.OutboundCallerConfig))
	want.OutboundCallerConfig = &types.OutboundCallerConfig{OutboundCallerIdNumberId: aws.String(numberID)}
	expect("its whole caller", q.caller(t, *want.OutboundCallerConfig))
	want.OutboundEmailConfig = &types.OutboundEmailConfig{OutboundEmailAddressId: aws.String(addressID)}
	expect("its address", q.email(t, types.OutboundEmailConfig{OutboundEmailAddressId: c.arnOf("email-address", aws.String(addressID))}))
	want.Status = types.QueueStatusDisabled
	expect("its status", q.status(t, types.QueueStatusDisabled))
}

func clearsQueue(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "queue-clearing")
	q := queueUpdates{c, c.queue(t, "Support", func(in *connect.CreateQueueInput) {
		in.MaxContacts, in.OutboundCallerConfig = aws.Int32(7), &types.OutboundCallerConfig{OutboundCallerIdName: aws.String("Help")}
		in.OutboundEmailConfig = &types.OutboundEmailConfig{OutboundEmailAddressId: aws.String(addressID)}
	})}
	want := c.readQueue(t, q.id)
	ok(t, q.contacts(t, nil))
	ok(t, q.caller(t, types.OutboundCallerConfig{}))
	ok(t, q.email(t, types.OutboundEmailConfig{}))
	want.MaxContacts, want.OutboundCallerConfig, want.OutboundEmailConfig = nil, nil, nil
	same(t, "the queue", c.readQueue(t, q.id), want, recent)
}

func refusesQueueUpdates(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "queue-update-refusals")
	q, unknown := queueUpdates{c, c.queue(t, "Support")}, queueUpdates{c, aws.String(nobody)}
	before := c.readQueue(t, q.id)
	refusals(t, []call{
		{"neither name nor description", func() error { return q.label(t, nil, nil) }, invalidParameter},
		{"a name that is taken", func() error { return q.label(t, aws.String("BasicQueue"), nil) }, duplicate},
		{"unknown hours", func() error { return q.hours(t, aws.String(nobody)) }, notFound},
		{"empty hours", func() error { return q.hours(t, aws.String("")) }, invalidParameter},
		{"fewer contacts than none", func() error { return q.contacts(t, aws.Int32(-1)) }, invalidParameter},
		{"a caller with a flow of another kind", func() error {
			return q.caller(t, types.OutboundCallerConfig{OutboundFlowId: c.arnOf("queue", q.id)})
		}, invalidParameter},
		{"an address that is a flow", func() error {
			return q.email(t, types.OutboundEmailConfig{OutboundEmailAddressId: c.arnOf("contact-flow", aws.String(flowID))})
		}, invalidParameter},
		{"a status that is none", func() error { return q.status(t, "PAUSED") }, invalidParameter},
		{"naming an unknown queue", func() error { return unknown.label(t, aws.String("x"), nil) }, notFound},
		{"hours of an unknown queue", func() error { return unknown.hours(t, before.HoursOfOperationId) }, notFound},
		{"the limit of an unknown queue", func() error { return unknown.contacts(t, nil) }, notFound},
		{"the caller of an unknown queue", func() error { return unknown.caller(t, types.OutboundCallerConfig{}) }, notFound},
		{"the address of an unknown queue", func() error { return unknown.email(t, types.OutboundEmailConfig{}) }, notFound},
	})
	same(t, "the queue after refusals", c.readQueue(t, q.id), before)
}

func keepsAgentQueues(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "agent-queues")
	user := c.hire(t, "ada")
	arn := c.arnOf("queue/agent", user)
	want := &types.Queue{QueueId: user, QueueArn: arn, Status: types.QueueStatusEnabled, MaxContacts: aws.Int32(10), Tags: map[string]string{}}
	same(t, "the queue by its id", c.readQueue(t, user), want)
	same(t, "the queue by its ARN", c.readQueue(t, arn), want)
	same(t, "its quick connects", c.offered(t, arn), []string{})
	q := queueUpdates{c, user}
	refusals(t, []call{
		{"deleting it", func() error {
			return errorOf(client.DeleteQueue(t.Context(), &connect.DeleteQueueInput{InstanceId: c.id, QueueId: arn}))
		}, invalidRequest},
		{"naming it", func() error { return q.label(t, aws.String("Ada"), nil) }, invalidRequest},
		{"its hours", func() error { return q.hours(t, c.basicQueue(t).HoursOfOperationId) }, invalidRequest},
		{"its limit", func() error { return q.contacts(t, aws.Int32(3)) }, invalidRequest},
		{"its caller", func() error { return q.caller(t, types.OutboundCallerConfig{}) }, invalidRequest},
		{"its address", func() error { return q.email(t, types.OutboundEmailConfig{}) }, invalidRequest},
		{"disabling it", func() error { return q.status(t, types.QueueStatusDisabled) }, invalidRequest},
		{"offering a quick connect", func() error { return c.offer(t, user, c.quickConnect(t, "Desk", toNumber("+15555550100"))) }, invalidRequest},
		{"tagging it", func() error { return c.tag(t, arn, map[string]string{"a": "b"}) }, invalidParameter},
	})
	must(client.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: c.id, UserId: user}))(t)
	notFound(t, errorOf(client.DescribeQueue(t.Context(), &connect.DescribeQueueInput{InstanceId: c.id, QueueId: user})))
}
