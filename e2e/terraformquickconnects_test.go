package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// quickConnectConfig is what aws_connect_quick_connect declares.
type quickConnectConfig struct {
	Name, Description string
	To                *types.QuickConnectConfig
}

func (c *centre) declareQuickConnect(t *testing.T, config quickConnectConfig) *managed[quickConnectConfig] {
	t.Helper()
	created := must(c.CreateQuickConnect(t.Context(), &connect.CreateQuickConnectInput{
		InstanceId: c.id, Name: &config.Name, Description: optional(config.Description), QuickConnectConfig: config.To, Tags: firstTags(),
	}))(t)
	m := &managed[quickConnectConfig]{kind: "quick connect", id: *created.QuickConnectId, arn: created.QuickConnectARN, declared: config, tags: firstTags()}
	m.read = func(t *testing.T) (quickConnectConfig, map[string]string, error) {
		out, err := c.DescribeQuickConnect(t.Context(), &connect.DescribeQuickConnectInput{InstanceId: c.id, QuickConnectId: &m.id})
		if err != nil {
			return quickConnectConfig{}, nil, err
		}
		q := out.QuickConnect
		return quickConnectConfig{*q.Name, aws.ToString(q.Description), q.QuickConnectConfig}, q.Tags, nil
	}
	m.remove = func(t *testing.T) error {
		return errorOf(c.DeleteQuickConnect(t.Context(), &connect.DeleteQuickConnectInput{InstanceId: c.id, QuickConnectId: &m.id}))
	}
	m.plan(t)
	return m
}

func (s *stack) changeQuickConnects(t *testing.T) {
	t.Helper()
	quick := s.quick[1]
	label := func(to quickConnectConfig) error {
		return errorOf(s.UpdateQuickConnectName(t.Context(), &connect.UpdateQuickConnectNameInput{
			InstanceId: s.id, QuickConnectId: &quick.id, Name: &to.Name, Description: &to.Description,
		}))
	}
	to := quick.declared
	to.Name, to.Description = "Help", "The support queue"
	quick.becomes(t, to, label(to))
	to.Description = ""
	quick.becomes(t, to, label(to))
	to.To = toNumber("+15555550102")
	quick.becomes(t, to, errorOf(s.UpdateQuickConnectConfig(t.Context(), &connect.UpdateQuickConnectConfigInput{
		InstanceId: s.id, QuickConnectId: &quick.id, QuickConnectConfig: to.To,
	})))
}
