package sqlstore

import (
	"database/sql"
	"fmt"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// Delete removes a named resource; see roster.Tx.
func (t *tx) Delete(kind access.ResourceType, id string) error {
	table, err := namedTable(kind)
	if err != nil {
		return err
	}
	n, err := t.changeOr(t.d.classifyDelete, "delete from "+table+" where instance_id = $1 and id = $2", t.instance, id)
	if err == nil && n == 0 {
		return roster.ErrNotFound
	}
	return err
}

// Header reads what the resource shares with all named resources; see roster.Reader.
func (r reader) Header(kind access.ResourceType, id string) (m roster.Meta, err error) {
	table, err := namedTable(kind)
	if err != nil {
		return m, err
	}
	err = r.row(func(scan scanner) (err error) {
		m, err = scanHeader(scan)
		return err
	}, "select id, name, tags, modified from "+table+inInstance+" and id = $2", r.instance, id)
	return m, err
}

// Headers reads the headers of all of a kind; see roster.Reader.
func (r reader) Headers(kind access.ResourceType) (all []roster.Meta, err error) {
	table, err := namedTable(kind)
	if err != nil {
		return nil, err
	}
	err = r.each(func(rows *sql.Rows) error {
		m, err := scanHeader(rows.Scan)
		all = append(all, m)
		return err
	}, "select id, name, tags, modified from "+table+inInstance+" order by name, id", r.instance)
	return all, err
}

func scanHeader(scan scanner) (m roster.Meta, err error) {
	var tags []byte
	var modified int64
	if err := scan(&m.ID, &m.Name, &tags, &modified); err != nil {
		return m, err
	}
	m.LastModified = fromMillis(modified)
	return m, decode(tags, &m.Tags)
}

// PutHeader changes tags and time; see roster.Tx.
func (t *tx) PutHeader(kind access.ResourceType, m roster.Meta) error {
	table, err := namedTable(kind)
	if err != nil {
		return err
	}
	tags, err := encode(m.Tags)
	if err != nil {
		return err
	}
	n, err := t.change("update "+table+" set tags = $3, modified = $4 where instance_id = $1 and id = $2", t.instance, m.ID, tags, millis(m.LastModified))
	if err == nil && n == 0 {
		return roster.ErrNotFound
	}
	return err
}

func namedTable(kind access.ResourceType) (string, error) {
	table, ok := tableOf[kind]
	if !ok {
		return "", fmt.Errorf("no named resource is of kind %q", kind)
	}
	return table, nil
}
