package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestRoutingProfiles(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"the built-in one is described": describesRoutingProfile,
		"are listed":                    listsRoutingProfiles,
		"unknown ones are refused":      refusesUnknownRoutingProfiles,
		"one is described as made":      createsRoutingProfile,
		"is updated part by part":       updatesRoutingProfile,
		"its queues come and go":        changesRoutingQueues,
		"create refuses":                refusesRoutingProfiles,
		"delete refuses":                refusesRoutingProfileDeletion,
		"are found":                     searchesRoutingProfiles,
		"searches are refused":          refusesRoutingSearches,
		"unknown ones are not updated":  refusesUnknownRoutingUpdates,
	})
}

func describesRoutingProfile(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "routing")
	c.hire(t, "ada")
	c.hire(t, "grace")
	got := must(client.DescribeRoutingProfile(t.Context(), &connect.DescribeRoutingProfileInput{InstanceId: c.id, RoutingProfileId: c.routing}))(t).RoutingProfile
	if len(aws.ToString(got.DefaultOutboundQueueId)) != 36 {
		t.Errorf("the default outbound queue is %q", aws.ToString(got.DefaultOutboundQueueId))
	}
	media := func(channel types.Channel, limit int32) types.MediaConcurrency {
		return types.MediaConcurrency{
			Channel: channel, Concurrency: &limit, CrossChannelBehavior: &types.CrossChannelBehavior{BehaviorType: types.BehaviorTypeRouteCurrentChannelOnly},
		}
	}
	want := &types.RoutingProfile{
		InstanceId: c.id, RoutingProfileId: c.routing, RoutingProfileArn: c.arnOf("routing-profile", c.routing), Name: aws.String("Basic Routing Profile"),
		Description: aws.String("A simple routing profile."), MediaConcurrencies: []types.MediaConcurrency{media(voice, 1), media(chat, 2), media(task, 1)},
		DefaultOutboundQueueId: got.DefaultOutboundQueueId, Tags: map[string]string{}, IsDefault: true,
		NumberOfAssociatedQueues: aws.Int64(1), NumberOfAssociatedManualAssignmentQueues: aws.Int64(0), NumberOfAssociatedUsers: aws.Int64(2),
		AgentAvailabilityTimer: types.AgentAvailabilityTimerTimeSinceLastActivity, LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
		AssociatedQueueIds: []string{}, AssociatedManualAssignmentQueueIds: []string{},
	}
	same(t, "the routing profile", got, want, recent)
}

func listsRoutingProfiles(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "routing-list")
	out := must(client.ListRoutingProfiles(t.Context(), &connect.ListRoutingProfilesInput{InstanceId: c.arn}))(t)
	same(t, "the list", out, &connect.ListRoutingProfilesOutput{RoutingProfileSummaryList: []types.RoutingProfileSummary{{
		Id: c.routing, Arn: c.arnOf("routing-profile", c.routing), Name: aws.String("Basic Routing Profile"),
		LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
	}}}, recent)
}

func refusesUnknownRoutingProfiles(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "routing-unknown")
	for _, id := range []string{nobody, "x", *c.arnOf("security-profile", c.profiles["Agent"])} {
		notFound(t, errorOf(client.DescribeRoutingProfile(t.Context(), &connect.DescribeRoutingProfileInput{InstanceId: c.id, RoutingProfileId: &id})))
	}
	notFound(t, errorOf(client.DescribeRoutingProfile(t.Context(), &connect.DescribeRoutingProfileInput{InstanceId: aws.String(nobody), RoutingProfileId: c.routing})))
	notFound(t, errorOf(client.ListRoutingProfiles(t.Context(), &connect.ListRoutingProfilesInput{InstanceId: aws.String(nobody)})))
	invalidParameter(t, errorOf(client.ListRoutingProfiles(t.Context(), &connect.ListRoutingProfilesInput{InstanceId: c.id, MaxResults: aws.Int32(1001)})))
}
