package e2e

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestQueues(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"one is described as made":              createsQueue,
		"shows nothing that was never set":      createsLeastQueue,
		"are listed with those of users":        listsQueues,
		"are found, those of users are not":     searchesQueues,
		"a user's queue is the service's":       keepsAgentQueues,
		"create refuses":                        refusesQueues,
		"unknown ones are refused":              refusesUnknownQueues,
		"is updated part by part":               updatesQueue,
		"what is cleared is gone":               clearsQueue,
		"updates refuse":                        refusesQueueUpdates,
		"quick connects come and go":            changesQueueQuickConnects,
		"one in use is kept":                    keepsUsedQueues,
		"a deleted one leaves routing profiles": unlistsDeletedQueue,
	})
}

// basicQueue is the queue that an instance is born with.
func (c *centre) basicQueue(t *testing.T) *types.Queue {
	t.Helper()
	return c.readQueue(t, c.routingProfile(t, c.routing).DefaultOutboundQueueId)
}

func (c *centre) readQueue(t *testing.T, id *string) *types.Queue {
	t.Helper()
	return must(c.DescribeQueue(t.Context(), &connect.DescribeQueueInput{InstanceId: c.id, QueueId: id}))(t).Queue
}

// newQueue is the least that a queue needs.
func (c *centre) newQueue(t *testing.T, name string) *connect.CreateQueueInput {
	t.Helper()
	return &connect.CreateQueueInput{InstanceId: c.id, Name: &name, HoursOfOperationId: c.basicQueue(t).HoursOfOperationId}
}

// queue makes a queue and gives its id. The changes are made to the request first.
func (c *centre) queue(t *testing.T, name string, changes ...func(*connect.CreateQueueInput)) *string {
	t.Helper()
	in := c.newQueue(t, name)
	for _, change := range changes {
		change(in)
	}
	return must(c.CreateQueue(t.Context(), in))(t).QueueId
}

// Ids of things that live elsewhere.
const (
	flowID    = "11111111-1111-4111-8111-111111111111"
	numberID  = "22222222-2222-4222-8222-222222222222"
	addressID = "33333333-3333-4333-8333-333333333333"
)

func createsQueue(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "queue")
	phone := c.quickConnect(t, "Desk", toNumber("+15555550100"))
	in := c.newQueue(t, "Support")
	hours := in.HoursOfOperationId
	in.HoursOfOperationId, in.Description, in.MaxContacts = c.arnOf("operating-hours", hours), aws.String("Calls for help"), aws.Int32(0)
	in.OutboundCallerConfig = &types.OutboundCallerConfig{
		OutboundCallerIdName: aws.String("Help"), OutboundFlowId: c.arnOf("contact-flow", aws.String(flowID)),
		OutboundCallerIdNumberId: aws.String("arn:aws:connect:" + region + ":" + account + ":phone-number/" + numberID),
	}
	in.OutboundEmailConfig = &types.OutboundEmailConfig{OutboundEmailAddressId: aws.String(addressID)}
	in.QuickConnectIds, in.Tags = []string{*phone, *c.arnOf("transfer-destination", phone)}, map[string]string{"a": "b"}
	created := must(client.CreateQueue(t.Context(), in))(t)
	same(t, "the ARN", created.QueueArn, c.arnOf("queue", created.QueueId))
	same(t, "the queue", c.readQueue(t, created.QueueArn), &types.Queue{
		QueueId: created.QueueId, QueueArn: created.QueueArn, Name: in.Name, Description: in.Description, HoursOfOperationId: hours, MaxContacts: aws.Int32(0),
		OutboundCallerConfig: &types.OutboundCallerConfig{
			OutboundCallerIdName: aws.String("Help"), OutboundCallerIdNumberId: aws.String(numberID), OutboundFlowId: aws.String(flowID),
		},
		OutboundEmailConfig: in.OutboundEmailConfig, Status: types.QueueStatusEnabled, Tags: in.Tags, LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
	}, recent)
	same(t, "its quick connects", c.offered(t, created.QueueId), []string{"Desk"})
}

func createsLeastQueue(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "least-queue")
	in := c.newQueue(t, "Plain")
	in.OutboundCallerConfig, in.OutboundEmailConfig = &types.OutboundCallerConfig{}, &types.OutboundEmailConfig{}
	id := must(client.CreateQueue(t.Context(), in))(t).QueueId
	same(t, "the queue", c.readQueue(t, id), &types.Queue{
		QueueId: id, QueueArn: c.arnOf("queue", id), Name: in.Name, HoursOfOperationId: in.HoursOfOperationId, Status: types.QueueStatusEnabled,
		Tags: map[string]string{}, LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
	}, recent)
	same(t, "its quick connects", c.offered(t, id), []string{})
}

func listsQueues(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "queue-list")
	basic, user := c.basicQueue(t), c.hire(t, "ada")
	plain := c.queue(t, "A plain one")
	summary := func(id *string, name string) types.QueueSummary {
		return types.QueueSummary{
			Id: id, Arn: c.arnOf("queue", id), Name: &name, QueueType: types.QueueTypeStandard, LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
		}
	}
	standard := []types.QueueSummary{summary(plain, "A plain one"), summary(basic.QueueId, "BasicQueue")}
	agents := []types.QueueSummary{{Id: user, Arn: c.arnOf("queue/agent", user), QueueType: types.QueueTypeAgent}}
	list := func(kinds ...types.QueueType) []types.QueueSummary {
		t.Helper()
		return must(client.ListQueues(t.Context(), &connect.ListQueuesInput{InstanceId: c.id, QueueTypes: kinds}))(t).QueueSummaryList
	}
	same(t, "all queues", list(), append(standard, agents...), recent)
	same(t, "queues of both types", list(types.QueueTypeAgent, types.QueueTypeStandard), append(standard, agents...), recent)
	same(t, "standard queues", list(types.QueueTypeStandard), standard, recent)
	same(t, "agent queues", list(types.QueueTypeAgent), agents, recent)
	pages := walk(t, func(token *string) ([]types.QueueSummary, *string, error) {
		out, err := client.ListQueues(t.Context(), &connect.ListQueuesInput{InstanceId: c.id, MaxResults: aws.Int32(1), NextToken: token})
		if err != nil {
			return nil, nil, err
		}
		return out.QueueSummaryList, out.NextToken, nil
	})
	same(t, "the pages of one", pages, [][]types.QueueSummary{{standard[0]}, {standard[1]}, {agents[0]}}, recent)
	invalidParameter(t, errorOf(client.ListQueues(t.Context(), &connect.ListQueuesInput{InstanceId: c.id, QueueTypes: []types.QueueType{"OTHER"}})))
}

func searchesQueues(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "queue-search")
	c.hire(t, "ada")
	basic := c.basicQueue(t)
	support := c.queue(t, "Support", func(in *connect.CreateQueueInput) {
		in.Description, in.Tags = aws.String("Calls for help"), map[string]string{"shift": "night"}
	})
	find := func(criteria *types.QueueSearchCriteria, filter *types.QueueSearchFilter) []string {
		t.Helper()
		out := must(client.SearchQueues(t.Context(), &connect.SearchQueuesInput{InstanceId: c.id, SearchCriteria: criteria, SearchFilter: filter}))(t)
		same(t, "the total", *out.ApproximateTotalCount, int64(len(out.Queues)))
		return pluck(out.Queues, func(q types.Queue) string { return *q.Name })
	}
	text := func(condition *types.StringCondition) *types.QueueSearchCriteria {
		return &types.QueueSearchCriteria{StringCondition: condition}
	}
	same(t, "everything", find(nil, nil), []string{"BasicQueue", "Support"})
	same(t, "by type", find(&types.QueueSearchCriteria{QueueTypeCondition: types.SearchableQueueTypeStandard}, nil), []string{"BasicQueue", "Support"})
	both := types.QueueSearchCriteria{QueueTypeCondition: types.SearchableQueueTypeStandard, StringCondition: where("name", "sup", prefix)}
	same(t, "by type and name", find(&both, nil), []string{"Support"})
	same(t, "by description", find(text(where("description", "HELP", contains)), nil), []string{"Support"})
	same(t, "by id", find(text(where("resourceID", *basic.QueueArn, exact)), nil), []string{"BasicQueue"})
	shift := types.TagCondition{TagKey: aws.String("shift")}
	same(t, "by tag", find(nil, &types.QueueSearchFilter{TagFilter: &types.ControlPlaneTagFilter{TagCondition: &shift}}), []string{"Support"})
	out := must(client.SearchQueues(t.Context(), &connect.SearchQueuesInput{InstanceId: c.arn, SearchCriteria: text(where("name", "Support", exact))}))(t)
	same(t, "what is found", out.Queues[0], *c.readQueue(t, support))
	invalidParameter(t, errorOf(client.SearchQueues(t.Context(), &connect.SearchQueuesInput{InstanceId: c.id, SearchCriteria: text(where("status", "ENABLED", exact))})))
	invalidParameter(t, errorOf(client.SearchQueues(t.Context(), &connect.SearchQueuesInput{InstanceId: c.id, MaxResults: aws.Int32(501)})))
}

func refusesQueues(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "queue-refusals")
	with := func(name string, want refusal, change func(*connect.CreateQueueInput)) call {
		return call{name, func() error {
			in := c.newQueue(t, "refused")
			change(in)
			return errorOf(client.CreateQueue(t.Context(), in))
		}, want}
	}
	type in = connect.CreateQueueInput
	before := must(client.ListQueues(t.Context(), &connect.ListQueuesInput{InstanceId: c.id}))(t)
	refusals(t, []call{
		with("a name that is taken", duplicate, func(i *in) { i.Name = aws.String("BasicQueue") }),
		with("a name of 128 characters", invalidParameter, func(i *in) { i.Name = aws.String(strings.Repeat("x", 128)) }),
		with("an empty description", invalidParameter, func(i *in) { i.Description = aws.String("") }),
		with("unknown hours", notFound, func(i *in) { i.HoursOfOperationId = aws.String(nobody) }),
		with("an unknown quick connect", notFound, func(i *in) { i.QuickConnectIds = []string{nobody} }),
		with("51 quick connects", invalidParameter, func(i *in) { i.QuickConnectIds = strings.Split(strings.Repeat("x ", 51), " ")[:51] }),
		with("fewer contacts than none", invalidParameter, func(i *in) { i.MaxContacts = aws.Int32(-1) }),
		with("a number that is a flow", invalidParameter, func(i *in) {
			i.OutboundCallerConfig = &types.OutboundCallerConfig{OutboundCallerIdNumberId: c.arnOf("contact-flow", aws.String(flowID))}
		}),
		with("an empty flow", invalidParameter, func(i *in) { i.OutboundCallerConfig = &types.OutboundCallerConfig{OutboundFlowId: aws.String("")} }),
		with("e-mail addresses", invalidRequest, func(i *in) {
			i.EmailAddressesConfig = []types.EmailAddressConfig{{EmailAddressId: aws.String(addressID)}}
		}),
		with("a tag of the service's", invalidParameter, func(i *in) { i.Tags = map[string]string{"aws:x": ""} }),
		with("an unknown instance", notFound, func(i *in) { i.InstanceId = aws.String(nobody) }),
	})
	same(t, "the queues after refusals", must(client.ListQueues(t.Context(), &connect.ListQueuesInput{InstanceId: c.id}))(t).QueueSummaryList, before.QueueSummaryList)
}

func refusesUnknownQueues(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "queue-unknown")
	for _, id := range []string{nobody, "x", *c.arnOf("routing-profile", c.routing), *c.arnOf("queue/agent", c.basicQueue(t).QueueId)} {
		notFound(t, errorOf(client.DescribeQueue(t.Context(), &connect.DescribeQueueInput{InstanceId: c.id, QueueId: &id})))
		notFound(t, errorOf(client.DeleteQueue(t.Context(), &connect.DeleteQueueInput{InstanceId: c.id, QueueId: &id})))
		notFound(t, errorOf(client.UpdateQueueStatus(t.Context(), &connect.UpdateQueueStatusInput{InstanceId: c.id, QueueId: &id, Status: types.QueueStatusDisabled})))
	}
	notFound(t, errorOf(client.ListQueues(t.Context(), &connect.ListQueuesInput{InstanceId: aws.String(nobody)})))
	notFound(t, errorOf(client.SearchQueues(t.Context(), &connect.SearchQueuesInput{InstanceId: aws.String(nobody)})))
}
