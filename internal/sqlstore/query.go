package sqlstore

import (
	"context"
	"database/sql"
	"sync"
)

// querier runs statements, each prepared once: on the pool, in a transaction of the pool, or on the writer's connection.
type querier interface {
	prepared(ctx context.Context, query string) (*sql.Stmt, error)
}

// preparer is what statements are prepared on.
type preparer interface {
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

// statements caches the prepared statements of a pool or connection. The set of query texts is fixed, so the cache is bounded.
type statements struct {
	on    preparer
	mu    sync.RWMutex
	cache map[string]*sql.Stmt
}

func newStatements(on preparer) *statements {
	return &statements{on: on, cache: make(map[string]*sql.Stmt)}
}

func (s *statements) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	s.mu.RLock()
	stmt := s.cache[query]
	s.mu.RUnlock()
	if stmt != nil {
		return stmt, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if stmt := s.cache[query]; stmt != nil {
		return stmt, nil
	}
	// The statement outlives the request that happens to be first.
	stmt, err := s.on.PrepareContext(context.WithoutCancel(ctx), query)
	if err != nil {
		return nil, err
	}
	s.cache[query] = stmt
	return stmt, nil
}

// inTx runs a pool's statements inside a transaction.
type inTx struct {
	tx   *sql.Tx
	pool *statements
}

func (t inTx) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	stmt, err := t.pool.prepared(ctx, query)
	if err != nil {
		return nil, err
	}
	return t.tx.StmtContext(ctx, stmt), nil
}

// session is a querier with its context: what the queries of one reader or transaction run on.
type session struct {
	ctx context.Context
	q   querier
	d   *dialect
}

// exec runs a statement and says how many rows it changed.
func (s session) exec(query string, args ...any) (int64, error) {
	stmt, err := s.q.prepared(s.ctx, query)
	if err != nil {
		return 0, err
	}
	result, err := stmt.ExecContext(s.ctx, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// row starts reading a single row.
func (s session) row(query string, args ...any) (*sql.Row, error) {
	stmt, err := s.q.prepared(s.ctx, query)
	if err != nil {
		return nil, s.d.classify(err)
	}
	return stmt.QueryRowContext(s.ctx, args...), nil
}

// one reads a single row; ErrNotFound when there is none.
func (s session) one(dest []any, query string, args ...any) error {
	row, err := s.row(query, args...)
	if err != nil {
		return err
	}
	return s.d.classify(row.Scan(dest...))
}

// each calls row for every row of a query's answer.
func (s session) each(row func(*sql.Rows) error, query string, args ...any) error {
	stmt, err := s.q.prepared(s.ctx, query)
	if err != nil {
		return s.d.classify(err)
	}
	rows, err := stmt.QueryContext(s.ctx, args...)
	if err != nil {
		return s.d.classify(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows); err != nil {
			return s.d.classify(err)
		}
	}
	return s.d.classify(rows.Err())
}
