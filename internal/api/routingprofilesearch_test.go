package api_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
)

func TestFoundRoutingProfileHasItsQueuesButNotAllThatIsDescribed(t *testing.T) {
	c := newCrew(t)
	queue := c.basicQueue(t)
	created, err := c.CreateRoutingProfile(t.Context(), newRoutingProfile(c.id, queue, "Chats"))
	wantError(t, err, "")
	_, kind, got := raw(t, c.server, "POST", "/search-routing-profiles", `{"InstanceId": "`+*c.id+`", "SearchCriteria": {"StringCondition":
		{"FieldName": "Description", "ComparisonType": "CONTAINS", "Value": "ut chats"}}}`)
	if kind != "" {
		t.Fatalf("answer = %s %v", kind, got)
	}
	channel := func(name string, limit float64) any { return map[string]any{"Channel": name, "Concurrency": limit} }
	want := map[string]any{"ApproximateTotalCount": 1.0, "RoutingProfiles": []any{map[string]any{
		"InstanceId": *c.id, "RoutingProfileId": *created.RoutingProfileId, "RoutingProfileArn": *created.RoutingProfileArn, "Name": "Chats", "Description": "About Chats",
		"MediaConcurrencies": []any{channel("CHAT", 10), channel("VOICE", 1)}, "DefaultOutboundQueueId": *queue, "Tags": map[string]any{"team": "blue"},
		"NumberOfAssociatedQueues": 1.0, "NumberOfAssociatedManualAssignmentQueues": 1.0, "NumberOfAssociatedUsers": 0.0, "IsDefault": false,
		"AssociatedQueueIds": []any{*queue}, "AssociatedManualAssignmentQueueIds": []any{*queue},
	}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
}

func TestSearchingRoutingProfiles(t *testing.T) {
	c := newCrew(t)
	queue := c.basicQueue(t)
	for _, name := range []string{"Chats", "Calls"} {
		_, err := c.CreateRoutingProfile(t.Context(), newRoutingProfile(c.id, queue, name))
		wantError(t, err, "")
	}
	text := func(field, comparison, value string) *types.RoutingProfileSearchCriteria {
		return &types.RoutingProfileSearchCriteria{StringCondition: &types.StringCondition{FieldName: &field, ComparisonType: types.StringComparisonType(comparison), Value: &value}}
	}
	tagged := &types.RoutingProfileSearchFilter{TagFilter: &types.ControlPlaneTagFilter{TagCondition: &types.TagCondition{TagKey: aws.String("team")}}}
	tests := []struct {
		name   string
		where  *types.RoutingProfileSearchCriteria
		filter *types.RoutingProfileSearchFilter
		want   string
	}{
		{"everything", nil, nil, "Basic Routing Profile,Calls,Chats"},
		{"name", text("name", "STARTS_WITH", "CH"), nil, "Chats"},
		{"id", text("resourceID", "EXACT", *c.routing), nil, "Basic Routing Profile"},
		{"queue's ARN", text("associatedQueueIds", "EXACT", *instanceARN(c.id, "/queue/"+*queue)), nil, "Basic Routing Profile,Calls,Chats"},
		{"another queue", text("associatedQueueIds", "EXACT", "nothing"), nil, ""},
		{"tag", nil, tagged, "Calls,Chats"},
		{"or", &types.RoutingProfileSearchCriteria{OrConditions: []types.RoutingProfileSearchCriteria{*text("name", "EXACT", "Calls"), *text("name", "EXACT", "Chats")}}, tagged, "Calls,Chats"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			pages := sdk.NewSearchRoutingProfilesPaginator(c, &sdk.SearchRoutingProfilesInput{InstanceId: c.id, MaxResults: aws.Int32(2), SearchCriteria: tt.where, SearchFilter: tt.filter})
			for pages.HasMorePages() {
				page, err := pages.NextPage(t.Context())
				wantError(t, err, "")
				for _, p := range page.RoutingProfiles {
					got = append(got, *p.Name)
				}
			}
			if strings.Join(got, ",") != tt.want {
				t.Errorf("found %q, want %q", got, tt.want)
			}
		})
	}
	_, err := c.SearchRoutingProfiles(t.Context(), &sdk.SearchRoutingProfilesInput{InstanceId: c.id, SearchCriteria: text("timer", "EXACT", "x")})
	wantError(t, err, "InvalidParameterException")
}

func TestRoutingProfileErrors(t *testing.T) {
	c := newCrew(t)
	queue := *c.basicQueue(t)
	one := "/routing-profiles/" + *c.id
	basic := one + "/" + *c.routing
	created, err := c.CreateRoutingProfile(t.Context(), newRoutingProfile(c.id, &queue, "Chats"))
	wantError(t, err, "")
	chats := one + "/" + *created.RoutingProfileId
	user := c.user(t, "ann", func(in *sdk.CreateUserInput) { in.RoutingProfileId = created.RoutingProfileId })
	create := func(name, queue, media string) string {
		return `{"Name": "` + name + `", "Description": "d", "DefaultOutboundQueueId": "` + queue + `", "MediaConcurrencies": [` + media + `]}`
	}
	reference := func(queue, channel string) string {
		return `{"QueueReference": {"QueueId": "` + queue + `", "Channel": "` + channel + `"}, "Priority": 1, "Delay": 0}`
	}
	const call = `{"Channel": "VOICE", "Concurrency": 1}`
	tests := []struct{ name, method, path, body, want string }{
		{"name taken", "PUT", one, create("Chats", queue, call), "DuplicateResourceException"},
		{"missing queue", "PUT", one, create("New", "nothing", call), "ResourceNotFoundException"},
		{"missing instance", "PUT", "/routing-profiles/nothing", create("New", queue, call), "ResourceNotFoundException"},
		{"channel twice", "PUT", one, create("New", queue, call+","+call), "InvalidParameterException"},
		{"two calls", "POST", basic + "/concurrency", `{"MediaConcurrencies": [{"Channel": "VOICE", "Concurrency": 2}]}`, "InvalidParameterException"},
		{"renamed to another's", "POST", basic + "/name", `{"Name": "Chats"}`, "DuplicateResourceException"},
		{"neither name nor description", "POST", basic + "/name", `{}`, "InvalidParameterException"},
		{"not associated", "POST", basic + "/queues", `{"QueueConfigs": [` + reference(queue, "EMAIL") + `]}`, "InvalidRequestException"},
		{"manual assignment of calls", "POST", basic + "/associate-queues", `{"ManualAssignmentQueueConfigs": [` + reference(queue, "VOICE") + `]}`, "InvalidParameterException"},
		{"associated nothing", "POST", basic + "/associate-queues", `{}`, ""},
		{"eleven references", "POST", basic + "/disassociate-queues", `{"QueueReferences": [` + strings.Repeat(`{"QueueId": "q", "Channel": "CHAT"},`, 10) + `{"QueueId": "q", "Channel": "CHAT"}]}`, "InvalidParameterException"},
		{"default queue is missing", "POST", basic + "/default-outbound-queue", `{"DefaultOutboundQueueId": "nothing"}`, "ResourceNotFoundException"},
		{"the default one", "DELETE", basic, "", "InvalidRequestException"},
		{"missing", "DELETE", one + "/nothing", "", "ResourceNotFoundException"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, kind, got := raw(t, c.server, tt.method, tt.path, tt.body); kind != tt.want {
				t.Errorf("answer = %s %v, want %s", kind, got, tt.want)
			}
		})
	}
	_, kind, got := raw(t, c.server, "DELETE", chats, "")
	if kind != "ResourceInUseException" || got["ResourceType"] != "USER" || got["ResourceId"] != c.userARN(user) {
		t.Errorf("deleting an assigned profile = %s %v", kind, got)
	}
}
