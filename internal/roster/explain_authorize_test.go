package roster_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func TestExplainNeedsThePermission(t *testing.T) {
	o := newOffice(t)
	may := keyHolder(t, `{"Statement":{"Effect":"Allow","Action":"rollcall:Explain","Resource":"arn:aws:connect:*:*:instance/`+o.id+`"}}`)
	mayNot := keyHolder(t, `{"Statement":{"Effect":"Allow","Action":"connect:*","Resource":"*"}}`)
	foreign := o.onUser("DescribeUser", "agent")
	foreign.Target.Account = "444455556666"
	elsewhere := o.onUser("DescribeUser", "agent")
	elsewhere.Target.Region = "us-east-1"
	missing := o.onUser("DescribeUser", "agent")
	missing.Target.Instance = "missing"
	ours := o.onUser("DescribeUser", "agent")
	tests := map[string]struct {
		caller roster.Caller
		as     roster.Actor
		q      access.Request
		want   roster.Kind
	}{
		"administrator":               {o.c, o.as("agent"), ours, 0},
		"allowed by policy":           {roster.Caller{Principal: may.Principal, Region: region}, o.as("agent"), ours, 0},
		"of another instance":         {roster.Caller{Principal: may.Principal, Region: region}, o.as("agent"), missing, roster.Denied},
		"not allowed by policy":       {roster.Caller{Principal: mayNot.Principal, Region: region}, o.as("agent"), ours, roster.Denied},
		"nobody":                      {roster.Caller{}, o.as("agent"), ours, roster.Denied},
		"a user about itself":         {o.signedIn("agent"), o.as("agent"), ours, 0},
		"a user about another":        {o.signedIn("editor"), o.as("agent"), ours, roster.Denied},
		"a user about a key":          {o.signedIn("editor"), mayNot, ours, roster.Denied},
		"another account's resource":  {o.c, o.as("agent"), foreign, roster.Denied},
		"a resource elsewhere":        {o.c, o.as("agent"), elsewhere, roster.Denied},
		"an instance that is missing": {o.c, mayNot, missing, roster.NotFound},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := o.Explain(o.ctx, tt.caller, tt.as, tt.q)
			wantKind(t, err, tt.want)
			_, err = o.ExplainSees(o.ctx, tt.caller, tt.as, tt.q, access.TypeUser, everyone)
			wantKind(t, err, tt.want)
			if tt.caller.User != nil {
				tt.want = roster.Denied // nothing of the lists is about the caller alone
			}
			_, err = o.ExplainWho(o.ctx, tt.caller, tt.q, nil, everyone)
			wantKind(t, err, tt.want)
			_, err = o.ExplainTakeovers(o.ctx, tt.caller, tt.q, nil, everyone)
			wantKind(t, err, tt.want)
			wantKind(t, o.AuthorizeExplain(o.ctx, tt.caller, tt.q.Target.Resource), tt.want)
		})
	}
	_, err := o.Explain(o.ctx, roster.Caller{Principal: mayNot.Principal, Region: region}, o.as("agent"), ours)
	if e := asError(err); e.Action != "rollcall:Explain" || e.Resource.Type != access.TypeInstance || e.Resource.Instance != o.id {
		t.Errorf("denied %s on %v", e.Action, e.Resource)
	}
}

func TestExplainLooksAtTheTagsOfTheInstance(t *testing.T) {
	o := newOffice(t)
	may := keyHolder(t, `{"Statement":{"Effect":"Allow","Action":"rollcall:Explain","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/kind":"this"}}}}`)
	instance := o.on("", access.TypeInstance, "").Target.Resource
	for _, want := range []roster.Kind{roster.Denied, 0} {
		wantKind(t, o.AuthorizeExplain(o.ctx, roster.Caller{Principal: may.Principal, Region: region}, instance), want)
		wantKind(t, o.TagResource(o.ctx, o.c, instance, map[string]string{"kind": "this"}), 0)
	}
}

func TestExplainTheCollectionOfInstances(t *testing.T) {
	o := newOffice(t)
	q := access.Request{Action: "connect:ListInstances", Target: access.Target{Resource: access.Resource{Region: region, Account: account, Type: access.TypeInstance}}}
	if e := o.explain(t, keyHolder(t, `{"Statement":{"Effect":"Allow","Action":"connect:*","Resource":"*"}}`), q); !e.Allowed || e.Absent {
		t.Errorf("%+v, want it allowed", e)
	}
}

// TestExplainShowsUsersNothingOutsideTheirReach: the answer about what lies outside of a user's reach is that about what does not exist.
func TestExplainShowsUsersNothingOutsideTheirReach(t *testing.T) {
	o := newOffice(t)
	ask := func(operation, id string) roster.Explanation {
		t.Helper()
		e, err := o.Explain(o.ctx, o.signedIn("support"), o.as("support"), o.on("connect:"+operation, access.TypeUser, id))
		wantKind(t, err, 0)
		return e
	}
	missing := ask("UpdateUserIdentityInfo", "missing")
	if missing.Allowed || missing.Absent || len(missing.Detail) != 1 || len(missing.Detail[0].Failed) != 2 {
		t.Fatalf("got %+v, want a refusal that names both tags", missing)
	}
	for _, name := range []string{"half", "agent", "rights"} {
		if diff := cmp.Diff(missing, ask("UpdateUserIdentityInfo", o.ids[name])); diff != "" {
			t.Errorf("%s (-missing +existing):\n%s", name, diff)
		}
	}
	o.join(t, "mighty", "", map[string]string{"team": "support", "site": "x"}, "rights")
	if e := ask("DeleteUser", o.ids["mighty"]); e.Allowed || e.Reason != "this would give the user more than its own security profiles do" {
		t.Errorf("got %+v, want a refusal that does not name the other's security profile", e)
	}
}
