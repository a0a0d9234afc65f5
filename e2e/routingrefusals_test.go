package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func refusesRoutingSearches(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "routing-search-refusals")
	with := func(name string, want refusal, in connect.SearchRoutingProfilesInput) call {
		if in.InstanceId == nil {
			in.InstanceId = c.id
		}
		return call{name, func() error { return errorOf(client.SearchRoutingProfiles(t.Context(), &in)) }, want}
	}
	type in = connect.SearchRoutingProfilesInput
	refusals(t, []call{
		with("what is no field", invalidParameter, in{SearchCriteria: &types.RoutingProfileSearchCriteria{StringCondition: where("channel", "VOICE", exact)}}),
		with("one character to contain", invalidParameter, in{SearchCriteria: &types.RoutingProfileSearchCriteria{StringCondition: where("name", "x", contains)}}),
		with("501 to a page", invalidParameter, in{MaxResults: aws.Int32(501)}),
		with("an unknown instance", notFound, in{InstanceId: aws.String(nobody)}),
	})
}

func refusesUnknownRoutingUpdates(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "routing-unknown-updates")
	id, queue := aws.String(nobody), c.basicQueue(t).QueueId
	entry := []types.RoutingProfileQueueConfig{routed(queue, voice, 1, 0)}
	timer := func(id *string, timer types.AgentAvailabilityTimer) func() error {
		return func() error {
			return errorOf(client.UpdateRoutingProfileAgentAvailabilityTimer(t.Context(), &connect.UpdateRoutingProfileAgentAvailabilityTimerInput{
				InstanceId: c.id, RoutingProfileId: id, AgentAvailabilityTimer: timer,
			}))
		}
	}
	refusals(t, []call{
		{"its name", func() error {
			return errorOf(client.UpdateRoutingProfileName(t.Context(), &connect.UpdateRoutingProfileNameInput{InstanceId: c.id, RoutingProfileId: id, Name: aws.String("x")}))
		}, notFound},
		{"its channels", func() error {
			return errorOf(client.UpdateRoutingProfileConcurrency(t.Context(), &connect.UpdateRoutingProfileConcurrencyInput{
				InstanceId: c.id, RoutingProfileId: id, MediaConcurrencies: []types.MediaConcurrency{{Channel: voice, Concurrency: aws.Int32(1)}},
			}))
		}, notFound},
		{"its timer", timer(id, types.AgentAvailabilityTimerTimeSinceLastInbound), notFound},
		{"a timer that is none", timer(c.routing, "NEVER"), invalidParameter},
		{"its default queue", func() error {
			return errorOf(client.UpdateRoutingProfileDefaultOutboundQueue(t.Context(), &connect.UpdateRoutingProfileDefaultOutboundQueueInput{
				InstanceId: c.id, RoutingProfileId: id, DefaultOutboundQueueId: queue,
			}))
		}, notFound},
		{"an empty default queue", func() error {
			return errorOf(client.UpdateRoutingProfileDefaultOutboundQueue(t.Context(), &connect.UpdateRoutingProfileDefaultOutboundQueueInput{
				InstanceId: c.id, RoutingProfileId: c.routing, DefaultOutboundQueueId: aws.String(""),
			}))
		}, invalidParameter},
		{"priorities of its queues", func() error {
			return errorOf(client.UpdateRoutingProfileQueues(t.Context(), &connect.UpdateRoutingProfileQueuesInput{InstanceId: c.id, RoutingProfileId: id, QueueConfigs: entry}))
		}, notFound},
		{"adding a queue", func() error {
			return errorOf(client.AssociateRoutingProfileQueues(t.Context(), &connect.AssociateRoutingProfileQueuesInput{InstanceId: c.id, RoutingProfileId: id, QueueConfigs: entry}))
		}, notFound},
		{"taking a queue away", func() error {
			return errorOf(client.DisassociateRoutingProfileQueues(t.Context(), &connect.DisassociateRoutingProfileQueuesInput{
				InstanceId: c.id, RoutingProfileId: id, QueueReferences: []types.RoutingProfileQueueReference{*entry[0].QueueReference},
			}))
		}, notFound},
		{"its queues", func() error {
			return errorOf(client.ListRoutingProfileQueues(t.Context(), &connect.ListRoutingProfileQueuesInput{InstanceId: c.id, RoutingProfileId: id}))
		}, notFound},
	})
}
