package model

import (
	"maps"
	"strings"
	"time"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
)

// tagged is what carries tags.
type tagged struct {
	tags     *map[string]string
	modified *time.Time // nil for an instance, which tells no time of change
}

// carrier finds the resource that an ARN names.
func (m *Model) carrier(arn string) (tagged, Refusal) {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) != 6 || parts[2] != "connect" || !strings.HasPrefix(parts[5], "instance/") {
		return tagged{}, because(InvalidParameter)
	}
	own := parts[3] == m.Region && parts[4] == m.Account
	id, inner, nested := strings.Cut(strings.TrimPrefix(parts[5], "instance/"), "/")
	kind, last := "", ""
	if at := strings.LastIndex(inner, "/"); nested && at >= 0 {
		kind, last = inner[:at], inner[at+1:]
	}
	list, taggable := map[string]func(*Instance) []Resource{
		KindUser:            func(i *Instance) []Resource { return resources(i.Users) },
		KindSecurityProfile: func(i *Instance) []Resource { return resources(i.SecurityProfiles) },
		KindRoutingProfile:  func(i *Instance) []Resource { return resources(i.RoutingProfiles) },
		KindQueue:           func(i *Instance) []Resource { return resources(i.Queues) },
		KindQuickConnect:    func(i *Instance) []Resource { return resources(i.QuickConnects) },
		KindHours:           func(i *Instance) []Resource { return resources(i.Hours) },
		KindStatus:          func(i *Instance) []Resource { return resources(i.Statuses) },
		KindGroup:           func(i *Instance) []Resource { return resources(i.Groups) },
	}[kind]
	switch {
	case nested && !taggable:
		return tagged{}, because(InvalidParameter)
	case !own:
		return tagged{}, because(Denied)
	}
	i, no := m.instance(&id)
	if no != nil || !nested {
		if no != nil {
			return tagged{}, no
		}
		return tagged{&i.Tags, nil}, nil
	}
	r, no := find(i, list(i), kind, &last)
	if no != nil {
		return tagged{}, no
	}
	return tagged{&r.header().Tags, &r.header().Modified}, nil
}

// resources is a list of one kind as one of any kind.
func resources[R Resource](all []R) []Resource {
	list := make([]Resource, len(all))
	for n, r := range all {
		list[n] = r
	}
	return list
}

// change gives a resource other tags.
func (m *Model) change(c tagged, tags map[string]string) Refusal {
	if no := breaks(rule{len(tags) > 50, InvalidRequest}); no != nil {
		return no
	}
	if c.modified != nil && !maps.Equal(*c.tags, tags) {
		*c.modified = m.Now
	}
	*c.tags = tags
	return nil
}

// TagResource adds or overwrites tags.
func (m *Model) TagResource(in *sdk.TagResourceInput) (*sdk.TagResourceOutput, Refusal) {
	shape := breaks(rule{len(in.Tags) == 0 || !goodTags(in.Tags), InvalidParameter})
	c, missing := m.carrier(*in.ResourceArn)
	if no := first(shape, missing); no != nil {
		return nil, no
	}
	tags := copied(*c.tags)
	maps.Copy(tags, in.Tags)
	return &sdk.TagResourceOutput{}, m.change(c, tags)
}

// UntagResource removes tags.
func (m *Model) UntagResource(in *sdk.UntagResourceInput) (*sdk.UntagResourceOutput, Refusal) {
	shape := breaks(rule{len(in.TagKeys) < 1 || len(in.TagKeys) > 50, InvalidParameter})
	c, missing := m.carrier(*in.ResourceArn)
	if no := first(shape, missing); no != nil {
		return nil, no
	}
	tags := copied(*c.tags)
	for _, key := range in.TagKeys {
		delete(tags, key)
	}
	return &sdk.UntagResourceOutput{}, m.change(c, tags)
}

// ListTagsForResource reads tags.
func (m *Model) ListTagsForResource(in *sdk.ListTagsForResourceInput) (*sdk.ListTagsForResourceOutput, Refusal) {
	c, no := m.carrier(*in.ResourceArn)
	if no != nil {
		return nil, no
	}
	return &sdk.ListTagsForResourceOutput{Tags: *c.tags}, nil
}
