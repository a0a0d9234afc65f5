package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const packageDir = ".." // the folder of package connect

// TestGeneratedFilesAreCurrent fails when the model, the overrides or the generator changed without go generate, or when somebody
// edited the result.
func TestGeneratedFilesAreCurrent(t *testing.T) {
	want := generate(t, loadModel(t))
	paths, err := filepath.Glob(filepath.Join(packageDir, filePrefix+"*.go"))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, path := range paths {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		got[filepath.Base(path)] = string(src)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("run go generate (-generated +in the folder):\n%s", diff)
	}
}

func TestGenerateIsDeterministic(t *testing.T) {
	first := generate(t, loadModel(t))
	for range 3 {
		if diff := cmp.Diff(first, generate(t, loadModel(t))); diff != "" {
			t.Fatalf("two runs differ:\n%s", diff)
		}
	}
}

// TestRunReplacesGeneratedFiles runs the whole command in a folder that holds a file of a family that no longer exists.
func TestRunReplacesGeneratedFiles(t *testing.T) {
	dir := t.TempDir()
	data, err := os.ReadFile(filepath.Join(packageDir, "model", "connect.json"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "model", "connect.json"), string(data))
	write(t, filepath.Join(dir, "zz_gone.go"), "package connect")
	write(t, filepath.Join(dir, "checks.go"), "package connect")
	if err := run(dir); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"zz_gone.go": false, "checks.go": true, "zz_user.go": true} {
		if _, err := os.Stat(filepath.Join(dir, name)); (err == nil) != want {
			t.Errorf("%s: %v, want it there: %v", name, err, want)
		}
	}
}

// TestGenerateRefuses changes the model as a newer one might and expects an error that names the place.
func TestGenerateRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*model)
		names  string
	}{
		"a kind of shape":     {func(m *model) { m.Shapes["AgentStatusId"].Type = "blob" }, "AgentStatusId"},
		"a location":          {func(m *model) { m.Shapes["UserSummary"].Members[0].Location = "header" }, "UserSummary.Id"},
		"a look-ahead":        {func(m *model) { m.Shapes["AgentUsername"].Pattern = "(?!x)y" }, "CreateUserRequest.Username"},
		"a lost shape":        {func(m *model) { delete(m.Shapes, "PersistentConnection") }, "PersistentConnection"},
		"a spent override":    {func(m *model) { m.Shapes["HierarchyLevelName"].Min, m.Shapes["HierarchyLevelName"].Max = "1", "50" }, "HierarchyLevelName"},
		"a lost target":       {func(m *model) { m.Shapes["UserIdentityInfo"].Members = nil }, "UserIdentityInfo.SecondaryEmail"},
		"a key that is no id": {func(m *model) { m.Shapes["Channel"].Type = "integer" }, "ChannelToCountMap"},
	} {
		t.Run(name, func(t *testing.T) {
			m := loadModel(t)
			c.change(m)
			if _, err := Generate(m); err == nil || !strings.Contains(err.Error(), c.names) {
				t.Errorf("error %v, want one that names %s", err, c.names)
			}
		})
	}
}

// TestOverridesAreChecked covers mistakes in the table itself, which the model has no part in.
func TestOverridesAreChecked(t *testing.T) {
	twice := []override{{[]string{"Email", "Email"}, rule{Max: "1"}, "A reason."}}
	if _, err := newConstraints(loadModel(t), twice); err == nil || !strings.Contains(err.Error(), "Email: there are two") {
		t.Errorf("two overrides of one shape: error %v", err)
	}
	for _, o := range overrides {
		if len(o.Targets) == 0 || !strings.HasSuffix(o.Reason, ".") {
			t.Errorf("override %v needs a target and a reason in a sentence: %q", o.Targets, o.Reason)
		}
	}
}

func generate(t *testing.T, m *model) map[string]string {
	t.Helper()
	files, err := Generate(m)
	if err != nil {
		t.Fatal(err)
	}
	sources := map[string]string{}
	for name, src := range files {
		sources[name] = string(src)
	}
	return sources
}

func loadModel(t *testing.T) *model {
	t.Helper()
	m, err := load(packageDir)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
