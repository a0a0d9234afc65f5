package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// binary is the server, built once for all tests.
var binary string

func TestMain(m *testing.M) {
	code, err := buildAndRun(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func buildAndRun(m *testing.M) (int, error) {
	dir, err := os.MkdirTemp("", "rollcall-e2e-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "rollcall")
	if err := build(binary); err != nil {
		return 0, err
	}
	code := m.Run()
	if code != 0 || !wholeRun() {
		return code, nil
	}
	return code, driven.check()
}

// build builds the server into a file.
func build(file string, flags ...string) error {
	cmd := exec.Command("go", append(append([]string{"build", "-o", file}, flags...), "../cmd/rollcall")...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("build the server: %w\n%s", err, out)
	}
	return nil
}
