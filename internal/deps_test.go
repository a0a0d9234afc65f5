// Package internal_test holds what must stay true of the whole module: which package may import which, and where the program may touch
// the clock, the process and the standard output.
package internal_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/rollcall-dev/rollcall"

// allowed is what the files of a package, its tests aside, may import beside the standard library: packages of this module by their folder,
// and other modules' packages by a prefix of their path.
var allowed = map[string][]string{
	"cmd/rollcall": {"connect", "internal/serve", "internal/roster", "internal/audit", "internal/sqlstore", "internal/credential", "internal/backup",
		"github.com/alecthomas/kong", "github.com/prometheus/client_golang", "github.com/KimMachineGun/automemlimit/memlimit", "github.com/dustin/go-humanize",
		"github.com/schollz/progressbar/v3", "golang.org/x/sync", "golang.org/x/term"},

	// The wire.
	"connect":        {"golang.org/x/text"},
	"connect/gen":    {},
	"internal/rest":  {"github.com/go-json-experiment/json"},
	"internal/sigv4": {},
	"internal/serve": {"internal/api", "internal/rest", "internal/sigv4", "internal/credential", "internal/roster", "internal/access", "internal/audit",
		"github.com/prometheus/client_golang", "github.com/google/uuid"},
	"internal/api": {"connect", "internal/rest", "internal/roster", "internal/access", "internal/search", "internal/hours"},

	// The domain.
	"internal/roster": {"internal/access", "internal/audit", "internal/search", "internal/hours", "internal/credential", "golang.org/x/text", "github.com/google/uuid"},
	// Its decoder tells where in a policy document something is wrong, and refuses repeated members.
	"internal/access":     {"internal/search", "github.com/go-json-experiment/json"},
	"internal/audit":      {"internal/access", "github.com/go-json-experiment/json"},
	"internal/search":     {"golang.org/x/text", "github.com/RoaringBitmap/roaring/v2"},
	"internal/hours":      {},
	"internal/credential": {"golang.org/x/crypto", "golang.org/x/sync"},

	// The store.
	"internal/sqlstore": {"internal/roster", "internal/access", "internal/audit", "internal/search", "internal/credential", "internal/backup",
		"modernc.org/sqlite", "github.com/jackc/pgx/v5", "github.com/pressly/goose/v3", "github.com/gofrs/flock", "github.com/go-json-experiment/json"},
	"internal/backup":    {"github.com/go-json-experiment/json"},
	"internal/storetest": {"internal/roster", "internal/access", "internal/audit", "internal/search", "internal/hours", "internal/credential", "github.com/google/go-cmp/cmp"},

	// Beside the product: a program, and tests.
	"bench": {"bench/people", "bench/openldap", "bench/rawpg", "internal/sigv4", "internal/roster", "internal/search", "internal/sqlstore",
		"internal/pgtest", "github.com/google/uuid"},
	"bench/people":     {"github.com/google/uuid"},
	"bench/openldap":   {"bench/people"},
	"bench/rawpg":      {"github.com/jackc/pgx/v5", "github.com/google/uuid"},
	"e2e":              {},
	"internal/sdktest": {},
	"internal/tlstest": {},
	"internal/pgtest":  {"github.com/jackc/pgx/v5"},

	// The model that the server is held against may know nothing of what it judges.
	"internal/modeltest":       {},
	"internal/modeltest/model": {"github.com/aws/aws-sdk-go-v2", "golang.org/x/text"},
}

// TestImports holds every import against the table, in both directions: what is not in it may not be imported, and what is in it is used.
func TestImports(t *testing.T) {
	used := map[string]map[string]bool{}
	for _, f := range sources(t) {
		entries, known := allowed[f.dir]
		if !known && used[f.dir] == nil {
			t.Errorf("package %s has no line in the table of allowed imports", f.dir)
		}
		if used[f.dir] == nil {
			used[f.dir] = map[string]bool{}
		}
		for _, spec := range f.syntax.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			entry := entryFor(entries, path)
			if entry == "" && known && !standard(path) {
				t.Errorf("%s may not import %s", f.name, path)
			}
			used[f.dir][entry] = true
		}
	}
	for dir, entries := range allowed {
		if used[dir] == nil {
			t.Errorf("the table has package %s, which does not exist", dir)
		}
		for _, entry := range entries {
			if used[dir] != nil && !used[dir][entry] {
				t.Errorf("package %s does not import %s: take it out of the table", dir, entry)
			}
		}
	}
}

// entryFor is the entry that allows an import, or "". A package of this module is allowed by its whole path only.
func entryFor(entries []string, path string) string {
	folder, own := strings.CutPrefix(path, module+"/")
	for _, entry := range entries {
		if own && entry == folder || !own && (path == entry || strings.HasPrefix(path, entry+"/")) {
			return entry
		}
	}
	return ""
}

// standard says whether a path is of the standard library, whose paths begin with no host name.
func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

// foreign is what of the standard library a package may not know: the domain neither how it is called nor how it is stored.
var foreign = map[string][]string{
	"connect":             {"net/http", "database/sql"},
	"internal/rest":       {"database/sql"},
	"internal/api":        {"database/sql"},
	"internal/serve":      {"database/sql"},
	"internal/roster":     {"net/http", "database/sql"},
	"internal/access":     {"net/http", "database/sql"},
	"internal/audit":      {"net/http", "database/sql"},
	"internal/search":     {"net/http", "database/sql"},
	"internal/hours":      {"net/http", "database/sql"},
	"internal/credential": {"net/http", "database/sql"},
	"internal/sqlstore":   {"net/http"},
	"internal/backup":     {"net/http", "database/sql"},
}

// TestForeignImports holds the table of what is foreign to a package.
func TestForeignImports(t *testing.T) {
	for _, f := range sources(t) {
		for _, path := range foreign[f.dir] {
			if f.importName(path) != "" {
				t.Errorf("%s may not import %s", f.name, path)
			}
		}
	}
}

// TestArrowsPointOneWay holds that the table itself allows no cycle and that the domain knows no wire and no store.
func TestArrowsPointOneWay(t *testing.T) {
	layers := []string{"cmd/rollcall", "internal/serve", "internal/api", "internal/roster", "internal/access", "internal/search"}
	for i, lower := range layers {
		for _, upper := range layers[:i] {
			if slices.Contains(allowed[lower], upper) {
				t.Errorf("the table lets %s import %s, which stands above it", lower, upper)
			}
		}
	}
	for _, outer := range []string{"connect", "internal/rest", "internal/sigv4", "internal/sqlstore", "internal/api", "internal/serve"} {
		for _, inner := range []string{"internal/roster", "internal/access", "internal/audit", "internal/search", "internal/hours", "internal/credential"} {
			if slices.Contains(allowed[inner], outer) {
				t.Errorf("the table lets %s import %s", inner, outer)
			}
		}
	}
}
