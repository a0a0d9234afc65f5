package e2e

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/pgtest"
)

var engine = flag.String("store", "sqlite", "the engine that the servers under test keep their data in: sqlite or postgres")

// masterKey is that of every PostgreSQL database in these tests, as it has to be given to all that open one.
const masterKey = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI="

// newStore gives the URL of a new store on the engine under test.
func newStore(t *testing.T) string {
	t.Helper()
	if *engine == "postgres" {
		return newDatabase(t)
	}
	return "sqlite:" + filepath.Join(t.TempDir(), "rollcall.db")
}

// migrated is a database with the schema in it.
var migrated = pgtest.Template{Fill: func(url string) error { return command("key", "list", "--store", url).Run() }}

// newDatabase gives the URL of a new store on PostgreSQL.
func newDatabase(t *testing.T) string {
	t.Helper()
	return migrated.New(t)
}

// command is a run of the program, with the master key where it needs one.
func command(args ...string) *exec.Cmd { return commandOf(binary, args...) }

// commandOf is command with another release of the program.
func commandOf(program string, args ...string) *exec.Cmd {
	cmd := exec.Command(program, args...)
	if slices.ContainsFunc(args, func(arg string) bool { return strings.HasPrefix(arg, "postgres://") }) {
		cmd.Env = append(os.Environ(), "ROLLCALL_MASTER_KEY="+masterKey)
	}
	return cmd
}
