package roster_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

func TestListReadsOnUntilThePageIsFull(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "visible")
	for _, name := range []string{"x1", "x2", "x3"} {
		e.profile(t, i.ID, roster.SecurityProfile{Meta: roster.Meta{Name: name, Tags: map[string]string{"seen": "yes"}}})
	}
	for limit, want := range map[int][]string{1: {"x1", "x2"}, 2: {"x1", "x2", "x3"}, 3: {"x1", "x2", "x3"}, 100: {"x1", "x2", "x3"}} {
		items, err := roster.VisibleSecurityProfiles(e.store.Read(e.ctx, i.ID), search.TagEquals{Key: "seen"}, roster.Page{Limit: limit})
		wantKind(t, err, 0)
		var got []string
		for _, p := range items {
			got = append(got, p.Name)
		}
		// One more than the page shows that there is another page; more than that does no harm.
		got = got[:min(len(got), limit+1)]
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("for a page of %d (-want +got):\n%s", limit, diff)
		}
	}
	none, err := roster.VisibleSecurityProfiles(e.store.Read(e.ctx, i.ID), nil, roster.Page{Limit: 2})
	wantKind(t, err, 0)
	if len(none) != 0 {
		t.Errorf("without a filter %d can be seen, want none", len(none))
	}
}
