package api_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
)

// enter sets a user's status by the status's name.
func (c *crew) enter(t *testing.T, user *string, status string) {
	t.Helper()
	_, err := c.PutUserStatus(t.Context(), &sdk.PutUserStatusInput{InstanceId: c.id, UserId: user, AgentStatusId: c.statusNamed(t, status)})
	wantError(t, err, "")
}

func TestCurrentUserDataInFull(t *testing.T) {
	c := newCrew(t)
	groups := newChain(t, c.Client, c.id)
	ann := c.user(t, "ann", func(in *sdk.CreateUserInput) { in.HierarchyGroupId = &groups[1] })
	bob := c.user(t, "bob")
	available, offline := *c.statusNamed(t, "Available"), *c.statusNamed(t, "Offline")
	_, err := c.PutUserStatus(t.Context(), &sdk.PutUserStatusInput{InstanceId: instanceARN(c.id, ""), UserId: aws.String(c.userARN(ann)), AgentStatusId: c.statusARN(available)})
	wantError(t, err, "")
	c.enter(t, bob, "Available")
	c.enter(t, bob, "Offline")
	_, kind, answer := raw(t, c.server, "POST", "/metrics/userdata/"+*c.id, `{"Filters":{}}`)
	if kind != "" {
		t.Fatalf("answer %s %v", kind, answer)
	}
	slots := func(voice, chat, task float64) any { return map[string]any{"VOICE": voice, "CHAT": chat, "TASK": task} }
	data := func(user *string, name, status string, free any) map[string]any {
		return map[string]any{
			"User":              map[string]any{"Id": *user, "Arn": c.userARN(user)},
			"RoutingProfile":    map[string]any{"Id": *c.routing, "Arn": *instanceARN(c.id, "/routing-profile/"+*c.routing)},
			"Status":            map[string]any{"StatusName": name, "StatusArn": *c.statusARN(status)},
			"MaxSlotsByChannel": slots(1, 2, 1), "ActiveSlotsByChannel": slots(0, 0, 0), "AvailableSlotsByChannel": free, "Contacts": []any{},
		}
	}
	group := func(n int) any {
		return map[string]any{"Id": groups[n], "Arn": *instanceARN(c.id, "/agent-group/"+groups[n])}
	}
	first := data(ann, "Available", available, slots(1, 2, 1))
	first["HierarchyPath"] = map[string]any{"LevelOne": group(0), "LevelTwo": group(1)}
	want := map[string]any{"ApproximateTotalCount": 2.0, "UserDataList": []any{first, data(bob, "Offline", offline, slots(0, 0, 0))}}
	for _, d := range answer["UserDataList"].([]any) {
		status := d.(map[string]any)["Status"].(map[string]any)
		if _, ok := status["StatusStartTimestamp"].(float64); !ok {
			t.Errorf("the status began at %v", status["StatusStartTimestamp"])
		}
		delete(status, "StatusStartTimestamp")
	}
	if diff := cmp.Diff(want, answer); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
}

func TestCurrentUserDataByFilter(t *testing.T) {
	c := newCrew(t)
	groups := newChain(t, c.Client, c.id)
	in := func(group string) func(*sdk.CreateUserInput) {
		return func(in *sdk.CreateUserInput) { in.HierarchyGroupId = &group }
	}
	ann, bob, cat := c.user(t, "ann", in(groups[0])), c.user(t, "bob", in(groups[2])), c.user(t, "cat")
	for _, id := range []*string{cat, ann, bob} {
		c.enter(t, id, "Available")
	}
	c.user(t, "dan")
	profile, err := c.DescribeRoutingProfile(t.Context(), &sdk.DescribeRoutingProfileInput{InstanceId: c.id, RoutingProfileId: c.routing})
	wantError(t, err, "")
	for name, tt := range map[string]struct {
		in   types.UserDataFilters
		want []string
	}{
		"agents":   {types.UserDataFilters{Agents: []string{*cat, c.userARN(ann)}}, []string{*ann, *cat}},
		"profiles": {types.UserDataFilters{RoutingProfiles: []string{*instanceARN(c.id, "/routing-profile/"+*c.routing)}}, []string{*ann, *bob, *cat}},
		"queues":   {types.UserDataFilters{Queues: []string{*instanceARN(c.id, "/queue/"+*profile.RoutingProfile.DefaultOutboundQueueId)}}, []string{*ann, *bob, *cat}},
		"group":    {types.UserDataFilters{UserHierarchyGroups: []string{*instanceARN(c.id, "/agent-group/"+groups[1])}}, []string{*bob}},
		"contacts": {types.UserDataFilters{ContactFilter: &types.ContactFilter{ContactStates: []types.ContactState{types.ContactStateConnected}}}, nil},
		"no state": {types.UserDataFilters{ContactFilter: &types.ContactFilter{}}, []string{*ann, *bob, *cat}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			pages := sdk.NewGetCurrentUserDataPaginator(c.Client, &sdk.GetCurrentUserDataInput{InstanceId: c.id, Filters: &tt.in, MaxResults: aws.Int32(1)})
			for pages.HasMorePages() {
				page, err := pages.NextPage(t.Context())
				wantError(t, err, "")
				if int(*page.ApproximateTotalCount) != len(tt.want) {
					t.Errorf("total %d, want %d", *page.ApproximateTotalCount, len(tt.want))
				}
				for _, d := range page.UserDataList {
					got = append(got, *d.User.Id)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("users (-want +got):\n%s", diff)
			}
		})
	}
}

func TestUserStatusErrors(t *testing.T) {
	c := newCrew(t)
	id, offline := *c.user(t, "ann"), *c.statusNamed(t, "Offline")
	lunch, err := c.CreateAgentStatus(t.Context(), &sdk.CreateAgentStatusInput{InstanceId: c.id, Name: aws.String("Lunch"), State: types.AgentStatusStateDisabled})
	wantError(t, err, "")
	put, data := "/users/"+*c.id+"/"+id+"/status", "/metrics/userdata/"+*c.id
	for name, tt := range map[string]struct{ method, path, body, want string }{
		"the status that it has": {"PUT", put, `{"AgentStatusId":"` + offline + `"}`, "InvalidRequestException"},
		"a disabled status":      {"PUT", put, `{"AgentStatusId":"` + *lunch.AgentStatusId + `"}`, "InvalidRequestException"},
		"an unknown status":      {"PUT", put, `{"AgentStatusId":"missing"}`, "ResourceNotFoundException"},
		"an empty id":            {"PUT", put, `{"AgentStatusId":""}`, "InvalidParameterException"},
		"an unknown user":        {"PUT", "/users/" + *c.id + "/missing/status", `{"AgentStatusId":"` + offline + `"}`, "ResourceNotFoundException"},
		"no filters":             {"POST", data, `{}`, "InvalidParameterException"},
		"two lists":              {"POST", data, `{"Filters":{"Agents":["a"],"Queues":["b"]}}`, "InvalidRequestException"},
		"two groups":             {"POST", data, `{"Filters":{"UserHierarchyGroups":["a","b"]}}`, "InvalidParameterException"},
		"an empty list":          {"POST", data, `{"Filters":{"Agents":[]}}`, "InvalidParameterException"},
		"a state that is none":   {"POST", data, `{"Filters":{"ContactFilter":{"ContactStates":["BUSY"]}}}`, "InvalidParameterException"},
		"an unknown instance":    {"POST", "/metrics/userdata/missing", `{"Filters":{}}`, "ResourceNotFoundException"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, kind, got := raw(t, c.server, tt.method, tt.path, tt.body); kind != tt.want {
				t.Errorf("answer %s %v, want %s", kind, got, tt.want)
			}
		})
	}
}
