package roster_test

import (
	"context"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// neighbour is the crew, seen through a second service on the same store.
func (c *crew) neighbour() *crew {
	return &crew{env: c.another(), id: c.id, routing: c.routing, agent: c.agent}
}

func TestSearchSeesWhatAnotherServiceWrote(t *testing.T) {
	c := newCrew(t, roster.SAML)
	other := c.neighbour()
	var want []string
	for n := range 5 {
		name := numbered("user", n)
		other.user(t, other.hire(name))
		want = append(want, name)
		for _, reader := range []*crew{c, other} {
			if diff := cmp.Diff(want, reader.found(t, search.All{}, 2)); diff != "" {
				t.Fatalf("after %d users (-want +got):\n%s", n+1, diff)
			}
		}
	}
}

// What was written before the feed was cut must be found too: the index is loaded anew.
func TestSearchSurvivesACutFeed(t *testing.T) {
	c := newCrew(t, roster.SAML)
	u := c.user(t, c.hire("ann"))
	c.user(t, c.hire("bea"))
	other := c.neighbour()
	checkFound(t, c, "ann", "bea")
	loads := c.SearchStats().Loads
	wantKind(t, other.DeleteUser(c.ctx, c.c, c.id, u.ID), 0)
	other.advance(2 * 3600e9)
	gone := other.user(t, other.hire("carl"))
	wantKind(t, other.DeleteUser(c.ctx, c.c, c.id, gone.ID), 0) // cuts the feed, since the first tombstone is old
	checkFound(t, c, "bea")
	if got := c.SearchStats().Loads; got != loads+1 {
		t.Errorf("the index was loaded %d times, want once more than %d", got, loads)
	}
}

func checkFound(t *testing.T, c *crew, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, c.found(t, search.All{}, 10)); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
}

func TestIndexesLoadOnceForAllWhoWait(t *testing.T) {
	c := searchCrew(t)
	c.remake(func(*roster.Options) {})
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			if _, err := c.SearchUsers(c.ctx, c.c, c.id, search.All{}, roster.Page{Limit: 5}, username); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if stats := c.SearchStats(); stats.Loads != 1 || len(stats.Indexes) != 1 || stats.Indexes[0].Users != 24 {
		t.Errorf("stats %+v; want one load of 24 users", stats)
	}
}

func TestWarmUpLoadsEveryIndex(t *testing.T) {
	c := searchCrew(t)
	c.instance(t, roster.SAML, "empty")
	c.remake(func(*roster.Options) {})
	c.WarmUp(func(err error) { t.Error(err) })
	c.WaitForLoads()
	if got := len(c.SearchStats().Indexes); got != 2 {
		t.Errorf("%d indexes are loaded, want 2", got)
	}
}

func TestSearchMemoryIsBounded(t *testing.T) {
	c := searchCrew(t)
	second := c.instance(t, roster.SAML, "second").ID
	look := func(instance string) {
		t.Helper()
		_, err := c.SearchUsers(c.ctx, c.c, instance, search.All{}, roster.Page{Limit: 100}, username)
		wantKind(t, err, 0)
	}
	indexes := func(memory int) []roster.IndexStats {
		c.remake(func(o *roster.Options) { o.SearchMemory = memory })
		look(second)
		look(c.id)
		return c.SearchStats().Indexes
	}
	whole := indexes(0)
	if len(whole) != 2 || whole[1].RowBytes == 0 || whole[1].Bytes == 0 {
		t.Fatalf("without a limit: %+v", whole)
	}
	withoutRows := indexes(whole[0].Bytes + whole[1].Bytes + 1)
	if len(withoutRows) != 2 || withoutRows[1].RowBytes > 1 {
		t.Errorf("rows do not go first: %+v", withoutRows)
	}
	if one := indexes(whole[1].Bytes + 1); len(one) != 1 || one[0].Instance != c.id {
		t.Errorf("the index used longest ago does not go next: %+v", one)
	}
	if last := indexes(1); len(last) != 1 {
		t.Errorf("the last index does not stay: %+v", last)
	}
	checkSize(t, c, 24)
}

func checkSize(t *testing.T, c *crew, want int) {
	t.Helper()
	if got := len(c.found(t, search.All{}, 7)); got != want {
		t.Errorf("found %d users, want %d", got, want)
	}
}

func TestDeletedInstanceHasNoIndex(t *testing.T) {
	c := searchCrew(t)
	checkSize(t, c, 24)
	wantKind(t, c.DeleteInstance(c.ctx, c.c, c.id, roster.ClientToken{}), 0)
	_, err := c.SearchUsers(c.ctx, c.c, c.id, search.All{}, roster.Page{Limit: 1}, username)
	wantKind(t, err, roster.NotFound)
	if stats := c.SearchStats(); len(stats.Indexes) != 0 {
		t.Errorf("indexes %+v, want none", stats.Indexes)
	}
}

// slowStore keeps everybody waiting who reads all users.
type slowStore struct {
	roster.Store
	loading, goOn chan struct{}
}

func (s *slowStore) View(ctx context.Context, instance string, fn func(roster.Reader) error) error {
	return s.Store.View(ctx, instance, func(r roster.Reader) error { return fn(slowReader{r, s}) })
}

type slowReader struct {
	roster.Reader
	s *slowStore
}

func (r slowReader) UserDocuments(yield func(*search.Document) error) error {
	r.s.loading <- struct{}{}
	<-r.s.goOn
	return r.Reader.UserDocuments(yield)
}

func TestSearchGivesUpWaitingForAnIndex(t *testing.T) {
	c := searchCrew(t)
	slow := &slowStore{c.store, make(chan struct{}, 1), make(chan struct{})}
	c.env.store = slow
	c.remake(func(*roster.Options) {})
	ctx, cancel := context.WithCancelCause(c.ctx)
	go func() {
		<-slow.loading
		cancel(roster.ErrStillLoading) // what the patience of five seconds ends with
	}()
	_, err := c.SearchUsers(ctx, c.c, c.id, search.All{}, roster.Page{Limit: 1}, username)
	wantKind(t, err, roster.Unavailable)
	close(slow.goOn)
	checkSize(t, c, 24) // the load went on without the request that began it
	if stats := c.SearchStats(); stats.Loads != 1 {
		t.Errorf("%d loads, want one", stats.Loads)
	}
}

// Another account's administrator, who is told that there is no such instance, does not cost this one its index.
func TestAStrangerDropsNoIndex(t *testing.T) {
	c := searchCrew(t)
	checkSize(t, c, 24)
	stranger := roster.Caller{Principal: access.Administrator("999900001111"), Region: region}
	wantKind(t, c.DeleteInstance(c.ctx, stranger, c.id, roster.ClientToken{}), roster.NotFound)
	_, err := c.SearchUsers(c.ctx, stranger, c.id, search.All{}, roster.Page{Limit: 1}, username)
	wantKind(t, err, roster.NotFound)
	if stats := c.SearchStats(); len(stats.Indexes) != 1 {
		t.Errorf("indexes %+v, want the one", stats.Indexes)
	}
}

func TestIndexOfAnInstanceDeletedElsewhereGoes(t *testing.T) {
	c := searchCrew(t)
	checkSize(t, c, 24)
	wantKind(t, c.neighbour().DeleteInstance(c.ctx, c.c, c.id, roster.ClientToken{}), 0)
	_, err := c.SearchUsers(c.ctx, c.c, c.id, search.All{}, roster.Page{Limit: 1}, username)
	wantKind(t, err, roster.NotFound)
	if stats := c.SearchStats(); len(stats.Indexes) != 0 {
		t.Errorf("indexes %+v, want none", stats.Indexes)
	}
}

func TestNothingIsLoadedAfterClose(t *testing.T) {
	c := searchCrew(t)
	c.Close()
	_, err := c.SearchUsers(c.ctx, c.c, c.id, search.All{}, roster.Page{Limit: 1}, username)
	wantKind(t, err, roster.Unavailable)
}

func TestCostlyCriteriaAreRefused(t *testing.T) {
	c := searchCrew(t)
	c.put(t, func(tx roster.Tx) error {
		for n := range 20_000 {
			u := roster.User{ID: numbered("crowd", n), Username: numbered("crowd", n), RoutingProfileID: c.routing}
			if err := tx.AddUser(u); err != nil {
				return err
			}
		}
		return nil
	})
	var ids search.Or
	for range 101 {
		ids = append(ids, search.Text{Field: search.FieldID, Comparison: search.Contains, Value: "-"})
	}
	_, err := c.SearchUsers(c.ctx, c.c, c.id, ids, roster.Page{Limit: 1}, username)
	wantKind(t, err, roster.InvalidParameter)
}
