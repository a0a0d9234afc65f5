package e2e

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// checkFile expects that SQLite finds nothing wrong with the file of a server that was killed; with another engine it does nothing. It looks
// at a copy, since whoever opens the file first recovers it, and that is to be the server.
func (s *server) checkFile(t *testing.T) {
	t.Helper()
	path, isFile := strings.CutPrefix(s.store, "sqlite:")
	if !isFile {
		return
	}
	dir := must(os.MkdirTemp(t.TempDir(), "copy"))(t)
	defer os.RemoveAll(dir) // there may be a thousand
	copied := filepath.Join(dir, "copy.db")
	for _, suffix := range []string{"", "-wal"} {
		content := must(os.ReadFile(path + suffix))(t)
		ok(t, os.WriteFile(copied+suffix, content, 0o600))
	}
	db := must(sql.Open("sqlite", copied))(t)
	defer db.Close()
	same(t, "what pragma integrity_check says", texts(t, db, "pragma integrity_check"), []string{"ok"})
	same(t, "the tables of which pragma foreign_key_check tells", texts(t, db, `select "table" from pragma_foreign_key_check`), []string(nil))
}

// texts runs a query that gives texts.
func texts(t *testing.T, db *sql.DB, query string) (all []string) {
	t.Helper()
	rows := must(db.Query(query))(t)
	defer rows.Close()
	for rows.Next() {
		var text string
		ok(t, rows.Scan(&text))
		all = append(all, text)
	}
	ok(t, rows.Err())
	return all
}
