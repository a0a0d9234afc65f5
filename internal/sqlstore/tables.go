package sqlstore

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/rollcall-dev/rollcall/internal/backup"
)

// savedTables are what a backup holds: every table with data that outlives a restart, parents before what refers to them, with the order in
// which its rows are written. A table that a later schema lacks stays here, for backups of the older one.
var savedTables = []struct{ name, order string }{
	{"access_keys", "id"},
	{"keyring", "id"},
	{"client_tokens", "account, region, operation, token"},
	{"instance_changes", "changed, account"},
	{"audit_trails", "trail"},
	{"audit_events", "trail, seq"},
	{"sign_in_failures", "digest"},
	{"instances", "id"},
	{"user_hierarchy_groups", "level, instance_id, id"},
	{"security_profiles", "instance_id, id"},
	{"hours_of_operations", "instance_id, id"},
	{"hours_of_operation_parents", "instance_id, hours_id, parent_id"},
	{"hours_of_operation_overrides", "instance_id, id"},
	{"queues", "instance_id, id"},
	{"quick_connects", "instance_id, id"},
	{"queue_quick_connects", "instance_id, queue_id, quick_connect_id"},
	{"routing_profiles", "instance_id, id"},
	{"routing_profile_queues", "instance_id, routing_profile_id, queue_id"},
	{"agent_statuses", "instance_id, id"},
	{"predefined_attributes", "instance_id, id"},
	{"authentication_profiles", "instance_id, id"},
	{"users", "seq"},
	{"user_security_profiles", "instance_id, security_profile_id, user_seq"},
	{"user_proficiencies", "instance_id, attribute_id, value, user_seq"},
	{"user_statuses", "user_seq"},
	{"user_passwords", "instance_id, user_id"},
}

// unsavedTables are what a backup leaves out, and why.
var unsavedTables = map[string]string{
	"goose_db_version": "stands in the header",
	"sqlite_sequence":  "belongs to the engine",
	"schema_floor":     "stands in the header, and comes with the schema",
	"schema_lock":      "belongs to the nodes that run",
	"writers":          "belongs to the nodes that run",
	"sessions":         "one that was ended since the backup would go on again; people sign in anew",
	"user_tombstones":  "a restored instance has a new epoch, with which every index begins anew",
}

// tables are the columns of each table of a database.
type tables map[string][]backup.Column

// queries is where something can be read.
type queries interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// columnTypes are the types of columns by what the engines call them.
var columnTypes = map[string]backup.Type{
	"text": backup.Text, "bigint": backup.Integer, "integer": backup.Integer, "boolean": backup.Boolean,
}

// tablesOf reads which tables there are.
func tablesOf(ctx context.Context, from queries, d *dialect) (tables, error) {
	rows, err := from.QueryContext(ctx, d.columns)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	found := tables{}
	for rows.Next() {
		var table, column, kind string
		if err := rows.Scan(&table, &column, &kind); err != nil {
			return nil, err
		}
		found[table] = append(found[table], backup.Column{Name: column, Type: columnTypes[kind]})
	}
	return found, rows.Err()
}

// saved are those of the tables that a backup holds, in its order and without their rows.
func (t tables) saved() (saved []backup.Table, err error) {
	for _, known := range savedTables {
		columns := t[known.name]
		for _, c := range columns {
			if c.Type == "" {
				return nil, fmt.Errorf("column %s of table %s has a type that no backup can hold", c.Name, known.name)
			}
		}
		if columns != nil {
			saved = append(saved, backup.Table{Name: known.name, Columns: columns})
		}
	}
	return saved, nil
}

// columnList names the columns of a table in a query.
func columnList(t *backup.Table) string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	return strings.Join(names, ", ")
}

// rowOrder is the order in which a table's rows are saved.
func rowOrder(table string) string {
	for _, t := range savedTables {
		if t.name == table {
			return t.order
		}
	}
	return ""
}
