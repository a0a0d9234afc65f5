package e2e

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
)

// resource is a resource that a Terraform configuration declares.
type resource interface {
	// plan expects that what is read is what was declared.
	plan(t *testing.T)
	// retag declares other tags, and changes the tags alone.
	retag(t *testing.T, client *connect.Client, tags map[string]string)
	// disappears removes the resource, and expects that it is gone then.
	disappears(t *testing.T)
	// isGone expects that reading the resource fails as the provider knows it of what is gone.
	isGone(t *testing.T)
}

// managed is a resource of which D is declared, beside its tags. The declaration has what the provider keeps: ids as text, lists whose order
// does not matter as sets.
type managed[D any] struct {
	kind string
	id   string
	// arn is nil for what carries no tags.
	arn      *string
	declared D
	tags     map[string]string
	read     func(t *testing.T) (D, map[string]string, error)
	remove   func(t *testing.T) error
}

// firstTags are those that everything is made with.
func firstTags() map[string]string { return map[string]string{"owner": "a", "empty": ""} }

func (m *managed[D]) plan(t *testing.T) {
	t.Helper()
	got, tags, err := m.read(t)
	ok(t, err)
	same(t, "the "+m.kind, got, m.declared)
	same(t, "the tags of the "+m.kind, tags, m.tags)
}

// becomes declares something else and expects it once the calls that lead there, made already, have succeeded.
func (m *managed[D]) becomes(t *testing.T, to D, calls ...error) {
	t.Helper()
	for n, err := range calls {
		if err != nil {
			t.Fatalf("call %d to change the %s: %v", n+1, m.kind, err)
		}
	}
	m.declared = to
	m.plan(t)
}

func (m *managed[D]) retag(t *testing.T, client *connect.Client, tags map[string]string) {
	t.Helper()
	if m.arn == nil {
		return
	}
	removed, set := []string{}, map[string]string{}
	for key := range m.tags {
		if _, kept := tags[key]; !kept {
			removed = append(removed, key)
		}
	}
	for key, value := range tags {
		if old, had := m.tags[key]; !had || old != value {
			set[key] = value
		}
	}
	if len(removed) > 0 {
		ok(t, errorOf(client.UntagResource(t.Context(), &connect.UntagResourceInput{ResourceArn: m.arn, TagKeys: removed})))
	}
	if len(set) > 0 {
		ok(t, errorOf(client.TagResource(t.Context(), &connect.TagResourceInput{ResourceArn: m.arn, Tags: set})))
	}
	m.tags = tags
	m.plan(t)
	same(t, "the tags that are listed for the "+m.kind, must(client.ListTagsForResource(t.Context(), &connect.ListTagsForResourceInput{ResourceArn: m.arn}))(t).Tags, tags)
}

func (m *managed[D]) disappears(t *testing.T) {
	t.Helper()
	if err := m.remove(t); err != nil {
		t.Fatalf("remove the %s: %v", m.kind, err)
	}
	m.isGone(t)
	notFound(t, m.remove(t))
}

func (m *managed[D]) isGone(t *testing.T) {
	t.Helper()
	_, _, err := m.read(t)
	notFound(t, err)
}

func resources[D any](list ...*managed[D]) []resource {
	return pluck(list, func(m *managed[D]) resource { return m })
}

func set[T comparable](members ...T) map[T]bool {
	s := map[T]bool{}
	for _, m := range members {
		s[m] = true
	}
	return s
}

// keys are a map's keys, in an order of their own.
func keys[K comparable, V any](m map[K]V) []K {
	return slices.SortedFunc(maps.Keys(m), func(a, b K) int { return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
}

// only is what a map has for some keys.
func only[K comparable, V any](m map[K]V, wanted []K) map[K]V {
	part := map[K]V{}
	for _, k := range wanted {
		part[k] = m[k]
	}
	return part
}

// optional is text for a request, absent when it is empty.
func optional(text string) *string {
	if text == "" {
		return nil
	}
	return aws.String(text)
}
