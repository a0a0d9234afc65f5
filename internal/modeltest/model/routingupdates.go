package model

import (
	"slices"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// changeRouting changes a copy of a routing profile, which takes its place unless change refuses.
func (m *Model) changeRouting(instance, id *string, shape Refusal, change func(*Instance, *RoutingProfile) Refusal) Refusal {
	i, r, missing := m.routingProfile(instance, id)
	if no := first(shape, missing); no != nil {
		return no
	}
	next := *r
	if no := change(i, &next); no != nil {
		return no
	}
	same := next.Name == r.Name && next.description == r.description && next.outbound == r.outbound && next.timer == r.timer &&
		fingerprint(shownMedia(next.media)) == fingerprint(shownMedia(r.media)) &&
		slices.Equal(ordered(next.entries), ordered(r.entries)) && slices.Equal(ordered(next.manual), ordered(r.manual))
	next.touch(m, !same)
	*r = next
	return nil
}

// UpdateRoutingProfileName changes name and description.
func (m *Model) UpdateRoutingProfileName(in *sdk.UpdateRoutingProfileNameInput) (*sdk.UpdateRoutingProfileNameOutput, Refusal) {
	shape := breaks(rule{in.Name != nil && !length(*in.Name, 1, 127) || in.Description != nil && !length(*in.Description, 1, 250), InvalidParameter})
	return &sdk.UpdateRoutingProfileNameOutput{}, m.changeRouting(in.InstanceId, in.RoutingProfileId, shape, func(i *Instance, r *RoutingProfile) Refusal {
		if in.Name == nil && in.Description == nil {
			return because(InvalidParameter)
		}
		taken := func(other *RoutingProfile) bool { return other.ID != r.ID && other.Name == value(in.Name) }
		if in.Name != nil && slices.ContainsFunc(i.RoutingProfiles, taken) {
			return because(Duplicate)
		}
		set(&r.Name, in.Name)
		set(&r.description, in.Description)
		return nil
	})
}

// UpdateRoutingProfileDefaultOutboundQueue replaces the queue of outbound calls.
func (m *Model) UpdateRoutingProfileDefaultOutboundQueue(in *sdk.UpdateRoutingProfileDefaultOutboundQueueInput) (*sdk.UpdateRoutingProfileDefaultOutboundQueueOutput, Refusal) {
	return &sdk.UpdateRoutingProfileDefaultOutboundQueueOutput{}, m.changeRouting(in.InstanceId, in.RoutingProfileId, nil, func(i *Instance, r *RoutingProfile) Refusal {
		q, no := find(i, i.Queues, KindQueue, in.DefaultOutboundQueueId)
		r.outbound = q
		return no
	})
}

// UpdateRoutingProfileAgentAvailabilityTimer replaces the timer.
func (m *Model) UpdateRoutingProfileAgentAvailabilityTimer(in *sdk.UpdateRoutingProfileAgentAvailabilityTimerInput) (*sdk.UpdateRoutingProfileAgentAvailabilityTimerOutput, Refusal) {
	return &sdk.UpdateRoutingProfileAgentAvailabilityTimerOutput{}, m.changeRouting(in.InstanceId, in.RoutingProfileId, nil, func(_ *Instance, r *RoutingProfile) Refusal {
		r.timer = in.AgentAvailabilityTimer
		return nil
	})
}

// UpdateRoutingProfileConcurrency replaces the channels.
func (m *Model) UpdateRoutingProfileConcurrency(in *sdk.UpdateRoutingProfileConcurrencyInput) (*sdk.UpdateRoutingProfileConcurrencyOutput, Refusal) {
	return &sdk.UpdateRoutingProfileConcurrencyOutput{}, m.changeRouting(in.InstanceId, in.RoutingProfileId, mediaShape(in.MediaConcurrencies),
		func(_ *Instance, r *RoutingProfile) Refusal {
			r.media = in.MediaConcurrencies
			return badMedia(in.MediaConcurrencies)
		})
}

// AssociateRoutingProfileQueues adds entries, or gives those that are there new priorities and delays.
func (m *Model) AssociateRoutingProfileQueues(in *sdk.AssociateRoutingProfileQueuesInput) (*sdk.AssociateRoutingProfileQueuesOutput, Refusal) {
	shape := either(entriesShape(in.QueueConfigs), breaks(rule{len(in.ManualAssignmentQueueConfigs) > 10, InvalidParameter}))
	return &sdk.AssociateRoutingProfileQueuesOutput{}, m.changeRouting(in.InstanceId, in.RoutingProfileId, shape, func(i *Instance, r *RoutingProfile) Refusal {
		more, noQueue := i.entries(in.QueueConfigs)
		manual, noManual := i.manualEntries(in.ManualAssignmentQueueConfigs)
		if no := first(either(noQueue, noManual), either(badEntries(more), badManual(in.ManualAssignmentQueueConfigs))); no != nil {
			return no
		}
		r.entries, r.manual = merged(r.entries, more), merged(r.manual, manual)
		return breaks(rule{len(r.entries) > 50 || len(r.manual) > 50, InvalidRequest})
	})
}

// UpdateRoutingProfileQueues changes priorities and delays of entries that are there.
func (m *Model) UpdateRoutingProfileQueues(in *sdk.UpdateRoutingProfileQueuesInput) (*sdk.UpdateRoutingProfileQueuesOutput, Refusal) {
	shape := either(entriesShape(in.QueueConfigs), breaks(rule{len(in.QueueConfigs) < 1, InvalidParameter}))
	return &sdk.UpdateRoutingProfileQueuesOutput{}, m.changeRouting(in.InstanceId, in.RoutingProfileId, shape, func(i *Instance, r *RoutingProfile) Refusal {
		changed, no := i.entries(in.QueueConfigs)
		absent := func(e entry) bool { return !slices.ContainsFunc(r.entries, e.same) }
		if no := first(no, either(badEntries(changed), breaks(rule{slices.ContainsFunc(changed, absent), InvalidRequest}))); no != nil {
			return no
		}
		r.entries = merged(r.entries, changed)
		return nil
	})
}

// DisassociateRoutingProfileQueues removes entries; what is not there is passed over.
func (m *Model) DisassociateRoutingProfileQueues(in *sdk.DisassociateRoutingProfileQueuesInput) (*sdk.DisassociateRoutingProfileQueuesOutput, Refusal) {
	shape := breaks(rule{len(in.QueueReferences) > 10 || len(in.ManualAssignmentQueueReferences) > 10, InvalidParameter})
	return &sdk.DisassociateRoutingProfileQueuesOutput{}, m.changeRouting(in.InstanceId, in.RoutingProfileId, shape, func(i *Instance, r *RoutingProfile) Refusal {
		rest := func(list []entry, gone []types.RoutingProfileQueueReference) []entry {
			return slices.DeleteFunc(slices.Clone(list), func(e entry) bool {
				return slices.ContainsFunc(gone, func(ref types.RoutingProfileQueueReference) bool {
					return i.bare(KindQueue, ref.QueueId) == e.queue.ID && ref.Channel == e.channel
				})
			})
		}
		r.entries, r.manual = rest(r.entries, in.QueueReferences), rest(r.manual, in.ManualAssignmentQueueReferences)
		return nil
	})
}
