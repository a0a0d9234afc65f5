package model

import (
	"slices"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// changeQueue changes a queue. An agent queue cannot be changed. change refuses after it has looked its references up.
func (m *Model) changeQueue(instance, id *string, shape Refusal, change func(*Instance, *Queue) Refusal) Refusal {
	i, q, u, missing := m.queue(instance, id)
	if no := first(shape, missing, breaks(rule{u != nil, InvalidRequest})); no != nil {
		return no
	}
	before, quick := fingerprint(q.shown(i)), slices.Clone(q.quick)
	if no := change(i, q); no != nil {
		return no
	}
	q.touch(m, before != fingerprint(q.shown(i)) || !slices.Equal(quick, q.quick))
	return nil
}

// UpdateQueueName changes name and description.
func (m *Model) UpdateQueueName(in *sdk.UpdateQueueNameInput) (*sdk.UpdateQueueNameOutput, Refusal) {
	shape := breaks(rule{in.Name != nil && !length(*in.Name, 1, 127) || !length(value(in.Description), 0, 250), InvalidParameter})
	return &sdk.UpdateQueueNameOutput{}, m.changeQueue(in.InstanceId, in.QueueId, shape, func(i *Instance, q *Queue) Refusal {
		if in.Name == nil && in.Description == nil {
			return because(InvalidParameter)
		}
		if in.Name != nil && named(i.Queues, *in.Name, &q.Header) {
			return because(Duplicate)
		}
		set(&q.Name, in.Name)
		set(&q.description, in.Description)
		return nil
	})
}

// UpdateQueueHoursOfOperation gives a queue other hours.
func (m *Model) UpdateQueueHoursOfOperation(in *sdk.UpdateQueueHoursOfOperationInput) (*sdk.UpdateQueueHoursOfOperationOutput, Refusal) {
	return &sdk.UpdateQueueHoursOfOperationOutput{}, m.changeQueue(in.InstanceId, in.QueueId, nil, func(i *Instance, q *Queue) Refusal {
		h, no := find(i, i.Hours, KindHours, in.HoursOfOperationId)
		if no == nil {
			q.hours = h
		}
		return no
	})
}

// UpdateQueueMaxContacts sets or clears a queue's limit.
func (m *Model) UpdateQueueMaxContacts(in *sdk.UpdateQueueMaxContactsInput) (*sdk.UpdateQueueMaxContactsOutput, Refusal) {
	shape := breaks(rule{value(in.MaxContacts) < 0, InvalidParameter})
	return &sdk.UpdateQueueMaxContactsOutput{}, m.changeQueue(in.InstanceId, in.QueueId, shape, func(_ *Instance, q *Queue) Refusal {
		q.most = in.MaxContacts
		return nil
	})
}

// UpdateQueueStatus turns a queue on or off.
func (m *Model) UpdateQueueStatus(in *sdk.UpdateQueueStatusInput) (*sdk.UpdateQueueStatusOutput, Refusal) {
	return &sdk.UpdateQueueStatusOutput{}, m.changeQueue(in.InstanceId, in.QueueId, nil, func(_ *Instance, q *Queue) Refusal {
		q.status = in.Status
		return nil
	})
}

// UpdateQueueOutboundCallerConfig replaces how calls show themselves.
func (m *Model) UpdateQueueOutboundCallerConfig(in *sdk.UpdateQueueOutboundCallerConfigInput) (*sdk.UpdateQueueOutboundCallerConfigOutput, Refusal) {
	return &sdk.UpdateQueueOutboundCallerConfigOutput{}, m.changeQueue(in.InstanceId, in.QueueId, nil, func(_ *Instance, q *Queue) Refusal {
		q.caller = *in.OutboundCallerConfig
		return nil
	})
}

// UpdateQueueOutboundEmailConfig replaces the address of e-mail.
func (m *Model) UpdateQueueOutboundEmailConfig(in *sdk.UpdateQueueOutboundEmailConfigInput) (*sdk.UpdateQueueOutboundEmailConfigOutput, Refusal) {
	return &sdk.UpdateQueueOutboundEmailConfigOutput{}, m.changeQueue(in.InstanceId, in.QueueId, nil, func(_ *Instance, q *Queue) Refusal {
		q.email = value(in.OutboundEmailConfig.OutboundEmailAddressId)
		return nil
	})
}

// AssociateQueueQuickConnects adds quick connects.
func (m *Model) AssociateQueueQuickConnects(in *sdk.AssociateQueueQuickConnectsInput) (*sdk.AssociateQueueQuickConnectsOutput, Refusal) {
	shape := breaks(rule{len(in.QuickConnectIds) < 1 || len(in.QuickConnectIds) > 50, InvalidParameter})
	return &sdk.AssociateQueueQuickConnectsOutput{}, m.changeQueue(in.InstanceId, in.QueueId, shape, func(i *Instance, q *Queue) Refusal {
		more, no := i.quickConnects(in.QuickConnectIds)
		if no != nil {
			return no
		}
		for _, c := range more {
			if !slices.Contains(q.quick, c) {
				q.quick = append(slices.Clone(q.quick), c)
			}
		}
		return nil
	})
}

// DisassociateQueueQuickConnects removes quick connects; those that are not there are passed over.
func (m *Model) DisassociateQueueQuickConnects(in *sdk.DisassociateQueueQuickConnectsInput) (*sdk.DisassociateQueueQuickConnectsOutput, Refusal) {
	shape := breaks(rule{len(in.QuickConnectIds) < 1 || len(in.QuickConnectIds) > 50, InvalidParameter})
	return &sdk.DisassociateQueueQuickConnectsOutput{}, m.changeQueue(in.InstanceId, in.QueueId, shape, func(i *Instance, q *Queue) Refusal {
		for _, id := range in.QuickConnectIds {
			q.quick = slices.DeleteFunc(slices.Clone(q.quick), func(c *QuickConnect) bool { return c.ID == i.bare(KindQuickConnect, &id) })
		}
		return nil
	})
}

// ListQueueQuickConnects lists a queue's quick connects by name.
func (m *Model) ListQueueQuickConnects(in *sdk.ListQueueQuickConnectsInput) (*sdk.ListQueueQuickConnectsOutput, Refusal) {
	i, q, no := lookup(m, in.InstanceId, in.QueueId, KindQueue, func(i *Instance) []*Queue { return i.Queues })
	if no := first(badPage(in.MaxResults, 100), no); no != nil {
		return nil, no
	}
	at, region := i.stamp(&q.Header)
	list := each(byName(q.quick), func(c *QuickConnect) types.QuickConnectSummary { return c.summary(i) })
	return &sdk.ListQueueQuickConnectsOutput{QuickConnectSummaryList: list, LastModifiedTime: at, LastModifiedRegion: region}, nil
}
