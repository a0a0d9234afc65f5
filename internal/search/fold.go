package search

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// FoldVersion names the Unicode tables behind Fold. Text that was folded and stored under another version
// must be folded anew, since the two may disagree.
const FoldVersion = "nfc " + norm.Version + ", fold " + cases.UnicodeVersion

// Fold gives the form of s in which texts that differ only in case are equal: Unicode's full case folding of
// the composed form (NFC). No language's own rules apply: a dotless i never folds to i. Fold may be called from many
// goroutines at once.
func Fold(s string) string {
	if isASCII(s) {
		return strings.ToLower(s) // the same result; allocates nothing when there is nothing to lower
	}
	// A Caser must not be shared between goroutines, and this one costs nothing to make. Folding can leave marks that compose with
	// what it made, so the result is composed again; without that, folding twice could differ from folding once.
	return norm.NFC.String(cases.Fold().String(norm.NFC.String(s)))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
