package sqlstore

import (
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// The kinds of named resources. A kind's extra columns are references and look-ups; their values also stand in the body.
var (
	userHierarchyGroups = newTable("user_hierarchy_groups",
		func(g *roster.UserHierarchyGroup) *roster.Meta { return &g.Meta }, []string{"parent_id", "level"},
		func(g *roster.UserHierarchyGroup) []any { return []any{null(g.ParentID), g.Level} })
	securityProfiles = newTable("security_profiles",
		func(p *roster.SecurityProfile) *roster.Meta { return &p.Meta }, []string{"allowed_group_id", "by_tags", "by_hierarchy"},
		func(p *roster.SecurityProfile) []any {
			return []any{null(p.AllowedGroupID), len(p.AllowedTags) > 0, len(p.HierarchyRestricted) > 0}
		})
	hoursOfOperations = newTable("hours_of_operations",
		func(h *roster.HoursOfOperation) *roster.Meta { return &h.Meta }, nil, noColumns)
	queues = newTable("queues",
		func(q *roster.Queue) *roster.Meta { return &q.Meta }, []string{"hours_id"},
		func(q *roster.Queue) []any { return []any{q.HoursOfOperationID} })
	quickConnects = newTable("quick_connects",
		func(q *roster.QuickConnect) *roster.Meta { return &q.Meta }, []string{"queue_id"},
		func(q *roster.QuickConnect) []any { return []any{null(q.Destination.QueueID)} })
	routingProfiles = newTable("routing_profiles",
		func(p *roster.RoutingProfile) *roster.Meta { return &p.Meta }, []string{"default_queue_id"},
		func(p *roster.RoutingProfile) []any { return []any{p.DefaultOutboundQueueID} })
	agentStatuses = newTable("agent_statuses",
		func(s *roster.AgentStatus) *roster.Meta { return &s.Meta }, nil, noColumns)
	predefinedAttributes = newTable("predefined_attributes",
		func(a *roster.PredefinedAttribute) *roster.Meta { return &a.Meta }, []string{"name_folded"},
		func(a *roster.PredefinedAttribute) []any { return []any{search.Fold(a.Name)} })
	authenticationProfiles = newTable("authentication_profiles",
		func(p *roster.AuthenticationProfile) *roster.Meta { return &p.Meta }, nil, noColumns)
)

func noColumns[T any](*T) []any { return nil }

func (r reader) UserHierarchyGroups() roster.Table[roster.UserHierarchyGroup] {
	return tableReader[roster.UserHierarchyGroup]{userHierarchyGroups, r}
}

func (r reader) SecurityProfiles() roster.Table[roster.SecurityProfile] {
	return tableReader[roster.SecurityProfile]{securityProfiles, r}
}

func (r reader) HoursOfOperations() roster.Table[roster.HoursOfOperation] {
	return tableReader[roster.HoursOfOperation]{hoursOfOperations, r}
}

func (r reader) Queues() roster.Table[roster.Queue] {
	return tableReader[roster.Queue]{queues, r}
}

func (r reader) QuickConnects() roster.Table[roster.QuickConnect] {
	return tableReader[roster.QuickConnect]{quickConnects, r}
}

func (r reader) RoutingProfiles() roster.Table[roster.RoutingProfile] {
	return tableReader[roster.RoutingProfile]{routingProfiles, r}
}

func (r reader) AgentStatuses() roster.Table[roster.AgentStatus] {
	return tableReader[roster.AgentStatus]{agentStatuses, r}
}

func (r reader) PredefinedAttributes() roster.Table[roster.PredefinedAttribute] {
	return tableReader[roster.PredefinedAttribute]{predefinedAttributes, r}
}

func (r reader) AuthenticationProfiles() roster.Table[roster.AuthenticationProfile] {
	return tableReader[roster.AuthenticationProfile]{authenticationProfiles, r}
}

func (t *tx) PutUserHierarchyGroup(g roster.UserHierarchyGroup) error {
	return userHierarchyGroups.write(t, g)
}
func (t *tx) PutSecurityProfile(p roster.SecurityProfile) error { return securityProfiles.write(t, p) }
func (t *tx) PutQuickConnect(q roster.QuickConnect) error       { return quickConnects.write(t, q) }
func (t *tx) PutAgentStatus(s roster.AgentStatus) error         { return agentStatuses.write(t, s) }
func (t *tx) PutPredefinedAttribute(a roster.PredefinedAttribute) error {
	return predefinedAttributes.write(t, a)
}
func (t *tx) PutAuthenticationProfile(p roster.AuthenticationProfile) error {
	return authenticationProfiles.write(t, p)
}

// tableOf names the table of a kind, for what is done to every kind alike.
var tableOf = map[access.ResourceType]string{
	access.TypeUserHierarchyGroup:    "user_hierarchy_groups",
	access.TypeSecurityProfile:       "security_profiles",
	access.TypeHoursOfOperation:      "hours_of_operations",
	access.TypeQueue:                 "queues",
	access.TypeQuickConnect:          "quick_connects",
	access.TypeRoutingProfile:        "routing_profiles",
	access.TypeAgentStatus:           "agent_statuses",
	access.TypePredefinedAttribute:   "predefined_attributes",
	access.TypeAuthenticationProfile: "authentication_profiles",
}
