package model

import (
	"slices"
	"time"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// Hours are hours of operation.
type Hours struct {
	Header
	description, zone string
	config            []types.HoursOfOperationConfig
}

// timesShape refuses times that no clock shows.
func timesShape(list []types.HoursOfOperationConfig) Refusal {
	return breaks(rule{len(list) > 100 || slices.ContainsFunc(list, func(c types.HoursOfOperationConfig) bool {
		return *c.StartTime.Hours > 23 || *c.EndTime.Hours > 23 || *c.StartTime.Minutes > 59 || *c.EndTime.Minutes > 59
	}), InvalidParameter})
}

// badConfig says whether an entry ends before it starts: midnight may end a day.
func badConfig(list []types.HoursOfOperationConfig) bool {
	return slices.ContainsFunc(list, func(c types.HoursOfOperationConfig) bool {
		from, to := *c.StartTime.Hours*60+*c.StartTime.Minutes, *c.EndTime.Hours*60+*c.EndTime.Minutes
		return to != 0 && to <= from
	})
}

func badZone(name string) bool {
	_, err := time.LoadLocation(name)
	return err != nil || name == "" || name == "Local"
}

// CreateHoursOfOperation makes hours with the id.
func (m *Model) CreateHoursOfOperation(in *sdk.CreateHoursOfOperationInput, id string) (*sdk.CreateHoursOfOperationOutput, Refusal) {
	shape := breaks(rule{!length(*in.Name, 1, 127) || !goodTags(in.Tags), InvalidParameter},
		rule{in.Description != nil && !length(*in.Description, 1, 250), InvalidParameter})
	i, missing := m.instance(in.InstanceId)
	rules := breaks(rule{badConfig(in.Config) || badZone(*in.TimeZone), InvalidParameter})
	if no := first(either(shape, timesShape(in.Config)), missing, rules); no != nil {
		return nil, no
	}
	if named(i.Hours, *in.Name, nil) {
		return nil, because(Duplicate)
	}
	i.Hours = append(i.Hours, &Hours{Header{ID: id, Name: *in.Name, Tags: copied(in.Tags), Modified: m.Now}, value(in.Description), *in.TimeZone, in.Config})
	return &sdk.CreateHoursOfOperationOutput{HoursOfOperationId: &id, HoursOfOperationArn: ptr(i.ARN(KindHours, id))}, nil
}

func (m *Model) hours(instance, id *string) (*Instance, *Hours, Refusal) {
	return lookup(m, instance, id, KindHours, func(i *Instance) []*Hours { return i.Hours })
}

// DescribeHoursOfOperation reads hours.
func (m *Model) DescribeHoursOfOperation(in *sdk.DescribeHoursOfOperationInput) (*sdk.DescribeHoursOfOperationOutput, Refusal) {
	i, h, no := m.hours(in.InstanceId, in.HoursOfOperationId)
	if no != nil {
		return nil, no
	}
	return &sdk.DescribeHoursOfOperationOutput{HoursOfOperation: ptr(h.shown(i))}, nil
}

func (h *Hours) shown(i *Instance) types.HoursOfOperation {
	at, region := i.stamp(&h.Header)
	return types.HoursOfOperation{
		HoursOfOperationArn: ptr(i.ARN(KindHours, h.ID)), HoursOfOperationId: &h.ID, Name: &h.Name, Description: text(h.description), TimeZone: &h.zone,
		Config: append([]types.HoursOfOperationConfig{}, h.config...), Tags: h.Tags, ParentHoursOfOperations: []types.HoursOfOperationsIdentifier{},
		LastModifiedTime: at, LastModifiedRegion: region,
	}
}

// UpdateHoursOfOperation changes the parts that the request has.
func (m *Model) UpdateHoursOfOperation(in *sdk.UpdateHoursOfOperationInput) (*sdk.UpdateHoursOfOperationOutput, Refusal) {
	shape := breaks(rule{in.Name != nil && !length(*in.Name, 1, 127), InvalidParameter}, rule{!length(value(in.Description), 0, 250), InvalidParameter})
	i, h, missing := m.hours(in.InstanceId, in.HoursOfOperationId)
	rules := breaks(rule{badConfig(in.Config) || in.TimeZone != nil && badZone(*in.TimeZone), InvalidParameter})
	if no := first(either(shape, timesShape(in.Config)), missing, rules); no != nil {
		return nil, no
	}
	if in.Name != nil && named(i.Hours, *in.Name, &h.Header) {
		return nil, because(Duplicate)
	}
	before := fingerprint(h.shown(i))
	set(&h.Name, in.Name)
	set(&h.description, in.Description)
	set(&h.zone, in.TimeZone)
	if in.Config != nil {
		h.config = in.Config
	}
	h.touch(m, before != fingerprint(h.shown(i)))
	return &sdk.UpdateHoursOfOperationOutput{}, nil
}

// DeleteHoursOfOperation removes hours that no queue has.
func (m *Model) DeleteHoursOfOperation(in *sdk.DeleteHoursOfOperationInput) (*sdk.DeleteHoursOfOperationOutput, Refusal) {
	i, h, no := m.hours(in.InstanceId, in.HoursOfOperationId)
	if no != nil {
		return nil, no
	}
	if slices.ContainsFunc(i.Queues, func(q *Queue) bool { return q.hours == h }) {
		return nil, because(InUse)
	}
	i.Hours = without(i.Hours, &h.Header)
	return &sdk.DeleteHoursOfOperationOutput{}, nil
}

// ListHoursOfOperations lists by name.
func (m *Model) ListHoursOfOperations(in *sdk.ListHoursOfOperationsInput) (*sdk.ListHoursOfOperationsOutput, Refusal) {
	i, no := m.instance(in.InstanceId)
	if no := first(badPage(in.MaxResults, 1000), no); no != nil {
		return nil, no
	}
	return &sdk.ListHoursOfOperationsOutput{HoursOfOperationSummaryList: each(byName(i.Hours), func(h *Hours) types.HoursOfOperationSummary {
		at, region := i.stamp(&h.Header)
		return types.HoursOfOperationSummary{Id: &h.ID, Arn: ptr(i.ARN(KindHours, h.ID)), Name: &h.Name, LastModifiedTime: at, LastModifiedRegion: region}
	})}, nil
}

// SearchHoursOfOperations searches by name, description and time zone.
func (m *Model) SearchHoursOfOperations(in *sdk.SearchHoursOfOperationsInput) (*sdk.SearchHoursOfOperationsOutput, Refusal) {
	var n *node
	if in.SearchCriteria != nil {
		n = hoursNode(*in.SearchCriteria)
	}
	f := described(KindHours)
	f["timezone"] = struct{ key, kind string }{key: "zone"}
	found, i, no := search(m, in.InstanceId, in.MaxResults, 100, f, n, tagFilter(value(in.SearchFilter).TagFilter),
		func(i *Instance) []*Hours { return i.Hours }, func(_ *Instance, h *Hours) document {
			d := h.document()
			d.fields["description"], d.fields["zone"] = []string{h.description}, []string{h.zone}
			return d
		})
	if no != nil {
		return nil, no
	}
	list := each(found, func(h *Hours) types.HoursOfOperation { return h.shown(i) })
	return &sdk.SearchHoursOfOperationsOutput{ApproximateTotalCount: ptr(int64(len(list))), HoursOfOperations: list}, nil
}

func hoursNode(c types.HoursOfOperationSearchCriteria) *node {
	return &node{or: nodes(c.OrConditions, hoursNode), and: nodes(c.AndConditions, hoursNode), text: c.StringCondition}
}
