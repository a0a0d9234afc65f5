package api

import (
	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// destination reads where a quick connect leads: the type, and the one part that belongs to it.
func destination(c roster.Caller, instance string, in *connect.QuickConnectConfig) (to roster.Destination, err error) {
	if err := checkOnlyPart(in); err != nil {
		return to, err
	}
	to.Type = roster.QuickConnectType(*in.QuickConnectType)
	var flow *string
	switch to.Type {
	case roster.UserQuickConnect:
		to.UserID, flow = resourceID(c, instance, access.TypeUser, in.UserConfig.UserId), in.UserConfig.ContactFlowId
	case roster.QueueQuickConnect:
		to.QueueID, flow = resourceID(c, instance, access.TypeQueue, in.QueueConfig.QueueId), in.QueueConfig.ContactFlowId
	case roster.PhoneNumberQuickConnect:
		to.PhoneNumber = *in.PhoneConfig.PhoneNumber
	case roster.FlowQuickConnect:
		flow = in.FlowConfig.ContactFlowId
	}
	to.FlowID, err = foreignID(c, instance, typeFlow, "ContactFlowId", flow)
	return to, err
}

// checkOnlyPart refuses a config without the part of its type, or with another one.
func checkOnlyPart(in *connect.QuickConnectConfig) error {
	for _, part := range []struct {
		of     connect.QuickConnectType
		member string
		given  bool
	}{
		{connect.QuickConnectTypeUser, "UserConfig", in.UserConfig != nil},
		{connect.QuickConnectTypeQueue, "QueueConfig", in.QueueConfig != nil},
		{connect.QuickConnectTypePhoneNumber, "PhoneConfig", in.PhoneConfig != nil},
		{connect.QuickConnectTypeFlow, "FlowConfig", in.FlowConfig != nil},
	} {
		if part.given != (*in.QuickConnectType == part.of) {
			return roster.Errorf(roster.InvalidParameter, "QuickConnectConfig must have %s if, and only if, QuickConnectType is %s", part.member, part.of)
		}
	}
	return nil
}

// quickConnectConfig is where a quick connect leads as it is answered.
func quickConnectConfig(to roster.Destination) *connect.QuickConnectConfig {
	wire := &connect.QuickConnectConfig{QuickConnectType: text(connect.QuickConnectType(to.Type))}
	switch to.Type {
	case roster.UserQuickConnect:
		wire.UserConfig = &connect.UserQuickConnectConfig{UserId: &to.UserID, ContactFlowId: &to.FlowID}
	case roster.QueueQuickConnect:
		wire.QueueConfig = &connect.QueueQuickConnectConfig{QueueId: &to.QueueID, ContactFlowId: &to.FlowID}
	case roster.PhoneNumberQuickConnect:
		wire.PhoneConfig = &connect.PhoneNumberQuickConnectConfig{PhoneNumber: &to.PhoneNumber}
	case roster.FlowQuickConnect:
		wire.FlowConfig = &connect.FlowQuickConnectConfig{ContactFlowId: &to.FlowID}
	}
	return wire
}

// wireQuickConnect is a quick connect as it is described and found.
func wireQuickConnect(c roster.Caller, instance string, q *roster.QuickConnect) connect.QuickConnect {
	wire := connect.QuickConnect{
		QuickConnectARN: quickConnectARN(c, instance, q.ID), QuickConnectId: &q.ID, Name: &q.Name, Description: text(q.Description),
		QuickConnectConfig: quickConnectConfig(q.Destination), Tags: q.Tags,
	}
	wire.LastModifiedTime, wire.LastModifiedRegion = modified(c, q.LastModified)
	return wire
}
