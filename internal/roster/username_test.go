package roster_test

import (
	"strings"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

func TestUsernameRules(t *testing.T) {
	tests := map[string]roster.Kind{
		"ann":                       0,
		"A-n_n.9":                   0,
		strings.Repeat("a", 64):     0,
		strings.Repeat("a", 65):     roster.InvalidParameter,
		"ann lee":                   roster.InvalidParameter,
		"änn":                       roster.InvalidParameter,
		"ann@example.com":           0,
		"ann@mail.example.com":      0,
		"ann@example":               roster.InvalidParameter,
		"ann@.com":                  roster.InvalidParameter,
		"ann@example.":              roster.InvalidParameter,
		"ann@example..com":          roster.InvalidParameter,
		"@example.com":              roster.InvalidParameter,
		"ann@lee@example.com":       roster.InvalidParameter,
		"Administrator":             roster.InvalidRequest,
		"administrator":             0,
		"Administrator@example.com": 0,
	}
	c := newCrew(t, roster.SAML)
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := c.CreateUser(c.ctx, c.c, c.id, c.hire(name))
			wantKind(t, err, want)
		})
	}
}

func TestDirectoryUsernamesAreTheDirectorysOwn(t *testing.T) {
	c := newCrew(t, roster.ExistingDirectory)
	directory := func(in *roster.NewUser) { in.DirectoryUserID = "S-1-5-21" }
	for name, want := range map[string]roster.Kind{
		"ann lee": 0, "EXAMPLE\\ann": 0, "ann@example": 0, strings.Repeat("ä", 100): 0, "Administrator": roster.InvalidRequest,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := c.CreateUser(c.ctx, c.c, c.id, c.hire(name, directory))
			wantKind(t, err, want)
		})
	}
	composed, decomposed := "Ren\u00e9", "Rene\u0301"
	if u := c.user(t, c.hire(decomposed, directory)); u.Username != composed {
		t.Errorf("kept as %q, want %q", u.Username, composed)
	}
	_, err := c.CreateUser(c.ctx, c.c, c.id, c.hire(composed, directory))
	wantKind(t, err, roster.Duplicate)
}

func TestUsernamesAreUniqueByCaseAndFreeAfterDeletion(t *testing.T) {
	c := newCrew(t, roster.SAML)
	first := c.user(t, c.hire("ann"))
	_, err := c.CreateUser(c.ctx, c.c, c.id, c.hire("ann"))
	wantKind(t, err, roster.Duplicate)
	c.user(t, c.hire("Ann"))
	wantKind(t, c.DeleteUser(c.ctx, c.c, c.id, first.ID), 0)
	_, err = c.DescribeUser(c.ctx, c.c, c.id, first.ID)
	wantKind(t, err, roster.NotFound)
	wantKind(t, c.DeleteUser(c.ctx, c.c, c.id, first.ID), roster.NotFound)
	if again := c.user(t, c.hire("ann")); again.ID == first.ID {
		t.Error("the name came back with its old id")
	}
}
