package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// hoursConfig is what aws_connect_hours_of_operation declares.
type hoursConfig struct {
	Name, Description, TimeZone string
	Config                      map[openTime]bool
}

type openTime struct {
	Day                                        types.HoursOfOperationDays
	FromHour, FromMinute, TillHour, TillMinute int32
}

func workingWeek() map[openTime]bool {
	return set(openTime{"MONDAY", 8, 0, 12, 0}, openTime{"MONDAY", 13, 30, 17, 0}, openTime{"FRIDAY", 22, 0, 0, 0}, openTime{"SATURDAY", 0, 0, 0, 0})
}

// wire is the configuration as it is sent.
func (h hoursConfig) wire() []types.HoursOfOperationConfig {
	return pluck(keys(h.Config), func(o openTime) types.HoursOfOperationConfig {
		return open(o.Day, o.FromHour, o.FromMinute, o.TillHour, o.TillMinute)
	})
}

func (c *centre) declareHours(t *testing.T, config hoursConfig) *managed[hoursConfig] {
	t.Helper()
	created := must(c.CreateHoursOfOperation(t.Context(), &connect.CreateHoursOfOperationInput{
		InstanceId: c.id, Name: &config.Name, Description: optional(config.Description), TimeZone: &config.TimeZone, Config: config.wire(), Tags: firstTags(),
	}))(t)
	m := &managed[hoursConfig]{kind: "hours of operation", id: *created.HoursOfOperationId, arn: created.HoursOfOperationArn, declared: config, tags: firstTags()}
	m.read = func(t *testing.T) (got hoursConfig, _ map[string]string, err error) {
		out, err := c.DescribeHoursOfOperation(t.Context(), &connect.DescribeHoursOfOperationInput{InstanceId: c.id, HoursOfOperationId: &m.id})
		if err != nil {
			return got, nil, err
		}
		h := out.HoursOfOperation
		got = hoursConfig{*h.Name, aws.ToString(h.Description), *h.TimeZone, set[openTime]()}
		for _, o := range h.Config {
			got.Config[openTime{o.Day, *o.StartTime.Hours, *o.StartTime.Minutes, *o.EndTime.Hours, *o.EndTime.Minutes}] = true
		}
		return got, h.Tags, nil
	}
	m.remove = func(t *testing.T) error { return c.removeHours(t, &m.id) }
	m.plan(t)
	return m
}

func (s *stack) changeHours(t *testing.T) {
	t.Helper()
	for _, to := range []hoursConfig{
		{Name: "Hours", Description: "Shorter", TimeZone: "UTC", Config: set(openTime{"SUNDAY", 9, 0, 10, 0})},
		{Name: "Hours", TimeZone: "UTC", Config: set(openTime{"SUNDAY", 9, 0, 10, 0})},
		{Name: "Hours", TimeZone: "US/Eastern", Config: workingWeek()},
	} {
		s.hours[0].becomes(t, to, s.updateHours(t, connect.UpdateHoursOfOperationInput{
			HoursOfOperationId: &s.hours[0].id, Name: &to.Name, Description: &to.Description, TimeZone: &to.TimeZone, Config: to.wire(),
		}))
	}
}

// queueConfig is what aws_connect_queue declares.
type queueConfig struct {
	Name, Description, Hours string
	Status                   types.QueueStatus
	MaxContacts              int32
	Caller                   *callerConfig
	QuickConnects            map[string]bool
}

type callerConfig struct{ Name, Number, Flow string }

func (c *callerConfig) wire() *types.OutboundCallerConfig {
	if c == nil {
		return nil
	}
	return &types.OutboundCallerConfig{
		OutboundCallerIdName: optional(c.Name), OutboundCallerIdNumberId: optional(c.Number), OutboundFlowId: optional(c.Flow),
	}
}

func (c *centre) declareQueue(t *testing.T, config queueConfig) *managed[queueConfig] {
	t.Helper()
	in := &connect.CreateQueueInput{
		InstanceId: c.id, Name: &config.Name, Description: optional(config.Description), HoursOfOperationId: &config.Hours,
		OutboundCallerConfig: config.Caller.wire(), Tags: firstTags(),
	}
	if config.MaxContacts > 0 {
		in.MaxContacts = &config.MaxContacts
	}
	if len(config.QuickConnects) > 0 {
		in.QuickConnectIds = keys(config.QuickConnects)
	}
	created := must(c.CreateQueue(t.Context(), in))(t)
	m := &managed[queueConfig]{kind: "queue", id: *created.QueueId, arn: created.QueueArn, declared: config, tags: firstTags()}
	m.read = func(t *testing.T) (queueConfig, map[string]string, error) { return c.readQueueConfig(t, &m.id) }
	m.remove = func(t *testing.T) error { return c.removeQueue(t, &m.id) }
	m.plan(t)
	return m
}

func (c *centre) readQueueConfig(t *testing.T, id *string) (config queueConfig, tags map[string]string, err error) {
	out, err := c.DescribeQueue(t.Context(), &connect.DescribeQueueInput{InstanceId: c.id, QueueId: id})
	if err != nil {
		return config, nil, err
	}
	q := out.Queue
	config = queueConfig{*q.Name, aws.ToString(q.Description), *q.HoursOfOperationId, q.Status, aws.ToInt32(q.MaxContacts), nil, set[string]()}
	if o := q.OutboundCallerConfig; o != nil {
		config.Caller = &callerConfig{aws.ToString(o.OutboundCallerIdName), aws.ToString(o.OutboundCallerIdNumberId), aws.ToString(o.OutboundFlowId)}
	}
	pages := connect.NewListQueueQuickConnectsPaginator(c, &connect.ListQueueQuickConnectsInput{InstanceId: c.id, QueueId: id, MaxResults: aws.Int32(60)})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			return config, nil, err
		}
		for _, quick := range page.QuickConnectSummaryList {
			config.QuickConnects[*quick.Id] = true
		}
	}
	return config, q.Tags, nil
}

func (s *stack) changeQueues(t *testing.T) {
	t.Helper()
	queue := s.queues[0]
	q, to, support := queueUpdates{s.centre, &queue.id}, queue.declared, s.declareQuickConnect(t, quickConnectConfig{Name: "Second", To: toNumber("+15555550101")})
	to.Hours = s.hours[1].id
	queue.becomes(t, to, q.hours(t, &to.Hours))
	to.MaxContacts = 9
	queue.becomes(t, to, q.contacts(t, &to.MaxContacts))
	to.MaxContacts = 0 // so the provider sends what is not declared any more
	queue.becomes(t, to, q.contacts(t, &to.MaxContacts))
	to.Name, to.Description = "Orders", "Calls and chats"
	queue.becomes(t, to, q.label(t, &to.Name, &to.Description))
	to.Caller = &callerConfig{Number: numberID}
	queue.becomes(t, to, q.caller(t, *to.Caller.wire()))
	to.Status = types.QueueStatusDisabled
	queue.becomes(t, to, q.status(t, to.Status))
	to.QuickConnects = set(s.desk.id, support.id)
	queue.becomes(t, to, s.withdraw(t, &queue.id, &s.desk.id), s.offer(t, &queue.id, &s.desk.id, &support.id))
	to.QuickConnects = set(s.desk.id)
	queue.becomes(t, to, support.remove(t))
}
