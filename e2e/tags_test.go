package e2e

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestTags(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"every kind carries tags":   tagsEveryKind,
		"tags merge, up to 50":      mergesTags,
		"a change of tags is dated": datesTags,
		"tagging refuses":           refusesTags,
	})
}

func (c *centre) tag(t *testing.T, arn *string, tags map[string]string) error {
	return errorOf(c.TagResource(t.Context(), &connect.TagResourceInput{ResourceArn: arn, Tags: tags}))
}

func (c *centre) untag(t *testing.T, arn *string, keys ...string) error {
	return errorOf(c.UntagResource(t.Context(), &connect.UntagResourceInput{ResourceArn: arn, TagKeys: append([]string{}, keys...)}))
}

func (c *centre) tags(t *testing.T, arn *string) map[string]string {
	t.Helper()
	return must(c.ListTagsForResource(t.Context(), &connect.ListTagsForResourceInput{ResourceArn: arn}))(t).Tags
}

func tagsEveryKind(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "tags")
	c.levels(t, "Site")
	user, group := c.hire(t, "ada"), c.group(t, "London", nil)
	for _, tt := range []struct {
		kind string
		arn  *string
		read func() map[string]string
	}{
		{"instance", c.arn, func() map[string]string {
			return must(client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: c.id}))(t).Instance.Tags
		}},
		{"user", c.arnOf("agent", user), func() map[string]string { return c.describe(t, user).Tags }},
		{"hierarchy group", c.arnOf("agent-group", group), func() map[string]string { return c.describeGroup(t, group).Tags }},
		{"security profile", c.arnOf("security-profile", c.profiles["Agent"]), func() map[string]string { return c.securityProfile(t, c.profiles["Agent"]).Tags }},
		{"routing profile", c.arnOf("routing-profile", c.routing), func() map[string]string {
			return must(client.DescribeRoutingProfile(t.Context(), &connect.DescribeRoutingProfileInput{InstanceId: c.id, RoutingProfileId: c.routing}))(t).RoutingProfile.Tags
		}},
	} {
		t.Run(tt.kind, func(t *testing.T) {
			same(t, "no tags", c.tags(t, tt.arn), map[string]string{})
			ok(t, c.tag(t, tt.arn, map[string]string{"a": "1", "b": "", "ключ @/=+-_:. 1": "ü"}))
			want := map[string]string{"a": "1", "b": "", "ключ @/=+-_:. 1": "ü"}
			same(t, "the tags", c.tags(t, tt.arn), want)
			same(t, "the tags as described", tt.read(), want)
			ok(t, c.untag(t, tt.arn, "a", "ключ @/=+-_:. 1", "absent"))
			same(t, "the tags left", tt.read(), map[string]string{"b": ""})
		})
	}
}

func mergesTags(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "fifty")
	arn := c.arnOf("agent", c.hire(t, "ada", func(in *connect.CreateUserInput) { in.Tags = manyTags(50) }))
	ok(t, c.tag(t, arn, map[string]string{"key 0": "new"}))
	want := manyTags(50)
	want["key 0"] = "new"
	same(t, "the tags after a new value", c.tags(t, arn), want)
	invalidRequest(t, c.tag(t, arn, map[string]string{"key 0": "newer", "one more": ""}))
	same(t, "the tags after a refusal", c.tags(t, arn), want)
}

func datesTags(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "dated")
	user := c.hire(t, "ada")
	before := c.describe(t, user).LastModifiedTime
	arn := c.arnOf("agent", user)
	changed := func() bool { return c.describe(t, user).LastModifiedTime.After(*before) }
	for n := 0; !changed(); n++ { // a clock of milliseconds may need more than one change to move on
		ok(t, c.tag(t, arn, map[string]string{"n": strings.Repeat("x", n%200)}))
		if n > 1000 {
			t.Fatal("a change of tags does not change LastModifiedTime")
		}
	}
}

func refusesTags(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "tag-refusals")
	arn := c.arnOf("agent", c.hire(t, "ada"))
	one := map[string]string{"a": "b"}
	tagging := func(name string, want refusal, arn *string, tags map[string]string) call {
		return call{name, func() error { return c.tag(t, arn, tags) }, want}
	}
	elsewhere := func(from, to string) *string { return aws.String(strings.Replace(*arn, from, to, 1)) }
	refusals(t, []call{
		tagging("no tags", invalidParameter, arn, map[string]string{}),
		tagging("51 tags", invalidParameter, arn, manyTags(51)),
		tagging("an empty key", invalidParameter, arn, map[string]string{"": "x"}),
		tagging("a key of the service's", invalidParameter, arn, map[string]string{"aws:x": "y"}),
		tagging("a key of 129 characters", invalidParameter, arn, map[string]string{strings.Repeat("k", 129): ""}),
		tagging("a key with a bracket", invalidParameter, arn, map[string]string{"a[0]": ""}),
		tagging("a value of 257 characters", invalidParameter, arn, map[string]string{"a": strings.Repeat("v", 257)}),
		tagging("a level", invalidParameter, c.arnOf("agent-group-level", aws.String("1")), one),
		tagging("an agent queue", invalidParameter, c.arnOf("queue/agent", aws.String(nobody)), one),
		tagging("no ARN", invalidParameter, aws.String("x"), one),
		tagging("an unknown user", notFound, c.arnOf("agent", aws.String(nobody)), one),
		tagging("an unknown queue", notFound, c.arnOf("queue", aws.String(nobody)), one),
		tagging("a user of an unknown instance", notFound, elsewhere(*c.id, nobody), one),
		tagging("a user of another account", deniedUndeclared, elsewhere(account, "999999999999"), one),
		tagging("a user of another Region", deniedUndeclared, elsewhere(region, "us-east-1"), one),
		{"untagging nothing", func() error { return c.untag(t, arn) }, invalidParameter},
		{"untagging an unknown user", func() error { return c.untag(t, c.arnOf("agent", aws.String(nobody)), "a") }, notFound},
		{"listing an unknown user", func() error {
			return errorOf(client.ListTagsForResource(t.Context(), &connect.ListTagsForResourceInput{ResourceArn: c.arnOf("agent", aws.String(nobody))}))
		}, notFound},
		{"listing another account's user", func() error {
			return errorOf(client.ListTagsForResource(t.Context(), &connect.ListTagsForResourceInput{ResourceArn: elsewhere(account, "999999999999")}))
		}, deniedUndeclared},
	})
	same(t, "the tags after refusals", c.tags(t, arn), map[string]string{})
}
