package roster_test

import (
	"sync"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// Rights and data are of one state: somebody who is out of reach in every state never shows, though what is in reach and where that somebody
// is change together all the time.
func TestRightsAndDataAreOfOneState(t *testing.T) {
	b := newBranch(t)
	secret := b.read(t, b.member(t, "secret", "emea", nil, "agents"))
	lead, err := b.store.Read(b.ctx, b.id).SecurityProfiles().Get("lead")
	wantKind(t, err, 0)
	exchange := func(reached, hidden map[string]string) error {
		p, u := lead, secret
		p.AllowedTags = reached
		u.Tags = map[string]string{"secret": "yes", "team": hidden["team"]}
		return b.store.Update(b.ctx, b.id, func(tx roster.Tx) error {
			if err := tx.PutSecurityProfile(p); err != nil {
				return err
			}
			return tx.PutUser(u)
		})
	}
	wantKind(t, exchange(teamA, teamB), 0)
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for running := true; running; {
				select {
				case <-done:
					running = false
				default:
				}
				b.wantHidden(t, secret.ID)
			}
		})
	}
	for n := range 300 {
		if n%2 == 0 {
			err = exchange(teamB, teamA)
		} else {
			err = exchange(teamA, teamB)
		}
		if err != nil {
			t.Error(err)
		}
	}
	close(done)
	readers.Wait()
}

// wantHidden looks for a user, with a tag of its own, in every way that there is.
func (b *branch) wantHidden(t *testing.T, id string) {
	if _, err := b.DescribeUser(b.ctx, b.lena, b.id, id); !roster.IsKind(err, roster.Denied) {
		t.Errorf("DescribeUser: %v, want a denial", err)
	}
	if err := b.DeleteUser(b.ctx, b.lena, b.id, id); !roster.IsKind(err, roster.Denied) {
		t.Errorf("DeleteUser: %v, want a denial", err)
	}
	mine := search.Text{Field: search.FieldName, Comparison: search.Exact, Value: "secret"}
	if found, err := b.SearchUsers(b.ctx, b.lena, b.id, mine, everyone, username); err != nil || found.Total != 0 || len(found.Items) != 0 {
		t.Errorf("SearchUsers finds %d: %v", found.Total, err)
	}
	for name, l := range map[string]listing{"ListUsers": listings["ListUsers"], "GetCurrentUserData": listings["GetCurrentUserData"]} {
		all, _, err := everyRow(b.crew, l, b.lena, search.All{}, 1000)
		for _, shown := range all.ids {
			if shown == id {
				t.Errorf("%s shows the user", name)
			}
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	tags, err := b.SearchResourceTags(b.ctx, b.lena, b.id, []access.ResourceType{access.TypeUser}, search.All{}, everyone)
	for _, tag := range tags.Items {
		if tag.Key == "secret" {
			t.Error("SearchResourceTags shows the user's tag")
		}
	}
	if err != nil {
		t.Errorf("SearchResourceTags: %v", err)
	}
}
