package model

import (
	"slices"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// QuickConnect is a quick connect. The ids in its config are bare.
type QuickConnect struct {
	Header
	description string
	config      types.QuickConnectConfig
}

// quickConnects looks quick connects up, of which repeats count once.
func (i *Instance) quickConnects(ids []string) (list []*QuickConnect, no Refusal) {
	for _, id := range ids {
		c, missing := find(i, i.QuickConnects, KindQuickConnect, &id)
		if missing != nil {
			return nil, missing
		}
		if !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	return list, nil
}

// badDestination refuses a config that has not exactly the part of its type.
func badDestination(c *types.QuickConnectConfig) Refusal {
	part := map[types.QuickConnectType]bool{
		types.QuickConnectTypeUser: c.UserConfig != nil, types.QuickConnectTypeQueue: c.QueueConfig != nil,
		types.QuickConnectTypePhoneNumber: c.PhoneConfig != nil, types.QuickConnectTypeFlow: c.FlowConfig != nil,
	}
	parts := 0
	for _, given := range part {
		if given {
			parts++
		}
	}
	return breaks(rule{!part[c.QuickConnectType] || parts != 1, InvalidParameter},
		rule{c.PhoneConfig != nil && !phoneForm.MatchString(*c.PhoneConfig.PhoneNumber), InvalidParameter})
}

// destination is a config with bare ids, once what it leads to is found.
func (i *Instance) destination(c types.QuickConnectConfig) (types.QuickConnectConfig, Refusal) {
	if c.UserConfig != nil {
		u, no := find(i, i.Users, KindUser, c.UserConfig.UserId)
		if no != nil {
			return c, no
		}
		c.UserConfig = &types.UserQuickConnectConfig{UserId: &u.ID, ContactFlowId: c.UserConfig.ContactFlowId}
	}
	if c.QueueConfig != nil {
		q, no := find(i, i.Queues, KindQueue, c.QueueConfig.QueueId)
		if no != nil {
			return c, no
		}
		c.QueueConfig = &types.QueueQuickConnectConfig{QueueId: &q.ID, ContactFlowId: c.QueueConfig.ContactFlowId}
	}
	return c, nil
}

// CreateQuickConnect makes a quick connect with the id.
func (m *Model) CreateQuickConnect(in *sdk.CreateQuickConnectInput, id string) (*sdk.CreateQuickConnectOutput, Refusal) {
	shape := either(badDestination(in.QuickConnectConfig), breaks(rule{!length(*in.Name, 1, 127) || !goodTags(in.Tags), InvalidParameter},
		rule{in.Description != nil && !length(*in.Description, 1, 250), InvalidParameter}))
	i, missing := m.instance(in.InstanceId)
	if no := first(shape, missing); no != nil {
		return nil, no
	}
	config, missing := i.destination(*in.QuickConnectConfig)
	if no := first(missing, breaks(rule{named(i.QuickConnects, *in.Name, nil), Duplicate})); no != nil {
		return nil, no
	}
	i.QuickConnects = append(i.QuickConnects, &QuickConnect{Header{ID: id, Name: *in.Name, Tags: copied(in.Tags), Modified: m.Now}, value(in.Description), config})
	return &sdk.CreateQuickConnectOutput{QuickConnectId: &id, QuickConnectARN: ptr(i.ARN(KindQuickConnect, id))}, nil
}

func (m *Model) quickConnect(instance, id *string) (*Instance, *QuickConnect, Refusal) {
	return lookup(m, instance, id, KindQuickConnect, func(i *Instance) []*QuickConnect { return i.QuickConnects })
}

// DescribeQuickConnect reads a quick connect.
func (m *Model) DescribeQuickConnect(in *sdk.DescribeQuickConnectInput) (*sdk.DescribeQuickConnectOutput, Refusal) {
	i, c, no := m.quickConnect(in.InstanceId, in.QuickConnectId)
	if no != nil {
		return nil, no
	}
	return &sdk.DescribeQuickConnectOutput{QuickConnect: ptr(c.shown(i))}, nil
}

func (c *QuickConnect) shown(i *Instance) types.QuickConnect {
	at, region := i.stamp(&c.Header)
	return types.QuickConnect{
		QuickConnectARN: ptr(i.ARN(KindQuickConnect, c.ID)), QuickConnectId: &c.ID, Name: &c.Name, Description: text(c.description),
		QuickConnectConfig: &c.config, Tags: c.Tags, LastModifiedTime: at, LastModifiedRegion: region,
	}
}

func (c *QuickConnect) summary(i *Instance) types.QuickConnectSummary {
	at, region := i.stamp(&c.Header)
	return types.QuickConnectSummary{
		Id: &c.ID, Arn: ptr(i.ARN(KindQuickConnect, c.ID)), Name: &c.Name, QuickConnectType: c.config.QuickConnectType, LastModifiedTime: at, LastModifiedRegion: region,
	}
}

// UpdateQuickConnectName changes name and description.
func (m *Model) UpdateQuickConnectName(in *sdk.UpdateQuickConnectNameInput) (*sdk.UpdateQuickConnectNameOutput, Refusal) {
	shape := breaks(rule{in.Name != nil && !length(*in.Name, 1, 127) || !length(value(in.Description), 0, 250), InvalidParameter})
	i, c, missing := m.quickConnect(in.InstanceId, in.QuickConnectId)
	if no := first(shape, missing, breaks(rule{in.Name == nil && in.Description == nil, InvalidParameter})); no != nil {
		return nil, no
	}
	if in.Name != nil && named(i.QuickConnects, *in.Name, &c.Header) {
		return nil, because(InvalidRequest)
	}
	before := fingerprint(c.shown(i))
	set(&c.Name, in.Name)
	set(&c.description, in.Description)
	c.touch(m, before != fingerprint(c.shown(i)))
	return &sdk.UpdateQuickConnectNameOutput{}, nil
}

// UpdateQuickConnectConfig replaces where a quick connect leads.
func (m *Model) UpdateQuickConnectConfig(in *sdk.UpdateQuickConnectConfigInput) (*sdk.UpdateQuickConnectConfigOutput, Refusal) {
	i, c, missing := m.quickConnect(in.InstanceId, in.QuickConnectId)
	if no := first(badDestination(in.QuickConnectConfig), missing); no != nil {
		return nil, no
	}
	config, no := i.destination(*in.QuickConnectConfig)
	if no != nil {
		return nil, no
	}
	c.touch(m, fingerprint(c.config) != fingerprint(config))
	c.config = config
	return &sdk.UpdateQuickConnectConfigOutput{}, nil
}

// DeleteQuickConnect removes a quick connect, from the queues that have it too.
func (m *Model) DeleteQuickConnect(in *sdk.DeleteQuickConnectInput) (*sdk.DeleteQuickConnectOutput, Refusal) {
	i, c, no := m.quickConnect(in.InstanceId, in.QuickConnectId)
	if no != nil {
		return nil, no
	}
	for _, q := range i.Queues {
		q.touch(m, slices.Contains(q.quick, c))
		q.quick = without(q.quick, &c.Header)
	}
	i.QuickConnects = without(i.QuickConnects, &c.Header)
	return &sdk.DeleteQuickConnectOutput{}, nil
}

// ListQuickConnects lists by name.
func (m *Model) ListQuickConnects(in *sdk.ListQuickConnectsInput) (*sdk.ListQuickConnectsOutput, Refusal) {
	i, no := m.instance(in.InstanceId)
	if no := first(badPage(in.MaxResults, 1000), no); no != nil {
		return nil, no
	}
	list := []types.QuickConnectSummary{}
	for _, c := range byName(i.QuickConnects) {
		if len(in.QuickConnectTypes) == 0 || slices.Contains(in.QuickConnectTypes, c.config.QuickConnectType) {
			list = append(list, c.summary(i))
		}
	}
	return &sdk.ListQuickConnectsOutput{QuickConnectSummaryList: list}, nil
}

// SearchQuickConnects searches by name and description.
func (m *Model) SearchQuickConnects(in *sdk.SearchQuickConnectsInput) (*sdk.SearchQuickConnectsOutput, Refusal) {
	var n *node
	if in.SearchCriteria != nil {
		n = quickConnectNode(*in.SearchCriteria)
	}
	found, i, no := search(m, in.InstanceId, in.MaxResults, 100, described(KindQuickConnect), n, tagFilter(value(in.SearchFilter).TagFilter),
		func(i *Instance) []*QuickConnect { return i.QuickConnects }, func(_ *Instance, c *QuickConnect) document {
			d := c.document()
			d.fields["description"] = []string{c.description}
			return d
		})
	if no != nil {
		return nil, no
	}
	list := each(found, func(c *QuickConnect) types.QuickConnect { return c.shown(i) })
	return &sdk.SearchQuickConnectsOutput{ApproximateTotalCount: ptr(int64(len(list))), QuickConnects: list}, nil
}

func quickConnectNode(c types.QuickConnectSearchCriteria) *node {
	return &node{or: nodes(c.OrConditions, quickConnectNode), and: nodes(c.AndConditions, quickConnectNode), text: c.StringCondition}
}
