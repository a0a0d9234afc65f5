package access_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

func TestFilterFor(t *testing.T) {
	view, both := grants("Users.View"), grants("Users.View", "Users.Edit")
	me := search.Text{Field: search.FieldID, Comparison: search.Exact, Value: "me"}
	emea := search.InHierarchy{GroupID: "emea", WithChildGroups: true}
	for _, tt := range []struct {
		name      string
		profiles  []access.Profile
		operation string
		on        access.ResourceType
		want      search.Criteria
	}{
		{"nothing granted", nil, "ListQueues", access.TypeQueue, search.None{}},
		{"nothing granted but oneself", nil, "ListUsers", access.TypeUser, me},
		{"an operation that shows nothing", []access.Profile{view}, "CreateInstance", access.TypeInstance, search.None{}},
		{"unrestricted", []access.Profile{view}, "ListUsers", access.TypeUser, search.All{}},
		{"unrestricted wins", []access.Profile{byGroup(view, "emea"), view}, "ListUsers", access.TypeUser, search.All{}},
		{"one tag", []access.Profile{byTags(grants("Queues.View"), "team=a", "Queue")}, "ListQueues", access.TypeQueue, hasTag("team", "a")},
		{"tags in order", []access.Profile{byTags(grants("Queues.View"), "team=a,site=x", "Queue")}, "SearchQueues", access.TypeQueue,
			search.And{hasTag("site", "x"), hasTag("team", "a")}},
		{"group", []access.Profile{byGroup(view, "emea")}, "SearchUsers", access.TypeUser, search.Or{emea, me}},
		{"own group", []access.Profile{byGroup(view, "")}, "GetCurrentUserData", access.TypeUser,
			search.Or{search.InHierarchy{GroupID: "home", WithChildGroups: true}, me}},
		{"tags and group", []access.Profile{byTags(byGroup(view, "emea"), "team=a", "User")}, "SearchUsers", access.TypeUser,
			search.Or{search.And{hasTag("team", "a"), emea}, me}},
		{"several profiles", []access.Profile{byTags(view, "team=a", "User"), byGroup(view, "emea"), byGroup(view, "emea")}, "SearchUsers",
			access.TypeUser, search.Or{hasTag("team", "a"), emea, me}},
		{"a restriction of what is not granted", []access.Profile{byTags(grants("Users.Edit"), "team=a", "User"), byGroup(view, "emea")},
			"SearchUsers", access.TypeUser, search.Or{emea, me}},
		{"tags of no value", []access.Profile{byTags(grants("Queues.View"), "", "Queue")}, "ListQueues", access.TypeQueue, search.None{}},
		{"drop-down list by both, restricted once", []access.Profile{byTags(both, "team=a", "RoutingProfile")}, "ListRoutingProfiles",
			access.TypeRoutingProfile, hasTag("team", "a")},
		{"drop-down list by two, restricted twice",
			[]access.Profile{byTags(view, "team=a", "RoutingProfile"), byTags(grants("Users.Edit"), "site=x", "RoutingProfile")},
			"ListRoutingProfiles", access.TypeRoutingProfile, search.And{hasTag("team", "a"), hasTag("site", "x")}},
		{"drop-down list by three",
			[]access.Profile{byTags(view, "team=a,floor=1", "RoutingProfile"), byTags(view, "team=a,floor=1", "RoutingProfile"),
				byTags(grants("Users.Edit"), "site=x", "RoutingProfile")},
			"ListRoutingProfiles", access.TypeRoutingProfile, search.And{hasTag("floor", "1"), hasTag("team", "a"), hasTag("site", "x")}},
		{"drop-down list and view", []access.Profile{byTags(both, "team=a", "SecurityProfile"),
			byTags(grants("SecurityProfiles.View"), "site=x", "SecurityProfile")}, "ListSecurityProfiles", access.TypeSecurityProfile,
			search.Or{hasTag("site", "x"), hasTag("team", "a")}},
		{"queues of agents, restricted", []access.Profile{byTags(grants("Queues.View"), "team=a", "Queue")}, "ListQueues", access.TypeAgentQueue,
			hasTag("team", "a")},
		{"tags by the view of the type", []access.Profile{byTags(grants("AgentStates.View"), "team=a", "AgentStatus")}, "SearchResourceTags",
			access.TypeAgentStatus, hasTag("team", "a")},
		{"tags of a type that may not be seen", []access.Profile{grants("AgentStates.View")}, "SearchResourceTags", access.TypeQueue, search.None{}},
		{"predefined attributes", []access.Profile{grants("PredefinedAttributes.View")}, "ListPredefinedAttributes", access.TypePredefinedAttribute,
			search.All{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := access.NewRights(rightsUser("home"), tt.profiles)
			if diff := cmp.Diff(tt.want, r.FilterFor(tt.operation, tt.on)); diff != "" {
				t.Errorf("filter (-want +got):\n%s", diff)
			}
		})
	}
}

func hasTag(key, value string) search.Criteria { return search.TagEquals{Key: key, Value: &value} }
