package search_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/search"
	"pgregory.net/rapid"
)

func TestFoldMakesEqualWhatDiffersInCase(t *testing.T) {
	for _, tt := range []struct{ name, a, b string }{
		{"ascii", "Jane.DOE-7@example", "jane.doe-7@EXAMPLE"},
		{"composed and decomposed", "Jose\u0301", "JOS\u00c9"},
		{"sharp s", "Straße", "STRASSE"},
		{"capital sharp s", "STRAẞE", "strasse"},
		{"final sigma", "ΟΔΥΣΣΕΥΣ", "οδυσσευς"},
		{"dotted capital I with its dot apart", "\u0130stanbul", "I\u0307STANBUL"},
		{"ligature", "ﬁnance", "FINANCE"},
		{"beyond the basic plane", "𐐀", "𐐨"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if a, b := search.Fold(tt.a), search.Fold(tt.b); a != b {
				t.Errorf("Fold(%q) = %q, Fold(%q) = %q; want the same", tt.a, a, tt.b, b)
			}
		})
	}
}

func TestFoldKeepsApartWhatIsNotCase(t *testing.T) {
	for _, tt := range []struct{ name, a, b string }{
		{"dotless i is another letter", "ı", "I"},
		{"dotted capital I is another letter", "\u0130", "i"},
		{"accent", "é", "e"},
		{"full width", "Ａ", "a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if a, b := search.Fold(tt.a), search.Fold(tt.b); a == b {
				t.Errorf("Fold(%q) and Fold(%q) are both %q; want them to differ", tt.a, tt.b, a)
			}
		})
	}
}

// The short way for ASCII must give what the long way gives: a text folds as it does in front of a letter that
// only the long way can handle.
func TestFoldShortWayAgreesWithLongWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[ -~\t\n]*`).Draw(t, "s")
		if got, want := search.Fold(s), strings.TrimSuffix(search.Fold(s+"я"), "я"); got != want {
			t.Fatalf("Fold(%q) = %q, the long way gives %q", s, got, want)
		}
	})
}

func TestFoldTwiceIsFoldOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune("aßẞſKİσςΐé\u0301\u0323\u0307\u0345ﬁ"))).Draw(t, "s")
		if once, twice := search.Fold(s), search.Fold(search.Fold(s)); once != twice {
			t.Fatalf("Fold(%q) = %q, folded again %q", s, once, twice)
		}
	})
}

func TestFoldOfFoldedASCIIAllocatesNothing(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { search.Fold("already.folded") }); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func TestFoldFromManyGoroutines(t *testing.T) {
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 200 {
				if got := search.Fold("Straße ΣΊΣΥΦΟΣ"); got != "strasse σίσυφοσ" {
					t.Errorf("Fold = %q", got)
					return
				}
			}
		})
	}
	all.Wait()
}
