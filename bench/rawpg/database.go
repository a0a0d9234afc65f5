package rawpg

import (
	"context"

	"github.com/jackc/pgx/v5/pgxpool"
)

// Readers is how many connections read at once, as in one node.
const Readers = 16

// Database is a directory on PostgreSQL.
type Database struct {
	pool *pgxpool.Pool
	// accessKey and instance are the ids that statements ask for.
	accessKey, instance string
}

// Open connects to the database, for requests that are signed with the key and ask for the instance.
func Open(ctx context.Context, url, accessKey, instance string) (*Database, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	config.MaxConns = Readers
	pool, err := pgxpool.NewWithConfig(ctx, config)
	return &Database{pool: pool, accessKey: accessKey, instance: instance}, err
}

// Close closes the connections.
func (d *Database) Close() { d.pool.Close() }
