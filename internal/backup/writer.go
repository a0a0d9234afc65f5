package backup

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
)

// Writer writes a backup.
type Writer struct {
	header Header
	at     cursor
	out    *gzip.Writer
	sum    hash.Hash
	size   counter
	line   []byte
}

// Summary is what can be said of a backup that was written, or read to its end.
type Summary struct {
	Header Header
	// SHA256 is that of the uncompressed lines before the last, in hexadecimal digits.
	SHA256 string
	// Size of the backup in bytes.
	Size int64
}

// trailer is the last line of a backup.
type trailer struct {
	SHA256 string `json:"sha256"`
}

// NewWriter begins a backup with its header, whose Format and Version it sets. The rows have to follow, as many as the header says.
func NewWriter(w io.Writer, h Header) (*Writer, error) {
	h.Format, h.Version = formatName, formatVersion
	if err := h.check(); err != nil {
		return nil, fmt.Errorf("the backup cannot be written: %w", err)
	}
	b := &Writer{header: h, at: cursor{tables: h.Tables}, sum: sha256.New(), size: counter{to: w}}
	// The densest compression would cost several times as much, and save a tenth.
	b.out, _ = gzip.NewWriterLevel(&b.size, gzip.BestSpeed)
	line, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	return b, b.write(append(line, '\n'))
}

// write writes a line that counts for the checksum.
func (w *Writer) write(line []byte) error {
	w.sum.Write(line)
	_, err := w.out.Write(line)
	return err
}

// Row writes the next row. Its values are strings, int64s, bools and nils, in the order of the table's columns.
func (w *Writer) Row(values []any) (err error) {
	t := w.at.next()
	if t == nil {
		return errors.New("the backup has more rows than its header says")
	}
	if w.line, err = t.appendRow(w.line[:0], values); err != nil {
		return fmt.Errorf("table %s: %w", t.Name, err)
	}
	if len(w.line) > maxLine {
		return fmt.Errorf("table %s: a row takes %d bytes, more than any reader takes", t.Name, len(w.line))
	}
	w.at.pass()
	return w.write(w.line)
}

// Close ends the backup. It does not close what was written to.
func (w *Writer) Close() (Summary, error) {
	if t := w.at.next(); t != nil {
		return Summary{}, fmt.Errorf("table %s has fewer rows than the backup's header says", t.Name)
	}
	s := Summary{Header: w.header, SHA256: hex.EncodeToString(w.sum.Sum(nil))}
	line, err := json.Marshal(trailer{s.SHA256})
	if err != nil {
		return s, err
	}
	if _, err := w.out.Write(append(line, '\n')); err != nil {
		return s, err
	}
	err = w.out.Close()
	s.Size = w.size.n
	return s, err
}

// counter counts what passes through.
type counter struct {
	to io.Writer
	n  int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.to.Write(p)
	c.n += int64(n)
	return n, err
}
