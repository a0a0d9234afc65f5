package rawpg

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// What a server sends when it creates users.
const (
	lockInstance     = "select revision, deleted is null, (select oldest from schema_floor) from instances where id = $1 for update"
	readProfile      = "select id, name, tags, modified from routing_profiles" + inInstance + " and id = $2"
	readRestrictions = "select by_tags, by_hierarchy from security_profiles" + inInstance + " and id = $2"
	readNamed        = "select id from users" + inInstance + " and username = $2"
	addUser          = "insert into users (instance_id, id, username, directory_user_id, routing_profile_id, hierarchy_group_id, contact, phone," +
		" document, revision, modified) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
	addUserProfile = "insert into user_security_profiles (instance_id, security_profile_id, user_seq) select instance_id, $3, seq from users" +
		" where instance_id = $1 and id = $2 on conflict do nothing"
	writeRevision = "update instances set revision = $2 where id = $1"
	writeMark     = "insert into writers (node, lane, serial, marked) values ($1, $2, $3, now()) on conflict (node, lane)" +
		" do update set serial = excluded.serial, marked = excluded.marked"
)

// statement is a statement with its arguments.
type statement struct {
	text string
	args []any
}

func execAll(ctx context.Context, tx pgx.Tx, all ...statement) error {
	for _, s := range all {
		if _, err := tx.Exec(ctx, s.text, s.args...); err != nil {
			return err
		}
	}
	return nil
}

// readRow reads what there is, and wants none of it.
func readRow(ctx context.Context, tx pgx.Tx, query string, args ...any) error {
	rows, err := tx.Query(ctx, query, args...)
	if err != nil {
		return err
	}
	rows.Close()
	return rows.Err()
}
