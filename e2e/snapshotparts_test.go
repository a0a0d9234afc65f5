package e2e

import (
	"reflect"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// isFull expects that a snapshot has something of everything, so that comparing it with another says something.
func (s snapshot) isFull(t *testing.T) {
	t.Helper()
	for _, part := range []any{s, s.Queueing, s.Status, s.Routing[1], s.Users[0]} {
		v := reflect.ValueOf(part)
		for i := range v.NumField() {
			f := v.Field(i)
			if f.IsZero() || (f.Kind() == reflect.Slice || f.Kind() == reflect.Map) && f.Len() == 0 {
				t.Errorf("the snapshot has nothing in %T.%s", part, v.Type().Field(i).Name)
			}
		}
	}
}

// routingSnapshot is a routing profile with its lists of queues.
type routingSnapshot struct {
	*types.RoutingProfile
	Queues []types.RoutingProfileQueueConfigSummary
	ByHand []types.RoutingProfileManualAssignmentQueueConfigSummary
}

func (c *centre) readRouting(t *testing.T, id *string) routingSnapshot {
	t.Helper()
	byHand := &connect.ListRoutingProfileManualAssignmentQueuesInput{InstanceId: c.id, RoutingProfileId: id}
	return routingSnapshot{
		RoutingProfile: c.routingProfile(t, id),
		Queues: must(c.ListRoutingProfileQueues(t.Context(), &connect.ListRoutingProfileQueuesInput{
			InstanceId: c.id, RoutingProfileId: id,
		}))(t).RoutingProfileQueueConfigSummaryList,
		ByHand: must(c.ListRoutingProfileManualAssignmentQueues(t.Context(), byHand))(t).RoutingProfileManualAssignmentQueueConfigSummaryList,
	}
}

// userSnapshot is a user with its proficiencies.
type userSnapshot struct {
	*types.User
	Proficiencies []types.UserProficiency
}

func (c *centre) readUser(t *testing.T, id *string) userSnapshot {
	t.Helper()
	known := must(c.ListUserProficiencies(t.Context(), &connect.ListUserProficienciesInput{InstanceId: c.id, UserId: id}))(t)
	return userSnapshot{c.describe(t, id), known.UserProficiencyList}
}

// queueingSnapshot are queues with their hours and quick connects.
type queueingSnapshot struct {
	Listed        []types.QueueSummary
	Queues        []types.Queue
	Offered       map[string][]string
	QuickConnects []types.QuickConnect
	Hours         []types.HoursOfOperation
	Overrides     []types.HoursOfOperationOverride
	Effective     map[string]*connect.GetEffectiveHoursOfOperationsOutput
}

func (c *centre) readQueueing(t *testing.T) queueingSnapshot {
	t.Helper()
	s := queueingSnapshot{
		Listed:        must(c.ListQueues(t.Context(), &connect.ListQueuesInput{InstanceId: c.id}))(t).QueueSummaryList,
		Offered:       map[string][]string{},
		QuickConnects: must(c.SearchQuickConnects(t.Context(), &connect.SearchQuickConnectsInput{InstanceId: c.id}))(t).QuickConnects,
		Hours:         must(c.SearchHoursOfOperations(t.Context(), &connect.SearchHoursOfOperationsInput{InstanceId: c.id}))(t).HoursOfOperations,
		Effective:     map[string]*connect.GetEffectiveHoursOfOperationsOutput{},
	}
	for _, q := range s.Listed {
		s.Queues = append(s.Queues, *c.readQueue(t, q.Arn))
		s.Offered[*q.Id] = c.offered(t, q.Id)
	}
	in := &connect.SearchHoursOfOperationOverridesInput{InstanceId: c.id}
	s.Overrides = must(c.SearchHoursOfOperationOverrides(t.Context(), in))(t).HoursOfOperationOverrides
	for _, h := range s.Hours {
		s.Effective[*h.HoursOfOperationId] = must(c.effective(t, h.HoursOfOperationId, "2026-12-24", "2027-01-06"))(t)
	}
	return s
}

// furnishQueueing makes queues, quick connects and hours that refer to each other in every way.
func (c *centre) furnishQueueing(t *testing.T) {
	t.Helper()
	holidays := c.hours(t, "Holidays")
	c.override(t, holidays, "New Year")
	office := c.hours(t, "Office", childOf(holidays))
	c.override(t, office, "Mondays", func(in *connect.CreateHoursOfOperationOverrideInput) {
		in.EffectiveTill, in.RecurrenceConfig = aws.String("2027-12-31"), recurring(types.RecurrenceFrequencyMonthly)
	})
	user := must(c.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c.id}))(t).UserSummaryList[0].Id
	desk := c.quickConnect(t, "Desk", toNumber("+15555550100"))
	c.quickConnect(t, "Ada", toUser(user))
	queue := c.queue(t, "Support", func(in *connect.CreateQueueInput) {
		in.HoursOfOperationId, in.QuickConnectIds, in.MaxContacts, in.Tags = office, []string{*desk}, aws.Int32(3), manyTags(2)
		in.OutboundCallerConfig = &types.OutboundCallerConfig{OutboundCallerIdName: aws.String("Help")}
	})
	c.quickConnect(t, "Support", toQueue(queue))
	ok(t, queueUpdates{c, queue}.status(t, types.QueueStatusDisabled))
	profile := c.newRoutingProfile(t, "Night")
	profile.QueueConfigs = []types.RoutingProfileQueueConfig{routed(queue, chat, 2, 30)}
	profile.ManualAssignmentQueueConfigs = []types.RoutingProfileManualAssignmentQueueConfig{byHand(queue, task)}
	must(c.CreateRoutingProfile(t.Context(), profile))(t)
}

// statusSnapshot is what users can do and are doing, and how they sign in.
type statusSnapshot struct {
	Statuses   []types.AgentStatus
	Doing      []types.UserData
	Attributes []types.PredefinedAttribute
	SignIn     *types.AuthenticationProfile
}

func (c *centre) readStatuses(t *testing.T) statusSnapshot {
	t.Helper()
	return statusSnapshot{
		Statuses:   must(c.SearchAgentStatuses(t.Context(), &connect.SearchAgentStatusesInput{InstanceId: c.id}))(t).AgentStatuses,
		Doing:      must(c.userData(t, types.UserDataFilters{}))(t).UserDataList,
		Attributes: must(c.SearchPredefinedAttributes(t.Context(), &connect.SearchPredefinedAttributesInput{InstanceId: c.id}))(t).PredefinedAttributes,
		SignIn:     c.readAuthentication(t, c.authentication(t).Id),
	}
}

// furnishStatuses gives users statuses and proficiencies.
//
//nolint:staticcheck // a member is deprecated, and served all the same
func (c *centre) furnishStatuses(t *testing.T) {
	t.Helper()
	c.attribute(t, awkward, "red", "green")
	lunch := c.status(t, "Lunch", func(in *connect.CreateAgentStatusInput) { in.DisplayOrder, in.Tags = aws.Int32(3), manyTags(1) })
	available, _ := c.builtInStatuses(t)
	for n, u := range must(c.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c.id}))(t).UserSummaryList[:2] {
		ok(t, c.learn(t, u.Id, proficiency(awkward, "red", float32(n+1)), proficiency(awkward, "green", 5)))
		ok(t, c.enter(t, u.Id, []*string{available, lunch}[n]))
	}
	ok(t, c.updateAuthentication(t, c.authentication(t).Id, connect.UpdateAuthenticationProfileInput{AllowedIps: []string{"10.0.0.0/8"}}))
}
