package search_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/rollcall-dev/rollcall/internal/search"
	"pgregory.net/rapid"
)

// checkDecode compares with the standard library. The document is used again each time, so that nothing of an earlier one may remain.
func checkDecode(t interface{ Fatalf(string, ...any) }, d *search.Document, text string) {
	var want search.Document
	if err := errors.Join(d.Decode(text), json.Unmarshal([]byte(text), &want)); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	if diff := cmp.Diff(&want, d, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("Decode(%q) (-want +got):\n%s", text, diff)
	}
}

func TestDecodeAgreesWithJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, d := drawCrew(t), new(search.Document)
		for range 5 {
			document := c.document(100)
			document.LastName += c.one("", `"`, `\`, "\n", "<", "\u2028")
			text, err := json.Marshal(document)
			if err != nil {
				t.Fatal(err)
			}
			checkDecode(t, d, string(text))
		}
	})
}

// isStored says whether the text is one that storing a document gives.
func isStored(text string) bool {
	var d search.Document
	if json.Unmarshal([]byte(text), &d) != nil {
		return false
	}
	again, err := json.Marshal(d)
	return err == nil && string(again) == text
}

func FuzzDecode(f *testing.F) {
	for _, text := range []string{
		`{}`, ``, `null`, `[`, `{"id":`, `{"id":"a"}`, `{"id":"a"} `, `{"s":["a"`, `{"s":null}`, `{"t":{"k":"v"}}`, `{"p":[{"n":"a","v":"b","l":5}]}`,
		`{"p":[{"l":-5}]}`, `{"l":"\u003c"}`, `{"x":1}`, `{"a":{"description":["b"]}}`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if isStored(text) {
			checkDecode(t, new(search.Document), text)
		} else {
			_ = new(search.Document).Decode(text) // whatever it says, it returns
		}
	})
}
