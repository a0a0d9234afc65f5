package roster_test

import (
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// foundInstance makes an instance for a caller.
func (e *env) foundInstance(c roster.Caller, alias string) (string, error) {
	i, err := e.CreateInstance(e.ctx, c, roster.NewInstance{IdentityType: roster.SAML, Alias: alias})
	return i.ID, err
}

func TestInstancesOfAnAccountInARegionAreBounded(t *testing.T) {
	e := newEnv(t)
	e.bound(roster.Quotas{roster.InstanceQuota: 2})
	one := roster.NewInstance{IdentityType: roster.SAML, Alias: "one", Token: roster.ClientToken{Token: "t", Fingerprint: "f"}}
	first, err := e.CreateInstance(e.ctx, e.c, one)
	wantKind(t, err, 0)
	_, err = e.foundInstance(e.c, "two")
	wantKind(t, err, 0)
	_, err = e.foundInstance(e.c, "three")
	wantRule(t, err, roster.QuotaExceeded)
	if got := asError(err).Message; got != "An account can have at most 2 instances in a Region" {
		t.Errorf("refused with %q", got)
	}
	_, err = e.foundInstance(e.c, "two")
	wantRule(t, err, roster.InvalidRequest) // the alias is looked at first
	again, err := e.CreateInstance(e.ctx, e.c, one)
	wantKind(t, err, 0)
	if again.ID != first.ID {
		t.Errorf("the replay made instance %s, want %s", again.ID, first.ID)
	}
	for name, c := range map[string]roster.Caller{
		"another-account": {Principal: access.Administrator("999999999999"), Region: region},
		"another-region":  {Principal: access.Administrator(account), Region: "eu-west-1"},
	} {
		_, err = e.foundInstance(c, name)
		wantKind(t, err, 0)
	}
	wantKind(t, e.DeleteInstance(e.ctx, e.c, first.ID, roster.ClientToken{}), 0)
	_, err = e.foundInstance(e.c, "three") // whose alias the refusal did not take
	wantKind(t, err, 0)
}

func TestCreationsAndDeletionsOfInstancesAreBounded(t *testing.T) {
	e := newEnv(t)
	start := e.clock.Load()
	id, err := e.foundInstance(e.c, "one")
	wantKind(t, err, 0)
	e.advance(time.Hour)
	e.bound(roster.Quotas{roster.InstanceChangeQuota: 4}) // what was before counts
	wantKind(t, e.DeleteInstance(e.ctx, e.c, id, roster.ClientToken{}), 0)
	wantKind(t, e.DeleteInstance(e.ctx, e.c, id, roster.ClientToken{}), roster.NotFound) // and what fails does not
	id, err = e.foundInstance(e.c, "two")
	wantKind(t, err, 0)
	_, err = e.foundInstance(e.c, "two")
	wantKind(t, err, roster.InvalidRequest)
	elsewhere := roster.Caller{Principal: access.Administrator(account), Region: "eu-west-1"}
	_, err = e.foundInstance(elsewhere, "three")
	wantKind(t, err, 0)
	_, err = e.foundInstance(e.c, "four")
	wantRule(t, err, roster.QuotaExceeded)
	if got := asError(err).Message; got != "Your account has been flagged for an excessive number of creation and deletion attempts" {
		t.Errorf("refused with %q", got)
	}
	_, err = e.foundInstance(roster.Caller{Principal: access.Administrator("999999999999"), Region: region}, "other")
	wantKind(t, err, 0)

	e.clock.Store(start + int64(roster.InstanceChangeWindow))
	_, err = e.foundInstance(e.c, "four")
	wantRule(t, err, roster.QuotaExceeded)
	e.advance(time.Millisecond)
	_, err = e.foundInstance(e.c, "four")
	wantKind(t, err, 0)
	wantKind(t, e.DeleteInstance(e.ctx, e.c, id, roster.ClientToken{}), 0) // a deletion is never refused
	_, err = e.foundInstance(e.c, "five")
	wantRule(t, err, roster.QuotaExceeded)
}
