package modeltest

import (
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
)

var routingSteps = []step{
	{"create a routing profile", 5, (*session).createRouting, covers("CreateRoutingProfile", model.InvalidParameter, model.NotFound, model.Duplicate)},
	{"describe a routing profile", 3, (*session).describeRouting, covers("DescribeRoutingProfile")},
	{"change a routing profile", 16, (*session).updateRoutingProfile, append(append(append(covers("UpdateRoutingProfileName", model.InvalidParameter, model.Duplicate),
		covers("UpdateRoutingProfileConcurrency", model.InvalidParameter)...), covers("UpdateRoutingProfileDefaultOutboundQueue")...),
		covers("UpdateRoutingProfileAgentAvailabilityTimer")...)},
	{"associate queues", 6, (*session).associateQueues, covers("AssociateRoutingProfileQueues", model.InvalidParameter, model.NotFound)},
	{"change associated queues", 4, (*session).updateRoutingQueues, covers("UpdateRoutingProfileQueues", model.InvalidRequest)},
	{"disassociate queues", 3, (*session).disassociateQueues, covers("DisassociateRoutingProfileQueues")},
	{"delete a routing profile", 6, (*session).deleteRouting, covers("DeleteRoutingProfile", model.InvalidRequest, model.NotFound, model.InUse)},
	{"list routing profiles", 2, (*session).listRouting, covers("ListRoutingProfiles")},
	{"list a routing profile's queues", 4, (*session).listRoutingQueues, append(covers("ListRoutingProfileQueues"), covers("ListRoutingProfileManualAssignmentQueues")...)},
	{"search routing profiles", 4, (*session).searchRouting, covers("SearchRoutingProfiles", model.InvalidParameter)},
}

func (s *session) routing() (i *model.Instance, instance, routing *string) {
	i, instance = s.instance()
	return i, instance, ref(s, "routing", i, model.KindRoutingProfile, i.RoutingProfiles)
}

var allChannels = []types.Channel{types.ChannelVoice, types.ChannelChat, types.ChannelTask, types.ChannelEmail}

// media draws channels in any order, rarely one twice or with a wrong number.
func (s *session) media() []types.MediaConcurrency {
	list := []types.MediaConcurrency{}
	from := uniform(s, "first channel", 4)
	for n := range 1 + uniform(s, "channels", 3) {
		c := types.MediaConcurrency{Channel: allChannels[(from+n)%4], Concurrency: ptr[int32](1)}
		if c.Channel != types.ChannelVoice || one(s, "odd voice", 4) {
			c.Concurrency = ptr(pick[int32](s, "concurrency", 2, 5, 10))
		}
		if pick(s, "across", false, true) {
			c.CrossChannelBehavior = &types.CrossChannelBehavior{BehaviorType: pick(s, "behaviour", types.BehaviorTypeRouteAnyChannel, types.BehaviorTypeRouteCurrentChannelOnly)}
		}
		list = append(list, c)
	}
	switch odd(s, "odd media", 8) {
	case 7:
		list = append(list, list[0])
	case 6:
		list[0].Concurrency = ptr(pick[int32](s, "concurrency", 0, 11))
	case 5:
		list = list[:0]
	}
	return list
}

func (s *session) queueRef(i *model.Instance, manual bool) *types.RoutingProfileQueueReference {
	channel := pick(s, "channel", types.ChannelChat, types.ChannelTask)
	if !manual || one(s, "odd channel", 8) {
		channel = pick(s, "channel", types.ChannelVoice, types.ChannelChat)
	}
	return &types.RoutingProfileQueueReference{QueueId: ref(s, "queue", i, model.KindQueue, i.Queues), Channel: channel}
}

func (s *session) queueConfigs(i *model.Instance, most int) (list []types.RoutingProfileQueueConfig) {
	for range uniform(s, "queues", most+1) {
		c := types.RoutingProfileQueueConfig{QueueReference: s.queueRef(i, false), Priority: ptr(pick[int32](s, "priority", 1, 99)), Delay: ptr(pick[int32](s, "delay", 0, 9999))}
		if one(s, "odd queue", 16) {
			c.Priority, c.Delay = ptr(pick[int32](s, "priority", 1, 0, 100)), ptr(pick[int32](s, "delay", 0, -1, 10000))
		}
		list = append(list, c)
	}
	return list
}

func (s *session) manualConfigs(i *model.Instance) (list []types.RoutingProfileManualAssignmentQueueConfig) {
	for range uniform(s, "manual queues", 3) {
		list = append(list, types.RoutingProfileManualAssignmentQueueConfig{QueueReference: s.queueRef(i, true)})
	}
	return list
}

func (s *session) createRouting() {
	i, instance := s.instance()
	in := &sdk.CreateRoutingProfileInput{
		InstanceId: instance, Name: s.label("Voice only", "voice only", "Everything", "Basic Routing Profile"), Description: ptr(value(s.description(false))),
		DefaultOutboundQueueId: ref(s, "outbound", i, model.KindQueue, i.Queues), MediaConcurrencies: s.media(), QueueConfigs: s.queueConfigs(i, 3),
		ManualAssignmentQueueConfigs: s.manualConfigs(i), Tags: s.tags("tags"),
		AgentAvailabilityTimer: value(maybe(s, "timer", types.AgentAvailabilityTimerTimeSinceLastActivity, types.AgentAvailabilityTimerTimeSinceLastInbound)),
	}
	if *in.Description == "" && s.careful {
		in.Description = ptr("A profile.")
	}
	create(s, in, s.CreateRoutingProfile, func(out *sdk.CreateRoutingProfileOutput) *string { return out.RoutingProfileId }, s.m.CreateRoutingProfile)
}

func (s *session) describeRouting() {
	_, instance, id := s.routing()
	ask(s, &sdk.DescribeRoutingProfileInput{InstanceId: instance, RoutingProfileId: id}, s.DescribeRoutingProfile, s.m.DescribeRoutingProfile)
}

func (s *session) updateRoutingProfile() {
	i, instance, id := s.routing()
	switch uniform(s, "what", 4) {
	case 0:
		in := &sdk.UpdateRoutingProfileNameInput{InstanceId: instance, RoutingProfileId: id, Description: s.description(false)}
		if uniform(s, "rename", 3) > 0 {
			in.Name = rename(s, i.RoutingProfiles, "Voice only", "Everything", "Nothing")
		}
		ask(s, in, s.UpdateRoutingProfileName, s.m.UpdateRoutingProfileName)
	case 1:
		in := &sdk.UpdateRoutingProfileConcurrencyInput{InstanceId: instance, RoutingProfileId: id, MediaConcurrencies: s.media()}
		ask(s, in, s.UpdateRoutingProfileConcurrency, s.m.UpdateRoutingProfileConcurrency)
	case 2:
		queue := ref(s, "outbound", i, model.KindQueue, i.Queues)
		in := &sdk.UpdateRoutingProfileDefaultOutboundQueueInput{InstanceId: instance, RoutingProfileId: id, DefaultOutboundQueueId: queue}
		ask(s, in, s.UpdateRoutingProfileDefaultOutboundQueue, s.m.UpdateRoutingProfileDefaultOutboundQueue)
	case 3:
		timer := pick(s, "timer", types.AgentAvailabilityTimerTimeSinceLastInbound, types.AgentAvailabilityTimerTimeSinceLastActivity)
		in := &sdk.UpdateRoutingProfileAgentAvailabilityTimerInput{InstanceId: instance, RoutingProfileId: id, AgentAvailabilityTimer: timer}
		ask(s, in, s.UpdateRoutingProfileAgentAvailabilityTimer, s.m.UpdateRoutingProfileAgentAvailabilityTimer)
	}
}

func (s *session) deleteRouting() {
	i, instance, id := s.routing()
	in := &sdk.DeleteRoutingProfileInput{InstanceId: instance, RoutingProfileId: id}
	if ask(s, in, s.DeleteRoutingProfile, s.m.DeleteRoutingProfile) != nil {
		s.lost(i, model.KindRoutingProfile, id)
	}
}

func (s *session) listRouting() {
	_, instance := s.instance()
	walk(s, &sdk.ListRoutingProfilesInput{InstanceId: instance}, s.ListRoutingProfiles, s.m.ListRoutingProfiles)
}

func (s *session) searchRouting() {
	i, instance := s.instance()
	in := &sdk.SearchRoutingProfilesInput{InstanceId: instance}
	fields := append(named(s, i, model.KindRoutingProfile, i.RoutingProfiles, "Voice", "voice only", "rout", "Everything"),
		searchable{"description", []string{"lunch", "simple", "profile"}}, searchable{"associatedQueueIds", idTexts(s, i, model.KindQueue, i.Queues)})
	if uniform(s, "with criteria", 4) > 0 {
		in.SearchCriteria = ptr(tree(s, func() types.RoutingProfileSearchCriteria {
			return types.RoutingProfileSearchCriteria{StringCondition: s.text(fields...)}
		}, func(or, and []types.RoutingProfileSearchCriteria) types.RoutingProfileSearchCriteria {
			return types.RoutingProfileSearchCriteria{OrConditions: or, AndConditions: and}
		}))
	}
	if f := s.tagFilter(); f != nil {
		in.SearchFilter = &types.RoutingProfileSearchFilter{TagFilter: f}
	}
	walk(s, in, s.SearchRoutingProfiles, s.m.SearchRoutingProfiles)
}
