package roster_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// tagKinds are the kinds whose tags can be searched.
var tagKinds = []access.ResourceType{
	access.TypeUser, access.TypeAgentStatus, access.TypeRoutingProfile, access.TypeQueue, access.TypeQuickConnect, access.TypeSecurityProfile, access.TypeHoursOfOperation,
}

// foundTags gives the tags that a search finds, page by page.
func (c *crew) foundTags(t *testing.T, kinds []access.ResourceType, where search.Criteria, pageSize int) (tags []roster.Tag) {
	t.Helper()
	for page := (roster.Page{Limit: pageSize}); ; {
		list, err := c.SearchResourceTags(c.ctx, c.c, c.id, kinds, where, page)
		wantKind(t, err, 0)
		tags = append(tags, list.Items...)
		if list.Next == nil {
			return tags
		}
		page.After = *list.Next
	}
}

// tagOneOfEach gives one resource of each kind that is searched the tag kind=<its kind>, and all of them shared=yes.
func (c *crew) tagOneOfEach(t *testing.T) {
	t.Helper()
	user := c.user(t, c.hire("ann"))
	c.put(t, func(tx roster.Tx) error {
		return tx.PutQuickConnect(roster.QuickConnect{Meta: roster.Meta{ID: "connect", Name: "Connect"}})
	})
	for _, kind := range tagKinds {
		id := user.ID
		if kind != access.TypeUser {
			headers, err := c.store.Read(c.ctx, c.id).Headers(kind)
			wantKind(t, err, 0)
			id = headers[0].ID
		}
		wantKind(t, c.TagResource(c.ctx, c.c, resource(c.id, kind, id), map[string]string{"kind": string(kind), "shared": "yes"}), 0)
	}
}

func TestSearchingTagsOfEveryKind(t *testing.T) {
	c := newCrew(t, roster.SAML)
	c.tagOneOfEach(t)
	elsewhere := map[string]string{"hidden": "yes"}
	wantKind(t, c.TagResource(c.ctx, c.c, resource(c.id, access.TypeInstance, ""), elsewhere), 0)
	wantKind(t, c.TagResource(c.ctx, c.c, resource(c.id, access.TypeUserHierarchyGroup, c.chain(t, c.id, 1)[0]), elsewhere), 0)
	for _, kind := range tagKinds {
		want := []roster.Tag{{Key: "kind", Value: string(kind)}, {Key: "shared", Value: "yes"}}
		if diff := cmp.Diff(want, c.foundTags(t, []access.ResourceType{kind}, search.All{}, 10)); diff != "" {
			t.Errorf("tags of %s (-want +got):\n%s", kind, diff)
		}
	}
	want := []roster.Tag{
		{Key: "kind", Value: "agent"}, {Key: "kind", Value: "agent-state"}, {Key: "kind", Value: "operating-hours"}, {Key: "kind", Value: "queue"},
		{Key: "kind", Value: "routing-profile"}, {Key: "kind", Value: "security-profile"}, {Key: "kind", Value: "transfer-destination"}, {Key: "shared", Value: "yes"},
	}
	if diff := cmp.Diff(want, c.foundTags(t, tagKinds, search.All{}, 3)); diff != "" {
		t.Errorf("tags of all (-want +got):\n%s", diff)
	}
	if tags := c.foundTags(t, nil, search.All{}, 3); len(tags) != 0 {
		t.Errorf("no kind has the tags %v", tags)
	}
}

func TestSearchingTagsByKeyAndValue(t *testing.T) {
	c := newCrew(t, roster.SAML)
	r := resource(c.id, access.TypeUser, c.user(t, c.hire("ann")).ID)
	wantKind(t, c.TagResource(c.ctx, c.c, r, map[string]string{"team": "blue", "Team": "red", "teams": "", "site": "blue"}), 0)
	key := func(comparison search.Comparison, value string) search.Criteria {
		return search.Text{Field: search.FieldTagKey, Comparison: comparison, Value: value}
	}
	value := search.Text{Field: search.FieldTagValue, Comparison: search.Exact, Value: "blue"}
	for name, tt := range map[string]struct {
		where search.Criteria
		want  string
	}{
		"exact key":     {key(search.Exact, "team"), "[{team blue}]"},
		"key begins":    {key(search.StartsWith, "TEAM"), "[{Team red} {team blue} {teams }]"},
		"key contains":  {key(search.Contains, "it"), "[{site blue}]"},
		"value":         {value, "[{site blue} {team blue}]"},
		"key and value": {search.And{key(search.StartsWith, "t"), value}, "[{team blue}]"},
		"empty value":   {search.Text{Field: search.FieldTagValue, Comparison: search.Exact}, "[{teams }]"},
		"neither":       {key(search.Exact, "x"), "[]"},
	} {
		if got := fmt.Sprint(c.foundTags(t, tagKinds, tt.where, 10)); got != tt.want {
			t.Errorf("%s: found %s, want %s", name, got, tt.want)
		}
	}
	wantKind(t, c.DeleteUser(c.ctx, c.c, c.id, r.ID), 0)
	if tags := c.foundTags(t, tagKinds, search.All{}, 10); len(tags) != 0 {
		t.Errorf("the tags of a deleted user are found: %v", tags)
	}
}

func TestSearchesForTagsAreBounded(t *testing.T) {
	c := newCrew(t, roster.SAML)
	for n := range roster.MaxFoundTags / roster.MaxTags {
		tags := map[string]string{}
		for m := range roster.MaxTags {
			tags[fmt.Sprintf("key %02d", m)] = fmt.Sprint("value ", n)
		}
		c.user(t, c.hire(numbered("user", n), func(in *roster.NewUser) { in.Tags = tags }))
	}
	if tags := c.foundTags(t, tagKinds, search.All{}, 100); len(tags) != roster.MaxFoundTags {
		t.Errorf("found %d tags", len(tags))
	}
	c.user(t, c.hire("same", func(in *roster.NewUser) { in.Tags = map[string]string{"key 00": "value 0"} }))
	c.foundTags(t, tagKinds, search.All{}, 100)
	c.user(t, c.hire("other", func(in *roster.NewUser) { in.Tags = map[string]string{"key 00": "other"} }))
	_, err := c.SearchResourceTags(c.ctx, c.c, c.id, tagKinds, search.All{}, roster.Page{Limit: 1})
	wantRule(t, err, roster.TooManyResults)
	narrow := search.Text{Field: search.FieldTagKey, Comparison: search.Exact, Value: "key 00"}
	if tags := c.foundTags(t, tagKinds, narrow, 100); len(tags) != roster.MaxFoundTags/roster.MaxTags+1 {
		t.Errorf("found %d tags of one key", len(tags))
	}
}

func TestSearchesForTagsAreOfTheCallersInstances(t *testing.T) {
	c := newCrew(t, roster.SAML)
	stranger := roster.Caller{Principal: access.Administrator("999999999999"), Region: region}
	_, err := c.SearchResourceTags(c.ctx, stranger, c.id, tagKinds, search.All{}, everyone)
	wantRule(t, err, roster.NotFound)
	powerless := roster.Caller{Principal: access.User(account, "ci"), Region: region}
	_, err = c.SearchResourceTags(c.ctx, powerless, c.id, tagKinds, search.All{}, everyone)
	wantKind(t, err, roster.Denied)
}
