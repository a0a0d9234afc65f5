package rawpg

import (
	"context"
	"regexp"

	"github.com/jackc/pgx/v5"
)

// Statements counts what the database was asked since Forget, by text with a question mark for every value. Where transactions begin and
// end is not told. The database has to have the extension pg_stat_statements.
func (d *Database) Statements(ctx context.Context) (map[string]int64, error) {
	rows, err := d.pool.Query(ctx, "select query, calls from pg_stat_statements"+
		" where query not like '%pg_stat_statements%' and query not like 'begin%' and query <> 'commit'")
	if err != nil {
		return nil, err
	}
	counts := map[string]int64{}
	var text string
	var calls int64
	_, err = pgx.ForEachRow(rows, []any{&text, &calls}, func() error {
		counts[value.ReplaceAllString(text, "?")] += calls
		return nil
	})
	return counts, err
}

// value is a parameter, or a constant that the database may have put a parameter for.
var value = regexp.MustCompile(`\$\d+|'[^']*'|\b\d+\b`)

// Forget begins to count anew.
func (d *Database) Forget(ctx context.Context) error {
	_, err := d.pool.Exec(ctx, "select pg_stat_statements_reset()")
	return err
}

// Count makes the database count what it is asked.
func (d *Database) Count(ctx context.Context) error {
	_, err := d.pool.Exec(ctx, "create extension if not exists pg_stat_statements")
	return err
}
