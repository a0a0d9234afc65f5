package model

import (
	"slices"
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// Queue is a standard queue. The agent queue of a user is not kept: it is derived from the user.
type Queue struct {
	Header
	description string
	hours       *Hours
	most        *int32
	status      types.QueueStatus
	caller      types.OutboundCallerConfig
	email       string
	quick       []*QuickConnect
}

// queue finds a queue, or the user whose agent queue is named.
func (m *Model) queue(instance, id *string) (*Instance, *Queue, *User, Refusal) {
	i, no := m.instance(instance)
	if no != nil {
		return nil, nil, nil, no
	}
	if q, no := find(i, i.Queues, KindQueue, id); no == nil {
		return i, q, nil, nil
	}
	u, no := find(i, i.Users, KindAgentQueue, id)
	return i, nil, u, no
}

// CreateQueue makes a queue with the id.
func (m *Model) CreateQueue(in *sdk.CreateQueueInput, id string) (*sdk.CreateQueueOutput, Refusal) {
	shape := breaks(rule{!length(*in.Name, 1, 127) || !goodTags(in.Tags) || value(in.MaxContacts) < 0, InvalidParameter},
		rule{in.Description != nil && !length(*in.Description, 1, 250), InvalidParameter}, rule{len(in.QuickConnectIds) > 50, InvalidParameter},
		rule{*in.HoursOfOperationId == "", InvalidParameter})
	i, missing := m.instance(in.InstanceId)
	if no := first(shape, missing); no != nil {
		return nil, no
	}
	hours, noHours := find(i, i.Hours, KindHours, in.HoursOfOperationId)
	quick, noQuick := i.quickConnects(in.QuickConnectIds)
	if no := first(either(noHours, noQuick), breaks(rule{named(i.Queues, *in.Name, nil), Duplicate})); no != nil {
		return nil, no
	}
	i.Queues = append(i.Queues, &Queue{
		Header: Header{ID: id, Name: *in.Name, Tags: copied(in.Tags), Modified: m.Now}, description: value(in.Description), hours: hours,
		most: in.MaxContacts, status: types.QueueStatusEnabled, caller: value(in.OutboundCallerConfig),
		email: value(value(in.OutboundEmailConfig).OutboundEmailAddressId), quick: quick,
	})
	return &sdk.CreateQueueOutput{QueueId: &id, QueueArn: ptr(i.ARN(KindQueue, id))}, nil
}

// DescribeQueue reads a queue of either type.
func (m *Model) DescribeQueue(in *sdk.DescribeQueueInput) (*sdk.DescribeQueueOutput, Refusal) {
	i, q, u, no := m.queue(in.InstanceId, in.QueueId)
	if no != nil {
		return nil, no
	}
	if u != nil {
		return &sdk.DescribeQueueOutput{Queue: &types.Queue{
			QueueArn: ptr(i.ARN(KindAgentQueue, u.ID)), QueueId: &u.ID, MaxContacts: ptr[int32](10), Status: types.QueueStatusEnabled, Tags: map[string]string{},
		}}, nil
	}
	return &sdk.DescribeQueueOutput{Queue: ptr(q.shown(i))}, nil
}

func (q *Queue) shown(i *Instance) types.Queue {
	at, region := i.stamp(&q.Header)
	shown := types.Queue{
		QueueArn: ptr(i.ARN(KindQueue, q.ID)), QueueId: &q.ID, Name: &q.Name, Description: text(q.description), HoursOfOperationId: &q.hours.ID,
		MaxContacts: q.most, Status: q.status, Tags: q.Tags, LastModifiedTime: at, LastModifiedRegion: region,
	}
	if q.caller != (types.OutboundCallerConfig{}) {
		shown.OutboundCallerConfig = &q.caller
	}
	if q.email != "" {
		shown.OutboundEmailConfig = &types.OutboundEmailConfig{OutboundEmailAddressId: &q.email}
	}
	return shown
}

// DeleteQueue removes a queue, and its entries in routing profiles.
func (m *Model) DeleteQueue(in *sdk.DeleteQueueInput) (*sdk.DeleteQueueOutput, Refusal) {
	i, q, u, no := m.queue(in.InstanceId, in.QueueId)
	if no := first(no, breaks(rule{u != nil, InvalidRequest})); no != nil {
		return nil, no
	}
	if no := breaks(
		rule{slices.ContainsFunc(i.RoutingProfiles, func(r *RoutingProfile) bool { return r.outbound == q }), InUse},
		rule{slices.ContainsFunc(i.QuickConnects, func(c *QuickConnect) bool {
			return value(c.config.QueueConfig).QueueId != nil && *c.config.QueueConfig.QueueId == q.ID
		}), InUse},
	); no != nil {
		return nil, no
	}
	for _, r := range i.RoutingProfiles {
		r.touch(m, r.drop(q))
	}
	i.Queues = without(i.Queues, &q.Header)
	return &sdk.DeleteQueueOutput{}, nil
}

// ListQueues lists standard queues by name, then agent queues by id.
func (m *Model) ListQueues(in *sdk.ListQueuesInput) (*sdk.ListQueuesOutput, Refusal) {
	i, no := m.instance(in.InstanceId)
	if no := first(badPage(in.MaxResults, 1000), no); no != nil {
		return nil, no
	}
	wanted := func(t types.QueueType) bool { return len(in.QueueTypes) == 0 || slices.Contains(in.QueueTypes, t) }
	list := []types.QueueSummary{}
	if wanted(types.QueueTypeStandard) {
		list = append(list, each(byName(i.Queues), func(q *Queue) types.QueueSummary {
			at, region := i.stamp(&q.Header)
			return types.QueueSummary{Id: &q.ID, Arn: ptr(i.ARN(KindQueue, q.ID)), Name: &q.Name, QueueType: types.QueueTypeStandard, LastModifiedTime: at, LastModifiedRegion: region}
		})...)
	}
	if wanted(types.QueueTypeAgent) {
		users := slices.SortedFunc(slices.Values(i.Users), func(a, b *User) int { return strings.Compare(a.ID, b.ID) })
		list = append(list, each(users, func(u *User) types.QueueSummary {
			return types.QueueSummary{Id: &u.ID, Arn: ptr(i.ARN(KindAgentQueue, u.ID)), QueueType: types.QueueTypeAgent}
		})...)
	}
	return &sdk.ListQueuesOutput{QueueSummaryList: list}, nil
}

// SearchQueues searches standard queues by name and description.
func (m *Model) SearchQueues(in *sdk.SearchQueuesInput) (*sdk.SearchQueuesOutput, Refusal) {
	var n *node
	if in.SearchCriteria != nil {
		n = queueNode(*in.SearchCriteria)
	}
	found, i, no := search(m, in.InstanceId, in.MaxResults, 500, described(KindQueue), n, tagFilter(value(in.SearchFilter).TagFilter),
		func(i *Instance) []*Queue { return i.Queues }, func(_ *Instance, q *Queue) document {
			d := q.document()
			d.fields["description"] = []string{q.description}
			return d
		})
	if no != nil {
		return nil, no
	}
	list := each(found, func(q *Queue) types.Queue { return q.shown(i) })
	return &sdk.SearchQueuesOutput{ApproximateTotalCount: ptr(int64(len(list))), Queues: list}, nil
}

func queueNode(c types.QueueSearchCriteria) *node {
	return &node{or: nodes(c.OrConditions, queueNode), and: nodes(c.AndConditions, queueNode), text: c.StringCondition, always: c.QueueTypeCondition != ""}
}
