package e2e

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestQuickConnects(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"lead to four kinds of places":   createsQuickConnects,
		"are listed by type, and found":  listsQuickConnects,
		"get new names and destinations": updatesQuickConnect,
		"outlive the user they lead to":  outlivesUser,
		"create and update refuse":       refusesQuickConnects,
		"a deleted one leaves its queue": deletesQuickConnect,
	})
}

func toNumber(number string) *types.QuickConnectConfig {
	return &types.QuickConnectConfig{QuickConnectType: types.QuickConnectTypePhoneNumber, PhoneConfig: &types.PhoneNumberQuickConnectConfig{PhoneNumber: &number}}
}

func toQueue(queue *string) *types.QuickConnectConfig {
	return &types.QuickConnectConfig{
		QuickConnectType: types.QuickConnectTypeQueue, QueueConfig: &types.QueueQuickConnectConfig{QueueId: queue, ContactFlowId: aws.String(flowID)},
	}
}

func toUser(user *string) *types.QuickConnectConfig {
	return &types.QuickConnectConfig{
		QuickConnectType: types.QuickConnectTypeUser, UserConfig: &types.UserQuickConnectConfig{UserId: user, ContactFlowId: aws.String(flowID)},
	}
}

func toFlow(flow *string) *types.QuickConnectConfig {
	return &types.QuickConnectConfig{QuickConnectType: types.QuickConnectTypeFlow, FlowConfig: &types.FlowQuickConnectConfig{ContactFlowId: flow}}
}

// quickConnect makes a quick connect and gives its id.
func (c *centre) quickConnect(t *testing.T, name string, to *types.QuickConnectConfig) *string {
	t.Helper()
	return must(c.CreateQuickConnect(t.Context(), &connect.CreateQuickConnectInput{InstanceId: c.id, Name: &name, QuickConnectConfig: to}))(t).QuickConnectId
}

func (c *centre) readQuickConnect(t *testing.T, id *string) *types.QuickConnect {
	t.Helper()
	return must(c.DescribeQuickConnect(t.Context(), &connect.DescribeQuickConnectInput{InstanceId: c.id, QuickConnectId: id}))(t).QuickConnect
}

func createsQuickConnects(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "quick-connects")
	user, queue := c.hire(t, "ada"), c.basicQueue(t).QueueId
	for _, tt := range []struct{ sent, answered *types.QuickConnectConfig }{
		{toUser(c.arnOf("agent", user)), toUser(user)},
		{toQueue(c.arnOf("queue", queue)), toQueue(queue)},
		{toNumber("+15555550100"), toNumber("+15555550100")},
		{toFlow(c.arnOf("contact-flow", aws.String(flowID))), toFlow(aws.String(flowID))},
	} {
		name := "to " + string(tt.sent.QuickConnectType)
		t.Run(name, func(t *testing.T) {
			created := must(client.CreateQuickConnect(t.Context(), &connect.CreateQuickConnectInput{
				InstanceId: c.id, Name: &name, Description: aws.String("A place"), QuickConnectConfig: tt.sent, Tags: map[string]string{"a": "b"},
			}))(t)
			want := &types.QuickConnect{
				QuickConnectId: created.QuickConnectId, QuickConnectARN: c.arnOf("transfer-destination", created.QuickConnectId), Name: &name,
				Description: aws.String("A place"), QuickConnectConfig: tt.answered, Tags: map[string]string{"a": "b"},
				LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
			}
			same(t, "the quick connect", c.readQuickConnect(t, created.QuickConnectARN), want, recent)
			same(t, "the quick connect by its id", c.readQuickConnect(t, created.QuickConnectId), want, recent)
		})
	}
}

func listsQuickConnects(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "quick-connect-list")
	desk, flow := c.quickConnect(t, "Desk", toNumber("+15555550100")), c.quickConnect(t, "Callback", toFlow(aws.String(flowID)))
	ok(t, c.tag(t, c.arnOf("transfer-destination", desk), map[string]string{"floor": "1"}))
	summary := func(id *string, name string, kind types.QuickConnectType) types.QuickConnectSummary {
		return types.QuickConnectSummary{
			Id: id, Arn: c.arnOf("transfer-destination", id), Name: &name, QuickConnectType: kind, LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
		}
	}
	first, second := summary(flow, "Callback", types.QuickConnectTypeFlow), summary(desk, "Desk", types.QuickConnectTypePhoneNumber)
	list := func(kinds ...types.QuickConnectType) []types.QuickConnectSummary {
		t.Helper()
		return must(client.ListQuickConnects(t.Context(), &connect.ListQuickConnectsInput{InstanceId: c.id, QuickConnectTypes: kinds}))(t).QuickConnectSummaryList
	}
	same(t, "all", list(), []types.QuickConnectSummary{first, second}, recent)
	same(t, "numbers and users", list(types.QuickConnectTypePhoneNumber, types.QuickConnectTypeUser), []types.QuickConnectSummary{second}, recent)
	same(t, "queues", list(types.QuickConnectTypeQueue), []types.QuickConnectSummary{})
	find := func(condition *types.StringCondition, filter *types.QuickConnectSearchFilter) []types.QuickConnect {
		t.Helper()
		in := &connect.SearchQuickConnectsInput{InstanceId: c.id, SearchFilter: filter}
		if condition != nil {
			in.SearchCriteria = &types.QuickConnectSearchCriteria{StringCondition: condition}
		}
		out := must(client.SearchQuickConnects(t.Context(), in))(t)
		same(t, "the total", *out.ApproximateTotalCount, int64(len(out.QuickConnects)))
		return out.QuickConnects
	}
	want := []types.QuickConnect{*c.readQuickConnect(t, desk)}
	same(t, "found by name", find(where("name", "de", prefix), nil), want)
	same(t, "found by id", find(where("resourceID", *desk, exact), nil), want)
	floor := types.TagCondition{TagKey: aws.String("floor")}
	same(t, "found by tag", find(nil, &types.QuickConnectSearchFilter{TagFilter: &types.ControlPlaneTagFilter{TagCondition: &floor}}), want)
	same(t, "found by description", find(where("description", "desk", contains), nil), []types.QuickConnect{})
	same(t, "found without a condition", len(find(nil, nil)), 2)
	invalidParameter(t, errorOf(client.SearchQuickConnects(t.Context(), &connect.SearchQuickConnectsInput{
		InstanceId: c.id, SearchCriteria: &types.QuickConnectSearchCriteria{StringCondition: where("type", "FLOW", exact)},
	})))
	invalidParameter(t, errorOf(client.ListQuickConnects(t.Context(), &connect.ListQuickConnectsInput{InstanceId: c.id, QuickConnectTypes: []types.QuickConnectType{"FAX"}})))
	notFound(t, errorOf(client.ListQuickConnects(t.Context(), &connect.ListQuickConnectsInput{InstanceId: aws.String(nobody)})))
	notFound(t, errorOf(client.SearchQuickConnects(t.Context(), &connect.SearchQuickConnectsInput{InstanceId: aws.String(nobody)})))
}

func updatesQuickConnect(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "quick-connect-updates")
	id := c.quickConnect(t, "Desk", toNumber("+15555550100"))
	c.quickConnect(t, "Taken", toNumber("+15555550101"))
	want := c.readQuickConnect(t, id)
	label := func(name, description *string) error {
		return errorOf(client.UpdateQuickConnectName(t.Context(), &connect.UpdateQuickConnectNameInput{InstanceId: c.id, QuickConnectId: id, Name: name, Description: description}))
	}
	ok(t, label(aws.String("Counter"), aws.String("Ground floor")))
	ok(t, label(aws.String("Counter"), nil))
	must(client.UpdateQuickConnectConfig(t.Context(), &connect.UpdateQuickConnectConfigInput{
		InstanceId: c.id, QuickConnectId: want.QuickConnectARN, QuickConnectConfig: toQueue(c.basicQueue(t).QueueId),
	}))(t)
	want.Name, want.Description, want.QuickConnectConfig = aws.String("Counter"), aws.String("Ground floor"), toQueue(c.basicQueue(t).QueueId)
	same(t, "the quick connect", c.readQuickConnect(t, id), want, recent)
	ok(t, label(nil, aws.String("")))
	want.Description = nil
	same(t, "the quick connect without a description", c.readQuickConnect(t, id), want, recent)
	invalidRequest(t, label(aws.String("Taken"), nil))
	invalidParameter(t, label(nil, nil))
	invalidParameter(t, label(aws.String(""), nil))
	same(t, "the quick connect after refusals", c.readQuickConnect(t, id), want, recent)
}

func outlivesUser(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "quick-connect-dangling")
	user := c.hire(t, "ada")
	id := c.quickConnect(t, "Ada", toUser(user))
	before := c.readQuickConnect(t, id)
	must(client.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: c.id, UserId: user}))(t)
	same(t, "the quick connect", c.readQuickConnect(t, id), before)
	must(client.UpdateQuickConnectName(t.Context(), &connect.UpdateQuickConnectNameInput{InstanceId: c.id, QuickConnectId: id, Name: aws.String("Gone")}))(t)
}

func refusesQuickConnects(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "quick-connect-refusals")
	id := c.quickConnect(t, "Desk", toNumber("+15555550100"))
	before := c.readQuickConnect(t, id)
	two := toNumber("+15555550100")
	two.FlowConfig = toFlow(aws.String(flowID)).FlowConfig
	for name, tt := range map[string]struct {
		config *types.QuickConnectConfig
		want   refusal
	}{
		"an unknown user":        {toUser(aws.String(nobody)), notFound},
		"an unknown queue":       {toQueue(aws.String(nobody)), notFound},
		"a user's queue":         {toQueue(c.hire(t, "ada")), notFound},
		"an empty flow":          {toFlow(aws.String("")), invalidParameter},
		"a flow that is a queue": {toFlow(c.arnOf("queue", aws.String(flowID))), invalidParameter},
		"a number without plus":  {toNumber("15555550100"), invalidParameter},
		"two destinations":       {two, invalidParameter},
		"no destination":         {&types.QuickConnectConfig{QuickConnectType: types.QuickConnectTypeFlow}, invalidParameter},
		"another destination":    {&types.QuickConnectConfig{QuickConnectType: types.QuickConnectTypeFlow, PhoneConfig: two.PhoneConfig}, invalidParameter},
		"a type that is none":    {&types.QuickConnectConfig{QuickConnectType: "FAX"}, invalidParameter},
	} {
		t.Run(name, func(t *testing.T) {
			tt.want(t, errorOf(client.CreateQuickConnect(t.Context(), &connect.CreateQuickConnectInput{InstanceId: c.id, Name: aws.String("x"), QuickConnectConfig: tt.config})))
			tt.want(t, errorOf(client.UpdateQuickConnectConfig(t.Context(), &connect.UpdateQuickConnectConfigInput{InstanceId: c.id, QuickConnectId: id, QuickConnectConfig: tt.config})))
		})
	}
	create := func(in connect.CreateQuickConnectInput) func() error {
		in.InstanceId, in.QuickConnectConfig = c.id, toNumber("+15555550100")
		return func() error { return errorOf(client.CreateQuickConnect(t.Context(), &in)) }
	}
	refusals(t, []call{
		{"a name that is taken", create(connect.CreateQuickConnectInput{Name: aws.String("Desk")}), duplicate},
		{"a name of 128 characters", create(connect.CreateQuickConnectInput{Name: aws.String(strings.Repeat("x", 128))}), invalidParameter},
		{"an empty description", create(connect.CreateQuickConnectInput{Name: aws.String("x"), Description: aws.String("")}), invalidParameter},
	})
	same(t, "the quick connect after refusals", c.readQuickConnect(t, id), before)
}

func deletesQuickConnect(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "quick-connect-deletion")
	id, queue := c.quickConnect(t, "Desk", toNumber("+15555550100")), c.queue(t, "Support")
	ok(t, c.offer(t, queue, id))
	remove := func() error {
		return errorOf(client.DeleteQuickConnect(t.Context(), &connect.DeleteQuickConnectInput{InstanceId: c.id, QuickConnectId: id}))
	}
	ok(t, remove())
	notFound(t, remove())
	notFound(t, errorOf(client.DescribeQuickConnect(t.Context(), &connect.DescribeQuickConnectInput{InstanceId: c.id, QuickConnectId: id})))
	notFound(t, errorOf(client.UpdateQuickConnectName(t.Context(), &connect.UpdateQuickConnectNameInput{InstanceId: c.id, QuickConnectId: id, Name: aws.String("x")})))
	same(t, "what the queue offers", c.offered(t, queue), []string{})
	c.quickConnect(t, "Desk", toNumber("+15555550100"))
}
