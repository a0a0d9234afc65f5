package openldap_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rollcall-dev/rollcall/bench/openldap"
	"github.com/rollcall-dev/rollcall/bench/people"
)

// started loads a company into a slapd of its own and connects to it. Where OpenLDAP is not installed, the test is skipped.
func started(t *testing.T, c *people.Company) *openldap.Connection {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "openldap")
	err := openldap.Load(t.Context(), dir, c)
	if errors.Is(err, openldap.ErrMissing) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	s, err := openldap.Start(context.WithoutCancel(t.Context()), dir) // the cleanup ends it
	if err != nil {
		t.Fatal(err)
	}
	conn, err := openldap.Dial(s.Address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(conn.Close(), s.Stop()); err != nil {
			t.Error(err)
		}
	})
	if s.Version == "" {
		t.Error("slapd has no version")
	}
	return conn
}

func TestSearchesFindWhatTheCompanyHas(t *testing.T) {
	c := people.New(3000)
	conn := started(t, c)
	division := c.Groups[0][1].ID
	for _, tt := range []struct {
		name    string
		filter  openldap.Filter
		matches func(*people.Person) bool
	}{
		{"equal", openldap.Equal("benchTag", "site=site-2"), func(p *people.Person) bool { return p.Tags["site"] == "site-2" }},
		{"prefix", openldap.Prefix("sn", "St"), func(p *people.Person) bool { return strings.HasPrefix(p.LastName, "St") }},
		{"contains", openldap.Contains("uid", "mann"), func(p *people.Person) bool { return strings.Contains(p.Username, "mann") }},
		{"and", openldap.And(openldap.Equal("benchPath", division), openldap.Equal("benchTag", "team=team-1")), func(p *people.Person) bool {
			return p.Group.Path[0] == division && p.Tags["team"] == "team-1"
		}},
		{"or", openldap.Or(openldap.Equal("benchTag", "site=site-2"), openldap.Equal("benchTag", "site=site-3")), func(p *people.Person) bool {
			return p.Tags["site"] == "site-2" || p.Tags["site"] == "site-3"
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := 0
			for p := range c.People() {
				if tt.matches(p) {
					want++
				}
			}
			got, err := conn.Count(openldap.Search(tt.filter, 0))
			if err != nil || got != want || want == 0 {
				t.Errorf("%d entries (%v), want %d", got, err, want)
			}
		})
	}
}

func TestLimitIsNoFailure(t *testing.T) {
	conn := started(t, people.New(200))
	got, err := conn.Count(openldap.Search(openldap.Equal("objectClass", "benchUser"), 7))
	if err != nil || got != 7 {
		t.Errorf("%d entries (%v), want 7", got, err)
	}
}
