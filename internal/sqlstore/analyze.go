package sqlstore

import (
	"context"
	"math/bits"
	"strings"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// PostgreSQL plans a prepared statement once. A plan made while a table is empty may read all of an instance to find one row, since that
// costs nothing then, and stays until the table's statistics change. Autovacuum looks only every minute, by when a directory that is being
// filled has tens of thousands of users. So a node sees to the statistics itself while there are few rows.

// smallTable is with how many users autovacuum is left to itself.
const smallTable = 100_000

// analyzeText gathers the statistics of everything that belongs to instances. On few rows that takes milliseconds.
var analyzeText = func() string {
	tables := []string{"instances", "user_hierarchy_groups"}
	for _, s := range sweepOrder {
		tables = append(tables, s.table)
	}
	return "analyze " + strings.Join(tables, ", ")
}()

// committed counts a transaction, and renews the statistics after the 16th, 64th, 256th and so on.
func (w *writer) committed() {
	n := uint64(w.commits.Add(1))
	if w.d.analyze != "" && n >= 16 && bits.OnesCount64(n) == 1 && bits.TrailingZeros64(n)%2 == 0 {
		w.atWork.Go(w.analyze)
	}
}

// analyze renews the statistics, unless there is much to read. That it fails costs nothing but time.
func (w *writer) analyze() {
	s := session{ctx: context.Background(), from: w.conns, d: w.d}
	var users int64
	err := s.one([]any{&users}, "select reltuples::bigint from pg_class where oid = 'users'::regclass and reltuples < $1", smallTable)
	if !roster.IsKind(err, roster.NotFound) {
		_, _ = s.exec(w.d.analyze)
	}
}
