package model

import (
	"slices"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// RoutingProfile is a routing profile.
type RoutingProfile struct {
	Header
	description     string
	outbound        *Queue
	media           []types.MediaConcurrency
	timer           types.AgentAvailabilityTimer
	isDefault       bool
	entries, manual []entry
}

// CreateRoutingProfile makes a routing profile with the id.
func (m *Model) CreateRoutingProfile(in *sdk.CreateRoutingProfileInput, id string) (*sdk.CreateRoutingProfileOutput, Refusal) {
	shape := either(mediaShape(in.MediaConcurrencies), entriesShape(in.QueueConfigs),
		breaks(rule{!length(*in.Name, 1, 127) || !length(*in.Description, 1, 250) || !goodTags(in.Tags), InvalidParameter},
			rule{len(in.ManualAssignmentQueueConfigs) > 10 || *in.DefaultOutboundQueueId == "", InvalidParameter}))
	i, missing := m.instance(in.InstanceId)
	if no := first(shape, missing); no != nil {
		return nil, no
	}
	outbound, noOutbound := find(i, i.Queues, KindQueue, in.DefaultOutboundQueueId)
	entries, noQueue := i.entries(in.QueueConfigs)
	manual, noManual := i.manualEntries(in.ManualAssignmentQueueConfigs)
	if no := first(either(noOutbound, noQueue, noManual), either(badMedia(in.MediaConcurrencies), badEntries(entries), badManual(in.ManualAssignmentQueueConfigs)),
		breaks(rule{named(i.RoutingProfiles, *in.Name, nil), Duplicate})); no != nil {
		return nil, no
	}
	r := &RoutingProfile{
		Header: Header{ID: id, Name: *in.Name, Tags: copied(in.Tags), Modified: m.Now}, description: *in.Description, outbound: outbound,
		media: in.MediaConcurrencies, timer: in.AgentAvailabilityTimer, entries: merged(nil, entries), manual: merged(nil, manual),
	}
	if r.timer == "" {
		r.timer = types.AgentAvailabilityTimerTimeSinceLastActivity
	}
	i.RoutingProfiles = append(i.RoutingProfiles, r)
	return &sdk.CreateRoutingProfileOutput{RoutingProfileId: &id, RoutingProfileArn: ptr(i.ARN(KindRoutingProfile, id))}, nil
}

func mediaShape(list []types.MediaConcurrency) Refusal {
	return breaks(rule{len(list) < 1 || slices.ContainsFunc(list, func(c types.MediaConcurrency) bool { return *c.Concurrency < 1 || *c.Concurrency > 10 }), InvalidParameter})
}

// badMedia refuses a channel that comes twice, and more than one voice contact.
func badMedia(list []types.MediaConcurrency) Refusal {
	var seen []types.Channel
	bad := false
	for _, c := range list {
		bad = bad || slices.Contains(seen, c.Channel) || c.Channel == types.ChannelVoice && *c.Concurrency != 1
		seen = append(seen, c.Channel)
	}
	return breaks(rule{bad, InvalidParameter})
}

// shownMedia is the list with the behaviour that holds where none was given.
func shownMedia(list []types.MediaConcurrency) []types.MediaConcurrency {
	return each(list, func(c types.MediaConcurrency) types.MediaConcurrency {
		if c.CrossChannelBehavior == nil {
			c.CrossChannelBehavior = &types.CrossChannelBehavior{BehaviorType: types.BehaviorTypeRouteCurrentChannelOnly}
		}
		return c
	})
}

func (m *Model) routingProfile(instance, id *string) (*Instance, *RoutingProfile, Refusal) {
	return lookup(m, instance, id, KindRoutingProfile, func(i *Instance) []*RoutingProfile { return i.RoutingProfiles })
}

// DescribeRoutingProfile reads a routing profile, and counts what is tied to it.
func (m *Model) DescribeRoutingProfile(in *sdk.DescribeRoutingProfileInput) (*sdk.DescribeRoutingProfileOutput, Refusal) {
	i, r, no := m.routingProfile(in.InstanceId, in.RoutingProfileId)
	if no != nil {
		return nil, no
	}
	shown := r.shown(i)
	shown.LastModifiedTime, shown.LastModifiedRegion = i.stamp(&r.Header)
	shown.MediaConcurrencies, shown.AgentAvailabilityTimer = shownMedia(r.media), r.timer
	shown.AssociatedQueueIds, shown.AssociatedManualAssignmentQueueIds = []string{}, []string{}
	return &sdk.DescribeRoutingProfileOutput{RoutingProfile: &shown}, nil
}

// shown is what describing and searching both show.
func (r *RoutingProfile) shown(i *Instance) types.RoutingProfile {
	users := slices.DeleteFunc(slices.Clone(i.Users), func(u *User) bool { return u.Routing != r })
	return types.RoutingProfile{
		RoutingProfileArn: ptr(i.ARN(KindRoutingProfile, r.ID)), RoutingProfileId: &r.ID, InstanceId: &i.ID, Name: &r.Name, Description: &r.description,
		DefaultOutboundQueueId: &r.outbound.ID, Tags: r.Tags, IsDefault: r.isDefault, NumberOfAssociatedUsers: ptr(int64(len(users))),
		NumberOfAssociatedQueues: ptr(int64(len(r.entries))), NumberOfAssociatedManualAssignmentQueues: ptr(int64(len(r.manual))),
	}
}

// ListRoutingProfiles lists by name.
func (m *Model) ListRoutingProfiles(in *sdk.ListRoutingProfilesInput) (*sdk.ListRoutingProfilesOutput, Refusal) {
	i, no := m.instance(in.InstanceId)
	if no := first(badPage(in.MaxResults, 1000), no); no != nil {
		return nil, no
	}
	return &sdk.ListRoutingProfilesOutput{RoutingProfileSummaryList: each(byName(i.RoutingProfiles), func(r *RoutingProfile) types.RoutingProfileSummary {
		at, region := i.stamp(&r.Header)
		return types.RoutingProfileSummary{Id: &r.ID, Arn: ptr(i.ARN(KindRoutingProfile, r.ID)), Name: &r.Name, LastModifiedTime: at, LastModifiedRegion: region}
	})}, nil
}

// DeleteRoutingProfile removes a routing profile that nobody has, unless it is the one of the instance's birth.
func (m *Model) DeleteRoutingProfile(in *sdk.DeleteRoutingProfileInput) (*sdk.DeleteRoutingProfileOutput, Refusal) {
	i, r, no := m.routingProfile(in.InstanceId, in.RoutingProfileId)
	if no != nil {
		return nil, no
	}
	used := slices.ContainsFunc(i.Users, func(u *User) bool { return u.Routing == r })
	if no := breaks(rule{r.isDefault, InvalidRequest}, rule{used, InUse}); no != nil {
		return nil, no
	}
	i.RoutingProfiles = without(i.RoutingProfiles, &r.Header)
	return &sdk.DeleteRoutingProfileOutput{}, nil
}

// SearchRoutingProfiles searches by name, description and queues.
func (m *Model) SearchRoutingProfiles(in *sdk.SearchRoutingProfilesInput) (*sdk.SearchRoutingProfilesOutput, Refusal) {
	var n *node
	if in.SearchCriteria != nil {
		n = routingNode(*in.SearchCriteria)
	}
	f := described(KindRoutingProfile)
	f["associatedqueueids"] = struct{ key, kind string }{"queues", KindQueue}
	found, i, no := search(m, in.InstanceId, in.MaxResults, 500, f, n, tagFilter(value(in.SearchFilter).TagFilter),
		func(i *Instance) []*RoutingProfile { return i.RoutingProfiles }, func(_ *Instance, r *RoutingProfile) document {
			d := r.document()
			d.fields["description"], d.fields["queues"] = []string{r.description}, queueIDs(r.entries)
			return d
		})
	if no != nil {
		return nil, no
	}
	list := each(found, func(r *RoutingProfile) types.RoutingProfile {
		shown := r.shown(i)
		shown.AssociatedQueueIds, shown.AssociatedManualAssignmentQueueIds = queueIDs(r.entries), queueIDs(r.manual)
		shown.MediaConcurrencies = each(r.media, func(c types.MediaConcurrency) types.MediaConcurrency {
			return types.MediaConcurrency{Channel: c.Channel, Concurrency: c.Concurrency}
		})
		return shown
	})
	return &sdk.SearchRoutingProfilesOutput{ApproximateTotalCount: ptr(int64(len(list))), RoutingProfiles: list}, nil
}

func routingNode(c types.RoutingProfileSearchCriteria) *node {
	return &node{or: nodes(c.OrConditions, routingNode), and: nodes(c.AndConditions, routingNode), text: c.StringCondition}
}
