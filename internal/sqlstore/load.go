package sqlstore

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/rollcall-dev/rollcall/internal/backup"
)

// loadParams is about how many values an insert takes. With fewer PostgreSQL waits for the network; with many more SQLite's driver, which
// looks each of them up among all, takes several times as long.
const loadParams = 300

// loadTables loads the backup's rows, after it compared the backup's tables with the database's: no name in a backup is taken on trust.
func (l *loading) loadTables(ctx context.Context, tx *sql.Tx) error {
	there, err := tablesOf(ctx, tx, l.m.d)
	if err != nil {
		return err
	}
	want, err := there.saved()
	if err != nil {
		return err
	}
	h := l.from.Header()
	if !slices.EqualFunc(h.Tables, want, sameTable) {
		return fmt.Errorf("the backup's tables are not those of schema %d", h.Schema)
	}
	done, total := int64(0), h.Total()
	for i := range h.Tables {
		t := &loadingTable{tx: tx, table: &h.Tables[i], overriding: l.m.d.overriding}
		err := t.load(ctx, l.from, func() {
			done++
			l.told.Tell(done, total)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// sameTable says that two tables have the same columns, in whatever order.
func sameTable(a, b backup.Table) bool {
	byName := func(a, b backup.Column) int { return cmp.Compare(a.Name, b.Name) }
	sorted := func(t backup.Table) []backup.Column { return slices.SortedFunc(slices.Values(t.Columns), byName) }
	return a.Name == b.Name && slices.Equal(sorted(a), sorted(b))
}

// loadingTable loads one table.
type loadingTable struct {
	tx         *sql.Tx
	table      *backup.Table
	overriding string
	full       *sql.Stmt // inserts as many rows as go at once
}

// load reads the table's rows and inserts them, many at once.
func (t *loadingTable) load(ctx context.Context, from *backup.Reader, read func()) (err error) {
	atOnce := max(1, loadParams/len(t.table.Columns))
	if t.full, err = t.tx.PrepareContext(ctx, t.insert(atOnce)); err != nil {
		return err
	}
	defer t.full.Close() //nolint:errcheck // whatever it did has been heard
	values := make([]any, 0, atOnce*len(t.table.Columns))
	for left := t.table.Rows; left > 0; {
		n := int(min(left, int64(atOnce)))
		values = values[:0]
		for range n {
			if values, err = from.Row(values); err != nil {
				return err
			}
			read()
		}
		if n == atOnce {
			_, err = t.full.ExecContext(ctx, values...)
		} else {
			_, err = t.tx.ExecContext(ctx, t.insert(n), values...)
		}
		if err != nil {
			return fmt.Errorf("table %s: %w", t.table.Name, err)
		}
		left -= int64(n)
	}
	return nil
}

// insert is the text that inserts so many rows.
func (t *loadingTable) insert(rows int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "insert into %s (%s)%s values ", t.table.Name, columnList(t.table), t.overriding)
	for i := range rows * len(t.table.Columns) {
		switch {
		case i == 0:
			b.WriteString("(")
		case i%len(t.table.Columns) == 0:
			b.WriteString("), (")
		default:
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "$%d", i+1)
	}
	b.WriteString(")")
	return b.String()
}
