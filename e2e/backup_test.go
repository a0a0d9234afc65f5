package e2e

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// TestBackup backs up a server under load and restores on the other engine: there is what there was, to the id, and it goes on.
func TestBackup(t *testing.T) {
	t.Parallel()
	s := newServerOn(t, withKeyFile(t, newStore(t)))
	c := newCentre(t, s.client(), types.DirectoryTypeSaml, "kept")
	c.furnish(t)
	busy := newCentre(t, s.client(), types.DirectoryTypeSaml, "busy")
	w := busy.clientele(t, "busy")
	await(t, "some are hired", func() bool { return len(w.soFar()) > 100 })
	file := filepath.Join(t.TempDir(), "backup")
	hired := w.soFar()
	rollcall(t, "backup", "--store", s.store, file)
	_, errs := w.end()
	ok(t, errors.Join(errs...))
	before, tokens, trail := c.read(t), c.halfway(t), auditRows(t, s.store)
	before.isFull(t)
	s.stop(t)

	other := withKeyFile(t, otherStore(t))
	rollcall(t, "restore", "--store", other, file)
	rollcall(t, "audit", "verify", "--store", other)
	isPart(t, auditRows(t, other), trail)
	restored := &server{store: other, key: s.key}
	restored.start(t)
	c.Client, busy.Client = restored.client(), restored.client()
	same(t, "what the API tells", c.read(t), before)
	c.goOn(t, tokens)
	busy.checkHired(t, hired)
	duplicate(t, errorOf(c.CreateUser(t.Context(), c.user("ada"))))
	c.hire(t, "grace")
	same(t, "who is found of the new", c.find(t, leaf(named("grace", exact)), nil), []string{"grace"})
	rollcall(t, "audit", "verify", "--store", other)
}

// otherStore gives the URL of a new store on the engine that is not under test.
func otherStore(t *testing.T) string {
	t.Helper()
	if *engine == "postgres" {
		return "sqlite:" + filepath.Join(t.TempDir(), "rollcall.db")
	}
	return newDatabase(t)
}

// withKeyFile gives a new store the master key that it has on PostgreSQL, where it is a file.
func withKeyFile(t *testing.T, store string) string {
	t.Helper()
	if path, isFile := strings.CutPrefix(store, "sqlite:"); isFile {
		ok(t, os.WriteFile(path+".key", []byte(masterKey), 0o600))
	}
	return store
}

// isPart expects that all of the rows are among the others, and not none.
func isPart(t *testing.T, rows, others []string) {
	t.Helper()
	all := map[string]bool{}
	for _, row := range others {
		all[row] = true
	}
	for _, row := range rows {
		if !all[row] {
			t.Errorf("the trail has %s, which it did not have", row)
		}
	}
	if len(rows) == 0 {
		t.Error("the trail has nothing")
	}
}
