package e2e

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestSearchResourceTags(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"finds each tag once": findsTags,
		"looks at the types":  findsTagsByType,
		"at most a thousand":  boundsFoundTags,
		"refuses":             refusesTagSearches,
	})
}

// foundTags searches for tags, two to a page, and gives them as text.
func (c *centre) foundTags(t *testing.T, condition *types.TagSearchCondition, kinds ...string) []string {
	t.Helper()
	in := &connect.SearchResourceTagsInput{InstanceId: c.id, ResourceTypes: kinds, MaxResults: aws.Int32(2)}
	if condition != nil {
		in.SearchCriteria = &types.ResourceTagsSearchCriteria{TagSearchCondition: condition}
	}
	found := []string{}
	for _, page := range walk(t, func(token *string) ([]types.TagSet, *string, error) {
		in.NextToken = token
		out, err := c.SearchResourceTags(t.Context(), in)
		if err != nil {
			return nil, nil, err
		}
		return out.Tags, out.NextToken, nil
	}) {
		for _, tag := range page {
			found = append(found, *tag.Key+"="+*tag.Value)
		}
	}
	return found
}

func findsTags(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "tag-search")
	ada := c.hire(t, "ada", func(in *connect.CreateUserInput) { in.Tags = map[string]string{"team": "blue", "level": ""} })
	c.hire(t, "alan", func(in *connect.CreateUserInput) { in.Tags = map[string]string{"team": "red", "Team": "red"} })
	ok(t, c.tag(t, c.arnOf("routing-profile", c.routing), map[string]string{"team": "blue"}))
	ok(t, c.tag(t, c.arn, map[string]string{"owner": "it"})) // the instance is no type whose tags can be searched
	condition := func(key, value *string, keyAs, valueAs types.StringComparisonType) *types.TagSearchCondition {
		return &types.TagSearchCondition{TagKey: key, TagKeyComparisonType: keyAs, TagValue: value, TagValueComparisonType: valueAs}
	}
	same(t, "all tags", c.foundTags(t, nil), []string{"Team=red", "level=", "team=blue", "team=red"})
	same(t, "an exact key", c.foundTags(t, condition(aws.String("team"), nil, exact, "")), []string{"team=blue", "team=red"})
	same(t, "the beginning of a key", c.foundTags(t, condition(aws.String("TE"), nil, prefix, "")), []string{"Team=red", "team=blue", "team=red"})
	same(t, "a part of the value", c.foundTags(t, condition(nil, aws.String("LU"), "", contains)), []string{"team=blue"})
	same(t, "key and value", c.foundTags(t, condition(aws.String("team"), aws.String("red"), "", "")), []string{"team=red"})
	same(t, "the empty value", c.foundTags(t, condition(nil, aws.String(""), "", exact)), []string{"level="})
	same(t, "neither", c.foundTags(t, condition(aws.String("none"), nil, exact, "")), []string{})
	must(client.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: c.id, UserId: ada}))(t)
	same(t, "tags without those of who was deleted", c.foundTags(t, nil), []string{"Team=red", "team=blue", "team=red"})
}

func findsTagsByType(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "tag-types")
	tags := func(kind string) map[string]string { return map[string]string{"kind": kind} }
	for kind, arn := range map[string]*string{
		"agent":                c.arnOf("agent", c.hire(t, "ada")),
		"agent-state":          c.arnOf("agent-state", c.status(t, "Lunch")),
		"routing-profile":      c.arnOf("routing-profile", c.routing),
		"standard-queue":       c.arnOf("queue", c.basicQueue(t).QueueId),
		"security-profile":     c.arnOf("security-profile", c.profiles["Agent"]),
		"operating-hours":      c.arnOf("operating-hours", c.basicQueue(t).HoursOfOperationId),
		"transfer-destination": c.arnOf("transfer-destination", c.quickConnect(t, "Desk", toNumber("+15555550100"))),
	} {
		ok(t, c.tag(t, arn, tags(kind)))
		same(t, "the tags of "+kind, c.tags(t, arn), tags(kind))
		same(t, "those that are found", c.foundTags(t, nil, kind), []string{"kind=" + kind})
		ok(t, c.untag(t, arn, "kind"))
		same(t, "those that are found once it is gone", c.foundTags(t, nil, kind), []string{})
		ok(t, c.tag(t, arn, tags(kind)))
	}
	same(t, "two types", c.foundTags(t, nil, "standard-queue", "agent", "agent"), []string{"kind=agent", "kind=standard-queue"})
	same(t, "types that hold nothing", c.foundTags(t, nil, "prompt", "contact-flow", "flow-module"), []string{})
	same(t, "all types", len(c.foundTags(t, nil)), 7)
}

func boundsFoundTags(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "tag-thousand")
	tags := func(n int) map[string]string {
		all := map[string]string{}
		for i := range 50 {
			all[fmt.Sprint("key ", i)] = fmt.Sprint("value ", n)
		}
		return all
	}
	for n := range 20 {
		c.hire(t, fmt.Sprint("user-", n), func(in *connect.CreateUserInput) { in.Tags = tags(n) })
	}
	search := func() error {
		return errorOf(client.SearchResourceTags(t.Context(), &connect.SearchResourceTagsInput{InstanceId: c.id, MaxResults: aws.Int32(100)}))
	}
	ok(t, search())
	ok(t, c.tag(t, c.arnOf("routing-profile", c.routing), map[string]string{"one": "more"}))
	typed[*types.MaximumResultReturnedException](t, search())
}

func refusesTagSearches(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "tag-search-refusals")
	with := func(name string, want refusal, in connect.SearchResourceTagsInput) call {
		if in.InstanceId == nil {
			in.InstanceId = c.id
		}
		return call{name, func() error { return errorOf(client.SearchResourceTags(t.Context(), &in)) }, want}
	}
	type in = connect.SearchResourceTagsInput
	refusals(t, []call{
		with("a type that cannot be searched", invalidParameter, in{ResourceTypes: []string{"agent-group"}}),
		with("a type in capitals", invalidParameter, in{ResourceTypes: []string{"AGENT"}}),
		with("a comparison that is none", invalidParameter, in{SearchCriteria: &types.ResourceTagsSearchCriteria{
			TagSearchCondition: &types.TagSearchCondition{TagKey: aws.String("x"), TagKeyComparisonType: "LIKE"},
		}}),
		with("101 to a page", invalidParameter, in{MaxResults: aws.Int32(101)}),
		with("an instance that is no id", invalidParameter, in{InstanceId: aws.String("nothing")}),
		with("an unknown instance", notFound, in{InstanceId: aws.String(nobody)}),
	})
}
