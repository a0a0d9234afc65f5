package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// migrationsFolder holds a folder of migrations for each engine.
const migrationsFolder = "../internal/sqlstore/migrations"

// lockFirst is how a migration on PostgreSQL begins that older releases cannot live with.
const lockFirst = "lock table instances in exclusive mode;\n"

// lastSchema is the schema of the binary under test.
func lastSchema(t *testing.T) (schema int) {
	t.Helper()
	files := must(filepath.Glob(migrationsFolder + "/postgres/*.sql"))(t)
	must(fmt.Sscanf(filepath.Base(files[len(files)-1]), "%d_", &schema))(t)
	return schema
}

// overlay tells the Go tool to build the server as a later release would be that migrates further: each migration is a text for
// PostgreSQL. The sources stay as they are.
func overlay(t *testing.T, migrations ...string) (flag string) {
	t.Helper()
	dir, schema := t.TempDir(), lastSchema(t)
	replace := map[string]string{}
	for i, text := range migrations {
		name := fmt.Sprintf("%05d_fixture.sql", schema+1+i)
		for engine, text := range map[string]string{"postgres": text, "sqlite": strings.ReplaceAll(text, lockFirst, "")} {
			file := filepath.Join(dir, engine+name)
			ok(t, os.WriteFile(file, []byte("-- +goose Up\n"+text), 0o600))
			replace[must(filepath.Abs(filepath.Join(migrationsFolder, engine, name)))(t)] = file
		}
	}
	list := filepath.Join(dir, "overlay.json")
	ok(t, os.WriteFile(list, must(json.Marshal(map[string]any{"Replace": replace}))(t), 0o600))
	return "-overlay=" + list
}
