package e2e

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// needTool finds a program that a test cannot do without. Where it is missing the test fails, unless ROLLCALL_TEST_WITHOUT names it among
// those left out on purpose.
func needTool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		path, err = exec.LookPath("/usr/sbin/" + name)
	}
	if err == nil {
		return path
	}
	if slices.Contains(strings.Fields(os.Getenv("ROLLCALL_TEST_WITHOUT")), name) {
		t.Skip(name + " is left out by ROLLCALL_TEST_WITHOUT")
	}
	t.Fatalf("%s is not installed: install it (make tools says how), or put its name into ROLLCALL_TEST_WITHOUT", name)
	return ""
}
