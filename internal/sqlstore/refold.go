package sqlstore

import (
	"context"
	"database/sql"

	"github.com/rollcall-dev/rollcall/internal/search"
)

// refold makes the folded columns anew when they were written under other Unicode tables than this binary's: a text may fold differently
// now. A name that would collide with another under the new tables keeps its old form; both names go on existing.
//
// Only a server does so. An administrative command that is newer than a running server leaves the columns as the server knows them.
func (m *migration) refold(ctx context.Context) error {
	var version string
	if err := m.db.QueryRowContext(ctx, "select folded from schema_floor").Scan(&version); err != nil || version == search.FoldVersion || !m.server {
		return err
	}
	tx, err := m.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // nothing to take back after the commit
	if err := refoldAttributes(ctx, tx); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "update schema_floor set folded = $1", search.FoldVersion); err != nil {
		return err
	}
	return tx.Commit()
}

// foldedName is a row whose folded name is not what it has to be now.
type foldedName struct{ instance, id, folded string }

// refoldAttributes mends the one folded column of texts that are not ASCII.
func refoldAttributes(ctx context.Context, tx *sql.Tx) error {
	stale, err := staleAttributes(ctx, tx)
	if err != nil {
		return err
	}
	for _, a := range stale {
		if _, err := tx.ExecContext(ctx, "update predefined_attributes set name_folded = $3 where instance_id = $1 and id = $2"+
			" and not exists (select 1 from predefined_attributes where instance_id = $1 and name_folded = $3)", a.instance, a.id, a.folded); err != nil {
			return err
		}
	}
	return nil
}

func staleAttributes(ctx context.Context, tx *sql.Tx) (stale []foldedName, err error) {
	rows, err := tx.QueryContext(ctx, "select instance_id, id, name, name_folded from predefined_attributes")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var a foldedName
		var name string
		if err := rows.Scan(&a.instance, &a.id, &name, &a.folded); err != nil {
			return nil, err
		}
		if now := search.Fold(name); now != a.folded {
			a.folded = now
			stale = append(stale, a)
		}
	}
	return stale, rows.Err()
}
