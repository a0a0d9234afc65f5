package roster_test

import (
	"testing"

	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// Who may read what everybody did holds more than its own record, so nobody gives that right who does not have it, and nobody takes over who has.
func TestTheRightToReadTheTrailIsCovered(t *testing.T) {
	c := newCrew(t, roster.SAML)
	c.grant(t, "history", []string{"HistoricalChanges.View"})
	c.grant(t, "editor", []string{"Users.View", "Users.Edit", "Users.EditPermission", "SecurityProfiles.View", "SecurityProfiles.Create"})
	lena, auditor := c.member(t, "lena", "", nil, "editor"), c.member(t, "auditor", "", nil, "history")
	read := func(user string) error {
		_, err := c.ReadAudit(c.ctx, c.as(user), audit.Query{Trail: c.id, Limit: 1})
		return err
	}
	wantKind(t, read(auditor), 0)
	wantKind(t, read(lena), roster.Denied)
	by := c.as(lena)
	_, err := c.CreateSecurityProfile(c.ctx, by, c.id, roster.SecurityProfile{Meta: roster.Meta{Name: "Mine"}, Permissions: []string{"HistoricalChanges.View"}})
	wantKind(t, err, roster.Denied)
	wantKind(t, c.UpdateUserSecurityProfiles(c.ctx, by, c.id, lena, []string{"editor", "history"}), roster.Denied)
	wantKind(t, c.UpdateUserIdentityInfo(c.ctx, by, c.id, auditor, roster.IdentityChange{
		FirstName: ptr("Ann"), LastName: ptr("Lee"), SecondaryEmail: ptr("lena@example.com"),
	}), roster.Denied)
	wantKind(t, read(lena), roster.Denied)
}
