package roster

import (
	"context"
	"errors"
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
	q := askInstance("SearchResourceTags", instance)
	found := tagSearch{where: where, found: make(map[Tag]bool)}
	if slices.Contains(kinds, access.TypeUser) {
		if err := s.userTags(ctx, c, q, &found); err != nil {
			return list, err
		}
	}
	err = s.view(ctx, c, q, func(r Reader, g *guard) error {
		for _, kind := range kinds {
			if err := found.in(r, g, kind); err != nil {
				return err
			}
		}
		list = pageInOrder(slices.Collect(maps.Keys(found.found)), (*Tag).position, p)
		return nil
	})
	return list, err
}

// userTags looks at the tags of the users that the caller may see. The rights of a Connect user are those of the state that is looked at.
func (s *Service) userTags(ctx context.Context, c Caller, q request, found *tagSearch) error {
	for {
		g, err := s.decided(ctx, c, q)
		if err != nil {
			return err
		}
		index, err := s.indexes.fresh(ctx, g.instance)
		if err != nil {
			return err
		}
		if c.User == nil {
			return found.inIndex(index, g)
		}
		err = s.indexes.entry(q.instance).exactly(ctx, func(r Reader, index *search.Index) error {
			g, err := s.enter(r, &c, &q)
			if err != nil {
				return err
			}
			return found.inIndex(index, g)
		}, func(Reader) error { return nil })
		if !errors.Is(err, ErrFeedCut) && !errors.Is(err, errNoIndex) { // which says that the index has to be loaded anew
			return err
		}
	}
}

// tagSearch collects the tags that match.
type tagSearch struct {
	where search.Criteria
	found map[Tag]bool
}

// inIndex looks at the users that the caller may see.
func (f *tagSearch) inIndex(index *search.Index, g *guard) (err error) {
	index.Tags(g.filter(access.TypeUser), func(key, value string) bool {
		err = f.add(Tag{key, value})
		return err == nil
	})
	return err
}

// in looks at what the caller may see of a kind, users apart.
func (f *tagSearch) in(r Reader, g *guard, kind access.ResourceType) error {
	if kind == access.TypeUser {
		return nil
	}
	headers, err := r.Headers(kind)
	if err != nil {
		return err
	}
	filter := g.filter(kind)
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
