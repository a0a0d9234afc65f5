package backup

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// appendRow writes a row as a line. The error names the column whose value does not fit, but not the value.
func (t *Table) appendRow(line []byte, values []any) ([]byte, error) {
	if len(values) != len(t.Columns) {
		return nil, fmt.Errorf("%d values for %d columns", len(values), len(t.Columns))
	}
	line = append(line, '[')
	for i, v := range values {
		if i > 0 {
			line = append(line, ',')
		}
		if !t.Columns[i].Type.has(v) {
			return nil, fmt.Errorf("column %q is not of type %s", t.Columns[i].Name, t.Columns[i].Type)
		}
		var err error
		if line, err = appendValue(line, v); err != nil {
			return nil, fmt.Errorf("column %q: %w", t.Columns[i].Name, err)
		}
	}
	return append(line, ']', '\n'), nil
}

func appendValue(line []byte, value any) ([]byte, error) {
	switch v := value.(type) {
	case string:
		line, err := jsontext.AppendQuote(line, v)
		if err != nil {
			return nil, errors.New("the text is not valid UTF-8")
		}
		return line, nil
	case int64:
		return strconv.AppendInt(line, v, 10), nil
	case bool:
		return strconv.AppendBool(line, v), nil
	}
	return append(line, "null"...), nil
}

// rowReader reads rows again.
type rowReader struct {
	line    bytes.Buffer
	decoder jsontext.Decoder
	text    []byte
}

// read appends the values of a line to the row.
func (r *rowReader) read(row []any, t *Table, line []byte) ([]any, error) {
	r.line.Reset()
	r.line.Write(line)
	r.decoder.Reset(&r.line)
	if token, err := r.decoder.ReadToken(); err != nil || token.Kind() != '[' {
		return row, errors.New("is no array")
	}
	for i := range t.Columns {
		v, err := r.value()
		if err != nil || !t.Columns[i].Type.has(v) {
			return row, fmt.Errorf("lacks a value of type %s for column %q", t.Columns[i].Type, t.Columns[i].Name)
		}
		row = append(row, v)
	}
	if token, err := r.decoder.ReadToken(); err != nil || token.Kind() != ']' {
		return row, errors.New("has more values than the table has columns")
	}
	if _, err := r.decoder.ReadToken(); !errors.Is(err, io.EOF) {
		return row, errors.New("goes on after its array")
	}
	return row, nil
}

func (r *rowReader) value() (any, error) {
	v, err := r.decoder.ReadValue()
	if err != nil {
		return nil, err
	}
	switch v.Kind() {
	case 'n':
		return nil, nil
	case 't', 'f':
		return v.Kind() == 't', nil
	case '0':
		return strconv.ParseInt(string(v), 10, 64)
	case '"':
		r.text, err = jsontext.AppendUnquote(r.text[:0], v)
		return string(r.text), err
	}
	return nil, errors.New("neither text, integer, boolean nor null")
}
