package backup

import (
	"errors"
	"fmt"
	"time"
)

// What a header says of its own form.
const (
	formatName    = "rollcall-backup"
	formatVersion = 1
)

// Header is the first line of a backup.
type Header struct {
	// Format and Version are written by NewWriter.
	Format  string `json:"format"`
	Version int    `json:"version"`
	// Schema is the version of the schema that the rows are of.
	Schema int64 `json:"schema"`
	// Folded names the Unicode tables under which texts were folded.
	Folded string `json:"folded"`
	// Made is when the backup was begun, Release by which release.
	Made    time.Time `json:"made"`
	Release string    `json:"release"`
	Tables  []Table   `json:"tables"`
}

// Table is a table of a backup, with as many rows as follow.
type Table struct {
	Name    string   `json:"name"`
	Columns []Column `json:"columns"`
	Rows    int64    `json:"rows"`
}

// Column is a column of a table.
type Column struct {
	Name string `json:"name"`
	Type Type   `json:"type"`
}

// Type is what the values of a column are, unless they are null.
type Type string

// The types of columns.
const (
	Text    Type = "text"
	Integer Type = "integer" // of 64 bits
	Boolean Type = "boolean"
)

// has says whether a value is of the type, or null.
func (t Type) has(value any) bool {
	switch value.(type) {
	case nil:
		return true
	case string:
		return t == Text
	case int64:
		return t == Integer
	case bool:
		return t == Boolean
	}
	return false
}

// Rows is how many rows the table has in the backup, 0 when it is not there.
func (h *Header) Rows(table string) int64 {
	for i := range h.Tables {
		if h.Tables[i].Name == table {
			return h.Tables[i].Rows
		}
	}
	return 0
}

// Total is how many rows the backup has.
func (h *Header) Total() (rows int64) {
	for i := range h.Tables {
		rows += h.Tables[i].Rows
	}
	return rows
}

// maxRows of a table is far beyond what any store holds, and keeps sums of them in bounds.
const maxRows = 1 << 40

// check finds what no writer would have written.
func (h *Header) check() error {
	switch {
	case h.Format != formatName:
		return errors.New("its first line is not the header of a backup")
	case h.Version != formatVersion:
		return fmt.Errorf("it is of version %d of the format; this release reads version %d", h.Version, formatVersion)
	case h.Schema < 1:
		return errors.New("its header names no schema")
	}
	tables := map[string]bool{}
	for i := range h.Tables {
		t := &h.Tables[i]
		if tables[t.Name] {
			return fmt.Errorf("its header has table %q twice", t.Name)
		}
		tables[t.Name] = true
		if err := t.check(); err != nil {
			return fmt.Errorf("its header's table %q %w", t.Name, err)
		}
	}
	return nil
}

func (t *Table) check() error {
	if t.Rows < 0 || t.Rows > maxRows || len(t.Columns) == 0 {
		return errors.New("has an impossible number of rows or columns")
	}
	columns := map[string]bool{}
	for _, c := range t.Columns {
		if columns[c.Name] {
			return fmt.Errorf("has column %q twice", c.Name)
		}
		columns[c.Name] = true
		if c.Type != Text && c.Type != Integer && c.Type != Boolean {
			return fmt.Errorf("has column %q of an unknown type", c.Name)
		}
	}
	return nil
}
