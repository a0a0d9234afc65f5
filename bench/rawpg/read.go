package rawpg

import (
	"context"
	"database/sql"
)

const (
	inInstance = " where instance_id = (select id from instances where id = $1 and deleted is null)"
	readKey    = "select id, name, account, admin, policy, created, revoked, secret from access_keys where id = $1"
	// readInstance is what a search learns the instance's revision from.
	readInstance = "select id, account, region, alias, coalesce(directory_id, ''), created, body, epoch || case when pg_is_in_recovery() then ''" +
		" else ' ' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) end, revision from instances where id = $1 and deleted is null"
	readUser = "select id, directory_user_id, contact, phone, document, modified from users" + inInstance + " and id = $2"
)

// ReadKey reads the access key, as every request does.
func (d *Database) ReadKey(ctx context.Context) error {
	var id, name, account, secret string
	var admin bool
	var policy sql.NullString
	var created int64
	var revoked sql.NullInt64
	return d.pool.QueryRow(ctx, readKey, d.accessKey).Scan(&id, &name, &account, &admin, &policy, &created, &revoked, &secret)
}

// ReadInstance reads the instance with its revision, as every request about one does.
func (d *Database) ReadInstance(ctx context.Context) error {
	var id, account, region, alias, directory, epoch string
	var body []byte
	var created, revision int64
	return d.pool.QueryRow(ctx, readInstance, d.instance).Scan(&id, &account, &region, &alias, &directory, &created, &body, &epoch, &revision)
}

// ReadUser reads a user.
func (d *Database) ReadUser(ctx context.Context, id string) error {
	var found, directory string
	var contact, phone, document []byte
	var modified int64
	return d.pool.QueryRow(ctx, readUser, d.instance, id).Scan(&found, &directory, &contact, &phone, &document, &modified)
}
