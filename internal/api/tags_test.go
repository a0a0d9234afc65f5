package api_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
)

func TestTagsRoundTrip(t *testing.T) {
	client, server := newServer(t)
	id := newInstance(t, client, types.DirectoryTypeSaml, "tags")
	agent := securityProfileNamed(t, client, id, "Agent")
	arns := []*string{
		instanceARN(id, ""),
		instanceARN(id, "/security-profile/"+agent),
		instanceARN(id, "/agent/"+newAgent(t, client, id, "ann", agent, nil)),
		basicRoutingProfile(t, client, id).Arn,
	}
	for _, arn := range arns {
		_, _, none := raw(t, server, "GET", "/tags/"+url.PathEscape(*arn), "")
		if diff := cmp.Diff(map[string]any{"tags": map[string]any{}}, none); diff != "" {
			t.Errorf("without tags (-want +got):\n%s", diff)
		}
		_, err := client.TagResource(t.Context(), &sdk.TagResourceInput{ResourceArn: arn, Tags: map[string]string{"a": "1", "größe/x": "2 b"}})
		wantError(t, err, "")
		_, err = client.UntagResource(t.Context(), &sdk.UntagResourceInput{ResourceArn: arn, TagKeys: []string{"a", "absent"}})
		wantError(t, err, "")
		out, err := client.ListTagsForResource(t.Context(), &sdk.ListTagsForResourceInput{ResourceArn: arn})
		wantError(t, err, "")
		if diff := cmp.Diff(map[string]string{"größe/x": "2 b"}, out.Tags); diff != "" {
			t.Errorf("tags of %s (-want +got):\n%s", *arn, diff)
		}
	}
	described, err := client.DescribeInstance(t.Context(), &sdk.DescribeInstanceInput{InstanceId: id})
	wantError(t, err, "")
	if described.Instance.Tags["größe/x"] != "2 b" {
		t.Errorf("the described instance has tags %v", described.Instance.Tags)
	}
}

func TestTagErrors(t *testing.T) {
	client, _ := newServer(t)
	id := newInstance(t, client, types.DirectoryTypeSaml, "errors")
	elsewhere := strings.Replace(*instanceARN(id, ""), account, "999999999999", 1)
	abroad := strings.Replace(*instanceARN(id, ""), region, "eu-west-1", 1)
	one := map[string]string{"a": "1"}
	tests := []struct {
		name string
		arn  string
		tags map[string]string
		want string
	}{
		{"no ARN", *id, one, "InvalidParameterException"},
		{"another service's ARN", "arn:aws:iam::" + account + ":user/ann", one, "InvalidParameterException"},
		{"level", *instanceARN(id, "/agent-group-level/1"), one, "InvalidParameterException"},
		{"missing queue", *instanceARN(id, "/queue/nothing"), one, "ResourceNotFoundException"},
		{"missing quick connect", *instanceARN(id, "/transfer-destination/nothing"), one, "ResourceNotFoundException"},
		{"another account", elsewhere, one, "AccessDeniedException"},
		{"another Region", abroad, one, "AccessDeniedException"},
		{"no tags", *instanceARN(id, ""), map[string]string{}, "InvalidParameterException"},
		{"reserved key", *instanceARN(id, ""), map[string]string{"aws:a": "1"}, "InvalidParameterException"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := client.TagResource(t.Context(), &sdk.TagResourceInput{ResourceArn: &tt.arn, Tags: tt.tags})
			wantError(t, err, tt.want)
		})
	}
	_, err := client.TagResource(t.Context(), &sdk.TagResourceInput{ResourceArn: &elsewhere, Tags: one})
	want := "User: arn:aws:iam::" + account + ":root is not authorized to perform: connect:TagResource on resource: " + elsewhere
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %s", err, want)
	}
	_, err = client.UntagResource(t.Context(), &sdk.UntagResourceInput{ResourceArn: instanceARN(id, ""), TagKeys: []string{}})
	wantError(t, err, "InvalidParameterException")
	_, err = client.ListTagsForResource(t.Context(), &sdk.ListTagsForResourceInput{ResourceArn: aws.String("nothing")})
	wantError(t, err, "InvalidParameterException")
}
