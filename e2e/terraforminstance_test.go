package e2e

import (
	"strconv"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// instanceConfig is what aws_connect_instance declares.
type instanceConfig struct {
	Alias                           string
	Identity                        types.DirectoryType
	InboundEnabled, OutboundEnabled bool
	Attributes                      map[types.InstanceAttributeType]bool
}

// attributes are the seven that the provider knows, all set but two.
func attributes() map[types.InstanceAttributeType]bool {
	return map[types.InstanceAttributeType]bool{
		types.InstanceAttributeTypeInboundCalls: true, types.InstanceAttributeTypeOutboundCalls: true, types.InstanceAttributeTypeContactLens: true,
		types.InstanceAttributeTypeAutoResolveBestVoices: true, types.InstanceAttributeTypeEarlyMedia: false,
		types.InstanceAttributeTypeContactflowLogs: false, types.InstanceAttributeTypeMultiPartyConference: true,
	}
}

func (c *centre) setAttribute(t *testing.T, kind types.InstanceAttributeType, value bool) error {
	return errorOf(c.UpdateInstanceAttribute(t.Context(), &connect.UpdateInstanceAttributeInput{
		InstanceId: c.id, AttributeType: kind, Value: aws.String(strconv.FormatBool(value)),
	}))
}

// declareInstance makes the instance, waits until it is active, and sets every attribute.
func declareInstance(t *testing.T, client *connect.Client, alias string) (*centre, *managed[instanceConfig]) {
	t.Helper()
	created := must(client.CreateInstance(t.Context(), &connect.CreateInstanceInput{
		ClientToken: aws.String("terraform-" + alias), IdentityManagementType: types.DirectoryTypeConnectManaged, InstanceAlias: &alias,
		InboundCallsEnabled: aws.Bool(true), OutboundCallsEnabled: aws.Bool(true), Tags: firstTags(),
	}))(t)
	c := &centre{Client: client, id: created.Id, arn: created.Arn}
	c.becomesActive(t)
	config := instanceConfig{alias, types.DirectoryTypeConnectManaged, true, true, attributes()}
	for kind, value := range config.Attributes {
		ok(t, c.setAttribute(t, kind, value))
	}
	m := &managed[instanceConfig]{
		kind: "instance", id: *c.id, arn: c.arn, declared: config, tags: firstTags(), read: c.readInstanceConfig,
		remove: func(t *testing.T) error {
			return errorOf(client.DeleteInstance(t.Context(), &connect.DeleteInstanceInput{InstanceId: c.id}))
		},
	}
	m.plan(t)
	return c, m
}

// becomesActive describes the instance until it is active, as the provider waits for it.
func (c *centre) becomesActive(t *testing.T) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); ; {
		instance := must(c.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: c.id}))(t).Instance
		switch status := instance.InstanceStatus; {
		case status == types.InstanceStatusActive:
			return
		case status != types.InstanceStatusCreationInProgress || time.Now().After(deadline):
			t.Fatalf("the instance is %s", status)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func (c *centre) readInstanceConfig(t *testing.T) (config instanceConfig, tags map[string]string, err error) {
	out, err := c.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: c.id})
	if err != nil {
		return config, nil, err
	}
	i := out.Instance
	config = instanceConfig{*i.InstanceAlias, i.IdentityManagementType, *i.InboundCallsEnabled, *i.OutboundCallsEnabled, map[types.InstanceAttributeType]bool{}}
	for kind := range attributes() {
		out, err := c.DescribeInstanceAttribute(t.Context(), &connect.DescribeInstanceAttributeInput{InstanceId: c.id, AttributeType: kind})
		if err != nil {
			return config, nil, err
		}
		if config.Attributes[kind], err = strconv.ParseBool(*out.Attribute.Value); err != nil {
			return config, nil, err
		}
	}
	return config, i.Tags, nil
}

func (s *stack) changeInstance(t *testing.T) {
	t.Helper()
	to := s.instance.declared
	to.Attributes = attributes()
	for _, kind := range []types.InstanceAttributeType{
		types.InstanceAttributeTypeInboundCalls, types.InstanceAttributeTypeContactflowLogs, types.InstanceAttributeTypeMultiPartyConference,
	} {
		to.Attributes[kind] = !to.Attributes[kind]
		to.InboundEnabled = to.Attributes[types.InstanceAttributeTypeInboundCalls]
		s.instance.becomes(t, to, s.setAttribute(t, kind, to.Attributes[kind]))
	}
}
