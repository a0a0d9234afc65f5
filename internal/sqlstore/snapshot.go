package sqlstore

import (
	"context"
	"database/sql"
	"database/sql/driver"

	"github.com/rollcall-dev/rollcall/internal/backup"
)

// snapshot runs fn on one state of the database, whatever is written and however the schema changes meanwhile.
func (b *database) snapshot(ctx context.Context, fn func(snapshot) error) error {
	c, err := b.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close() //nolint:errcheck // nothing was written
	if _, err := c.ExecContext(ctx, b.d.beginView); err != nil {
		return err
	}
	defer func() { _, _ = c.ExecContext(context.WithoutCancel(ctx), "rollback") }()
	if err := b.hold(ctx, c); err != nil {
		return err
	}
	tables, err := tablesOf(ctx, c, b.d)
	if err != nil {
		return err
	}
	return fn(snapshot{ctx: ctx, from: c, tables: tables})
}

// hold locks the tables against changes of the schema before the snapshot begins, which it does with the first query. A table that was
// altered after that would seem empty.
func (b *database) hold(ctx context.Context, c *sql.Conn) error {
	if b.d.hold == nil {
		return nil
	}
	now, err := tablesOf(ctx, b.db, b.d)
	if err != nil {
		return err
	}
	var there []string
	for _, t := range savedTables {
		if now[t.name] != nil {
			there = append(there, t.name)
		}
	}
	if len(there) > 0 {
		_, err = c.ExecContext(ctx, b.d.hold(there))
	}
	return err
}

// snapshot is one state of a database.
type snapshot struct {
	ctx    context.Context
	from   queries
	tables tables
}

// one reads a single row into dest.
func (s snapshot) one(dest []any, query string) error {
	return s.from.QueryRowContext(s.ctx, query).Scan(dest...)
}

// schema is the version of the schema, 0 where there is none.
func (s snapshot) schema() (version int64, err error) {
	if s.tables["goose_db_version"] == nil {
		return 0, nil
	}
	err = s.one([]any{&version}, "select coalesce(max(version_id), 0) from goose_db_version")
	return version, err
}

// eachRow calls fn for every row of a table.
func (s snapshot) eachRow(t *backup.Table, fn func(row []any) error) error {
	rows, err := s.from.QueryContext(s.ctx, "select "+columnList(t)+" from "+t.Name+" order by "+rowOrder(t.Name))
	if err != nil {
		return err
	}
	defer rows.Close()
	row, into := make([]any, len(t.Columns)), make([]any, len(t.Columns))
	for i, c := range t.Columns {
		into[i] = receiver(c.Type)
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for i := range into {
			if row[i], err = into[i].(driver.Valuer).Value(); err != nil {
				return err
			}
		}
		if err := fn(row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// receiver is what a value of the type, or null, can be scanned into: SQLite itself has no booleans.
func receiver(t backup.Type) driver.Valuer {
	switch t {
	case backup.Integer:
		return new(sql.NullInt64)
	case backup.Boolean:
		return new(sql.NullBool)
	}
	return new(sql.NullString)
}
