package api_test

import (
	"regexp"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestInstanceRoundTrip(t *testing.T) {
	client, _ := newServer(t)
	created, err := client.CreateInstance(t.Context(), &sdk.CreateInstanceInput{
		IdentityManagementType: types.DirectoryTypeConnectManaged, InstanceAlias: aws.String("Acme"),
		InboundCallsEnabled: aws.Bool(true), OutboundCallsEnabled: aws.Bool(false), Tags: map[string]string{"team": "ops"},
	})
	wantError(t, err, "")
	wantARN := "arn:aws:connect:us-west-2:111122223333:instance/" + *created.Id
	if *created.Arn != wantARN {
		t.Errorf("ARN = %s, want %s", *created.Arn, wantARN)
	}
	for _, id := range []*string{created.Id, created.Arn} {
		described, err := client.DescribeInstance(t.Context(), &sdk.DescribeInstanceInput{InstanceId: id})
		wantError(t, err, "")
		want := &types.Instance{
			Id: created.Id, Arn: created.Arn, IdentityManagementType: types.DirectoryTypeConnectManaged, InstanceAlias: aws.String("Acme"),
			InstanceStatus: types.InstanceStatusActive, InboundCallsEnabled: aws.Bool(true), OutboundCallsEnabled: aws.Bool(false),
			InstanceAccessUrl: aws.String("https://acme.my.connect.aws"), Tags: map[string]string{"team": "ops"},
		}
		ignored := cmpopts.IgnoreFields(types.Instance{}, "CreatedTime", "ServiceRole")
		if diff := cmp.Diff(want, described.Instance, ignored, cmpopts.IgnoreUnexported(types.Instance{})); diff != "" {
			t.Errorf("DescribeInstance (-want +got):\n%s", diff)
		}
		role := regexp.MustCompile(`^arn:aws:iam::111122223333:role/aws-service-role/connect\.amazonaws\.com/AWSServiceRoleForAmazonConnect_\w{20}$`)
		if !role.MatchString(*described.Instance.ServiceRole) {
			t.Errorf("ServiceRole = %s", *described.Instance.ServiceRole)
		}
	}
	_, err = client.DeleteInstance(t.Context(), &sdk.DeleteInstanceInput{InstanceId: created.Id})
	wantError(t, err, "")
	_, err = client.DescribeInstance(t.Context(), &sdk.DescribeInstanceInput{InstanceId: created.Id})
	wantError(t, err, "ResourceNotFoundException")
}

func TestListInstancesPages(t *testing.T) {
	client, _ := newServer(t)
	for _, alias := range []string{"beta", "alpha", "gamma"} {
		newInstance(t, client, types.DirectoryTypeSaml, alias)
	}
	var got []string
	pages := sdk.NewListInstancesPaginator(client, &sdk.ListInstancesInput{MaxResults: aws.Int32(2)})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		wantError(t, err, "")
		for _, i := range page.InstanceSummaryList {
			got = append(got, *i.InstanceAlias)
		}
	}
	if diff := cmp.Diff([]string{"alpha", "beta", "gamma"}, got); diff != "" {
		t.Errorf("instances (-want +got):\n%s", diff)
	}
}

func TestPageTokenIsBoundToItsWalk(t *testing.T) {
	client, _ := newServer(t)
	first, second := newInstance(t, client, types.DirectoryTypeSaml, "one"), newInstance(t, client, types.DirectoryTypeSaml, "two")
	page, err := client.ListInstanceAttributes(t.Context(), &sdk.ListInstanceAttributesInput{InstanceId: first, MaxResults: aws.Int32(3)})
	wantError(t, err, "")
	_, err = client.ListInstanceAttributes(t.Context(), &sdk.ListInstanceAttributesInput{InstanceId: first, MaxResults: aws.Int32(7), NextToken: page.NextToken})
	wantError(t, err, "")
	_, err = client.ListInstanceAttributes(t.Context(), &sdk.ListInstanceAttributesInput{InstanceId: second, NextToken: page.NextToken})
	wantError(t, err, "InvalidParameterException")
	_, err = client.ListInstances(t.Context(), &sdk.ListInstancesInput{NextToken: page.NextToken})
	wantError(t, err, "InvalidRequestException")
}

func TestUpdateInstanceAttributeRefusesOtherValues(t *testing.T) {
	client, _ := newServer(t)
	id := newInstance(t, client, types.DirectoryTypeSaml, "one")
	for value, want := range map[string]string{"true": "", "false": "", "TRUE": "InvalidParameterException", "1": "InvalidParameterException"} {
		_, err := client.UpdateInstanceAttribute(t.Context(), &sdk.UpdateInstanceAttributeInput{
			InstanceId: id, AttributeType: types.InstanceAttributeTypeEarlyMedia, Value: &value,
		})
		wantError(t, err, want)
	}
}
