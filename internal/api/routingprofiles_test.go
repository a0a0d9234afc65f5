package api_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
)

// basicRoutingProfile is the routing profile that comes with an instance.
func basicRoutingProfile(t *testing.T, client *sdk.Client, instance *string) types.RoutingProfileSummary {
	t.Helper()
	out, err := client.ListRoutingProfiles(t.Context(), &sdk.ListRoutingProfilesInput{InstanceId: instance})
	wantError(t, err, "")
	if len(out.RoutingProfileSummaryList) != 1 {
		t.Fatalf("a new instance has %d routing profiles, want 1", len(out.RoutingProfileSummaryList))
	}
	return out.RoutingProfileSummaryList[0]
}

func TestDescribeRoutingProfile(t *testing.T) {
	client, server := newServer(t)
	id := newInstance(t, client, types.DirectoryTypeSaml, "routing")
	basic := basicRoutingProfile(t, client, id)
	newAgent(t, client, id, "ann", securityProfileNamed(t, client, id, "Agent"), nil)
	concurrency := func(channel types.Channel, limit int32) types.MediaConcurrency {
		return types.MediaConcurrency{Channel: channel, Concurrency: &limit, CrossChannelBehavior: &types.CrossChannelBehavior{BehaviorType: types.BehaviorTypeRouteCurrentChannelOnly}}
	}
	for _, name := range []*string{basic.Id, basic.Arn} {
		out, err := client.DescribeRoutingProfile(t.Context(), &sdk.DescribeRoutingProfileInput{InstanceId: id, RoutingProfileId: name})
		wantError(t, err, "")
		want := &types.RoutingProfile{
			InstanceId: id, RoutingProfileId: basic.Id, RoutingProfileArn: instanceARN(id, "/routing-profile/"+*basic.Id),
			Name: aws.String("Basic Routing Profile"), Description: aws.String("A simple routing profile."), IsDefault: true,
			MediaConcurrencies:       []types.MediaConcurrency{concurrency("VOICE", 1), concurrency("CHAT", 2), concurrency("TASK", 1)},
			DefaultOutboundQueueId:   out.RoutingProfile.DefaultOutboundQueueId,
			NumberOfAssociatedQueues: aws.Int64(1), NumberOfAssociatedManualAssignmentQueues: aws.Int64(0), NumberOfAssociatedUsers: aws.Int64(1),
			AgentAvailabilityTimer: types.AgentAvailabilityTimerTimeSinceLastActivity, LastModifiedRegion: aws.String(region),
			Tags: map[string]string{}, AssociatedQueueIds: []string{}, AssociatedManualAssignmentQueueIds: []string{},
		}
		if diff := cmp.Diff(want, out.RoutingProfile, timeless); diff != "" {
			t.Errorf("routing profile (-want +got):\n%s", diff)
		}
	}
	_, _, got := raw(t, server, "GET", "/routing-profiles/"+*id+"/"+*basic.Id, "")
	if profile := got["RoutingProfile"].(map[string]any); profile["IsDefault"] != true || profile["NumberOfAssociatedManualAssignmentQueues"] != 0.0 {
		t.Errorf("a number or boolean is missing in %v", profile)
	}
	_, err := client.DescribeRoutingProfile(t.Context(), &sdk.DescribeRoutingProfileInput{InstanceId: id, RoutingProfileId: aws.String("nothing")})
	wantError(t, err, "ResourceNotFoundException")
}
