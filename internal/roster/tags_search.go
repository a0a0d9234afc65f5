package roster

import (
	"context"
	"maps"
	"slices"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// MaxFoundTags is how many tags a search for tags may find on all pages together.
const MaxFoundTags = 1000

// Tag is a key with a value.
type Tag struct{ Key, Value string }

func (t *Tag) position() Position { return Position{Name: t.Key, ID: t.Value} }

// SearchResourceTags finds the tags that resources of the kinds carry, each once however many carry it, by key, then value. TooManyResults
// when there are more than MaxFoundTags. Every page looks at all tags of users and all other resources of the kinds.
func (s *Service) SearchResourceTags(ctx context.Context, c Caller, instance string, kinds []access.ResourceType, where search.Criteria, p Page) (list List[Tag], err error) {
	if err := authorize(c, "SearchResourceTags", instance, access.TypeInstance, ""); err != nil {
		return list, err
	}
	found := tagSearch{where: where, found: make(map[Tag]bool)}
	if slices.Contains(kinds, access.TypeUser) {
		if err := s.userTags(ctx, c, instance, found.add); err != nil {
			return list, err
		}
	}
	err = s.view(ctx, c, instance, func(r Reader, _ Instance) error {
		for _, kind := range kinds {
			if err := found.in(r, c, kind); err != nil {
				return err
			}
		}
		list = pageInOrder(slices.Collect(maps.Keys(found.found)), (*Tag).position, p)
		return nil
	})
	return list, err
}

// userTags hands the tags of the users that the caller may see to the function, until that fails.
func (s *Service) userTags(ctx context.Context, c Caller, instance string, add func(Tag) error) error {
	i, err := s.searchable(ctx, c, instance)
	if err != nil {
		return err
	}
	index, err := s.indexes.fresh(ctx, i)
	if err != nil {
		return err
	}
	index.Tags(access.Filter(c.Principal, c.Operation, access.TypeUser), func(key, value string) bool {
		err = add(Tag{key, value})
		return err == nil
	})
	return err
}

// tagSearch collects the tags that match.
type tagSearch struct {
	where search.Criteria
	found map[Tag]bool
}

// in looks at what the caller may see of a kind, users apart.
func (f *tagSearch) in(r Reader, c Caller, kind access.ResourceType) error {
	if kind == access.TypeUser {
		return nil
	}
	headers, err := r.Headers(kind)
	if err != nil {
		return err
	}
	filter := access.Filter(c.Principal, c.Operation, kind)
	for i := range headers {
		d := headers[i].Document()
		if !search.Evaluate(filter, &d) {
			continue
		}
		for key, value := range d.Tags {
			if err := f.add(Tag{key, value}); err != nil {
				return err
			}
		}
	}
	return nil
}

// add takes a tag if it matches and is new.
func (f *tagSearch) add(tag Tag) error {
	switch {
	case f.found[tag] || !search.Evaluate(f.where, tag.document()):
		return nil
	case len(f.found) == MaxFoundTags:
		return Errorf(TooManyResults, "The search finds more than %d tags", MaxFoundTags)
	}
	f.found[tag] = true
	return nil
}

// document is what can be searched of a tag by itself.
func (t *Tag) document() *search.Document {
	return &search.Document{Attributes: map[search.Field][]string{search.FieldTagKey: {t.Key}, search.FieldTagValue: {t.Value}}}
}
