package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestCurrentUserData(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"shows what users are doing":       showsUserData,
		"is narrowed by filters":           filtersUserData,
		"of a deleted user is gone":        dropsUserData,
		"statuses and filters are refused": refusesUserStatuses,
	})
}

// enter sets a user's status.
func (c *centre) enter(t *testing.T, user, status *string) error {
	return errorOf(c.PutUserStatus(t.Context(), &connect.PutUserStatusInput{InstanceId: c.id, UserId: user, AgentStatusId: status}))
}

// builtInStatuses are the ids of Available and Offline.
func (c *centre) builtInStatuses(t *testing.T) (available, offline *string) {
	t.Helper()
	list := must(c.ListAgentStatuses(t.Context(), &connect.ListAgentStatusesInput{InstanceId: c.id}))(t).AgentStatusSummaryList
	return list[0].Id, list[1].Id
}

func (c *centre) userData(t *testing.T, filters types.UserDataFilters) (*connect.GetCurrentUserDataOutput, error) {
	return c.GetCurrentUserData(t.Context(), &connect.GetCurrentUserDataInput{InstanceId: c.id, Filters: &filters})
}

func slots(voice, chat, task int32) map[string]int32 {
	return map[string]int32{"VOICE": voice, "CHAT": chat, "TASK": task}
}

func showsUserData(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "user-data")
	c.levels(t, "Site", "Team")
	site := c.group(t, "London", nil)
	team := c.group(t, "Engines", site)
	grace, ada := c.hire(t, "grace"), c.hire(t, "ada", func(in *connect.CreateUserInput) { in.HierarchyGroupId = team })
	c.hire(t, "alan")
	available, offline := c.builtInStatuses(t)
	lunch := c.status(t, "Lunch")
	before := c.describe(t, ada)
	ok(t, c.enter(t, c.arnOf("agent", ada), c.arnOf("agent-state", available)))
	ok(t, c.enter(t, grace, available))
	ok(t, c.enter(t, grace, lunch))
	same(t, "the user, which a status is no part of", c.describe(t, ada), before)
	data := func(user, status *string, name string, free map[string]int32) types.UserData {
		return types.UserData{
			User:           &types.UserReference{Id: user, Arn: c.arnOf("agent", user)},
			RoutingProfile: &types.RoutingProfileReference{Id: c.routing, Arn: c.arnOf("routing-profile", c.routing)},
			Status:         &types.AgentStatusReference{StatusArn: c.arnOf("agent-state", status), StatusName: &name, StatusStartTimestamp: now()},
			Contacts:       []types.AgentContactReference{}, MaxSlotsByChannel: slots(1, 2, 1), ActiveSlotsByChannel: slots(0, 0, 0), AvailableSlotsByChannel: free,
		}
	}
	first, second := data(ada, available, "Available", slots(1, 2, 1)), data(grace, lunch, "Lunch", slots(0, 0, 0))
	step := func(id *string) *types.HierarchyGroupSummaryReference {
		return &types.HierarchyGroupSummaryReference{Id: id, Arn: c.arnOf("agent-group", id)}
	}
	first.HierarchyPath = &types.HierarchyPathReference{LevelOne: step(site), LevelTwo: step(team)}
	same(t, "the data", must(c.userData(t, types.UserDataFilters{}))(t),
		&connect.GetCurrentUserDataOutput{UserDataList: []types.UserData{first, second}, ApproximateTotalCount: aws.Int64(2)}, recent)
	ok(t, c.enter(t, grace, offline))
	page := must(client.GetCurrentUserData(t.Context(), &connect.GetCurrentUserDataInput{InstanceId: c.id, Filters: &types.UserDataFilters{}, MaxResults: aws.Int32(1)}))(t)
	same(t, "the first page", page.UserDataList, []types.UserData{first}, recent)
	page = must(client.GetCurrentUserData(t.Context(), &connect.GetCurrentUserDataInput{InstanceId: c.arn, Filters: &types.UserDataFilters{}, NextToken: page.NextToken}))(t)
	same(t, "the second page", page.UserDataList, []types.UserData{data(grace, offline, "Offline", slots(0, 0, 0))}, recent)
	same(t, "its total", *page.ApproximateTotalCount, int64(2))
}

func filtersUserData(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "user-data-filters")
	c.levels(t, "Site", "Team")
	site := c.group(t, "London", nil)
	team := c.group(t, "Engines", site)
	night := must(client.CreateRoutingProfile(t.Context(), c.newRoutingProfile(t, "Night")))(t).RoutingProfileId
	ada := c.hire(t, "ada", func(in *connect.CreateUserInput) { in.HierarchyGroupId = team })
	alan := c.hire(t, "alan", func(in *connect.CreateUserInput) { in.RoutingProfileId = night })
	available, _ := c.builtInStatuses(t)
	ok(t, c.enter(t, ada, available))
	ok(t, c.enter(t, alan, available))
	for name, tt := range map[string]struct {
		filters types.UserDataFilters
		want    []string
	}{
		"agents":          {types.UserDataFilters{Agents: []string{*alan, nobody, *c.arnOf("agent", ada)}}, []string{*ada, *alan}},
		"routing profile": {types.UserDataFilters{RoutingProfiles: []string{*c.arnOf("routing-profile", night)}}, []string{*alan}},
		"queue":           {types.UserDataFilters{Queues: []string{*c.basicQueue(t).QueueId}}, []string{*ada}},
		"group above":     {types.UserDataFilters{UserHierarchyGroups: []string{*site}}, []string{*ada}},
		"unknown queue":   {types.UserDataFilters{Queues: []string{nobody}}, []string{}},
		"contacts":        {types.UserDataFilters{ContactFilter: &types.ContactFilter{ContactStates: []types.ContactState{types.ContactStateConnected}}}, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			out := must(c.userData(t, tt.filters))(t)
			same(t, "the users", pluck(out.UserDataList, func(d types.UserData) string { return *d.User.Id }), tt.want)
			same(t, "the total", *out.ApproximateTotalCount, int64(len(tt.want)))
		})
	}
}

func dropsUserData(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "user-data-dropped")
	available, _ := c.builtInStatuses(t)
	user := c.hire(t, "ada")
	ok(t, c.enter(t, user, available))
	must(client.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: c.id, UserId: user}))(t)
	c.hire(t, "ada")
	same(t, "the data", must(c.userData(t, types.UserDataFilters{}))(t), &connect.GetCurrentUserDataOutput{UserDataList: []types.UserData{}, ApproximateTotalCount: aws.Int64(0)})
}

func refusesUserStatuses(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "user-status-refusals")
	user, disabled := c.hire(t, "ada"), c.status(t, "Lunch", func(in *connect.CreateAgentStatusInput) { in.State = types.AgentStatusStateDisabled })
	available, offline := c.builtInStatuses(t)
	e := refused[*types.InvalidRequestException](t, c.enter(t, user, offline))
	same(t, "the message", aws.ToString(e.Message), "User already in requested status")
	ok(t, c.enter(t, user, available))
	asking := func(name string, want refusal, filters types.UserDataFilters) call {
		return call{name, func() error { return errorOf(c.userData(t, filters)) }, want}
	}
	refusals(t, []call{
		{"the status that the user has", func() error { return c.enter(t, user, available) }, invalidRequest},
		{"a disabled status", func() error { return c.enter(t, user, disabled) }, invalidRequest},
		{"an unknown status", func() error { return c.enter(t, user, aws.String(nobody)) }, notFound},
		{"no status", func() error { return c.enter(t, user, aws.String("")) }, invalidParameter},
		{"an unknown user", func() error { return c.enter(t, aws.String(nobody), available) }, notFound},
		asking("two lists", invalidRequest, types.UserDataFilters{Agents: []string{*user}, RoutingProfiles: []string{*c.routing}}),
		asking("two groups", invalidParameter, types.UserDataFilters{UserHierarchyGroups: []string{nobody, "x"}}),
		asking("an empty list", invalidParameter, types.UserDataFilters{Queues: []string{}}),
		asking("a state that is none", invalidParameter, types.UserDataFilters{ContactFilter: &types.ContactFilter{ContactStates: []types.ContactState{"BUSY"}}}),
		{"an unknown instance", func() error {
			return errorOf(client.GetCurrentUserData(t.Context(), &connect.GetCurrentUserDataInput{InstanceId: aws.String(nobody), Filters: &types.UserDataFilters{}}))
		}, notFound},
	})
	out := must(c.userData(t, types.UserDataFilters{}))(t)
	same(t, "the status after refusals", *out.UserDataList[0].Status.StatusName, "Available")
}
