package modeltest

import (
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
)

var tagSteps = []step{
	{"tag", 8, (*session).tag, covers("TagResource", model.InvalidParameter, model.InvalidRequest, model.NotFound, model.Denied)},
	{"untag", 4, (*session).untag, covers("UntagResource", model.InvalidParameter, model.NotFound, model.Denied)},
	{"list tags", 5, (*session).listTags, covers("ListTagsForResource", model.InvalidParameter, model.NotFound, model.Denied)},
}

// tagged draws the ARN of a resource of any kind, and of some kinds that carry no tags.
func (s *session) tagged() *string {
	i, _ := s.instance()
	var id *string
	kind := pick(s, "kind", "", model.KindUser, model.KindSecurityProfile, model.KindGroup, model.KindRoutingProfile,
		model.KindQueue, model.KindQuickConnect, model.KindHours, model.KindStatus)
	switch kind {
	case "":
		return ptr(s.foreign(i.ARN("", "")))
	case model.KindUser:
		id = ref(s, "user", i, kind, i.Users)
	case model.KindSecurityProfile:
		id = ref(s, "profile", i, kind, i.SecurityProfiles)
	case model.KindGroup:
		id = ref(s, "group", i, kind, i.Groups)
	case model.KindRoutingProfile:
		id = ref(s, "routing", i, kind, i.RoutingProfiles)
	case model.KindQueue:
		id = ref(s, "queue", i, kind, i.Queues)
	case model.KindQuickConnect:
		id = ref(s, "quick connect", i, kind, i.QuickConnects)
	case model.KindHours:
		id = ref(s, "hours", i, kind, i.Hours)
	case model.KindStatus:
		id = ref(s, "status", i, kind, i.Statuses)
	}
	if uniform(s, "untaggable", 10) == 9 {
		return ptr(pick(s, "kind", i.ARN(model.KindLevel, "1"), i.ARN(model.KindAgentQueue, nobody), "arn:aws:s3:::bucket"))
	}
	arn := *id
	if !strings.HasPrefix(arn, "arn:") {
		arn = i.ARN(kind, arn)
	}
	return ptr(s.foreign(arn))
}

// foreign sometimes moves an ARN to another account, Region or instance.
func (s *session) foreign(arn string) string {
	switch uniform(s, "foreign", 24) {
	case 23:
		return strings.Replace(arn, account, "999999999999", 1)
	case 22:
		return strings.Replace(arn, region, "eu-central-1", 1)
	case 21:
		return "arn:aws:connect:" + region + ":" + account + ":instance/" + nobody + strings.TrimLeft(arn[strings.Index(arn, "instance/")+len("instance/"):], "0123456789abcdef-")
	}
	return arn
}

func (s *session) tag() {
	in := &sdk.TagResourceInput{ResourceArn: s.tagged(), Tags: s.tags("tags")}
	switch {
	case uniform(s, "many", 6) == 5:
		in.Tags = many(pick(s, "tags", 50, 49))
	case in.Tags == nil:
		in.Tags = map[string]string{}
	}
	ask(s, in, s.TagResource, s.m.TagResource)
}

func (s *session) untag() {
	keys := append([]string{}, some(s, "key", 3, "site", "team", "cost center", "absent")...)
	if uniform(s, "many", 6) == 5 {
		for key := range many(48 - len(keys)) {
			keys = append(keys, key)
		}
	}
	ask(s, &sdk.UntagResourceInput{ResourceArn: s.tagged(), TagKeys: keys}, s.UntagResource, s.m.UntagResource)
}

func (s *session) listTags() {
	ask(s, &sdk.ListTagsForResourceInput{ResourceArn: s.tagged()}, s.ListTagsForResource, s.m.ListTagsForResource)
}
