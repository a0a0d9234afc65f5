package roster_test

import (
	"crypto/rand"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

// Signing in is recorded whether it succeeds or fails, and tells for whom and from where, never what was typed.
func TestSignInsAreRecorded(t *testing.T) {
	c := newCrew(t, roster.ConnectManaged)
	u := c.user(t, c.hire("ada", func(in *roster.NewUser) { in.Password = secret }))
	c.audited()
	attempt := func(name, password string) error {
		_, err := c.SignIn(c.ctx, roster.SignIn{
			Instance: c.id, Username: name, Password: password, From: netip.MustParseAddr("192.0.2.7"),
			Request: audit.Request{Operation: "CreateSession", Address: "192.0.2.7", Parameters: struct{ InstanceId string }{c.id}},
		})
		return err
	}
	wantKind(t, attempt("ada", "not the password"), roster.Denied)
	wantKind(t, attempt("nobody", "not the password"), roster.Denied)
	wantKind(t, attempt("ada", secret), 0)
	c.settle(t)
	type line struct{ Name, Actor, Error, User string }
	var got []line
	for _, e := range c.trail(t, c.id) {
		if text := string(e.Record); !strings.Contains(text, "192.0.2.7") || strings.Contains(text, secret) || strings.Contains(text, "nobody") {
			t.Errorf("the record is %s", text)
		}
		got = append(got, line{e.EventName, e.Actor, e.ErrorCode, e.User})
	}
	want := []line{
		{"CreateSession", "anonymous", "AccessDenied", u.ID},
		{"CreateSession", "anonymous", "AccessDenied", ""},
		{"CreateSession", c.as(u.ID).ARN, "", u.ID},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the trail (-want +got):\n%s", diff)
	}
}

// What an operator does to a user is recorded where the trail's keys are at hand, and done where they are not.
func TestOperatorsAreRecorded(t *testing.T) {
	c := newCrew(t, roster.ConnectManaged)
	u := c.user(t, c.hire("ada", func(in *roster.NewUser) { in.Password = secret }))
	o := roster.Operator{Store: c.store, Hasher: plainHasher{}, Now: time.Now, Rand: rand.Reader}
	wantKind(t, o.Unlock(c.ctx, c.id, "ada"), 0)
	o.Audit = audit.NewRecorder(storetest.AuditKeys)
	_, err := o.SetPassword(c.ctx, c.id, "ada", secret)
	wantKind(t, err, 0)
	wantKind(t, o.Unlock(c.ctx, c.id, "ada"), 0)
	_, err = o.EndSessions(c.ctx, c.id, "ada")
	wantKind(t, err, 0)
	var got []string
	for _, e := range c.trail(t, c.id) {
		if strings.Contains(string(e.Record), secret) {
			t.Error("a record has the password")
		}
		got = append(got, e.Actor+" "+e.EventName+" "+e.User)
	}
	want := []string{"operator SetPassword " + u.ID, "operator Unlock " + u.ID, "operator EndSessions " + u.ID}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the trail (-want +got):\n%s", diff)
	}
}
