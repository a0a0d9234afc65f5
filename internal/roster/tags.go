package roster

import (
	"context"
	"maps"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// taggable are the kinds that carry tags, by what they are called in messages.
var taggable = map[access.ResourceType]string{
	access.TypeInstance:           "Instance",
	access.TypeUser:               "User",
	access.TypeUserHierarchyGroup: "Hierarchy group",
	access.TypeAgentStatus:        "Agent status",
	access.TypeHoursOfOperation:   "Hours of operation",
	access.TypeQueue:              "Queue",
	access.TypeQuickConnect:       "Quick connect",
	access.TypeRoutingProfile:     "Routing profile",
	access.TypeSecurityProfile:    "Security profile",
}

// TagResource adds tags to a resource; tags that it has under the same keys get the new values. InvalidParameter when its kind carries no
// tags, InvalidRequest when it would have more than MaxTags.
func (s *Service) TagResource(ctx context.Context, c Caller, r access.Resource, tags map[string]string) error {
	q := ask("TagResource", r.Instance, r.Type, r.ID)
	q.tags = tags
	return s.retag(ctx, c, q, r, func(all map[string]string) { maps.Copy(all, tags) })
}

// UntagResource removes the tags with the keys. Keys that the resource does not have are no error.
func (s *Service) UntagResource(ctx context.Context, c Caller, r access.Resource, keys []string) error {
	q := ask("UntagResource", r.Instance, r.Type, r.ID)
	q.tagKeys = keys
	return s.retag(ctx, c, q, r, func(all map[string]string) {
		for _, key := range keys {
			delete(all, key)
		}
	})
}

// retag changes a copy of the resource's tags and stores it. The resource is as it was, its time included, when nothing differs.
func (s *Service) retag(ctx context.Context, c Caller, q request, r access.Resource, change func(all map[string]string)) error {
	if err := checkTaggable(c, q, r); err != nil {
		return err
	}
	now := s.now()
	return s.update(ctx, c, q, func(tx Tx, g *guard) error {
		carrier, err := carrierOf(tx, g, r)
		if err != nil {
			return err
		}
		tags := make(map[string]string, len(carrier.tags))
		maps.Copy(tags, carrier.tags)
		change(tags)
		if err := g.retagged(tags); err != nil || maps.Equal(tags, carrier.tags) {
			return err
		}
		if err := g.mayRetagProfile(r); err != nil {
			return err
		}
		if err := checkTagCount(tags); err != nil {
			return err
		}
		return carrier.put(tx, tags, now)
	})
}

func checkTagCount(tags map[string]string) error {
	if len(tags) > MaxTags {
		return Errorf(InvalidRequest, "A resource can have at most %d tags", MaxTags)
	}
	return nil
}

// ListTagsForResource reads the tags of a resource. InvalidParameter when its kind carries none.
func (s *Service) ListTagsForResource(ctx context.Context, c Caller, r access.Resource) (map[string]string, error) {
	q := ask("ListTagsForResource", r.Instance, r.Type, r.ID)
	if err := checkTaggable(c, q, r); err != nil {
		return nil, err
	}
	return look(ctx, s, c, q, func(reader Reader, g *guard) (map[string]string, error) {
		carrier, err := carrierOf(reader, g, r)
		return carrier.tags, err
	})
}

// checkTaggable refuses what carries no tags. The resource comes from an ARN, so that, unlike elsewhere, it may belong to another account or
// Region: there nothing is allowed, since requests never reach there.
func checkTaggable(c Caller, q request, r access.Resource) error {
	if _, ok := taggable[r.Type]; !ok {
		return Errorf(InvalidParameter, "Resources of this type cannot be tagged")
	}
	if r.Account != c.Account || r.Region != c.Region {
		return refusal(q.operation, r)
	}
	return nil
}

// carrier is something that carries tags: those that it has, and how others are stored together with their time.
type carrier struct {
	tags map[string]string
	put  func(tx Tx, tags map[string]string, at time.Time) error
}

// carrierOf reads a taggable resource.
func carrierOf(r Reader, g *guard, of access.Resource) (carrier, error) {
	switch of.Type {
	case access.TypeInstance:
		i := g.instance
		return carrier{i.Tags, func(tx Tx, tags map[string]string, _ time.Time) error {
			i.Tags = tags
			return tx.PutInstance(i)
		}}, nil
	case access.TypeUser:
		u, err := r.User(of.ID)
		return carrier{u.Tags, func(tx Tx, tags map[string]string, at time.Time) error {
			u.Tags, u.LastModified = tags, at
			return tx.PutUser(u)
		}}, notFound(err, taggable[of.Type])
	}
	m, err := r.Header(of.Type, of.ID)
	return carrier{m.Tags, func(tx Tx, tags map[string]string, at time.Time) error {
		m.Tags, m.LastModified = tags, at
		return tx.PutHeader(of.Type, m)
	}}, notFound(err, taggable[of.Type])
}
