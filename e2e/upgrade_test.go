package e2e

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/jackc/pgx/v5"
)

// The releases of the test: the one under test, one that adds to the schema, and one that needs what that added.
const (
	older  = "the older release"
	newer  = "the newer release"
	newest = "the newest release"
)

// TestRollingUpgrade takes two nodes to a newer release one after the other, while clients work through whatever nodes there are. Nobody
// notices. Then a node of the older release that was forgotten meets a release that it cannot work beside.
func TestRollingUpgrade(t *testing.T) {
	t.Parallel()
	programs := laterReleases(t)
	n := newNodes(t)
	f := &traffic{centre: *n.centres(t, "upgraded")[0]}
	f.start(t, 4, older, n[0], n[1])
	f.flows(t, 20)

	first := n[0].beside(t, programs[newer])
	same(t, "the columns that the newer release adds", n[0].columns(t, "fixture"), 1)
	f.add(first, newer)
	f.flows(t, 40)
	f.take(n[0])
	n[0].stop(t)
	f.flows(t, 20)
	f.add(n[0].beside(t, programs[newer]), newer)
	f.flows(t, 20)
	f.take(n[1])
	n[1].stop(t)
	f.flows(t, 20)

	forgotten := n[0].beside(t, "")
	f.add(forgotten, older)
	f.flows(t, 20)
	f.take(forgotten)
	f.add(n[0].beside(t, programs[newest]), newest)
	f.flows(t, 40)
	forgotten.isOutdated(t, f.centre)

	f.stop()
	f.check(t)
	for _, crossing := range [][2]string{{older, newer}, {newer, older}, {newer, newest}, {newest, newer}} {
		if f.crossed[crossing] == 0 {
			t.Errorf("nobody was hired through %s and found through %s", crossing[0], crossing[1])
		}
	}
	for _, r := range f.routes {
		f.Client = r.client
		f.checkHired(t, f.hired)
	}
}

// laterReleases builds the releases that follow the one under test, both at once.
func laterReleases(t *testing.T) map[string]string {
	t.Helper()
	add := "alter table users add column fixture text;\n"
	need := lockFirst + fmt.Sprintf("update schema_floor set oldest = %d;\n", lastSchema(t)+1)
	overlays := []string{overlay(t, add), overlay(t, add, need)}
	programs := []string{filepath.Join(t.TempDir(), newer), filepath.Join(t.TempDir(), newest)}
	for _, err := range atOnce(len(programs), func(i int) error { return build(programs[i], overlays[i]) }) {
		ok(t, err)
	}
	return map[string]string{newer: programs[0], newest: programs[1]}
}

// beside starts another node on the database, which runs the program.
func (s *server) beside(t *testing.T, program string) *server {
	t.Helper()
	other := &server{store: s.store, key: s.key, program: program}
	other.start(t)
	return other
}

// columns counts the columns of a name in the database.
func (s *server) columns(t *testing.T, name string) (n int) {
	t.Helper()
	conn := must(pgx.Connect(t.Context(), s.store))(t)
	defer conn.Close(t.Context())
	ok(t, conn.QueryRow(t.Context(), "select count(*) from information_schema.columns where column_name = $1", name).Scan(&n))
	return n
}

// isOutdated expects a node that no load balancer uses any more, that writes nothing, and whose log says why.
func (s *server) isOutdated(t *testing.T, c centre) {
	t.Helper()
	if s.ready(t) {
		t.Error("a node that knows too little says that it is ready")
	}
	c.Client = s.client()
	refusedAs(t, errorOf(c.CreateUser(t.Context(), c.user("lost"))), "ServiceUnavailableException")
	refusedAs(t, errorOf(c.CreateInstance(t.Context(), newInstance(types.DirectoryTypeSaml, "lost"))), "ServiceUnavailableException")
	if log := s.log.String(); !strings.Contains(log, fmt.Sprintf("needs a release that knows schema %d or newer", lastSchema(t)+1)) {
		t.Error("the log does not say which release is needed")
	}
}
