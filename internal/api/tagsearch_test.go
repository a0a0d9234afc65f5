package api_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// foundTags searches one tag at a time.
func (c *crew) foundTags(t *testing.T, in *sdk.SearchResourceTagsInput) string {
	t.Helper()
	in.MaxResults = aws.Int32(1)
	if in.InstanceId == nil {
		in.InstanceId = c.id
	}
	var found []string
	pages := sdk.NewSearchResourceTagsPaginator(c, in)
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		wantError(t, err, "")
		for _, tag := range page.Tags {
			found = append(found, *tag.Key+"="+*tag.Value)
		}
	}
	return strings.Join(found, " ")
}

func TestSearchingTags(t *testing.T) {
	c := newCrew(t)
	c.user(t, "ann", func(in *sdk.CreateUserInput) { in.Tags = map[string]string{"team": "blue", "level": ""} })
	c.user(t, "bob", func(in *sdk.CreateUserInput) { in.Tags = map[string]string{"team": "red"} })
	for kind, arn := range map[string]*string{
		"queue": instanceARN(c.id, "/queue/"+*c.basicQueue(t)), "routing": instanceARN(c.id, "/routing-profile/"+*c.routing), "instance": instanceARN(c.id, ""),
	} {
		_, err := c.TagResource(t.Context(), &sdk.TagResourceInput{ResourceArn: arn, Tags: map[string]string{"team": "blue", "kind": kind}})
		wantError(t, err, "")
	}
	condition := func(key, value *string, how, howValue types.StringComparisonType) *types.ResourceTagsSearchCriteria {
		return &types.ResourceTagsSearchCriteria{TagSearchCondition: &types.TagSearchCondition{TagKey: key, TagValue: value, TagKeyComparisonType: how, TagValueComparisonType: howValue}}
	}
	for name, tt := range map[string]struct {
		in   sdk.SearchResourceTagsInput
		want string
	}{
		"users":                {sdk.SearchResourceTagsInput{ResourceTypes: []string{"agent"}}, "level= team=blue team=red"},
		"queues, and the like": {sdk.SearchResourceTagsInput{ResourceTypes: []string{"standard-queue", "prompt", "standard-queue"}}, "kind=queue team=blue"},
		"what is not held":     {sdk.SearchResourceTagsInput{ResourceTypes: []string{"prompt", "contact-flow", "flow-module"}}, ""},
		"instance by ARN":      {sdk.SearchResourceTagsInput{InstanceId: instanceARN(c.id, ""), SearchCriteria: condition(aws.String("team"), nil, "", "")}, "team=blue team=red"},
		"key, exactly":         {sdk.SearchResourceTagsInput{SearchCriteria: condition(aws.String("tea"), nil, "EXACT", "")}, ""},
		"beginning of the key": {sdk.SearchResourceTagsInput{SearchCriteria: condition(aws.String("TEA"), nil, "STARTS_WITH", "")}, "team=blue team=red"},
		"part of the value":    {sdk.SearchResourceTagsInput{SearchCriteria: condition(nil, aws.String("l"), "EXACT", "CONTAINS"), ResourceTypes: []string{"agent"}}, "team=blue"},
		"empty value":          {sdk.SearchResourceTagsInput{SearchCriteria: condition(nil, aws.String(""), "", "")}, "level="},
		"empty condition":      {sdk.SearchResourceTagsInput{SearchCriteria: condition(nil, nil, "", ""), ResourceTypes: []string{"agent"}}, "level= team=blue team=red"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.foundTags(t, &tt.in); got != tt.want {
				t.Errorf("found %q, want %q", got, tt.want)
			}
		})
	}
}

func TestTagSearchErrors(t *testing.T) {
	c := newCrew(t)
	for n := range 21 {
		tags := make(map[string]string)
		for m := range 50 {
			tags[fmt.Sprint("key", m)] = fmt.Sprint(n)
		}
		c.user(t, fmt.Sprint("user", n), func(in *sdk.CreateUserInput) { in.Tags = tags })
	}
	for name, tt := range map[string]struct{ body, want string }{
		"too many":         {`{"InstanceId": "` + *c.id + `"}`, "MaximumResultReturnedException"},
		"few enough":       {`{"InstanceId": "` + *c.id + `", "SearchCriteria": {"TagSearchCondition": {"tagValue": "20"}}}`, ""},
		"unknown type":     {`{"InstanceId": "` + *c.id + `", "ResourceTypes": ["agent-group"]}`, "InvalidParameterException"},
		"upper case":       {`{"InstanceId": "` + *c.id + `", "ResourceTypes": ["AGENT"]}`, "InvalidParameterException"},
		"missing instance": {`{"InstanceId": "` + uuid + `"}`, "ResourceNotFoundException"},
		"no id":            {`{"InstanceId": "nothing"}`, "InvalidParameterException"},
	} {
		t.Run(name, func(t *testing.T) {
			if status, kind, got := raw(t, c.server, "POST", "/search-resource-tags", tt.body); kind != tt.want || kind != "" && status/100 != 4 {
				t.Errorf("answer = %d %s %v, want %s", status, kind, got, tt.want)
			}
		})
	}
}
