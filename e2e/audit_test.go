package e2e

import (
	"database/sql"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"
)

// hidden are values of members that the API's model calls sensitive, and a password. None of them may show in the audit trail.
var hidden = []string{
	password, "Wilhelmina", "Featherstone", "wilhelmina@example.org", "second@example.org", "+15555550123", "+15555550199",
	"Bartholomew", "bart@example.org", "hiddenalias",
}

// TestAuditTrailHidesWhatIsSensitive changes everything that is sensitive and reads every column of the trail out of the database.
func TestAuditTrailHidesWhatIsSensitive(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	c := newCentre(t, s.client(), types.DirectoryTypeConnectManaged, "hiddenalias")
	id := c.hire(t, "visible-name", func(in *connect.CreateUserInput) {
		in.Password = aws.String(password)
		in.IdentityInfo = &types.UserIdentityInfo{
			FirstName: &hidden[1], LastName: &hidden[2], Email: &hidden[3], SecondaryEmail: &hidden[4], Mobile: &hidden[5],
		}
		in.PhoneConfig = &types.UserPhoneConfig{PhoneType: types.PhoneTypeDeskPhone, DeskPhoneNumber: &hidden[6]}
	})
	must(c.UpdateUserIdentityInfo(t.Context(), &connect.UpdateUserIdentityInfoInput{InstanceId: c.id, UserId: id, IdentityInfo: &types.UserIdentityInfo{
		FirstName: &hidden[7], LastName: &hidden[2], Email: &hidden[8],
	}}))(t)
	powerless := s.clientWith(keyWith(t, s.store, "ci", nothingHere), region)
	refusedAs(t, errorOf(powerless.UpdateUserIdentityInfo(t.Context(), &connect.UpdateUserIdentityInfoInput{
		InstanceId: c.id, UserId: id, IdentityInfo: &types.UserIdentityInfo{FirstName: &hidden[1], LastName: &hidden[2]},
	})), "AccessDeniedException")
	must(c.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: c.id, UserId: id}))(t)
	must(c.DeleteInstance(t.Context(), &connect.DeleteInstanceInput{InstanceId: c.id}))(t)
	s.stop(t)

	rows := auditRows(t, s.store)
	if want := []string{"CreateInstance", "CreateUser", "UpdateUserIdentityInfo", "UpdateUserIdentityInfo", "DeleteUser", "DeleteInstance"}; len(rows) != len(want) {
		t.Fatalf("%d events, want those of %v:\n%s", len(rows), want, strings.Join(rows, "\n"))
	}
	all := strings.Join(rows, "\n")
	for _, value := range hidden {
		if strings.Contains(all, value) {
			t.Errorf("%q shows in the audit trail", value)
		}
	}
	if !strings.Contains(all, "visible-name") || strings.Count(all, `"hmac:`) < 20 {
		t.Errorf("the trail lacks what it should show:\n%s", all)
	}
	if out := string(rollcall(t, "audit", "verify", "--store", s.store, "--instance", *c.id)); !strings.Contains(out, "whole up to") {
		t.Errorf("verify printed %s", out)
	}
}

// auditRows gives each row of the trail, all its columns together.
func auditRows(t *testing.T, store string) []string {
	t.Helper()
	driver, source := "pgx", store
	if path, isFile := strings.CutPrefix(store, "sqlite:"); isFile {
		driver, source = "sqlite", path
	}
	db, err := sql.Open(driver, source)
	ok(t, err)
	defer db.Close()
	return texts(t, db, "select trail || ' ' || actor || ' ' || action || ' ' || user_id || ' ' || record || ' ' || mac from audit_events order by trail, seq")
}

// TestAuditTrailSurvivesAKill holds that what was acknowledged is in the trail, and the trail whole, after a server died.
func TestAuditTrailSurvivesAKill(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	c := newCentre(t, s.client(), types.DirectoryTypeSaml, "killed")
	for _, name := range []string{"ada", "bea", "cyd"} {
		c.hire(t, name)
	}
	s.kill(t)
	if rows := auditRows(t, s.store); len(rows) != 4 {
		t.Errorf("%d events, want 4", len(rows))
	}
	rollcall(t, "audit", "verify", "--store", s.store, "--instance", *c.id)
	s.start(t)
	c.Client = s.client()
	c.hire(t, "dee")
	rollcall(t, "audit", "verify", "--store", s.store)
}
