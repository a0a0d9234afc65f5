package sqlstore

import (
	"database/sql"
	"fmt"
	"time"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// table is the one mechanism by which every kind of named resource is kept: key, name, tags and time in columns, everything else in a JSON
// body. What SQL has to know of the body, for references and look-ups, is written to columns of its own beside it. The texts are put
// together once, at start.
type table[T any] struct {
	header func(*T) *roster.Meta
	// values are the extra columns' values.
	values func(*T) []any

	get, named, list, all, put string
}

func newTable[T any](name string, header func(*T) *roster.Meta, columns []string, values func(*T) []any) *table[T] {
	names, marks, sets := "", "", ""
	for i, c := range columns {
		names += ", " + c
		marks += fmt.Sprintf(", $%d", 7+i)
		sets += ", " + c + " = excluded." + c
	}
	read := "select id, name, tags, modified, body from " + name + inInstance
	return &table[T]{
		header: header, values: values,
		get:   read + " and id = $2",
		named: read + " and name = $2 order by id limit 1",
		list:  read + " and (name, id) > ($2, $3) order by name, id limit $4",
		all:   read + " order by name, id",
		put: "insert into " + name + " (instance_id, id, name, tags, modified, body" + names + ") values ($1, $2, $3, $4, $5, $6" + marks + ")" +
			" on conflict (instance_id, id) do update set name = excluded.name, tags = excluded.tags, modified = excluded.modified, body = excluded.body" + sets,
	}
}

// scan reads a resource with the Scan method of a row.
func (t *table[T]) scan(scan scanner) (v T, err error) {
	m := t.header(&v)
	var tags, body []byte
	var modified int64
	if err := scan(&m.ID, &m.Name, &tags, &modified, &body); err != nil {
		return v, err
	}
	m.LastModified = fromMillis(modified)
	if err := decode(tags, &m.Tags); err != nil {
		return v, err
	}
	return v, decode(body, &v)
}

// write adds or changes a resource.
func (t *table[T]) write(tx *tx, v T) error {
	m := t.header(&v)
	tags, err := encode(m.Tags)
	if err != nil {
		return err
	}
	body, err := encode(v)
	if err != nil {
		return err
	}
	args := []any{tx.instance, m.ID, m.Name, tags, millis(m.LastModified), body}
	_, err = tx.change(t.put, append(args, t.values(&v)...)...)
	return err
}

// tableReader is roster.Table on one instance.
type tableReader[T any] struct {
	t *table[T]
	r reader
}

func (a tableReader[T]) Get(id string) (T, error) { return a.one(a.t.get, id) }

func (a tableReader[T]) Named(name string) (T, error) { return a.one(a.t.named, name) }

func (a tableReader[T]) one(query, key string) (v T, err error) {
	err = a.r.row(func(scan scanner) (err error) {
		v, err = a.t.scan(scan)
		return err
	}, query, a.r.instance, key)
	return v, err
}

func (a tableReader[T]) List(p roster.Page) (items []T, err error) {
	add := func(rows *sql.Rows) error {
		v, err := a.t.scan(rows.Scan)
		items = append(items, v)
		return err
	}
	if p.Limit < 0 {
		err = a.r.each(add, a.t.all, a.r.instance)
	} else {
		err = a.r.each(add, a.t.list, a.r.instance, p.After.Name, p.After.ID, p.Limit)
	}
	return items, err
}

func millis(t time.Time) int64 { return t.UnixMilli() }

func fromMillis(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

// null stores an empty string as null, for columns that refer to something.
func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}
