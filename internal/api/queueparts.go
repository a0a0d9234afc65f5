package api

import (
	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// wireQueue is a queue as it is described and found.
func wireQueue(c roster.Caller, instance string, q *roster.Queue) connect.Queue {
	wire := connect.Queue{
		Name: text(q.Name), QueueArn: queueARN(c, instance, q), QueueId: &q.ID, Description: text(q.Description),
		OutboundCallerConfig: wireOutboundCaller(q.OutboundCaller), OutboundEmailConfig: wireOutboundEmail(q.OutboundEmailAddressID),
		HoursOfOperationId: text(q.HoursOfOperationID), Status: text(queueStatus(q.Enabled)), Tags: q.Tags,
	}
	if q.MaxContacts != nil {
		wire.MaxContacts = number[int32](*q.MaxContacts)
	}
	wire.LastModifiedTime, wire.LastModifiedRegion = modified(c, q.LastModified)
	return wire
}

func queueStatus(enabled bool) connect.QueueStatus {
	if enabled {
		return connect.QueueStatusEnabled
	}
	return connect.QueueStatusDisabled
}

// outboundCaller reads how calls out of a queue show themselves. An empty structure means that nothing is set, like an absent one.
func outboundCaller(c roster.Caller, instance string, in *connect.OutboundCallerConfig) (caller roster.OutboundCaller, err error) {
	if in == nil {
		return caller, nil
	}
	caller.Name = value(in.OutboundCallerIdName)
	if caller.NumberID, err = foreignID(c, instance, typePhoneNumber, "OutboundCallerIdNumberId", in.OutboundCallerIdNumberId); err != nil {
		return caller, err
	}
	caller.FlowID, err = foreignID(c, instance, typeFlow, "OutboundFlowId", in.OutboundFlowId)
	return caller, err
}

func wireOutboundCaller(caller roster.OutboundCaller) *connect.OutboundCallerConfig {
	if caller == (roster.OutboundCaller{}) {
		return nil
	}
	return &connect.OutboundCallerConfig{
		OutboundCallerIdName: text(caller.Name), OutboundCallerIdNumberId: text(caller.NumberID), OutboundFlowId: text(caller.FlowID),
	}
}

// outboundEmailAddress reads the address of e-mail out of a queue; empty for none.
func outboundEmailAddress(c roster.Caller, instance string, in *connect.OutboundEmailConfig) (string, error) {
	return foreignID(c, instance, typeEmailAddress, "OutboundEmailAddressId", value(in).OutboundEmailAddressId)
}

func wireOutboundEmail(address string) *connect.OutboundEmailConfig {
	if address == "" {
		return nil
	}
	return &connect.OutboundEmailConfig{OutboundEmailAddressId: &address}
}
