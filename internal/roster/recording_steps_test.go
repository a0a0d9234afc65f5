package roster_test

import (
	"testing"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// everyChange performs every operation on an instance, each so that something changes. What is made first is used by what follows.
func everyChange(t *testing.T, c *crew) []step {
	t.Helper()
	o := &made{crew: c, offline: c.statusNamed(t, "Offline"), available: c.statusNamed(t, "Available")}
	sessions, err := c.ListAuthenticationProfiles(c.ctx, c.c, c.id, everyone)
	wantKind(t, err, 0)
	o.sessions = sessions.Items[0].ID
	var all []step
	for _, family := range [][]step{
		o.attributes(), o.schedules(), o.queues(), o.routings(), o.profiles(), o.groups(), o.users(), o.settings(), o.removals(),
	} {
		all = append(all, family...)
	}
	return all
}

// made are the ids of what the steps make.
type made struct {
	*crew
	hours, child, override, queue, connect, routing, profile, group, status, user, offline, available, sessions string
}

// keep notes the id of what is made.
func keep(to *string, id string, err error) error {
	*to = id
	return err
}

func (o *made) attributes() []step {
	return []step{
		{"CreatePredefinedAttribute", func(c roster.Caller) error {
			return o.CreatePredefinedAttribute(o.ctx, c, o.id, roster.PredefinedAttribute{Meta: roster.Meta{Name: "Skill"}, Values: []string{"a"}})
		}, "PredefinedAttribute"},
		{"UpdatePredefinedAttribute", func(c roster.Caller) error {
			return o.UpdatePredefinedAttribute(o.ctx, c, o.id, "Skill", roster.PredefinedAttributeUpdate{Values: []string{"a", "b"}})
		}, "PredefinedAttribute"},
	}
}

func (o *made) schedules() []step {
	return []step{
		{"CreateHoursOfOperation", func(c roster.Caller) error {
			id, err := o.CreateHoursOfOperation(o.ctx, c, o.id, plan("hours"))
			return keep(&o.hours, id, err)
		}, "HoursOfOperation"},
		{"CreateHoursOfOperation", func(c roster.Caller) error {
			id, err := o.CreateHoursOfOperation(o.ctx, c, o.id, plan("child"))
			return keep(&o.child, id, err)
		}, "HoursOfOperation"},
		{"UpdateHoursOfOperation", func(c roster.Caller) error {
			return o.UpdateHoursOfOperation(o.ctx, c, o.id, o.hours, roster.HoursOfOperationUpdate{Description: ptr("new")})
		}, "HoursOfOperation"},
		{"AssociateHoursOfOperations", func(c roster.Caller) error {
			return o.AssociateHoursOfOperations(o.ctx, c, o.id, o.child, []string{o.hours})
		}, "HoursOfOperation"},
		{"DisassociateHoursOfOperations", func(c roster.Caller) error {
			return o.DisassociateHoursOfOperations(o.ctx, c, o.id, o.child, []string{o.hours})
		}, "HoursOfOperation"},
		{"CreateHoursOfOperationOverride", func(c roster.Caller) error {
			o.advance(1e9)
			id, err := o.CreateHoursOfOperationOverride(o.ctx, c, o.id, exception(o.hours, "x"))
			return keep(&o.override, id, err)
		}, "HoursOfOperation HoursOfOperationOverride"},
		{"UpdateHoursOfOperationOverride", func(c roster.Caller) error {
			o.advance(1e9)
			return o.UpdateHoursOfOperationOverride(o.ctx, c, o.id, o.hours, o.override, roster.HoursOfOperationOverrideUpdate{Description: ptr("new")})
		}, "HoursOfOperation HoursOfOperationOverride"},
		{"DeleteHoursOfOperationOverride", func(c roster.Caller) error {
			o.advance(1e9)
			return o.DeleteHoursOfOperationOverride(o.ctx, c, o.id, o.hours, o.override)
		}, "HoursOfOperation HoursOfOperationOverride"},
	}
}

func (o *made) queues() []step {
	return []step{
		{"CreateQueue", func(c roster.Caller) error {
			id, err := o.CreateQueue(o.ctx, c, o.id, roster.Queue{Meta: roster.Meta{Name: "queue"}, HoursOfOperationID: o.hours})
			return keep(&o.queue, id, err)
		}, "Queue"},
		{"UpdateQueueName", func(c roster.Caller) error {
			return o.UpdateQueueName(o.ctx, c, o.id, o.queue, ptr("renamed"), nil)
		}, "Queue"},
		{"UpdateQueueHoursOfOperation", func(c roster.Caller) error {
			return o.UpdateQueueHoursOfOperation(o.ctx, c, o.id, o.queue, o.child)
		}, "Queue"},
		{"UpdateQueueMaxContacts", func(c roster.Caller) error {
			return o.UpdateQueueMaxContacts(o.ctx, c, o.id, o.queue, ptr(5))
		}, "Queue"},
		{"UpdateQueueStatus", func(c roster.Caller) error { return o.UpdateQueueStatus(o.ctx, c, o.id, o.queue, false) }, "Queue"},
		{"UpdateQueueOutboundCallerConfig", func(c roster.Caller) error {
			return o.UpdateQueueOutboundCallerConfig(o.ctx, c, o.id, o.queue, roster.OutboundCaller{Name: "new"})
		}, "Queue"},
		{"UpdateQueueOutboundEmailConfig", func(c roster.Caller) error {
			return o.UpdateQueueOutboundEmailConfig(o.ctx, c, o.id, o.queue, "address")
		}, "Queue"},
		{"CreateQuickConnect", func(c roster.Caller) error {
			to := roster.Destination{Type: roster.PhoneNumberQuickConnect, PhoneNumber: "+15555550100"}
			id, err := o.CreateQuickConnect(o.ctx, c, o.id, roster.QuickConnect{Meta: roster.Meta{Name: "connect"}, Destination: to})
			return keep(&o.connect, id, err)
		}, "QuickConnect"},
		{"UpdateQuickConnectName", func(c roster.Caller) error {
			return o.UpdateQuickConnectName(o.ctx, c, o.id, o.connect, ptr("renamed"), nil)
		}, "QuickConnect"},
		{"UpdateQuickConnectConfig", func(c roster.Caller) error {
			to := roster.Destination{Type: roster.PhoneNumberQuickConnect, PhoneNumber: "+15555550101"}
			return o.UpdateQuickConnectConfig(o.ctx, c, o.id, o.connect, to)
		}, "QuickConnect"},
		{"AssociateQueueQuickConnects", func(c roster.Caller) error {
			return o.AssociateQueueQuickConnects(o.ctx, c, o.id, o.queue, []string{o.connect})
		}, "Queue"},
		{"DisassociateQueueQuickConnects", func(c roster.Caller) error {
			return o.DisassociateQueueQuickConnects(o.ctx, c, o.id, o.queue, []string{o.connect})
		}, "Queue"},
	}
}

func (o *made) routings() []step {
	config := func(priority int) []roster.QueueConfig {
		return []roster.QueueConfig{{QueueID: o.queue, Channel: roster.Voice, Priority: priority}}
	}
	return []step{
		{"CreateRoutingProfile", func(c roster.Caller) error {
			id, err := o.CreateRoutingProfile(o.ctx, c, o.id, roster.RoutingProfile{
				Meta: roster.Meta{Name: "routing"}, Description: "d", DefaultOutboundQueueID: o.queue, AvailabilityTimer: roster.TimeSinceLastActivity,
				MediaConcurrencies: []roster.MediaConcurrency{{Channel: roster.Voice, Limit: 1, CrossChannel: roster.RouteCurrentChannelOnly}},
			})
			return keep(&o.routing, id, err)
		}, "RoutingProfile"},
		{"UpdateRoutingProfileName", func(c roster.Caller) error {
			return o.UpdateRoutingProfileName(o.ctx, c, o.id, o.routing, ptr("renamed"), nil)
		}, "RoutingProfile"},
		{"UpdateRoutingProfileConcurrency", func(c roster.Caller) error {
			return o.UpdateRoutingProfileConcurrency(o.ctx, c, o.id, o.routing, []roster.MediaConcurrency{
				{Channel: roster.Voice, Limit: 1, CrossChannel: roster.RouteCurrentChannelOnly}, {Channel: "CHAT", Limit: 3, CrossChannel: roster.RouteCurrentChannelOnly},
			})
		}, "RoutingProfile"},
		{"AssociateRoutingProfileQueues", func(c roster.Caller) error {
			return o.AssociateRoutingProfileQueues(o.ctx, c, o.id, o.routing, config(1), nil)
		}, "RoutingProfile"},
		{"UpdateRoutingProfileQueues", func(c roster.Caller) error {
			return o.UpdateRoutingProfileQueues(o.ctx, c, o.id, o.routing, config(2))
		}, "RoutingProfile"},
		{"UpdateRoutingProfileAgentAvailabilityTimer", func(c roster.Caller) error {
			return o.UpdateRoutingProfileAgentAvailabilityTimer(o.ctx, c, o.id, o.routing, "TIME_SINCE_LAST_INBOUND")
		}, "RoutingProfile"},
		{"DisassociateRoutingProfileQueues", func(c roster.Caller) error {
			return o.DisassociateRoutingProfileQueues(o.ctx, c, o.id, o.routing, []roster.QueueChannel{{QueueID: o.queue, Channel: roster.Voice}}, nil)
		}, "RoutingProfile"},
	}
}

func (o *made) profiles() []step {
	return []step{
		{"CreateSecurityProfile", func(c roster.Caller) error {
			id, err := o.CreateSecurityProfile(o.ctx, c, o.id, roster.SecurityProfile{Meta: roster.Meta{Name: "profile"}})
			return keep(&o.profile, id, err)
		}, "SecurityProfile"},
		{"UpdateSecurityProfile", func(c roster.Caller) error {
			return o.UpdateSecurityProfile(o.ctx, c, o.id, o.profile, roster.SecurityProfileUpdate{Description: ptr("new")})
		}, "SecurityProfile"},
		{"TagResource", func(c roster.Caller) error {
			return o.TagResource(o.ctx, c, resource(o.id, access.TypeSecurityProfile, o.profile), map[string]string{"a": "b"})
		}, "SecurityProfile"},
		{"UntagResource", func(c roster.Caller) error {
			return o.UntagResource(o.ctx, c, resource(o.id, access.TypeSecurityProfile, o.profile), []string{"a"})
		}, "SecurityProfile"},
		{"TagResource", func(c roster.Caller) error {
			return o.TagResource(o.ctx, c, resource(o.id, access.TypeInstance, ""), map[string]string{"a": "b"})
		}, "Instance"},
	}
}

func (o *made) groups() []step {
	return []step{
		{"UpdateUserHierarchyStructure", func(c roster.Caller) error {
			return o.UpdateUserHierarchyStructure(o.ctx, c, o.id, []string{"Site"})
		}, "Instance"},
		{"CreateUserHierarchyGroup", func(c roster.Caller) error {
			id, err := o.CreateUserHierarchyGroup(o.ctx, c, o.id, roster.NewUserHierarchyGroup{Name: "group"})
			return keep(&o.group, id, err)
		}, "UserHierarchyGroup"},
		{"UpdateUserHierarchyGroupName", func(c roster.Caller) error {
			return o.UpdateUserHierarchyGroupName(o.ctx, c, o.id, o.group, "renamed")
		}, "UserHierarchyGroup"},
	}
}

func (o *made) users() []step {
	return []step{
		{"CreateUser", func(c roster.Caller) error {
			u, err := o.CreateUser(o.ctx, c, o.id, o.hire("ann", func(u *roster.NewUser) { u.Password = "Analytical1Engine" }))
			return keep(&o.user, u.ID, err)
		}, "User"},
		{"UpdateUserIdentityInfo", func(c roster.Caller) error {
			return o.UpdateUserIdentityInfo(o.ctx, c, o.id, o.user, names("Ann", "New"))
		}, "User"},
		{"UpdateUserPhoneConfig", func(c roster.Caller) error {
			return o.UpdateUserPhoneConfig(o.ctx, c, o.id, o.user, roster.PhoneConfig{Type: ptr(roster.DeskPhone), Number: ptr("+15555550100")})
		}, "User"},
		{"UpdateUserConfig", func(c roster.Caller) error {
			return o.UpdateUserConfig(o.ctx, c, o.id, o.user, roster.PhoneSettings{PersistentConnection: []roster.PerChannel[bool]{{Channel: roster.Voice, Setting: true}}})
		}, "User"},
		{"UpdateUserRoutingProfile", func(c roster.Caller) error {
			return o.UpdateUserRoutingProfile(o.ctx, c, o.id, o.user, o.routing)
		}, "User"},
		{"UpdateUserSecurityProfiles", func(c roster.Caller) error {
			return o.UpdateUserSecurityProfiles(o.ctx, c, o.id, o.user, []string{o.profile})
		}, "User"},
		{"UpdateUserHierarchy", func(c roster.Caller) error { return o.UpdateUserHierarchy(o.ctx, c, o.id, o.user, o.group) }, "User"},
		{"AssociateUserProficiencies", func(c roster.Caller) error {
			return o.AssociateUserProficiencies(o.ctx, c, o.id, o.user, []search.Proficiency{skill("a", 1)})
		}, "User"},
		{"UpdateUserProficiencies", func(c roster.Caller) error {
			return o.UpdateUserProficiencies(o.ctx, c, o.id, o.user, []search.Proficiency{skill("a", 2)})
		}, "User"},
		{"DisassociateUserProficiencies", func(c roster.Caller) error {
			return o.DisassociateUserProficiencies(o.ctx, c, o.id, o.user, []search.Proficiency{skill("a", 2)})
		}, "User"},
		{"TagResource", func(c roster.Caller) error {
			return o.TagResource(o.ctx, c, resource(o.id, access.TypeUser, o.user), map[string]string{"a": "b"})
		}, "User"},
	}
}

func (o *made) settings() []step {
	return []step{
		{"CreateAgentStatus", func(c roster.Caller) error {
			id, err := o.CreateAgentStatus(o.ctx, c, o.id, roster.AgentStatus{Meta: roster.Meta{Name: "Lunch"}, Type: roster.Custom, Enabled: true})
			return keep(&o.status, id, err)
		}, "AgentStatus"},
		{"UpdateAgentStatus", func(c roster.Caller) error {
			return o.UpdateAgentStatus(o.ctx, c, o.id, o.status, roster.AgentStatusUpdate{Description: ptr("new")})
		}, "AgentStatus"},
		{"PutUserStatus", func(c roster.Caller) error { return o.PutUserStatus(o.ctx, c, o.id, o.user, o.available) }, "UserStatus"},
		{"PutUserStatus", func(c roster.Caller) error { return o.PutUserStatus(o.ctx, c, o.id, o.user, o.offline) }, "UserStatus"},
		{"UpdateAuthenticationProfile", func(c roster.Caller) error {
			return o.UpdateAuthenticationProfile(o.ctx, c, o.id, o.sessions, roster.AuthenticationProfileUpdate{Description: ptr("new")})
		}, "AuthenticationProfile"},
		{"UpdateInstanceAttribute", func(c roster.Caller) error {
			return o.UpdateInstanceAttribute(o.ctx, c, o.id, roster.Attribute{Type: roster.OutboundCalls, On: true}, roster.ClientToken{})
		}, "Instance"},
	}
}

// removals leave the routing profile with the queue in a list, so that the queue's deletion changes both.
func (o *made) removals() []step {
	return []step{
		{"DeleteUser", func(c roster.Caller) error { return o.DeleteUser(o.ctx, c, o.id, o.user) }, "User"},
		{"DeletePredefinedAttribute", func(c roster.Caller) error { return o.DeletePredefinedAttribute(o.ctx, c, o.id, "Skill") }, "PredefinedAttribute"},
		{"DeleteUserHierarchyGroup", func(c roster.Caller) error { return o.DeleteUserHierarchyGroup(o.ctx, c, o.id, o.group) }, "UserHierarchyGroup"},
		{"DeleteSecurityProfile", func(c roster.Caller) error { return o.DeleteSecurityProfile(o.ctx, c, o.id, o.profile) }, "SecurityProfile"},
		{"UpdateRoutingProfileDefaultOutboundQueue", func(c roster.Caller) error {
			basic, err := o.store.Read(o.ctx, o.id).Queues().Named("BasicQueue")
			if err != nil {
				return err
			}
			return o.UpdateRoutingProfileDefaultOutboundQueue(o.ctx, c, o.id, o.routing, basic.ID)
		}, "RoutingProfile"},
		{"AssociateRoutingProfileQueues", func(c roster.Caller) error {
			return o.AssociateRoutingProfileQueues(o.ctx, c, o.id, o.routing, []roster.QueueConfig{{QueueID: o.queue, Channel: roster.Voice, Priority: 1}}, nil)
		}, "RoutingProfile"},
		{"DeleteQueue", func(c roster.Caller) error { return o.DeleteQueue(o.ctx, c, o.id, o.queue) }, "RoutingProfile Queue"},
		{"DeleteRoutingProfile", func(c roster.Caller) error { return o.DeleteRoutingProfile(o.ctx, c, o.id, o.routing) }, "RoutingProfile"},
		{"DeleteQuickConnect", func(c roster.Caller) error { return o.DeleteQuickConnect(o.ctx, c, o.id, o.connect) }, "QuickConnect"},
		{"DeleteHoursOfOperation", func(c roster.Caller) error { return o.DeleteHoursOfOperation(o.ctx, c, o.id, o.hours) }, "HoursOfOperation"},
		{"DeleteInstance", func(c roster.Caller) error { return o.DeleteInstance(o.ctx, c, o.id, roster.ClientToken{}) }, "Instance"},
	}
}
