package e2e

import (
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestListInstances(t *testing.T) {
	t.Parallel()
	client := newServer(t).client()
	var made []string
	for _, alias := range []string{"l", "c", "g", "a", "k", "e", "i", "b", "j", "d", "h", "f"} {
		made = append(made, *must(client.CreateInstance(t.Context(), newInstance(types.DirectoryTypeSaml, alias)))(t).Id)
	}
	pages := walk(t, func(token *string) ([]types.InstanceSummary, *string, error) {
		out, err := client.ListInstances(t.Context(), &connect.ListInstancesInput{NextToken: token})
		if err != nil {
			return nil, nil, err
		}
		return out.InstanceSummaryList, out.NextToken, nil
	})
	same(t, "the pages' sizes", pluck(pages, func(p []types.InstanceSummary) int { return len(p) }), []int{10, 2})
	all := slices.Concat(pages...)
	same(t, "the aliases", pluck(all, func(i types.InstanceSummary) string { return *i.InstanceAlias }),
		[]string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"})
	one := must(client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: &made[0]}))(t).Instance
	same(t, "the last summary", all[11], types.InstanceSummary{
		Id: one.Id, Arn: one.Arn, IdentityManagementType: one.IdentityManagementType, InstanceAlias: one.InstanceAlias, CreatedTime: one.CreatedTime,
		ServiceRole: one.ServiceRole, InstanceStatus: one.InstanceStatus, InboundCallsEnabled: one.InboundCallsEnabled,
		OutboundCallsEnabled: one.OutboundCallsEnabled, InstanceAccessUrl: one.InstanceAccessUrl,
	})
}

func TestInstanceAttributes(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"are listed in their own order, seven a page": listsAttributes,
		"are the switches of the instance":            switchesCalls,
		"update refuses":                              refusesAttributes,
	})
}

func listsAttributes(t *testing.T, client *connect.Client) {
	in := newInstance(types.DirectoryTypeSaml, "attributes")
	in.OutboundCallsEnabled = aws.Bool(false)
	id := must(client.CreateInstance(t.Context(), in))(t).Id
	pages := walk(t, func(token *string) ([]types.Attribute, *string, error) {
		out, err := client.ListInstanceAttributes(t.Context(), &connect.ListInstanceAttributesInput{InstanceId: id, NextToken: token})
		if err != nil {
			return nil, nil, err
		}
		return out.Attributes, out.NextToken, nil
	})
	on, off := aws.String("true"), aws.String("false")
	same(t, "the attributes of a new instance", pages, [][]types.Attribute{{
		{AttributeType: "INBOUND_CALLS", Value: on}, {AttributeType: "OUTBOUND_CALLS", Value: off}, {AttributeType: "CONTACTFLOW_LOGS", Value: off},
		{AttributeType: "CONTACT_LENS", Value: on}, {AttributeType: "AUTO_RESOLVE_BEST_VOICES", Value: on},
		{AttributeType: "USE_CUSTOM_TTS_VOICES", Value: off}, {AttributeType: "EARLY_MEDIA", Value: on},
	}, {
		{AttributeType: "MULTI_PARTY_CONFERENCE", Value: off}, {AttributeType: "HIGH_VOLUME_OUTBOUND", Value: off},
		{AttributeType: "ENHANCED_CONTACT_MONITORING", Value: off}, {AttributeType: "ENHANCED_CHAT_MONITORING", Value: off},
		{AttributeType: "MULTI_PARTY_CHAT_CONFERENCE", Value: off}, {AttributeType: "MESSAGE_STREAMING", Value: off},
	}})
}

func switchesCalls(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "switches")
	turn := func(attribute types.InstanceAttributeType, value string) {
		t.Helper()
		must(client.UpdateInstanceAttribute(t.Context(), &connect.UpdateInstanceAttributeInput{InstanceId: c.id, AttributeType: attribute, Value: &value}))(t)
	}
	turn(types.InstanceAttributeTypeInboundCalls, "false")
	turn(types.InstanceAttributeTypeContactflowLogs, "true")
	turn(types.InstanceAttributeTypeUseCustomTtsVoices, "false")
	got := must(client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: c.id}))(t).Instance
	if *got.InboundCallsEnabled || !*got.OutboundCallsEnabled {
		t.Errorf("calls are in %v, out %v; want only out", *got.InboundCallsEnabled, *got.OutboundCallsEnabled)
	}
	logs := must(client.DescribeInstanceAttribute(t.Context(),
		&connect.DescribeInstanceAttributeInput{InstanceId: c.id, AttributeType: types.InstanceAttributeTypeContactflowLogs}))(t)
	same(t, "the attribute", logs.Attribute, &types.Attribute{AttributeType: types.InstanceAttributeTypeContactflowLogs, Value: aws.String("true")})
}

func refusesAttributes(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "attribute-refusals")
	refuse := func(name string, want refusal, in connect.UpdateInstanceAttributeInput) call {
		if in.InstanceId == nil {
			in.InstanceId = c.id
		}
		return call{name, func() error { return errorOf(client.UpdateInstanceAttribute(t.Context(), &in)) }, want}
	}
	yes := aws.String("true")
	refusals(t, []call{
		refuse("a value that is no boolean", invalidParameter, connect.UpdateInstanceAttributeInput{AttributeType: "EARLY_MEDIA", Value: aws.String("TRUE")}),
		refuse("an empty value", invalidParameter, connect.UpdateInstanceAttributeInput{AttributeType: "EARLY_MEDIA", Value: aws.String("")}),
		refuse("an unknown attribute", invalidParameter, connect.UpdateInstanceAttributeInput{AttributeType: "MIND_READING", Value: yes}),
		refuse("custom voices", deniedUndeclared, connect.UpdateInstanceAttributeInput{AttributeType: "USE_CUSTOM_TTS_VOICES", Value: yes}),
		refuse("an unknown instance", notFound, connect.UpdateInstanceAttributeInput{InstanceId: aws.String(nobody), AttributeType: "EARLY_MEDIA", Value: yes}),
		{"reading an unknown attribute", func() error {
			return errorOf(client.DescribeInstanceAttribute(t.Context(), &connect.DescribeInstanceAttributeInput{InstanceId: c.id, AttributeType: "MIND_READING"}))
		}, invalidParameter},
		{"reading of an unknown instance", func() error {
			return errorOf(client.DescribeInstanceAttribute(t.Context(), &connect.DescribeInstanceAttributeInput{InstanceId: aws.String(nobody), AttributeType: "EARLY_MEDIA"}))
		}, notFound},
		{"listing an unknown instance", func() error {
			return errorOf(client.ListInstanceAttributes(t.Context(), &connect.ListInstanceAttributesInput{InstanceId: aws.String(nobody)}))
		}, notFound},
		{"eight to a page", func() error {
			return errorOf(client.ListInstanceAttributes(t.Context(), &connect.ListInstanceAttributesInput{InstanceId: c.id, MaxResults: aws.Int32(8)}))
		}, invalidParameter},
		{"the same token with another value", func() error {
			in := &connect.UpdateInstanceAttributeInput{InstanceId: c.id, AttributeType: "EARLY_MEDIA", Value: yes, ClientToken: aws.String("t")}
			must(client.UpdateInstanceAttribute(t.Context(), in))(t)
			in.Value = aws.String("false")
			return errorOf(client.UpdateInstanceAttribute(t.Context(), in))
		}, invalidRequest},
	})
}
