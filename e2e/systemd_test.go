//go:build linux

package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// unitFolder is where systemd's files are delivered.
const unitFolder = "../deploy"

var environmentLine = regexp.MustCompile(`(?m)^Environment=(\S+)$`)

// TestUnit lets systemd read the unit, alone and with the files that change it, and look for what the service could do beyond its work.
func TestUnit(t *testing.T) {
	t.Parallel()
	analyze := needTool(t, "systemd-analyze")
	for _, change := range []string{"", "postgres.conf", "tls.conf", "port.conf"} {
		t.Run("with "+change, func(t *testing.T) {
			unit := newUnit(t, change)
			// What it does not know it only warns of.
			if out, err := exec.CommandContext(t.Context(), analyze, "verify", unit).CombinedOutput(); err != nil || len(out) > 0 {
				t.Errorf("verify: %v\n%s", err, out)
			}
			// In tenths of systemd's scale, on which a service without any protection has 96.
			if out, err := exec.CommandContext(t.Context(), analyze, "security", "--offline=yes", "--no-pager", "--threshold=20", unit).CombinedOutput(); err != nil {
				t.Errorf("security: %v\n%s", err, out)
			}
		})
	}
}

// newUnit puts the unit and a file that changes it, where one is named, into a folder. The binary of the tests stands in for the installed one.
func newUnit(t *testing.T, change string) string {
	t.Helper()
	folder := t.TempDir()
	text := string(must(os.ReadFile(filepath.Join(unitFolder, "rollcall.service")))(t))
	unit := filepath.Join(folder, "rollcall.service")
	ok(t, os.WriteFile(unit, []byte(strings.ReplaceAll(text, "/usr/local/bin/rollcall", binary)), 0o600))
	if change != "" {
		more := must(os.ReadFile(filepath.Join(unitFolder, "rollcall.service.d", change)))(t)
		ok(t, os.Mkdir(unit+".d", 0o700))
		ok(t, os.WriteFile(filepath.Join(unit+".d", change), more, 0o600))
		text += string(more)
	}
	var set []string
	for _, found := range environmentLine.FindAllStringSubmatch(text, -1) {
		set = append(set, found[1])
	}
	knowSettings(t, "the unit", set)
	return unit
}
