package roster

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// MaxFoundTags is how many tags a search for tags may find on all pages together.
const MaxFoundTags = 1000

// Tag is a key with a value.
type Tag struct{ Key, Value string }

func (t *Tag) position() Position { return Position{Name: t.Key, ID: t.Value} }

// SearchResourceTags finds the tags that resources of the kinds carry, each once however many carry it, by key, then value. TooManyResults
// when there are more than MaxFoundTags. Every page looks at all resources of the kinds.
func (s *Service) SearchResourceTags(ctx context.Context, c Caller, instance string, kinds []access.ResourceType, where search.Criteria, p Page) (list List[Tag], err error) {
	if err := authorize(c, "SearchResourceTags", instance, access.TypeInstance, ""); err != nil {
		return list, err
	}
	err = s.view(ctx, c, instance, func(r Reader, _ Instance) error {
		found := tagSearch{where: where, found: make(map[Tag]bool), missed: make(map[Tag]bool)}
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

// maxRememberedTags is how many tags that do not match a search remembers, so as not to judge the same ones again for every resource.
const maxRememberedTags = 10_000

// tagSearch collects the tags that match.
type tagSearch struct {
	where         search.Criteria
	found, missed map[Tag]bool
}

// in looks at what the caller may see of a kind.
func (f *tagSearch) in(r Reader, c Caller, kind access.ResourceType) error {
	filter := access.Filter(c.Principal, kind)
	return eachDocument(r, kind, func(d *search.Document) error {
		if len(d.Tags) == 0 || !search.Evaluate(filter, d) {
			return nil
		}
		return f.add(d.Tags)
	})
}

// add takes the tags that match and are new. They outlive the document that they come from.
func (f *tagSearch) add(tags map[string]string) error {
	for key, value := range tags {
		tag := Tag{key, value}
		if f.found[tag] || f.missed[tag] {
			continue
		}
		tag = Tag{strings.Clone(key), strings.Clone(value)}
		switch {
		case !search.Evaluate(f.where, tag.document()):
			if len(f.missed) == maxRememberedTags {
				clear(f.missed)
			}
			f.missed[tag] = true
		case len(f.found) == MaxFoundTags:
			return Errorf(TooManyResults, "The search finds more than %d tags", MaxFoundTags)
		default:
			f.found[tag] = true
		}
	}
	return nil
}

// document is what can be searched of a tag by itself.
func (t *Tag) document() *search.Document {
	return &search.Document{Attributes: map[search.Field][]string{search.FieldTagKey: {t.Key}, search.FieldTagValue: {t.Value}}}
}

// eachDocument calls yield with what can be searched of every resource of a kind that carries tags, as far as all kinds have it.
func eachDocument(r Reader, kind access.ResourceType, yield func(*search.Document) error) error {
	if kind == access.TypeUser {
		return r.UserDocuments(yield)
	}
	headers, err := r.Headers(kind)
	if err != nil {
		return err
	}
	for i := range headers {
		d := headers[i].Document()
		if err := yield(&d); err != nil {
			return err
		}
	}
	return nil
}
