package model

import (
	"cmp"
	"slices"
	"strconv"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// Status is an agent status.
type Status struct {
	Header
	description string
	kind        types.AgentStatusType
	state       types.AgentStatusState
	order       *int32
}

// byOrder is the order of agent statuses: those without a display order come last.
func byOrder(all []*Status) []*Status {
	place := func(s *Status) int32 {
		if s.order == nil {
			return 51
		}
		return *s.order
	}
	return slices.SortedStableFunc(slices.Values(byName(all)), func(a, b *Status) int { return cmp.Compare(place(a), place(b)) })
}

func goodOrder(order *int32) bool { return order == nil || 1 <= *order && *order <= 50 }

func goodState(s types.AgentStatusState) bool { return slices.Contains(s.Values(), s) }

// CreateAgentStatus makes a custom status with the id.
func (m *Model) CreateAgentStatus(in *sdk.CreateAgentStatusInput, id string) (*sdk.CreateAgentStatusOutput, Refusal) {
	shape := breaks(rule{!length(*in.Name, 1, 127) || !goodTags(in.Tags) || !goodOrder(in.DisplayOrder) || !goodState(in.State), InvalidParameter},
		rule{in.Description != nil && !length(*in.Description, 1, 250), InvalidParameter})
	i, missing := m.instance(in.InstanceId)
	if no := first(shape, missing); no != nil {
		return nil, no
	}
	if named(i.Statuses, *in.Name, nil) {
		return nil, because(Duplicate)
	}
	i.Statuses = append(i.Statuses, &Status{
		Header: Header{ID: id, Name: *in.Name, Tags: copied(in.Tags), Modified: m.Now}, description: value(in.Description),
		kind: types.AgentStatusTypeCustom, state: in.State, order: in.DisplayOrder,
	})
	return &sdk.CreateAgentStatusOutput{AgentStatusId: &id, AgentStatusARN: ptr(i.ARN(KindStatus, id))}, nil
}

func (m *Model) status(instance, id *string) (*Instance, *Status, Refusal) {
	return lookup(m, instance, id, KindStatus, func(i *Instance) []*Status { return i.Statuses })
}

// DescribeAgentStatus reads a status.
func (m *Model) DescribeAgentStatus(in *sdk.DescribeAgentStatusInput) (*sdk.DescribeAgentStatusOutput, Refusal) {
	i, s, no := m.status(in.InstanceId, in.AgentStatusId)
	if no != nil {
		return nil, no
	}
	return &sdk.DescribeAgentStatusOutput{AgentStatus: ptr(s.shown(i))}, nil
}

func (s *Status) shown(i *Instance) types.AgentStatus {
	at, region := i.stamp(&s.Header)
	return types.AgentStatus{
		AgentStatusARN: ptr(i.ARN(KindStatus, s.ID)), AgentStatusId: &s.ID, Name: &s.Name, Description: text(s.description), Type: s.kind,
		State: s.state, DisplayOrder: s.order, Tags: s.Tags, LastModifiedTime: at, LastModifiedRegion: region,
	}
}

// UpdateAgentStatus changes the parts that the request has.
func (m *Model) UpdateAgentStatus(in *sdk.UpdateAgentStatusInput) (*sdk.UpdateAgentStatusOutput, Refusal) {
	shape := breaks(rule{in.Name != nil && !length(*in.Name, 1, 127), InvalidParameter}, rule{!length(value(in.Description), 0, 250), InvalidParameter},
		rule{!goodOrder(in.DisplayOrder) || in.State != "" && !goodState(in.State), InvalidParameter})
	i, s, missing := m.status(in.InstanceId, in.AgentStatusId)
	if no := first(shape, missing); no != nil {
		return nil, no
	}
	builtIn := s.kind != types.AgentStatusTypeCustom
	if no := first(breaks(rule{builtIn && in.State == types.AgentStatusStateDisabled, InvalidRequest}),
		breaks(rule{in.Name != nil && named(i.Statuses, *in.Name, &s.Header), Duplicate})); no != nil {
		return nil, no
	}
	before := fingerprint(s.shown(i))
	set(&s.Name, in.Name)
	set(&s.description, in.Description)
	if in.State != "" {
		s.state = in.State
	}
	if in.DisplayOrder != nil {
		s.order = in.DisplayOrder
	}
	if in.ResetOrderNumber {
		s.order = nil
	}
	s.touch(m, before != fingerprint(s.shown(i)))
	return &sdk.UpdateAgentStatusOutput{}, nil
}

// ListAgentStatuses lists by display order, then name.
func (m *Model) ListAgentStatuses(in *sdk.ListAgentStatusesInput) (*sdk.ListAgentStatusesOutput, Refusal) {
	i, no := m.instance(in.InstanceId)
	if no := first(badPage(in.MaxResults, 1000), no); no != nil {
		return nil, no
	}
	list := []types.AgentStatusSummary{}
	for _, s := range byOrder(i.Statuses) {
		at, region := i.stamp(&s.Header)
		if len(in.AgentStatusTypes) == 0 || slices.Contains(in.AgentStatusTypes, s.kind) {
			list = append(list, types.AgentStatusSummary{
				Id: &s.ID, Arn: ptr(i.ARN(KindStatus, s.ID)), Name: &s.Name, Type: s.kind, LastModifiedTime: at, LastModifiedRegion: region,
			})
		}
	}
	return &sdk.ListAgentStatusesOutput{AgentStatusSummaryList: list}, nil
}

// SearchAgentStatuses searches by any member of a status.
func (m *Model) SearchAgentStatuses(in *sdk.SearchAgentStatusesInput) (*sdk.SearchAgentStatusesOutput, Refusal) {
	var n *node
	if in.SearchCriteria != nil {
		n = statusNode(*in.SearchCriteria)
	}
	f := nameOrID(KindStatus)
	for _, name := range []string{"description", "state", "type", "displayorder"} {
		f[name] = struct{ key, kind string }{key: name}
	}
	found, i, no := search(m, in.InstanceId, in.MaxResults, 100, f, n, attributeFilter(value(in.SearchFilter).AttributeFilter),
		func(i *Instance) []*Status { return i.Statuses }, func(_ *Instance, s *Status) document {
			d := s.document()
			d.fields["description"], d.fields["state"], d.fields["type"] = []string{s.description}, []string{string(s.state)}, []string{string(s.kind)}
			if d.fields["displayorder"] = []string{""}; s.order != nil {
				d.fields["displayorder"] = []string{strconv.Itoa(int(*s.order))}
			}
			return d
		})
	if no != nil {
		return nil, no
	}
	list := each(byOrder(found), func(s *Status) types.AgentStatus { return s.shown(i) })
	return &sdk.SearchAgentStatusesOutput{ApproximateTotalCount: ptr(int64(len(list))), AgentStatuses: list}, nil
}

func statusNode(c types.AgentStatusSearchCriteria) *node {
	return &node{or: nodes(c.OrConditions, statusNode), and: nodes(c.AndConditions, statusNode), text: c.StringCondition}
}
