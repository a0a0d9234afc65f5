package backup

import (
	"bytes"
	"compress/gzip"
	"io"
	"math"
	"strings"
	"testing"
	"time"
)

// sample is a backup with all that values can be.
var sample = struct {
	header Header
	rows   [][]any
}{
	Header{
		Schema: 7, Folded: "tables", Made: time.Date(2025, time.March, 4, 5, 6, 7, 0, time.UTC), Release: "v1",
		Tables: []Table{
			{Name: "none", Columns: []Column{{"id", Text}}},
			{Name: "all", Columns: []Column{{"t", Text}, {"i", Integer}, {"b", Boolean}}, Rows: 4},
			{Name: "nothing", Columns: []Column{{"id", Text}}},
			{Name: "one", Columns: []Column{{"id", Text}}, Rows: 1},
		},
	},
	[][]any{
		{"", int64(math.MinInt64), true},
		{"<&>\u2028 \"quoted\" \\ \x00\n\x7f Zoë 𝄞 e\u0301", int64(math.MaxInt64), false},
		{nil, nil, nil},
		{strings.Repeat("long ", 14_000), int64(1<<53 + 1), true},
		{"last"},
	},
}

// written is the sample as it is written.
func written(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := NewWriter(&b, sample.header)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range sample.rows {
		if err := w.Row(row); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// unpacked are the lines of a backup.
func unpacked(t testing.TB, packed []byte) string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func pack(text string) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	_, _ = io.WriteString(w, text) // to memory
	_ = w.Close()
	return b.Bytes()
}
