package sqlstore

import (
	"context"
	"database/sql"
)

// inInstance limits a query to the rows of the instance $1, and to none once that is deleted: its rows go later, with Sweep.
const inInstance = " where instance_id = (select id from instances where id = $1 and deleted is null)"

// session is where the queries of one reader or transaction run, and how long they may.
type session struct {
	ctx  context.Context
	from lender
	d    *dialect
}

// with runs a statement. Outside a transaction, one that met a dead connection runs once more on a new one.
func (s session) with(query string, do func(context.Context, *sql.Stmt) error) error {
	ctx, end := s.d.bound(s.ctx)
	defer end()
	c, err := s.from.lend(ctx)
	if err != nil {
		return s.ended(err)
	}
	defer s.from.giveBack(c)
	err = c.run(ctx, query, do)
	if err != nil && c.dead() && s.from.renew(ctx, c) == nil {
		err = c.run(ctx, query, do)
	}
	return s.ended(err)
}

// ended prefers the context's error to what its end did to a statement.
func (s session) ended(err error) error {
	if err != nil && s.ctx.Err() != nil {
		return s.ctx.Err()
	}
	return err
}

// exec runs a statement and says how many rows it changed. Its error is the driver's.
func (s session) exec(query string, args ...any) (n int64, err error) {
	err = s.with(query, func(ctx context.Context, stmt *sql.Stmt) error {
		result, err := stmt.ExecContext(s.d.unwatched(ctx), args...)
		if err != nil {
			return err
		}
		n, err = result.RowsAffected()
		return err
	})
	return n, err
}

// scanner reads the columns of the row at hand.
type scanner func(dest ...any) error

// row reads a single row with the function; ErrNotFound when there is none.
func (s session) row(read func(scanner) error, query string, args ...any) error {
	return s.d.classify(s.with(query, func(ctx context.Context, stmt *sql.Stmt) error {
		return read(stmt.QueryRowContext(s.d.unwatched(ctx), args...).Scan)
	}))
}

// one reads a single row into dest; ErrNotFound when there is none.
func (s session) one(dest []any, query string, args ...any) error {
	return s.row(func(scan scanner) error { return scan(dest...) }, query, args...)
}

// each calls read for every row of a query's answer. read may not use the session.
func (s session) each(read func(*sql.Rows) error, query string, args ...any) error {
	var half error // why an answer broke off after read was called, which cannot be taken back
	return s.d.classify(s.with(query, func(ctx context.Context, stmt *sql.Stmt) error {
		if half != nil {
			return half
		}
		rows, err := stmt.QueryContext(ctx, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		some := false
		for rows.Next() {
			some = true
			if err := read(rows); err != nil {
				return err
			}
		}
		err = rows.Err()
		if some {
			half = err
		}
		return err
	}))
}
