package storetest

import (
	"slices"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// tableCases are the cases of every kind's table.
func tableCases() []testCase {
	return slices.Concat(
		kind[roster.UserHierarchyGroup]{
			"a hierarchy group", fullGroup, func(tx roster.Tx) func(roster.UserHierarchyGroup) error { return tx.PutUserHierarchyGroup },
			roster.Reader.UserHierarchyGroups, func(g *roster.UserHierarchyGroup) *roster.Meta { return &g.Meta },
		}.cases(),
		kind[roster.SecurityProfile]{
			"a security profile", fullSecurityProfile, func(tx roster.Tx) func(roster.SecurityProfile) error { return tx.PutSecurityProfile },
			roster.Reader.SecurityProfiles, func(p *roster.SecurityProfile) *roster.Meta { return &p.Meta },
		}.cases(),
		kind[roster.RoutingProfile]{
			"a routing profile", fullRoutingProfile, func(tx roster.Tx) func(roster.RoutingProfile) error { return tx.PutRoutingProfile },
			roster.Reader.RoutingProfiles, func(p *roster.RoutingProfile) *roster.Meta { return &p.Meta },
		}.cases(),
		kind[roster.Queue]{
			"a queue", fullQueue, func(tx roster.Tx) func(roster.Queue) error { return tx.PutQueue },
			roster.Reader.Queues, func(q *roster.Queue) *roster.Meta { return &q.Meta },
		}.cases(),
		kind[roster.QuickConnect]{
			"a quick connect", fullQuickConnect, func(tx roster.Tx) func(roster.QuickConnect) error { return tx.PutQuickConnect },
			roster.Reader.QuickConnects, func(q *roster.QuickConnect) *roster.Meta { return &q.Meta },
		}.cases(),
		kind[roster.HoursOfOperation]{
			"hours of operation", fullHours, func(tx roster.Tx) func(roster.HoursOfOperation) error { return tx.PutHoursOfOperation },
			roster.Reader.HoursOfOperations, func(h *roster.HoursOfOperation) *roster.Meta { return &h.Meta },
		}.cases(),
		kind[roster.HoursOfOperationOverride]{
			"an override", fullOverride,
			func(tx roster.Tx) func(roster.HoursOfOperationOverride) error { return tx.PutHoursOfOperationOverride },
			roster.Reader.HoursOfOperationOverrides, func(o *roster.HoursOfOperationOverride) *roster.Meta { return &o.Meta },
		}.cases(),
		kind[roster.AgentStatus]{
			"an agent status", fullAgentStatus, func(tx roster.Tx) func(roster.AgentStatus) error { return tx.PutAgentStatus },
			roster.Reader.AgentStatuses, func(s *roster.AgentStatus) *roster.Meta { return &s.Meta },
		}.cases(),
		kind[roster.PredefinedAttribute]{
			"a predefined attribute", fullPredefinedAttribute,
			func(tx roster.Tx) func(roster.PredefinedAttribute) error { return tx.PutPredefinedAttribute },
			roster.Reader.PredefinedAttributes, func(a *roster.PredefinedAttribute) *roster.Meta { return &a.Meta },
		}.casesWithoutCase(),
		kind[roster.AuthenticationProfile]{
			"an authentication profile", fullAuthenticationProfile,
			func(tx roster.Tx) func(roster.AuthenticationProfile) error { return tx.PutAuthenticationProfile },
			roster.Reader.AuthenticationProfiles, func(p *roster.AuthenticationProfile) *roster.Meta { return &p.Meta },
		}.cases(),
	)
}

func fullGroup(_ Sample, m roster.Meta) roster.UserHierarchyGroup {
	g := group(m.ID, m.Name, nil)
	g.Tags = m.Tags
	return g
}

func fullSecurityProfile(_ Sample, m roster.Meta) roster.SecurityProfile {
	return roster.SecurityProfile{
		Meta: m, Description: "About " + m.Name, Permissions: []string{"Users.View", "BasicAgentAccess"},
		AllowedTags: map[string]string{"team": "a"}, TagRestricted: []string{"User"}, HierarchyRestricted: []string{"User"},
		Applications:      []roster.Application{{Namespace: "app", Permissions: []string{"ACCESS"}, Type: "MCP"}},
		FlowModules:       []roster.FlowModule{{Type: "MCP", ID: "module"}},
		PrimaryAttributes: []roster.PrimaryValue{{AccessType: "ALLOW", Attribute: "row", Values: []string{"v"}}},
	}
}

func fullRoutingProfile(s Sample, m roster.Meta) roster.RoutingProfile {
	return roster.RoutingProfile{
		Meta: m, Description: "About " + m.Name, DefaultOutboundQueueID: s.Queue.ID,
		MediaConcurrencies: []roster.MediaConcurrency{{Channel: "CHAT", Limit: 3, CrossChannel: "ROUTE_ANY_CHANNEL"}},
		Queues:             []roster.QueueConfig{{QueueID: s.Queue.ID, Channel: roster.Voice, Priority: 2, Delay: 30}, {QueueID: s.Queue.ID, Channel: "CHAT", Priority: 1}},
		ManualQueues:       []roster.ManualQueue{{QueueID: s.Queue.ID, Channel: "TASK"}},
		AvailabilityTimer:  roster.TimeSinceLastActivity, Default: true,
	}
}

func fullQueue(s Sample, m roster.Meta) roster.Queue {
	limit := 0
	return roster.Queue{
		Meta: m, Description: "About " + m.Name, HoursOfOperationID: s.Hours.ID, Enabled: true, MaxContacts: &limit,
		OutboundCaller: roster.OutboundCaller{Name: "Zoë", NumberID: "number", FlowID: "flow"}, OutboundEmailAddressID: "address",
	}
}

func fullQuickConnect(s Sample, m roster.Meta) roster.QuickConnect {
	return roster.QuickConnect{Meta: m, Description: "About " + m.Name, Destination: roster.Destination{
		Type: roster.QueueQuickConnect, UserID: "nobody", QueueID: s.Queue.ID, FlowID: "flow", PhoneNumber: "+15555550100",
	}}
}

func fullHours(s Sample, m roster.Meta) roster.HoursOfOperation {
	return roster.HoursOfOperation{
		Meta: m, Description: "About " + m.Name, TimeZone: "Europe/Zurich",
		Config:    []roster.OpenTime{{Day: "MONDAY", Start: 480, End: 1080}, {Day: "SUNDAY"}},
		ParentIDs: []string{s.Hours.ID},
	}
}

func fullAgentStatus(_ Sample, m roster.Meta) roster.AgentStatus {
	order := 7
	return roster.AgentStatus{Meta: m, Description: "About " + m.Name, Type: "CUSTOM", Enabled: true, DisplayOrder: &order}
}

func fullPredefinedAttribute(_ Sample, m roster.Meta) roster.PredefinedAttribute {
	return roster.PredefinedAttribute{Meta: m, Values: []string{"b", "a"}, Purposes: []string{"ATTRIBUTE_BASED_ROUTING"}, ValidateValues: true, System: true}
}

func fullAuthenticationProfile(_ Sample, m roster.Meta) roster.AuthenticationProfile {
	return roster.AuthenticationProfile{
		Meta: m, Description: "About " + m.Name, AllowedIPs: []string{"192.0.2.0/24"}, BlockedIPs: []string{"198.51.100.1"}, Default: true,
		Created: Now.AddDate(-1, 0, 0), PeriodicSession: 60, MaxSession: 720, SessionInactivity: 30, InactivityHandling: true,
	}
}
