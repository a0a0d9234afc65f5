package model

import (
	"encoding/json"
	"maps"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// AttributeOrder is the order of the enumeration, which lists follow.
var AttributeOrder = []types.InstanceAttributeType{
	types.InstanceAttributeTypeInboundCalls, types.InstanceAttributeTypeOutboundCalls, types.InstanceAttributeTypeContactflowLogs,
	types.InstanceAttributeTypeContactLens, types.InstanceAttributeTypeAutoResolveBestVoices, types.InstanceAttributeTypeUseCustomTtsVoices,
	types.InstanceAttributeTypeEarlyMedia, types.InstanceAttributeTypeMultiPartyConference, types.InstanceAttributeTypeHighVolumeOutbound,
	types.InstanceAttributeTypeEnhancedContactMonitoring, types.InstanceAttributeTypeEnhancedChatMonitoring,
	types.InstanceAttributeTypeMultiPartyChatConference, types.InstanceAttributeTypeMessageStreaming,
}

func newAttributes(inbound, outbound bool) map[types.InstanceAttributeType]bool {
	return map[types.InstanceAttributeType]bool{
		types.InstanceAttributeTypeInboundCalls: inbound, types.InstanceAttributeTypeOutboundCalls: outbound,
		types.InstanceAttributeTypeAutoResolveBestVoices: true, types.InstanceAttributeTypeContactLens: true, types.InstanceAttributeTypeEarlyMedia: true,
	}
}

func (i *Instance) attribute(of types.InstanceAttributeType) types.Attribute {
	shown := map[bool]string{true: "true", false: "false"}[i.attributes[of]]
	return types.Attribute{AttributeType: of, Value: &shown}
}

// DescribeInstanceAttribute reads one switch of an instance.
func (m *Model) DescribeInstanceAttribute(in *sdk.DescribeInstanceAttributeInput) (*sdk.DescribeInstanceAttributeOutput, Refusal) {
	i, no := m.instance(in.InstanceId)
	if no != nil {
		return nil, no
	}
	return &sdk.DescribeInstanceAttributeOutput{Attribute: ptr(i.attribute(in.AttributeType))}, nil
}

// ListInstanceAttributes reads all switches.
func (m *Model) ListInstanceAttributes(in *sdk.ListInstanceAttributesInput) (*sdk.ListInstanceAttributesOutput, Refusal) {
	i, no := m.instance(in.InstanceId)
	if no := first(badPage(in.MaxResults, 7), no); no != nil {
		return nil, no
	}
	return &sdk.ListInstanceAttributesOutput{Attributes: each(AttributeOrder, i.attribute)}, nil
}

// UpdateInstanceAttribute turns a switch.
func (m *Model) UpdateInstanceAttribute(in *sdk.UpdateInstanceAttributeInput) (*sdk.UpdateInstanceAttributeOutput, Refusal) {
	shape := breaks(rule{*in.Value != "true" && *in.Value != "false", InvalidParameter})
	voices := in.AttributeType == types.InstanceAttributeTypeUseCustomTtsVoices && *in.Value == "true" // not allowed to anybody
	i, missing := m.instance(in.InstanceId)
	if no := first(shape, missing, breaks(rule{voices, Denied})); no != nil {
		return nil, no
	}
	request := fingerprint(i.ID, in.AttributeType, in.Value)
	if _, done, no := m.replay("UpdateInstanceAttribute", in.ClientToken, request); done {
		return &sdk.UpdateInstanceAttributeOutput{}, no
	}
	i.attributes[in.AttributeType] = *in.Value == "true"
	m.use("UpdateInstanceAttribute", in.ClientToken, request, "")
	return &sdk.UpdateInstanceAttributeOutput{}, nil
}

// fingerprint is a text that is the same for the same request.
func fingerprint(parts ...any) string {
	b, err := json.Marshal(parts)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// copied is a copy of tags, which is there even when it is empty.
func copied(tags map[string]string) map[string]string {
	all := map[string]string{}
	maps.Copy(all, tags)
	return all
}
