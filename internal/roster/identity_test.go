package roster_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

func TestNewUserIdentityByType(t *testing.T) {
	password := func(in *roster.NewUser) { in.Password = "Passw0rd" }
	directory := func(in *roster.NewUser) { in.DirectoryUserID = "S-1-5-21" }
	email := func(in *roster.NewUser) { in.Identity.Email = ptr("ann@example.com") }
	secondary := func(in *roster.NewUser) { in.Identity.SecondaryEmail = ptr("ann@example.org") }
	noFirst := func(in *roster.NewUser) { in.Identity.FirstName = nil }
	noLast := func(in *roster.NewUser) { in.Identity.LastName = nil }
	emptyNames := func(in *roster.NewUser) { in.Identity = names("", "") }
	longFirst := func(in *roster.NewUser) { in.Identity = names(strings.Repeat("é", 256), "Lee") }
	longLast := func(n int) func(*roster.NewUser) {
		return func(in *roster.NewUser) { in.Identity = names("Ann", strings.Repeat("é", n)) }
	}
	none := func(in *roster.NewUser) { in.Identity = roster.IdentityChange{} }
	type changes []func(*roster.NewUser)
	tests := []struct {
		kind    roster.IdentityType
		name    string
		changes changes
		want    roster.Kind
	}{
		{roster.ConnectManaged, "with a password", changes{password}, 0},
		{roster.ConnectManaged, "without a password", nil, roster.InvalidRequest},
		{roster.ConnectManaged, "with an address", changes{password, email, secondary}, 0},
		{roster.ConnectManaged, "without a first name", changes{password, noFirst}, roster.InvalidRequest},
		{roster.ConnectManaged, "without a last name", changes{password, noLast}, roster.InvalidRequest},
		{roster.ConnectManaged, "with empty names", changes{password, emptyNames}, roster.InvalidRequest},
		{roster.ConnectManaged, "without any identity", changes{password, none}, roster.InvalidRequest},
		{roster.ConnectManaged, "with a first name too long", changes{password, longFirst}, roster.InvalidRequest},
		{roster.ConnectManaged, "with the longest last name", changes{password, longLast(256)}, 0},
		{roster.ConnectManaged, "with a last name too long", changes{password, longLast(257)}, roster.InvalidRequest},
		{roster.ConnectManaged, "with a directory id, which is ignored", changes{password, directory}, 0},
		{roster.SAML, "plain", nil, 0},
		{roster.SAML, "with a password", changes{password}, roster.InvalidRequest},
		{roster.SAML, "with a directory id", changes{directory}, roster.InvalidRequest},
		{roster.SAML, "with an address", changes{email}, roster.InvalidRequest},
		{roster.SAML, "with a secondary address", changes{secondary}, 0},
		{roster.SAML, "with empty names", changes{emptyNames}, 0},
		{roster.SAML, "without a first name", changes{noFirst}, roster.InvalidRequest},
		{roster.SAML, "without a last name", changes{noLast}, roster.InvalidRequest},
		{roster.SAML, "with long names", changes{longLast(300)}, 0},
		{roster.ExistingDirectory, "plain", changes{directory}, 0},
		{roster.ExistingDirectory, "without a directory id", nil, roster.InvalidRequest},
		{roster.ExistingDirectory, "with a password", changes{directory, password}, roster.InvalidRequest},
		{roster.ExistingDirectory, "without any identity", changes{directory, none}, 0},
		{roster.ExistingDirectory, "with an address", changes{directory, email}, 0},
	}
	crews := map[roster.IdentityType]*crew{}
	for _, kind := range []roster.IdentityType{roster.ConnectManaged, roster.SAML, roster.ExistingDirectory} {
		crews[kind] = newCrew(t, kind)
	}
	for i, tt := range tests {
		t.Run(string(tt.kind)+" "+tt.name, func(t *testing.T) {
			c := crews[tt.kind]
			_, err := c.CreateUser(c.ctx, c.c, c.id, c.hire(numbered("user", i), tt.changes...))
			wantKind(t, err, tt.want)
		})
	}
}

func TestDirectoryUserIDIsGeneratedOrGiven(t *testing.T) {
	managed := newCrew(t, roster.ConnectManaged)
	u := managed.user(t, managed.hire("ann", func(in *roster.NewUser) { in.Password, in.DirectoryUserID = "Passw0rd", "S-1-5-21" }))
	if u.DirectoryUserID == "" || u.DirectoryUserID == u.ID || u.DirectoryUserID == "S-1-5-21" {
		t.Errorf("DirectoryUserID = %q, want one of its own", u.DirectoryUserID)
	}
	directory := newCrew(t, roster.ExistingDirectory)
	u = directory.user(t, directory.hire("ann", func(in *roster.NewUser) { in.DirectoryUserID = "S-1-5-21" }))
	if u.DirectoryUserID != "S-1-5-21" {
		t.Errorf("DirectoryUserID = %q, want the one given", u.DirectoryUserID)
	}
}

func TestUpdateUserIdentityInfo(t *testing.T) {
	full := roster.Identity{FirstName: "Ann", LastName: "Lee", Email: "ann@example.com", SecondaryEmail: "ann@example.org", Mobile: "+15550100"}
	saml := full
	saml.Email = ""
	with := func(in roster.IdentityChange, change func(*roster.IdentityChange)) roster.IdentityChange {
		change(&in)
		return in
	}
	same := names("Ann", "Lee")
	email := func(s string) func(*roster.IdentityChange) { return func(in *roster.IdentityChange) { in.Email = &s } }
	cleared := func(in *roster.IdentityChange) { in.SecondaryEmail, in.Mobile = ptr(""), ptr("") }
	tests := []struct {
		name string
		kind roster.IdentityType
		old  roster.Identity
		in   roster.IdentityChange
		want roster.Identity
		err  roster.Kind
	}{
		{"what is left out is kept", roster.ConnectManaged, full, names("Bea", "Fox"),
			roster.Identity{FirstName: "Bea", LastName: "Fox", Email: full.Email, SecondaryEmail: full.SecondaryEmail, Mobile: full.Mobile}, 0},
		{"names are required", roster.ConnectManaged, full, roster.IdentityChange{Mobile: ptr("+15550101")}, full, roster.InvalidRequest},
		{"empty clears the optional addresses", roster.ConnectManaged, full, with(same, cleared),
			roster.Identity{FirstName: "Ann", LastName: "Lee", Email: full.Email}, 0},
		{"the primary address is not removed", roster.ConnectManaged, full, with(same, email("")), full, roster.InvalidRequest},
		{"no address stays none", roster.ConnectManaged, saml, with(same, email("")), saml, 0},
		{"SAML has no primary address", roster.SAML, saml, with(same, email("ann@example.net")), saml, roster.InvalidRequest},
		{"SAML names may be empty", roster.SAML, saml, names("", ""), roster.Identity{SecondaryEmail: full.SecondaryEmail, Mobile: full.Mobile}, 0},
		{"SAML names must be present", roster.SAML, saml, roster.IdentityChange{}, saml, roster.InvalidRequest},
		{"a directory's own values may be repeated", roster.ExistingDirectory, full, with(same, email(full.Email)), full, 0},
		{"a directory's names are fixed", roster.ExistingDirectory, full, names("Bea", "Lee"), full, roster.InvalidRequest},
		{"a directory's address is fixed", roster.ExistingDirectory, full, with(same, email("ann@example.net")), full, roster.InvalidRequest},
		{"a directory user's other addresses change", roster.ExistingDirectory, full, roster.IdentityChange{Mobile: ptr("+15550101")},
			roster.Identity{FirstName: "Ann", LastName: "Lee", Email: full.Email, SecondaryEmail: full.SecondaryEmail, Mobile: "+15550101"}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := newCrew(t, tt.kind)
			u := roster.User{ID: "u", Username: "ann", DirectoryUserID: "d", Identity: tt.old, RoutingProfileID: c.routing, SecurityProfileIDs: []string{c.agent}}
			c.put(t, func(tx roster.Tx) error { return tx.PutUser(u) })
			c.advance(time.Minute)
			wantKind(t, c.UpdateUserIdentityInfo(c.ctx, c.c, c.id, "u", tt.in), tt.err)
			if diff := cmp.Diff(tt.want, c.read(t, "u").Identity); diff != "" {
				t.Errorf("identity (-want +got):\n%s", diff)
			}
		})
	}
}
