package main

import (
	"strings"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

func TestPrintPending(t *testing.T) {
	for _, tt := range []struct {
		schema sqlstore.Schema
		want   string
	}{
		{sqlstore.Schema{Store: "s", Known: 4, Oldest: 2, Pending: []string{"1.sql"}}, "There is no store at s; a new one would have schema 4\n"},
		{sqlstore.Schema{Store: "s", Have: 4, Known: 4, Oldest: 2}, "s has schema 4; nothing is pending\n"},
		{
			sqlstore.Schema{Store: "s", Have: 2, Known: 4, Oldest: 2, Pending: []string{"3.sql", "4.sql"}},
			"s has schema 2, and this release brings it to 4:\n  3.sql\n  4.sql\nReleases that know schema 2 or newer can go on working beside the result.\n",
		},
		{
			sqlstore.Schema{Store: "s", Have: 3, Known: 4, Oldest: 4, Pending: []string{"4.sql"}},
			"s has schema 3, and this release brings it to 4:\n  4.sql\nReleases that do not know schema 4 cannot work beside the result: stop their servers first.\n",
		},
		{sqlstore.Schema{Store: "s", Have: 5, Known: 4, Oldest: 2}, "s has schema 5, which is newer than this release's 4; this release may work on it\n"},
		{sqlstore.Schema{Store: "s", Have: 5, Known: 4, Oldest: 5}, "s has schema 5, which is newer than this release's 4; this release cannot work on it\n"},
	} {
		var b strings.Builder
		if err := printPending(&b, tt.schema); err != nil || b.String() != tt.want {
			t.Errorf("%+v: %v\n%s", tt.schema, err, b.String())
		}
	}
}

func TestPrintMigrated(t *testing.T) {
	for want, before := range map[string]sqlstore.Schema{
		"s is new, with schema 4\n":             {Store: "s", Known: 4, Pending: []string{"4.sql"}},
		"s has schema 5; nothing is pending\n":  {Store: "s", Have: 5, Known: 4},
		"s had schema 3 and has schema 4 now\n": {Store: "s", Have: 3, Known: 4, Pending: []string{"4.sql"}},
	} {
		var b strings.Builder
		if err := printMigrated(&b, before); err != nil || b.String() != want {
			t.Errorf("%+v: %v\n%s", before, err, b.String())
		}
	}
}
