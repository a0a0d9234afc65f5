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

// exec runs a statement and says how many rows it changed. Its error is the driver's.
func (s session) exec(query string, args ...any) (int64, error) {
	c, err := s.from.lend(s.ctx)
	if err != nil {
		return 0, err
	}
	defer s.from.giveBack(c)
	stmt, err := c.prepared(query)
	if err != nil {
		return 0, err
	}
	result, err := stmt.ExecContext(s.ctx, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// scanner reads the columns of the row at hand.
type scanner func(dest ...any) error

// row reads a single row with the function; ErrNotFound when there is none.
func (s session) row(read func(scanner) error, query string, args ...any) error {
	c, err := s.from.lend(s.ctx)
	if err != nil {
		return s.d.classify(err)
	}
	defer s.from.giveBack(c)
	stmt, err := c.prepared(query)
	if err != nil {
		return s.d.classify(err)
	}
	return s.d.classify(read(stmt.QueryRowContext(s.d.lookup(s.ctx), args...).Scan))
}

// one reads a single row into dest; ErrNotFound when there is none.
func (s session) one(dest []any, query string, args ...any) error {
	return s.row(func(scan scanner) error { return scan(dest...) }, query, args...)
}

// each calls read for every row of a query's answer. read may not use the session.
func (s session) each(read func(*sql.Rows) error, query string, args ...any) error {
	c, err := s.from.lend(s.ctx)
	if err != nil {
		return s.d.classify(err)
	}
	defer s.from.giveBack(c)
	stmt, err := c.prepared(query)
	if err != nil {
		return s.d.classify(err)
	}
	rows, err := stmt.QueryContext(s.ctx, args...)
	if err != nil {
		return s.d.classify(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := read(rows); err != nil {
			return s.d.classify(err)
		}
	}
	return s.d.classify(rows.Err())
}
