package roster_test

import (
	"context"
	cryptorand "crypto/rand"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/rollcall-dev/rollcall/internal/pgtest"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

// migrated is a PostgreSQL database with the schema in it.
var migrated = pgtest.Template{Fill: func(url string) error {
	store, err := sqlstore.Open(context.Background(), url, sqlstore.Options{})
	if err != nil {
		return err
	}
	return store.Close()
}}

// engines give the URL of a new store on each.
var engines = map[string]func(*testing.T) string{
	"sqlite":   func(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "rollcall.db") },
	"postgres": func(t *testing.T) string { return migrated.New(t) },
}

// TestSearchAgreesWithTheStore changes users through two services on one store, in any order, and searches through both: each answers what
// Evaluate makes of the documents in the store.
func TestSearchAgreesWithTheStore(t *testing.T) {
	for engine, newStore := range engines {
		t.Run(engine, func(t *testing.T) {
			p := newPair(t, newStore(t))
			rapid.Check(t, p.check)
			t.Logf("done: %v", p.done)
			if t.Failed() {
				return
			}
			for _, what := range append(slices.Collect(maps.Keys(pairSteps)), "find") {
				if p.done[what] == 0 {
					t.Errorf("the steps that are drawn have gone blind: none managed to %s", what)
				}
			}
		})
	}
}

// pair is two services on one store, as two processes have them, and an instance that both change and search.
type pair struct {
	*rapid.T
	services [2]*env
	crews    [2]*crew
	raw      *sql.DB
	chance   chance
	cases    int
	done     map[string]int // how often a step achieved something
	backup   backup
}

// chance is what the services draw ids from.
type chance struct{ io.Reader }

func newPair(t *testing.T, url string) *pair {
	t.Helper()
	driver, source := "pgx", url
	if path, isFile := strings.CutPrefix(url, "sqlite:"); isFile {
		driver, source = "sqlite", path
	}
	first := newEnvOn(t, url)
	raw, err := sql.Open(driver, source)
	wantKind(t, err, 0)
	t.Cleanup(func() { raw.Close() })
	p := &pair{services: [2]*env{first, first.another()}, raw: raw, done: map[string]int{}}
	for _, e := range p.services {
		e.remake(func(o *roster.Options) { o.Rand = &p.chance })
	}
	return p
}

// check takes some steps in an instance of their own, and searches after each few. The ids of users are drawn, so that a case can be played
// again; those of instances are not, since there is another one each time.
func (p *pair) check(t *rapid.T) {
	p.T = t
	p.chance.Reader = cryptorand.Reader
	p.furnish()
	p.chance.Reader = rand.NewChaCha8([32]byte(binary.BigEndian.AppendUint64(make([]byte, 24), rapid.Uint64().Draw(t, "ids"))))
	for range rapid.IntRange(1, 10).Draw(t, "rounds") {
		for range rapid.IntRange(1, 4).Draw(t, "steps") {
			name := rapid.SampledFrom(drawnSteps).Draw(t, "step")
			pairSteps[name](p, p.crews[rapid.IntRange(0, 1).Draw(t, "service")])
		}
		p.search(rapid.SampledFrom([][]*crew{p.crews[:], p.crews[:1], p.crews[1:]}).Draw(t, "searching"))
	}
	p.search(p.crews[:])
}

// furnish makes an instance with what its users may refer to.
func (p *pair) furnish() {
	p.cases++
	c := p.services[0].crew(p, roster.SAML, fmt.Sprint("case-", p.cases))
	c.put(p, func(tx roster.Tx) error {
		return errors.Join(
			tx.PutUserHierarchyGroup(roster.UserHierarchyGroup{Meta: roster.Meta{ID: "site", Name: "site"}, Level: 1, Path: []string{"site"}}),
			tx.PutUserHierarchyGroup(roster.UserHierarchyGroup{Meta: roster.Meta{ID: "team", Name: "team"}, ParentID: "site", Level: 2, Path: []string{"site", "team"}}),
			tx.PutSecurityProfile(roster.SecurityProfile{Meta: roster.Meta{ID: "second", Name: "second"}}),
			tx.PutPredefinedAttribute(roster.PredefinedAttribute{Meta: roster.Meta{ID: "Skill", Name: "Skill"}, Values: []string{"a", "b"}}),
		)
	})
	p.crews = [2]*crew{c, {env: p.services[1], id: c.id, routing: c.routing, agent: c.agent}}
	p.save(c)
}

// search asks the services, in pages of a size that is drawn.
func (p *pair) search(crews []*crew) {
	r := rand.New(rand.NewPCG(rapid.Uint64().Draw(p.T, "criteria"), 0))
	for range 2 {
		where := randomCriteria(r, 3)
		want := p.matching(where)
		p.done["find"] += len(want)
		size := 1 + r.IntN(len(want)+1)
		for n, c := range crews {
			if diff := cmp.Diff(want, c.foundAs(p, nameIDSurname, where, size), cmpopts.EquateEmpty()); diff != "" {
				p.Fatalf("service %d, pages of %d for %s (-want +got):\n%s", n, size, describe(where), diff)
			}
		}
	}
}

// matching is what should be found, by user name. A space comes before everything that a name may have.
func (p *pair) matching(where search.Criteria) (shown []string) {
	c := p.crews[0]
	wantKind(p, c.store.Read(c.ctx, c.id).UserDocuments(func(d *search.Document) error {
		if search.Evaluate(where, d) {
			shown = append(shown, fmt.Sprint(d.Name, " ", d.ID, " ", d.LastName))
		}
		return nil
	}), 0)
	slices.Sort(shown)
	return shown
}

func nameIDSurname(u *roster.User) ([]byte, error) {
	return fmt.Append(nil, u.Username, " ", u.ID, " ", u.Identity.LastName), nil
}
