package roster

import (
	_ "embed"
	"slices"
	"strings"
)

// permissionNames lists every permission known: those that AWS's security profile list documents, and those that an administrator's
// profile of a live instance holds besides.
//
//go:embed permissions.txt
var permissionNames string

// knownPermissions are the names in bytewise order.
var knownPermissions = strings.Fields(permissionNames)

// builtInProfile is a security profile that every new instance has. AWS publishes the exact permissions of none of them but Admin; see
// docs/divergences.md.
type builtInProfile struct {
	name, description string
	permissions       func() []string
}

var builtInProfiles = []builtInProfile{
	{"Admin", "An administrator can perform all actions available.", administratorPermissions},
	{"Agent", "An agent can use the contact control panel.", only(agentPermissions)},
	{"CallCenterManager", "A manager can administer users, metrics and routing.", only(managerPermissions)},
	{"QualityAnalyst", "A quality analyst can use metrics.", only(analystPermissions)},
}

func only(names []string) func() []string { return func() []string { return slices.Clone(names) } }

// administratorPermissions are all known names but those that take rights away.
func administratorPermissions() []string {
	return slices.DeleteFunc(slices.Clone(knownPermissions), func(name string) bool { return strings.HasPrefix(name, "Restrict") })
}

var agentPermissions = []string{"BasicAgentAccess", "OutboundCallAccess"}

var analystPermissions = []string{
	"AccessMetrics", "AccessMetrics.AgentActivityAudit.Access", "AccessMetrics.Dashboards.Access", "AccessMetrics.HistoricalMetrics.Access",
	"AccessMetrics.RealTimeMetrics.Access", "AgentTimeCard.View", "CallRecordings.Unredacted.Access", "ContactAttributes.View",
	"ContactSearch.View", "GraphTrends.View", "ManagerListenIn", "MetricsReports.View",
}

var managerPermissions = slices.Concat(analystPermissions, []string{
	"BasicAgentAccess", "Users.Create", "Users.Edit", "Users.EditPermission", "Users.View", "SecurityProfiles.View",
}, family("AgentGrouping"), family("AgentStates"), family("RoutingPolicies"), family("TransferDestinations"), family("HoursOfOperation"),
	family("Queues"), slices.DeleteFunc(family("MetricsReports"), func(name string) bool { return name == "MetricsReports.View" }),
	family("ReportSchedules"))

// family lists the known permissions of a stem: "Queues" gives "Queues.Create" and so on.
func family(stem string) []string {
	var names []string
	for _, name := range knownPermissions {
		if strings.HasPrefix(name, stem+".") {
			names = append(names, name)
		}
	}
	return names
}
