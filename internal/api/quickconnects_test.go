package api_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
)

func toFlow(flow *string) *types.QuickConnectConfig {
	return &types.QuickConnectConfig{QuickConnectType: types.QuickConnectTypeFlow, FlowConfig: &types.FlowQuickConnectConfig{ContactFlowId: flow}}
}

// quickConnect makes a quick connect and gives its id.
func (c *crew) quickConnect(t *testing.T, name string, to *types.QuickConnectConfig) *string {
	t.Helper()
	out, err := c.CreateQuickConnect(t.Context(), &sdk.CreateQuickConnectInput{InstanceId: c.id, Name: &name, QuickConnectConfig: to})
	wantError(t, err, "")
	return out.QuickConnectId
}

func (c *crew) describeQuickConnect(t *testing.T, id *string) *types.QuickConnect {
	t.Helper()
	out, err := c.DescribeQuickConnect(t.Context(), &sdk.DescribeQuickConnectInput{InstanceId: c.id, QuickConnectId: id})
	wantError(t, err, "")
	return out.QuickConnect
}

// configs are one right config of each type, by type, as sent with ARNs and as answered.
func (c *crew) configs(t *testing.T) (sent, answered map[types.QuickConnectType]*types.QuickConnectConfig) {
	t.Helper()
	user, queue := *c.user(t, "ann"), *c.makeQueue(t, "Support")
	make := func(user, queue, flow string) map[types.QuickConnectType]*types.QuickConnectConfig {
		return map[types.QuickConnectType]*types.QuickConnectConfig{
			types.QuickConnectTypeUser:        {UserConfig: &types.UserQuickConnectConfig{UserId: &user, ContactFlowId: &flow}},
			types.QuickConnectTypeQueue:       {QueueConfig: &types.QueueQuickConnectConfig{QueueId: &queue, ContactFlowId: &flow}},
			types.QuickConnectTypePhoneNumber: {PhoneConfig: &types.PhoneNumberQuickConnectConfig{PhoneNumber: aws.String("+15555550100")}},
			types.QuickConnectTypeFlow:        {FlowConfig: &types.FlowQuickConnectConfig{ContactFlowId: &flow}},
		}
	}
	sent = make(*instanceARN(c.id, "/agent/"+user), *instanceARN(c.id, "/queue/"+queue), *instanceARN(c.id, "/contact-flow/"+uuid))
	answered = make(user, queue, uuid)
	for kind := range sent {
		sent[kind].QuickConnectType, answered[kind].QuickConnectType = kind, kind
	}
	return sent, answered
}

func TestQuickConnectRoundTrip(t *testing.T) {
	c := newCrew(t)
	sent, answered := c.configs(t)
	for kind, config := range sent {
		name := "to " + string(kind)
		out, err := c.CreateQuickConnect(t.Context(), &sdk.CreateQuickConnectInput{
			InstanceId: c.id, Name: &name, Description: aws.String("About"), QuickConnectConfig: config, Tags: map[string]string{"k": "v"},
		})
		wantError(t, err, "")
		want := &types.QuickConnect{
			QuickConnectId: out.QuickConnectId, QuickConnectARN: instanceARN(c.id, "/transfer-destination/"+*out.QuickConnectId), Name: &name,
			Description: aws.String("About"), QuickConnectConfig: answered[kind], Tags: map[string]string{"k": "v"}, LastModifiedRegion: aws.String(region),
		}
		got := c.describeQuickConnect(t, out.QuickConnectARN)
		if diff := cmp.Diff(want, got, queueOptions); diff != "" || got.LastModifiedTime == nil {
			t.Errorf("changed at %v (-want +got):\n%s", got.LastModifiedTime, diff)
		}
		list, err := c.ListQuickConnects(t.Context(), &sdk.ListQuickConnectsInput{InstanceId: c.id, QuickConnectTypes: []types.QuickConnectType{kind}})
		wantError(t, err, "")
		summary := []types.QuickConnectSummary{{Id: want.QuickConnectId, Arn: want.QuickConnectARN, Name: &name, QuickConnectType: kind, LastModifiedRegion: aws.String(region)}}
		if diff := cmp.Diff(summary, list.QuickConnectSummaryList, queueOptions); diff != "" {
			t.Errorf("summary (-want +got):\n%s", diff)
		}
		_, err = c.DeleteQuickConnect(t.Context(), &sdk.DeleteQuickConnectInput{InstanceId: c.id, QuickConnectId: out.QuickConnectARN})
		wantError(t, err, "")
		_, err = c.DescribeQuickConnect(t.Context(), &sdk.DescribeQuickConnectInput{InstanceId: c.id, QuickConnectId: out.QuickConnectId})
		wantError(t, err, "ResourceNotFoundException")
	}
}

func TestUpdateQuickConnectReplacesItsConfig(t *testing.T) {
	c := newCrew(t)
	sent, answered := c.configs(t)
	id := c.quickConnect(t, "Desk", sent[types.QuickConnectTypeUser])
	for kind := range sent {
		_, err := c.UpdateQuickConnectConfig(t.Context(), &sdk.UpdateQuickConnectConfigInput{InstanceId: c.id, QuickConnectId: id, QuickConnectConfig: sent[kind]})
		wantError(t, err, "")
		if diff := cmp.Diff(answered[kind], c.describeQuickConnect(t, id).QuickConnectConfig, queueOptions); diff != "" {
			t.Errorf("config (-want +got):\n%s", diff)
		}
	}
	_, err := c.UpdateQuickConnectName(t.Context(), &sdk.UpdateQuickConnectNameInput{InstanceId: c.id, QuickConnectId: id, Name: aws.String("Counter"), Description: aws.String("x")})
	wantError(t, err, "")
	_, err = c.UpdateQuickConnectName(t.Context(), &sdk.UpdateQuickConnectNameInput{InstanceId: c.id, QuickConnectId: id, Description: aws.String("")})
	wantError(t, err, "")
	if got := c.describeQuickConnect(t, id); *got.Name != "Counter" || got.Description != nil {
		t.Errorf("name %s, description %v", *got.Name, got.Description)
	}
}

func TestQuickConnectErrors(t *testing.T) {
	c := newCrew(t)
	user, queue := *c.user(t, "ann"), *c.firstQueue(t).QueueId
	c.quickConnect(t, "Taken", toFlow(aws.String(uuid)))
	one := "/quick-connects/" + *c.id
	desk := one + "/" + *c.quickConnect(t, "Desk", toFlow(aws.String(uuid)))
	flow := `"FlowConfig":{"ContactFlowId":"f"}`
	phone := `"PhoneConfig":{"PhoneNumber":"+15555550100"}`
	toUser := func(id string) string { return `"UserConfig":{"UserId":"` + id + `","ContactFlowId":"f"}` }
	toQueue := func(id string) string { return `"QueueConfig":{"QueueId":"` + id + `","ContactFlowId":"f"}` }
	for _, tt := range []struct{ name, config, want string }{
		{"part of another type", `"QuickConnectType":"FLOW",` + phone, "InvalidParameterException"},
		{"without its part", `"QuickConnectType":"FLOW"`, "InvalidParameterException"},
		{"with another part too", `"QuickConnectType":"FLOW",` + flow + `,` + phone, "InvalidParameterException"},
		{"without a type", flow, "InvalidParameterException"},
		{"flow of another instance", `"QuickConnectType":"FLOW","FlowConfig":{"ContactFlowId":"` + strings.Replace(*instanceARN(c.id, "/contact-flow/f"), *c.id, "other", 1) + `"}`, "InvalidParameterException"},
		{"unknown user", `"QuickConnectType":"USER",` + toUser("nobody"), "ResourceNotFoundException"},
		{"unknown queue", `"QuickConnectType":"QUEUE",` + toQueue("nothing"), "ResourceNotFoundException"},
		{"agent queue", `"QuickConnectType":"QUEUE",` + toQueue(*instanceARN(c.id, "/queue/agent/"+user)), "ResourceNotFoundException"},
		{"number without a country", `"QuickConnectType":"PHONE_NUMBER","PhoneConfig":{"PhoneNumber":"555"}`, "InvalidParameterException"},
		{"right", `"QuickConnectType":"QUEUE",` + toQueue(queue), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			config := `"QuickConnectConfig":{` + tt.config + `}`
			if _, kind, answer := raw(t, c.server, "PUT", one, `{"Name":"New",`+config+`}`); kind != tt.want {
				t.Errorf("create: %s %v, want %s", kind, answer, tt.want)
			}
			if _, kind, answer := raw(t, c.server, "POST", desk+"/config", `{`+config+`}`); kind != tt.want {
				t.Errorf("update: %s %v, want %s", kind, answer, tt.want)
			}
		})
	}
	config := `"QuickConnectConfig":{"QuickConnectType":"FLOW",` + flow + `}`
	for _, tt := range []struct{ name, method, path, body, want string }{
		{"name taken", "PUT", one, `{"Name":"Taken",` + config + `}`, "DuplicateResourceException"},
		{"rename onto another's", "POST", desk + "/name", `{"Name":"Taken"}`, "InvalidRequestException"},
		{"rename without a name", "POST", desk + "/name", `{}`, "InvalidParameterException"},
		{"unknown instance", "PUT", "/quick-connects/nothing", `{"Name":"x",` + config + `}`, "ResourceNotFoundException"},
		{"update of none", "POST", one + "/nothing/config", `{` + config + `}`, "ResourceNotFoundException"},
		{"deletion of none", "DELETE", one + "/nothing", ``, "ResourceNotFoundException"},
		{"unknown type", "GET", one + "?QuickConnectTypes=NONE", ``, "InvalidParameterException"},
		{"deletion of a queue that is a destination", "DELETE", "/queues/" + *c.id + "/" + queue, ``, "ResourceInUseException"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, kind, answer := raw(t, c.server, tt.method, tt.path, tt.body); kind != tt.want {
				t.Errorf("answer %s %v, want %s", kind, answer, tt.want)
			}
		})
	}
}

func TestSearchQuickConnects(t *testing.T) {
	c := newCrew(t)
	for _, name := range []string{"Sales", "Sales abroad", "Support"} {
		c.quickConnect(t, name, toFlow(aws.String(uuid)))
	}
	var got []string
	pages := sdk.NewSearchQuickConnectsPaginator(c.Client, &sdk.SearchQuickConnectsInput{
		InstanceId: c.id, MaxResults: aws.Int32(1),
		SearchCriteria: &types.QuickConnectSearchCriteria{OrConditions: []types.QuickConnectSearchCriteria{
			{StringCondition: &types.StringCondition{FieldName: aws.String("name"), ComparisonType: types.StringComparisonTypeStartsWith, Value: aws.String("sales")}},
			{StringCondition: &types.StringCondition{FieldName: aws.String("resourceID"), ComparisonType: types.StringComparisonTypeExact, Value: aws.String("x")}},
		}},
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		wantError(t, err, "")
		if *page.ApproximateTotalCount != 2 {
			t.Errorf("total %d, want 2", *page.ApproximateTotalCount)
		}
		for _, q := range page.QuickConnects {
			got = append(got, *q.Name)
		}
	}
	if diff := cmp.Diff([]string{"Sales", "Sales abroad"}, got); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
}
