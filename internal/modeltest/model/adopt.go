package model

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// What the server draws or AWS does not publish is adopted from its answers: the ids and permissions of an instance's default contents, the
// end of its role's name, and the directory's id of a user.

// AdoptRole takes over the ARN of the instance's service role.
func (i *Instance) AdoptRole(arn string) { i.roleARN = arn }

// AdoptSecurityProfile takes over a built-in security profile.
func (i *Instance) AdoptSecurityProfile(p *types.SecurityProfile, permissions []string) {
	i.SecurityProfiles = append(i.SecurityProfiles, &SecurityProfile{
		Header:      Header{ID: *p.Id, Name: *p.SecurityProfileName, Tags: map[string]string{}, Modified: i.created},
		description: value(p.Description), permissions: slices.Clone(permissions), allowedTags: map[string]string{},
		tagRestricted: []string{}, hierarchyRestricted: []string{},
	})
}

// AdoptBasics takes over the ids of the rest, whose contents are known.
func (i *Instance) AdoptBasics(hours, queue, routing, available, offline string) {
	born := func(id, name string) Header {
		return Header{ID: id, Name: name, Tags: map[string]string{}, Modified: i.created}
	}
	h := &Hours{Header: born(hours, "Basic Hours"), description: "Always open hours", zone: "America/New_York"}
	for _, day := range []types.HoursOfOperationDays{"SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"} {
		midnight := &types.HoursOfOperationTimeSlice{Hours: ptr[int32](0), Minutes: ptr[int32](0)}
		h.config = append(h.config, types.HoursOfOperationConfig{Day: day, StartTime: midnight, EndTime: midnight})
	}
	q := &Queue{Header: born(queue, "BasicQueue"), description: "A simple, basic voice queue.", hours: h, status: types.QueueStatusEnabled}
	i.Hours, i.Queues = append(i.Hours, h), append(i.Queues, q)
	i.RoutingProfiles = append(i.RoutingProfiles, &RoutingProfile{
		Header: born(routing, "Basic Routing Profile"), description: "A simple routing profile.", outbound: q, isDefault: true,
		timer: types.AgentAvailabilityTimerTimeSinceLastActivity, entries: []entry{{queue: q, channel: types.ChannelVoice, priority: 1}},
		media: []types.MediaConcurrency{
			{Channel: types.ChannelVoice, Concurrency: ptr[int32](1)}, {Channel: types.ChannelChat, Concurrency: ptr[int32](2)},
			{Channel: types.ChannelTask, Concurrency: ptr[int32](1)},
		},
	})
	i.Statuses = append(i.Statuses,
		&Status{Header: born(available, "Available"), kind: types.AgentStatusTypeRoutable, state: types.AgentStatusStateEnabled, order: ptr[int32](1)},
		&Status{Header: born(offline, "Offline"), kind: types.AgentStatusTypeOffline, state: types.AgentStatusStateEnabled, order: ptr[int32](2)})
	for _, name := range []string{"connect:Language", "connect:Subtype", "connect:WorkloadType"} {
		i.Words = append(i.Words, &Word{Header: born(name, name), system: true})
	}
}

// AdoptDirectoryID takes over the directory's id of a user, once.
func (u *User) AdoptDirectoryID(id string) {
	if u.directoryID == "" {
		u.directoryID = id
	}
}
