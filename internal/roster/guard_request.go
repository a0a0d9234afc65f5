package roster

import (
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// request is what a caller asks for, as far as it matters to whether it may.
type request struct {
	// operation is its name without the service.
	operation, instance string
	// on is what the operation acts on; the instance for one that lists or searches.
	on Reference
	// names are the further resources that the body names.
	names []Reference
	// creates says that on is the collection to which the operation adds a resource.
	creates bool
	// tags are those that the request gives; tagKeys the keys of those that it takes away.
	tags    map[string]string
	tagKeys []string
	// group is the hierarchy group in which a new user is to be.
	group string
	// where is what a search looks for.
	where search.Criteria
}

// collectionID stands for all resources of a kind in an ARN.
const collectionID = "*"

// ask is a request to perform the operation on a resource.
func ask(operation, instance string, kind access.ResourceType, id string) request {
	return request{operation: operation, instance: instance, on: Reference{kind, id}}
}

// askInstance is a request that is about the instance, or lists or searches what is in it.
func askInstance(operation, instance string) request {
	return ask(operation, instance, access.TypeInstance, "")
}

// askNew is a request to make a resource with the tags.
func askNew(operation, instance string, kind access.ResourceType, tags map[string]string) request {
	q := ask(operation, instance, kind, collectionID)
	q.creates, q.tags = true, tags
	return q
}

// askSearch is a request to search the instance.
func askSearch(operation, instance string, where search.Criteria) request {
	q := askInstance(operation, instance)
	q.where = where
	return q
}

// naming is the request with more resources named in its body; see access.References. An empty id names nothing.
func (q request) naming(kind access.ResourceType, ids ...string) request {
	names := q.names[:len(q.names):len(q.names)]
	for _, id := range ids {
		if id != "" {
			names = append(names, Reference{kind, id})
		}
	}
	q.names = names
	return q
}

// demandedTags are the tags that criteria demand of everything that they match. Of several values for one key, which nothing has, the first
// counts.
func demandedTags(where search.Criteria) map[string]string {
	tags := make(map[string]string)
	var collect func(search.Criteria)
	collect = func(c search.Criteria) {
		switch c := c.(type) {
		case search.TagEquals:
			if _, ok := tags[c.Key]; !ok && c.Value != nil {
				tags[c.Key] = *c.Value
			}
		case search.And:
			for _, part := range c {
				collect(part)
			}
		case search.Or:
			if len(c) == 1 {
				collect(c[0])
			}
		}
	}
	collect(where)
	return tags
}
