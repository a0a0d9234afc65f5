package backup

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
)

// TestDamage makes something else of a backup in every way that its lines allow, the checksum mended where that could hide it.
func TestDamage(t *testing.T) {
	text := unpacked(t, written(t))
	change := func(old, with string) string {
		t.Helper()
		if strings.Count(text, old) != 1 {
			t.Fatalf("%q is there %d times", old, strings.Count(text, old))
		}
		return strings.Replace(text, old, with, 1)
	}
	lines := strings.SplitAfter(text, "\n")
	for name, tt := range map[string]struct{ text, want string }{
		"no header":            {strings.Join(lines[1:], ""), "first line is not the header"},
		"another format":       {change(`"rollcall-backup"`, `"other"`), "first line is not the header"},
		"a later version":      {change(`"version":1`, `"version":2`), "version 2 of the format"},
		"no schema":            {change(`"schema":7`, `"schema":0`), "names no schema"},
		"an unknown member":    {change(`"schema":7`, `"schema":7,"more":1`), "first line is not the header"},
		"a table twice":        {change(`"name":"nothing"`, `"name":"none"`), `table "none" twice`},
		"a column twice":       {change(`"name":"b"`, `"name":"t"`), `column "t" twice`},
		"an unknown type":      {change(`"boolean"`, `"float"`), "unknown type"},
		"rows below zero":      {change(`"rows":4`, `"rows":-4`), "impossible number of rows"},
		"rows beyond belief":   {change(`"rows":4`, `"rows":4000000000000000`), "impossible number of rows"},
		"fewer rows than said": {change(`"rows":4`, `"rows":5`), "row 5 of table all lacks"},
		"more rows than said":  {change(`"rows":4`, `"rows":3`), "row 1 of table one"},
		"a row taken out":      {change(lines[3], ""), "row 4 of table all"},
		"rows exchanged":       {change(lines[2]+lines[3], lines[3]+lines[2]), "checksum"},
		"a letter changed":     {change(`["last"]`, `["lost"]`), "checksum"},
		"another checksum":     {change(`{"sha256":"`, `{"sha256":"0`), "checksum"},
		"no checksum":          {strings.Join(lines[:len(lines)-2], ""), "ends too early"},
		"no end of a line":     {text[:len(text)-1], "ends too early"},
		"a fraction":           {change("9007199254740993", "9007199254740993.0"), `column "i"`},
		"more than 64 bits":    {change("9007199254740993", "9223372036854775808"), `column "i"`},
		"a text for a number":  {change("9007199254740993", `"9007199254740993"`), `column "i"`},
		"a number for a text":  {change(`["last"]`, `[1]`), `column "id"`},
		"an object":            {change(`["last"]`, `{"id":"last"}`), "is no array"},
		"an array in a row":    {change(`["last"]`, `[["last"]]`), `column "id"`},
		"too few values":       {change(`["last"]`, `[]`), `column "id"`},
		"too many values":      {change(`["last"]`, `["last",1]`), "more values"},
		"two rows on a line":   {change(`["last"]`, `["last"]["last"]`), "goes on after"},
		"what is no UTF-8":     {change(`["last"]`, "[\"\xff\"]"), `column "id"`},
		"half a character":     {change(`["last"]`, `["\ud800"]`), `column "id"`},
		"an endless line":      {change(`["last"]`, `["`+strings.Repeat("x", maxLine)+`"]`), "longer than"},
		"a deep array":         {change(`["last"]`, strings.Repeat("[", 100_000)), `column "id"`},
		"something behind":     {text + "\n", "something follows"},
	} {
		_, err := Verify(bytes.NewReader(pack(tt.text)), nil)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %.200v; want it to say %q", name, err, tt.want)
		}
	}
}

func TestDamagedFile(t *testing.T) {
	packed := written(t)
	for name, b := range map[string][]byte{
		"nothing": {}, "no backup": []byte("no backup at all"), "a text of lines": []byte(unpacked(t, packed)),
		"trailing garbage": append(bytes.Clone(packed), "garbage"...), "twice": append(bytes.Clone(packed), packed...),
	} {
		if _, err := Verify(bytes.NewReader(b), nil); err == nil {
			t.Errorf("%s was taken for a backup", name)
		}
	}
}

// TestEveryCutIsNoticed cuts the file at every length.
func TestEveryCutIsNoticed(t *testing.T) {
	packed := written(t)
	for n := range packed {
		if _, err := Verify(bytes.NewReader(packed[:n]), nil); err == nil {
			t.Errorf("the first %d of %d bytes were taken for the whole", n, len(packed))
		}
	}
}

// TestEveryChangeIsNoticed turns a bit of every byte. Only bits may pass that say nothing, such as those between
// the compression's blocks.
func TestEveryChangeIsNoticed(t *testing.T) {
	packed := written(t)
	want, err := Verify(bytes.NewReader(packed), nil)
	if err != nil {
		t.Fatal(err)
	}
	for n := range packed {
		changed := bytes.Clone(packed)
		changed[n] ^= 1 << (n % 8)
		if s, err := Verify(bytes.NewReader(changed), nil); err == nil && s.SHA256 != want.SHA256 {
			t.Errorf("a change of byte %d of %d passed", n, len(packed))
		}
	}
}

func FuzzReader(f *testing.F) {
	for _, line := range []string{`["a",1,true]`, `[null,null,null]`, `["\u0000",-9223372036854775808,false]`} {
		text := `{"format":"rollcall-backup","version":1,"schema":1,"folded":"","made":"2025-03-04T05:06:07Z","release":"",` +
			`"tables":[{"name":"t","columns":[{"name":"t","type":"text"},{"name":"i","type":"integer"},{"name":"b","type":"boolean"}],"rows":1}]}` +
			"\n" + line + "\n"
		f.Add(fmt.Sprintf("%s{\"sha256\":\"%x\"}\n", text, sha256.Sum256([]byte(text))))
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Verify(bytes.NewReader(pack(text)), nil)
		if err == nil && s.Header.Total() != int64(strings.Count(text, "\n"))-2 {
			t.Errorf("taken for a backup: %+v", s)
		}
	})
}
