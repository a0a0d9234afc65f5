package backup

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRoundTrip(t *testing.T) {
	packed := written(t)
	r, err := NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	want := sample.header
	want.Format, want.Version = formatName, formatVersion
	if diff := cmp.Diff(&want, r.Header()); diff != "" {
		t.Error(diff)
	}
	for _, row := range sample.rows {
		got, err := r.Row([]any{"before"})
		if diff := cmp.Diff(append([]any{"before"}, row...), got); err != nil || diff != "" {
			t.Errorf("%v %s", err, diff)
		}
	}
	if _, err := r.Row(nil); err == nil {
		t.Error("there was a row behind the last")
	}
	s, err := r.End()
	if err != nil || s.Size != int64(len(packed)) || s.Header.Total() != 5 || s.Header.Rows("all") != 4 || s.Header.Rows("other") != 0 {
		t.Errorf("summary %+v, %v", s, err)
	}
	lines := strings.SplitAfter(unpacked(t, packed), "\n")
	sum := sha256.Sum256([]byte(strings.Join(lines[:len(lines)-2], "")))
	if want := hex.EncodeToString(sum[:]); s.SHA256 != want {
		t.Errorf("checksum %s, want %s", s.SHA256, want)
	}
}

func TestSameContentsAreTheSameBackup(t *testing.T) {
	if !bytes.Equal(written(t), written(t)) {
		t.Error("two backups of the same differ")
	}
}

func TestVerifyTells(t *testing.T) {
	var told []int64
	if _, err := Verify(bytes.NewReader(written(t)), func(done, total int64) { told = append(told, done, total) }); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int64{5, 5}, told); diff != "" {
		t.Error(diff)
	}
}

func TestWriterRefuses(t *testing.T) {
	one := Header{Schema: 1, Tables: []Table{{Name: "t", Columns: []Column{{"secret", Text}}, Rows: 1}}}
	for name, rows := range map[string][][]any{
		"too few rows": {}, "too many rows": {{"a"}, {"b"}}, "another type": {{int64(1)}}, "too many values": {{"a", "b"}},
		"a type that is none": {{1.5}}, "what is not UTF-8": {{"hidden\xff"}},
	} {
		w, err := NewWriter(io.Discard, one)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			if err == nil {
				err = w.Row(row)
			}
		}
		if err == nil {
			_, err = w.Close()
		}
		if err == nil || strings.Contains(err.Error(), "hidden") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := NewWriter(io.Discard, Header{}); err == nil {
		t.Error("a header without a schema was written")
	}
}
