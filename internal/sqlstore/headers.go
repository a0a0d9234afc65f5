package sqlstore

import (
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
	var tags []byte
	var modified int64
	dest := []any{&m.ID, &m.Name, &tags, &modified}
	if err := r.one(dest, "select id, name, tags, modified from "+table+inInstance+" and id = $2", r.instance, id); err != nil {
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
