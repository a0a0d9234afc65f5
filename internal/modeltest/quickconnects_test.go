package modeltest

import (
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
)

var quickConnectSteps = []step{
	{"create a quick connect", 5, (*session).createQuickConnect, covers("CreateQuickConnect", model.InvalidParameter, model.NotFound, model.Duplicate)},
	{"describe a quick connect", 2, (*session).describeQuickConnect, covers("DescribeQuickConnect")},
	{"rename a quick connect", 8, (*session).renameQuickConnect, covers("UpdateQuickConnectName", model.InvalidParameter, model.InvalidRequest, model.NotFound)},
	{"redirect a quick connect", 4, (*session).redirectQuickConnect, covers("UpdateQuickConnectConfig", model.InvalidParameter, model.NotFound)},
	{"delete a quick connect", 3, (*session).deleteQuickConnect, covers("DeleteQuickConnect", model.NotFound)},
	{"list quick connects", 2, (*session).listQuickConnects, covers("ListQuickConnects")},
	{"search quick connects", 2, (*session).searchQuickConnects, covers("SearchQuickConnects")},
	{"give a queue quick connects", 5, (*session).associateQuickConnects, covers("AssociateQueueQuickConnects", model.NotFound)},
	{"take quick connects from a queue", 3, (*session).disassociateQuickConnects, covers("DisassociateQueueQuickConnects")},
	{"list a queue's quick connects", 2, (*session).listQueueQuickConnects, covers("ListQueueQuickConnects")},
}

// destination draws where a quick connect leads, rarely without the right part.
func (s *session) destination(i *model.Instance) *types.QuickConnectConfig {
	c := &types.QuickConnectConfig{QuickConnectType: types.QuickConnectTypePhoneNumber}
	flow := ptr(nobody)
	form := uniform(s, "destination", 4)
	switch {
	case form == 1 && (len(i.Users) > 0 || !s.careful):
		c.QuickConnectType, c.UserConfig = types.QuickConnectTypeUser, &types.UserQuickConnectConfig{UserId: ref(s, "user", i, model.KindUser, i.Users), ContactFlowId: flow}
	case form == 2:
		c.QuickConnectType, c.QueueConfig = types.QuickConnectTypeQueue, &types.QueueQuickConnectConfig{QueueId: ref(s, "queue", i, model.KindQueue, i.Queues), ContactFlowId: flow}
	case form == 3:
		c.QuickConnectType, c.FlowConfig = types.QuickConnectTypeFlow, &types.FlowQuickConnectConfig{ContactFlowId: flow}
	default:
		c.PhoneConfig = &types.PhoneNumberQuickConnectConfig{PhoneNumber: ptr(s.number())}
	}
	switch odd(s, "odd destination", 8) {
	case 7:
		c.QuickConnectType = pick(s, "type", types.QuickConnectTypeFlow, types.QuickConnectTypePhoneNumber)
	case 6:
		c.FlowConfig = &types.FlowQuickConnectConfig{ContactFlowId: flow}
	}
	return c
}

func (s *session) createQuickConnect() {
	i, instance := s.instance()
	create(s, &sdk.CreateQuickConnectInput{
		InstanceId: instance, Name: s.label("Boss", "boss", "Desk", "Hotline"), Description: s.description(false), Tags: s.tags("tags"),
		QuickConnectConfig: s.destination(i),
	}, s.CreateQuickConnect, func(out *sdk.CreateQuickConnectOutput) *string { return out.QuickConnectId }, s.m.CreateQuickConnect)
}

func (s *session) quickConnect() (i *model.Instance, instance, id *string) {
	i, instance = s.instance()
	return i, instance, ref(s, "quick connect", i, model.KindQuickConnect, i.QuickConnects)
}

func (s *session) describeQuickConnect() {
	_, instance, id := s.quickConnect()
	ask(s, &sdk.DescribeQuickConnectInput{InstanceId: instance, QuickConnectId: id}, s.DescribeQuickConnect, s.m.DescribeQuickConnect)
}

func (s *session) renameQuickConnect() {
	i, instance, id := s.quickConnect()
	in := &sdk.UpdateQuickConnectNameInput{InstanceId: instance, QuickConnectId: id, Description: s.description(true)}
	if uniform(s, "rename", 3) > 0 {
		in.Name = rename(s, i.QuickConnects, "Boss", "Desk", "Hotline")
	}
	ask(s, in, s.UpdateQuickConnectName, s.m.UpdateQuickConnectName)
}

func (s *session) redirectQuickConnect() {
	i, instance, id := s.quickConnect()
	in := &sdk.UpdateQuickConnectConfigInput{InstanceId: instance, QuickConnectId: id, QuickConnectConfig: s.destination(i)}
	ask(s, in, s.UpdateQuickConnectConfig, s.m.UpdateQuickConnectConfig)
}

func (s *session) deleteQuickConnect() {
	i, instance, id := s.quickConnect()
	in := &sdk.DeleteQuickConnectInput{InstanceId: instance, QuickConnectId: id}
	if ask(s, in, s.DeleteQuickConnect, s.m.DeleteQuickConnect) != nil {
		s.lost(i, model.KindQuickConnect, id)
	}
}

func (s *session) listQuickConnects() {
	_, instance := s.instance()
	kinds := some(s, "types", 2, types.QuickConnectTypeUser, types.QuickConnectTypeQueue, types.QuickConnectTypeFlow)
	walk(s, &sdk.ListQuickConnectsInput{InstanceId: instance, QuickConnectTypes: kinds}, s.ListQuickConnects, s.m.ListQuickConnects)
}

func (s *session) searchQuickConnects() {
	i, instance := s.instance()
	in := &sdk.SearchQuickConnectsInput{InstanceId: instance}
	fields := append(named(s, i, model.KindQuickConnect, i.QuickConnects, "Boss", "bo", "desk", "Hot"), searchable{"description", []string{"lunch", "Lunch", "über"}})
	if uniform(s, "with criteria", 4) > 0 {
		in.SearchCriteria = ptr(tree(s, func() types.QuickConnectSearchCriteria {
			return types.QuickConnectSearchCriteria{StringCondition: s.text(fields...)}
		}, func(or, and []types.QuickConnectSearchCriteria) types.QuickConnectSearchCriteria {
			return types.QuickConnectSearchCriteria{OrConditions: or, AndConditions: and}
		}))
	}
	if f := s.tagFilter(); f != nil {
		in.SearchFilter = &types.QuickConnectSearchFilter{TagFilter: f}
	}
	walk(s, in, s.SearchQuickConnects, s.m.SearchQuickConnects)
}

func (s *session) associateQuickConnects() {
	i, instance, queue := s.queue()
	ids := append([]string{}, s.quickConnectIDs(i)...)
	in := &sdk.AssociateQueueQuickConnectsInput{InstanceId: instance, QueueId: queue, QuickConnectIds: ids}
	ask(s, in, s.AssociateQueueQuickConnects, s.m.AssociateQueueQuickConnects)
}

func (s *session) disassociateQuickConnects() {
	i, instance, queue := s.queue()
	ids := append([]string{}, s.quickConnectIDs(i)...)
	in := &sdk.DisassociateQueueQuickConnectsInput{InstanceId: instance, QueueId: queue, QuickConnectIds: ids}
	ask(s, in, s.DisassociateQueueQuickConnects, s.m.DisassociateQueueQuickConnects)
}

func (s *session) listQueueQuickConnects() {
	i, instance := s.instance()
	in := &sdk.ListQueueQuickConnectsInput{InstanceId: instance, QueueId: ref(s, "queue", i, model.KindQueue, i.Queues)}
	walk(s, in, s.ListQueueQuickConnects, s.m.ListQueueQuickConnects)
}
