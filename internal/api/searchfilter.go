package api

import (
	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// tagFilter reads the filter that most searches have; nil when it is absent or empty.
func tagFilter(f *connect.ControlPlaneTagFilter) (search.Criteria, error) {
	if f == nil {
		return nil, nil
	}
	return single(
		branch{"OrConditions", func() (search.Criteria, error) {
			return anyOf(readParts(f.OrConditions, func(all *[]connect.TagCondition) (search.Criteria, error) { return tagConditions(*all) }))
		}},
		branch{"AndConditions", func() (search.Criteria, error) { return tagConditions(f.AndConditions) }},
		branch{"TagCondition", func() (search.Criteria, error) { return optionalTagCondition(f.TagCondition) }},
	)
}

// attributeFilter reads the filter of agent statuses and hierarchy groups: a tag filter whose parts have other names.
func attributeFilter(f *connect.ControlPlaneAttributeFilter) (search.Criteria, error) {
	if f == nil {
		return nil, nil
	}
	all := func(c *connect.CommonAttributeAndCondition) (search.Criteria, error) {
		return tagConditions(value(c).TagConditions)
	}
	return single(
		branch{"OrConditions", func() (search.Criteria, error) { return anyOf(readParts(f.OrConditions, all)) }},
		branch{"AndCondition", func() (search.Criteria, error) { return all(f.AndCondition) }},
		branch{"TagCondition", func() (search.Criteria, error) { return optionalTagCondition(f.TagCondition) }},
	)
}

// tagConditions reads tag conditions that must all hold.
func tagConditions(conditions []connect.TagCondition) (search.Criteria, error) {
	return allOf(readParts(conditions, tagCondition))
}

func optionalTagCondition(c *connect.TagCondition) (search.Criteria, error) {
	if c == nil || *c == (connect.TagCondition{}) {
		return nil, nil
	}
	return tagCondition(c)
}

// tagCondition reads a tag condition. One without a value matches every value of its key. One without a key is refused, in lists an empty one too:
// leaving it out would show more than was asked for.
func tagCondition(c *connect.TagCondition) (search.Criteria, error) {
	if value(c.TagKey) == "" {
		return nil, invalidSearch("TagCondition must have TagKey")
	}
	return search.TagEquals{Key: *c.TagKey, Value: c.TagValue}, nil
}

// criteriaAndTags reads the search of a kind whose filter has tags only.
func criteriaAndTags[C any](t searchTerms, c *C, tags *connect.ControlPlaneTagFilter, open func(*C) criteriaNode[C]) (search.Criteria, error) {
	criteria, err := readCriteria(t, c, open)
	if err != nil {
		return nil, err
	}
	filter, err := tagFilter(tags)
	if err != nil {
		return nil, err
	}
	return boundedSearch(criteria, filter)
}
