package roster_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

// record is what the tests look at in an event's record.
type record struct {
	EventName, ErrorCode string
	ResponseElements     map[string]string
	AdditionalEventData  struct {
		Changes []struct {
			Type, ID      string
			Before, After map[string]any
		}
		Counted struct{ Operations map[string]int }
	}
	audit.Entry `json:"-"`
}

// audited gives the service an audit trail.
func (e *env) audited() {
	e.remake(func(o *roster.Options) { o.Audit = audit.NewRecorder(storetest.AuditKeys) })
}

// trail reads all events of a trail, which has to be whole.
func (e *env) trail(t *testing.T, name string) (records []record) {
	t.Helper()
	entries, err := e.store.AuditEntries(e.ctx, audit.Query{Trail: name, Limit: 1000})
	wantKind(t, err, 0)
	for _, entry := range entries {
		r := record{Entry: entry}
		if err := json.Unmarshal(entry.Record, &r); err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
	}
	if len(records) > 0 {
		_, err := audit.Verify(e.ctx, e.store, storetest.AuditKeys, name, nil)
		wantKind(t, err, 0)
	}
	return records
}

// as is the tests' caller with a request for the operation.
func (e *env) doing(operation string) roster.Caller {
	c := e.c
	c.Request.Operation = operation
	return c
}

// step is one operation. It changes what types say, in their order.
type step struct {
	operation string
	run       func(c roster.Caller) error
	types     string
}

// TestEveryChangeIsRecorded performs every operation that changes anything, and finds one event of each.
func TestEveryChangeIsRecorded(t *testing.T) {
	c := newCrew(t, roster.ConnectManaged)
	c.audited()
	steps := everyChange(t, c)
	for i, s := range steps {
		wantKind(t, s.run(c.doing(s.operation)), 0)
		trail := c.trail(t, c.id)
		if len(trail) != i+1 {
			t.Fatalf("%s: %d events after %d operations", s.operation, len(trail), i+1)
		}
		var types []string
		for _, change := range trail[i].AdditionalEventData.Changes {
			types = append(types, change.Type)
			if (change.Before == nil) != strings.HasPrefix(s.operation, "Create") && change.Type != "UserStatus" && change.Type != "HoursOfOperation" {
				t.Errorf("%s: %s was %v before", s.operation, change.Type, change.Before)
			}
			if cmp.Equal(change.Before, change.After) || change.ID == "" {
				t.Errorf("%s: %s %q was and is %v", s.operation, change.Type, change.ID, change.After)
			}
		}
		if got := strings.Join(types, " "); got != s.types || trail[i].EventName != s.operation {
			t.Errorf("%s: the event is of %s and tells of %q, want %q", s.operation, trail[i].EventName, got, s.types)
		}
	}
	checkComplete(t, steps)
}

// asked says whether a method does something for a caller.
func asked(method reflect.Type) bool {
	return method.NumIn() > 2 && method.In(2) == reflect.TypeFor[roster.Caller]()
}

// checkComplete fails when an operation that writes is not among the steps.
func checkComplete(t *testing.T, steps []step) {
	t.Helper()
	known := map[string]bool{"CreateInstance": true, "CreateSession": true, "EndSession": true}
	for _, s := range steps {
		known[s.operation] = true
	}
	service := reflect.TypeFor[*roster.Service]()
	for i := range service.NumMethod() {
		name := service.Method(i).Name
		reads := !asked(service.Method(i).Type) // what nobody asks for is no operation
		for _, verb := range []string{"Describe", "List", "Search", "Get", "Read", "Explain", "AuthorizeExplain"} {
			reads = reads || strings.HasPrefix(name, verb)
		}
		if !reads && !known[name] {
			t.Errorf("%s changes something, and no step shows that it is recorded", name)
		}
	}
}

func TestCreatedInstanceIsRecorded(t *testing.T) {
	e := newEnv(t)
	e.audited()
	in := roster.NewInstance{IdentityType: roster.SAML, Alias: "new", Token: roster.ClientToken{Token: "t", Fingerprint: "f"}}
	c := e.doing("CreateInstance")
	c.Request.Answer = []string{"Id", "Arn"}
	i, err := e.CreateInstance(e.ctx, c, in)
	wantKind(t, err, 0)
	trail := e.trail(t, i.ID)
	if len(trail) != 1 || trail[0].EventName != "CreateInstance" || len(trail[0].AdditionalEventData.Changes) < 10 {
		t.Fatalf("the trail is %+v", trail)
	}
	want := map[string]string{"Id": i.ID, "Arn": resource(i.ID, access.TypeInstance, "").ARN()}
	if diff := cmp.Diff(want, trail[0].ResponseElements); diff != "" {
		t.Errorf("responseElements (-want +got):\n%s", diff)
	}
	again, err := e.CreateInstance(e.ctx, c, in)
	wantKind(t, err, 0)
	if trail := e.trail(t, i.ID); again.ID != i.ID || len(trail) != 2 || len(trail[1].AdditionalEventData.Changes) > 0 {
		t.Errorf("after a repetition the trail is %+v", trail)
	}
	trails, err := e.store.AuditTrails(e.ctx, "", 10)
	wantKind(t, err, 0)
	if len(trails) != 1 {
		t.Errorf("there are %d trails, want one", len(trails))
	}
	wantKind(t, e.DeleteInstance(e.ctx, e.doing("DeleteInstance"), i.ID, roster.ClientToken{}), 0)
	if trail := e.trail(t, i.ID); len(trail) != 3 || trail[2].AdditionalEventData.Changes[0].After != nil {
		t.Errorf("after the deletion the trail is %+v", trail)
	}
}

func TestNothingChangedIsRecordedToo(t *testing.T) {
	c := newCrew(t, roster.SAML)
	u := c.user(t, c.hire("ann"))
	c.audited()
	caller := c.doing("UpdateUserHierarchy")
	caller.Request.User = u.ID
	wantKind(t, c.UpdateUserHierarchy(c.ctx, caller, c.id, u.ID, ""), 0)
	trail := c.trail(t, c.id)
	if len(trail) != 1 || len(trail[0].AdditionalEventData.Changes) != 0 || trail[0].User != u.ID {
		t.Errorf("the trail is %+v", trail)
	}
}

func TestRefusalsAreNotRecorded(t *testing.T) {
	c := newCrew(t, roster.SAML)
	c.audited()
	wantKind(t, c.DeleteUser(c.ctx, c.doing("DeleteUser"), c.id, "nobody"), roster.NotFound)
	_, err := c.CreateUser(c.ctx, c.doing("CreateUser"), c.id, c.hire("ann", func(u *roster.NewUser) { u.RoutingProfileID = "none" }))
	wantKind(t, err, roster.NotFound)
	wantKind(t, c.UpdateInstanceAttribute(c.ctx, c.c, c.id, roster.Attribute{Type: roster.UseCustomTTSVoices, On: true}, roster.ClientToken{}), roster.Denied)
	if trail := c.trail(t, c.id); trail != nil {
		t.Errorf("the trail is %+v", trail)
	}
}

// TestBeforeAndAfter holds that an update shows what it changed, and the sensitive parts of it as digests alone.
func TestBeforeAndAfter(t *testing.T) {
	c := newCrew(t, roster.SAML)
	c.audited()
	u, err := c.CreateUser(c.ctx, c.doing("CreateUser"), c.id, c.hire("ann"))
	wantKind(t, err, 0)
	wantKind(t, c.UpdateUserIdentityInfo(c.ctx, c.doing("UpdateUserIdentityInfo"), c.id, u.ID, names("Ann", "Lovelace")), 0)
	wantKind(t, c.DeleteUser(c.ctx, c.doing("DeleteUser"), c.id, u.ID), 0)
	trail := c.trail(t, c.id)
	created, updated, deleted := trail[0].AdditionalEventData.Changes[0], trail[1].AdditionalEventData.Changes[0], trail[2].AdditionalEventData.Changes[0]
	if !cmp.Equal(created.After, updated.Before) || !cmp.Equal(updated.After, deleted.Before) || deleted.After != nil {
		t.Errorf("the states do not follow each other: %+v, %+v, %+v", created, updated, deleted)
	}
	was, is := updated.Before["Identity"].(map[string]any), updated.After["Identity"].(map[string]any)
	if was["FirstName"] != is["FirstName"] || was["LastName"] == is["LastName"] || !strings.HasPrefix(is["LastName"].(string), "hmac:") {
		t.Errorf("the identity went from %v to %v", was, is)
	}
	if all := string(trail[1].Record); strings.Contains(all, "Lovelace") || strings.Contains(all, `"Ann"`) {
		t.Errorf("the record shows a name: %s", all)
	}
}

func TestReadAudit(t *testing.T) {
	c := newCrew(t, roster.SAML)
	c.audited()
	read := func(by roster.Caller, trail string) ([]audit.Entry, error) {
		return c.ReadAudit(c.ctx, by, audit.Query{Trail: trail, Limit: 10})
	}
	entries, err := read(c.c, c.id) // nothing was recorded yet
	wantKind(t, err, 0)
	if len(entries) != 0 {
		t.Errorf("%d events", len(entries))
	}
	c.user(t, c.hire("ann"))
	entries, err = read(c.c, c.id)
	wantKind(t, err, 0)
	if len(entries) != 1 {
		t.Errorf("%d events, want 1", len(entries))
	}
	other := roster.Caller{Principal: access.Administrator("999999999999"), Region: region}
	elsewhere := roster.Caller{Principal: access.Administrator(account), Region: "eu-west-1"}
	for _, by := range []roster.Caller{other, elsewhere} {
		_, err = read(by, c.id)
		wantKind(t, err, roster.NotFound)
	}
	c.denied(t, keyNamed("ci", "DescribeUser"), "none")
	c.settle(t)
	entries, err = read(c.c, "") // the account's
	wantKind(t, err, 0)
	if len(entries) != 1 {
		t.Errorf("%d events of the account, want 1", len(entries))
	}
	for _, name := range []string{"none", audit.AccountTrail(account)} {
		_, err = read(c.c, name)
		wantKind(t, err, roster.NotFound)
	}
	_, err = read(roster.Caller{Principal: access.User(account, "ci"), Region: region}, c.id)
	wantKind(t, err, roster.Denied)
	wantKind(t, c.DeleteInstance(c.ctx, c.c, c.id, roster.ClientToken{}), 0)
	entries, err = read(c.c, c.id)
	wantKind(t, err, 0)
	if len(entries) != 2 {
		t.Errorf("%d events after the deletion, want 2", len(entries))
	}
}
