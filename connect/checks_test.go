package connect_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rollcall-dev/rollcall/connect"
)

// checkCases holds, for each check, values at both sides of each bound.
var checkCases = map[string]struct{ accepted, refused []string }{
	"tagKey": {
		accepted: []string{"Team", "cost center", "a:b/c=d+e-f@g_h.i", "Größe", "部門", "AWS:x", "xaws:", "aws", ""},
		refused:  []string{"aws:", "aws:createdBy", "a,b", "tab\there", "line\n", "a*", "nul\x00"},
	},
	"password": {
		accepted: []string{"Passw0rd", "aA1aaaaa", "aA1" + strings.Repeat("é", 61), "aA1!\"§$%&/()=", "Passw0rd\u00a0", "aA1" + strings.Repeat("x", 61)},
		refused: []string{"", "aA1aaaa", "passw0rd", "PASSW0RD", "Password", "Pass w0rd", "Passw0rd\t", "Passw0rd\n",
			"aA1" + strings.Repeat("x", 62), "ÄÖÜäöü12"},
	},
	"directoryAlias": {
		accepted: []string{"a", "9", "my-company", "a--b", "d", "d1-x", "D-x"},
		refused:  []string{"", "d-", "d-x", "-a", "a-", "a_b", "a.b", "ä", "a\n"},
	},
	"primaryAttributeName": {
		accepted: []string{"a", "Customer Tier", "tab\tis\nfine\r", "~", "¡", "ÿ", "aws", "connect", "xaws:", "AWS:x"},
		refused:  []string{"", "aws:x", "connect:Language", "\x1f", "\x7f", "\u00a0", "Ā", "x\x00"},
	},
	"secondaryEmail": {
		accepted: []string{"", "a@b.co", "first.last+tag@mail.example.museum", "a%b_c-d@1.2.ab",
			"a@b." + strings.Repeat("c", 63)},
		refused: []string{"a", "@b.co", "a@", "a@b", "a@b.c", "a@b.c0", "a b@c.de", "ä@b.co", "a@b.co\n", "x\na@b.co", "a@b@c.de",
			"a@b." + strings.Repeat("c", 64)},
	},
	"nfc": {
		accepted: []string{"", "Zoë", "\u00e9", "名前", "\U0001F600"},
		refused:  []string{"e\u0301", "Zoe\u0308", "\u212b", "\u0344"},
	},
}

func TestChecks(t *testing.T) {
	tested, have := slices.Sorted(maps.Keys(checkCases)), slices.Sorted(maps.Keys(connect.Checks))
	if diff := cmp.Diff(have, tested); diff != "" {
		t.Errorf("checks (-have +tested):\n%s", diff)
	}
	for name, check := range connect.Checks {
		cases := checkCases[name]
		for _, value := range cases.accepted {
			if !check.Valid(value) {
				t.Errorf("%s refuses %q", name, value)
			}
		}
		for _, value := range cases.refused {
			if check.Valid(value) {
				t.Errorf("%s accepts %q", name, value)
			}
		}
	}
}
