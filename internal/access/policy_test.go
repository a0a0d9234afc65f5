package access_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

const account = "111111111111"

// on is a request about a user of the instance i.
func on(action, user string) access.Request {
	return access.Request{Action: action, Target: access.Target{Resource: access.Resource{
		Region: "us-west-2", Account: account, Instance: "i", Type: access.TypeUser, ID: user,
	}}}
}

// holder is the holder of the key ci with the policy.
func holder(p *access.Policy) access.Principal {
	caller := access.User(account, "ci")
	caller.Policy = p
	return caller
}

func TestPolicyDecides(t *testing.T) {
	const users = `"arn:aws:connect:us-west-2:111111111111:instance/i/agent/*"`
	blue := on("connect:DescribeUser", "u")
	blue.Target.Tags = map[string]string{"team": "blue"}
	team := `"Condition":{"StringEquals":{"aws:ResourceTag/team":"red"}}`
	tests := []struct {
		name, policy string
		r            access.Request
		want         access.Decision
	}{
		{"an allow",
			document(`{"Effect":"Allow","Action":"connect:DescribeUser","Resource":` + users + `}`), blue,
			access.Decision{Allowed: true, Reason: "statement 1 allows it", Statement: "statement 1"}},
		{"the first of two allows",
			document(`{"Effect":"Allow","Action":"connect:ListUsers","Resource":"*"}`, allowing(`"Sid":"Two"`), allowing(`"Sid":"Three"`)), blue,
			access.Decision{Allowed: true, Reason: "Two allows it", Statement: "Two"}},
		{"a deny after an allow",
			document(allowing(), `{"Sid":"Keep","Effect":"Deny","Action":"connect:Describe*","Resource":`+users+`}`), blue,
			access.Decision{Reason: "Keep denies it", Statement: "Keep"}},
		{"a deny before an allow",
			document(`{"Effect":"Deny","Action":"*","Resource":"*"}`, allowing()), blue,
			access.Decision{Reason: "statement 1 denies it", Statement: "statement 1"}},
		{"a deny whose condition fails",
			document(`{"Effect":"Deny","Action":"*","Resource":"*",`+team+`}`, allowing()), blue,
			access.Decision{Allowed: true, Reason: "statement 2 allows it", Statement: "statement 2"}},
		{"no action",
			document(`{"Effect":"Allow","Action":"connect:ListUsers","Resource":"*"}`), blue,
			access.Decision{Reason: "no statement allows the action"}},
		{"no resource",
			document(`{"Effect":"Allow","Action":"*","Resource":"arn:aws:connect:us-west-2:111111111111:instance/j/*"}`), blue,
			access.Decision{Reason: "no statement allows the action on this resource"}},
		{"no condition, in the nearest of the statements",
			document(`{"Effect":"Allow","Action":"connect:ListUsers","Resource":"*"}`,
				`{"Sid":"Red","Effect":"Allow","Action":"*","Resource":"*",`+team+`}`, allowing(team)), blue,
			access.Decision{Reason: "Red would allow it, but its condition StringEquals aws:ResourceTag/team does not hold",
				Statement: "Red", Condition: "StringEquals aws:ResourceTag/team"}},
		{"an action without case",
			document(`{"Effect":"Allow","Action":"CONNECT:describeuser","Resource":"*"}`), blue,
			access.Decision{Allowed: true, Reason: "statement 1 allows it", Statement: "statement 1"}},
		{"the end of an action without case",
			document(`{"Effect":"Allow","Action":"connect:*user","Resource":"*"}`), blue,
			access.Decision{Allowed: true, Reason: "statement 1 allows it", Statement: "statement 1"}},
		{"all but an action",
			document(`{"Effect":"Allow","NotAction":["connect:DescribeUser","connect:ListUsers"],"Resource":"*"}`), blue,
			access.Decision{Reason: "no statement allows the action"}},
		{"all but another action",
			document(`{"Effect":"Allow","NotAction":"connect:ListUsers","Resource":"*"}`), blue,
			access.Decision{Allowed: true, Reason: "statement 1 allows it", Statement: "statement 1"}},
		{"all but a resource",
			document(`{"Effect":"Allow","Action":"*","NotResource":` + users + `}`), blue,
			access.Decision{Reason: "no statement allows the action on this resource"}},
		{"another service",
			document(`{"Effect":"Allow","Action":"s3:*","Resource":"*"}`), blue,
			access.Decision{Reason: "no statement allows the action"}},
		{"all conditions of a statement but one",
			document(allowing(`"Condition":{"StringEquals":{"aws:ResourceTag/team":["blue","green"],"connect:InstanceId":"i"},"Null":{"aws:TagKeys":"false"}}`)), blue,
			access.Decision{Reason: "statement 1 would allow it, but its condition Null aws:TagKeys does not hold",
				Statement: "statement 1", Condition: "Null aws:TagKeys"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := access.Decide(holder(parse(t, tt.policy)), tt.r)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Decide (-want +got):\n%s", diff)
			}
		})
	}
}

// TestPolicyStaysInItsAccount holds that no policy reaches another account.
func TestPolicyStaysInItsAccount(t *testing.T) {
	r := on("connect:DescribeUser", "u")
	r.Target.Account = "222222222222"
	if d := access.Decide(holder(parse(t, document(allowing()))), r); d.Allowed {
		t.Errorf("Decide = %+v, want a refusal", d)
	}
}

func TestFilter(t *testing.T) {
	if got := access.Filter(access.Administrator(account), "ListUsers", access.TypeUser); got != (search.All{}) {
		t.Errorf("Filter of an administrator = %#v, want everything", got)
	}
	all := holder(parse(t, document(`{"Effect":"Deny","Action":"*","Resource":"*"}`)))
	if got := access.Filter(all, "ListUsers", access.TypeUser); got != (search.All{}) {
		t.Errorf("Filter with a policy = %#v, want everything: lists are allowed whole or not at all", got)
	}
	if got := access.Filter(holder(nil), "ListUsers", access.TypeUser); got != (search.None{}) {
		t.Errorf("Filter without a policy = %#v, want nothing", got)
	}
}

// rights are those of a Connect user who may do one thing.

func TestReadsResource(t *testing.T) {
	for key, want := range map[string]bool{
		"aws:ResourceTag/a": true, "connect:ResourceTag/a": true, "connect:HierarchyGroupL5Id": true,
		"aws:RequestTag/a": false, "connect:SearchTag/a": false, "aws:TagKeys": false, "connect:InstanceId": false, "aws:username": false,
	} {
		p := parse(t, document(allowing(), allowing(`"Condition":{"StringEquals":{"`+key+`":"x"}}`)))
		if got := p.ReadsResource(); got != want {
			t.Errorf("ReadsResource with %s = %v", key, got)
		}
	}
	var none *access.Policy
	if none.ReadsResource() {
		t.Error("no policy reads resources")
	}
}
