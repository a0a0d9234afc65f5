package backup

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"

	"github.com/go-json-experiment/json"
)

// Reader reads a backup. What it gives is known to be what was written only when End has said so.
type Reader struct {
	header Header
	at     cursor
	file   *bufio.Reader
	packed *gzip.Reader
	lines  *bufio.Reader
	sum    hash.Hash
	size   meter
	line   []byte
	rows   rowReader
}

// NewReader reads the header.
func NewReader(r io.Reader) (*Reader, error) {
	b := &Reader{sum: sha256.New(), size: meter{from: r}}
	b.file = bufio.NewReaderSize(&b.size, 1<<16)
	var err error
	if b.packed, err = gzip.NewReader(b.file); err != nil {
		return nil, fmt.Errorf("this is no backup: %w", cause(err))
	}
	b.packed.Multistream(false)
	b.lines = bufio.NewReaderSize(b.packed, 1<<16)
	line, err := b.read()
	if err != nil {
		return nil, err
	}
	if err := unmarshal(line, &b.header); err != nil {
		return nil, errors.New("this is no backup: its first line is not the header of a backup")
	}
	if err := b.header.check(); err != nil {
		return nil, fmt.Errorf("this is no backup that can be read: %w", err)
	}
	b.sum.Write(line)
	b.at.tables = b.header.Tables
	return b, nil
}

// unmarshal reads a line that is an object with just the members that it can have.
func unmarshal(line []byte, to any) error {
	return json.Unmarshal(line, to, json.RejectUnknownMembers(true))
}

// Header is the backup's header.
func (r *Reader) Header() *Header { return &r.header }

// Row reads the next row and appends its values to the row given: strings, int64s, bools and nils, in the order of the table's columns.
func (r *Reader) Row(row []any) ([]any, error) {
	t := r.at.next()
	if t == nil {
		return row, errors.New("the backup has no more rows")
	}
	line, err := r.read()
	if err != nil {
		return row, err
	}
	if row, err = r.rows.read(row, t, line); err != nil {
		return row, fmt.Errorf("the backup is damaged: row %d of table %s %w", r.at.row+1, t.Name, err)
	}
	r.sum.Write(line)
	r.at.pass()
	return row, nil
}

// End reads the end of the backup after its last row, and proves that all was read as it was written.
func (r *Reader) End() (s Summary, err error) {
	line, err := r.read()
	if err != nil {
		return s, err
	}
	var t trailer
	s = Summary{Header: r.header, SHA256: hex.EncodeToString(r.sum.Sum(nil))}
	switch err := unmarshal(line, &t); {
	case err != nil || r.at.next() != nil:
		return s, errors.New("the backup is damaged: its rows are not followed by their checksum")
	case t.SHA256 != s.SHA256:
		return s, errors.New("the backup is damaged: it does not have the checksum that it was written with")
	}
	if err := r.ended(); err != nil {
		return s, err
	}
	s.Size = r.size.n
	return s, nil
}

// ended wants nothing to follow.
func (r *Reader) ended() error {
	if _, err := r.lines.ReadByte(); !errors.Is(err, io.EOF) {
		return damaged(err, "something follows its last line")
	}
	if _, err := r.file.ReadByte(); !errors.Is(err, io.EOF) {
		return damaged(err, "something follows its end")
	}
	return nil
}

// meter counts what was read.
type meter struct {
	from io.Reader
	n    int64
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.from.Read(p)
	m.n += int64(n)
	return n, err
}
