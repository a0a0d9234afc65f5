package roster_test

import (
	"context"
	"reflect"
	"slices"
	"testing"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// methods are those of the service that are an operation, which they are named after.
func methods() (all []reflect.Method) {
	for m := range reflect.TypeFor[*roster.Service]().Methods() {
		served := func(op connect.Operation) bool { return op.Name == m.Name }
		if m.Type.NumIn() > 2 && m.Type.In(2) == reflect.TypeFor[roster.Caller]() && slices.ContainsFunc(connect.Operations, served) {
			all = append(all, m)
		}
	}
	return all
}

// operations are the names of the methods.
func operations() (names []string) {
	for _, m := range methods() {
		names = append(names, m.Name)
	}
	return names
}

// call calls a method about nothing in particular of the instance, and gives its error.
func call(s *roster.Service, ctx context.Context, c roster.Caller, m reflect.Method, instance string) error {
	args := []reflect.Value{reflect.ValueOf(s), reflect.ValueOf(ctx), reflect.ValueOf(c)}
	for n := 3; n < m.Type.NumIn(); n++ {
		arg := reflect.New(m.Type.In(n)).Elem()
		switch {
		case n == 3 && arg.Kind() == reflect.String:
			arg.SetString(instance)
		case arg.Type() == reflect.TypeFor[access.Resource]():
			arg.Set(reflect.ValueOf(access.Resource{Account: account, Region: region, Instance: instance, Type: access.TypeUser, ID: "nobody"}))
		}
		args = append(args, arg)
	}
	results := m.Func.Call(args)
	err, _ := results[len(results)-1].Interface().(error)
	return err
}

// Whoever may do nothing is refused by every method, whether there is an instance or not.
func TestEveryMethodRefusesWhoMayDoNothing(t *testing.T) {
	c := newCrew(t, roster.SAML)
	c.grant(t, "nothing", nil)
	user := c.member(t, "ann", "", nil, "nothing")
	elsewhere := c.as(user)
	elsewhere.User = &access.ConnectUser{Instance: "elsewhere", ID: user}
	gone := c.as("nobody")
	admin, err := c.store.Read(c.ctx, c.id).SecurityProfiles().Named("Admin")
	wantKind(t, err, 0)
	boss := c.as(c.member(t, "boss", "", nil, admin.ID))
	for name, try := range map[string]struct {
		by roster.Caller
		in []string
		// but are the operations that are allowed.
		but []string
	}{
		"nobody":                    {roster.Caller{Region: region}, []string{c.id, "missing", ""}, nil},
		"a key without a policy":    {roster.Caller{Principal: access.User(account, "ci"), Region: region}, []string{c.id, "missing", ""}, nil},
		"a user without permission": {c.as(user), []string{c.id, "missing", ""}, []string{"DescribeInstance"}},
		"a user who was deleted":    {gone, []string{c.id}, nil},
		"a user of elsewhere":       {elsewhere, []string{c.id}, nil},
		"a user who may do all":     {boss, []string{c.instance(t, roster.SAML, "other").ID, "missing", ""}, nil},
	} {
		for _, m := range methods() {
			for _, instance := range try.in {
				if instance == c.id && slices.Contains(try.but, m.Name) {
					continue
				}
				err := call(c.Service, c.ctx, try.by, m, instance)
				if e := asError(err); e == nil || e.Kind != roster.Denied || e.Action != "connect:"+m.Name {
					t.Errorf("%s: %s in instance %q: %v, want a denial", name, m.Name, instance, err)
				}
			}
		}
	}
}

// A caller of another Region or account learns nothing from an administrator's key.
func TestEveryMethodStaysInItsAccountAndRegion(t *testing.T) {
	c := newCrew(t, roster.SAML)
	account := []string{"CreateInstance", "ListInstances"}
	for name, by := range map[string]roster.Caller{
		"another account": {Principal: access.Administrator("999999999999"), Region: region},
		"another Region":  {Principal: access.Administrator("111122223333"), Region: "eu-west-1"},
		"another account's policy": func() roster.Caller {
			by := holder(t, allowAll)
			by.Account = "999999999999"
			return by
		}(),
	} {
		for _, m := range methods() {
			if slices.Contains(account, m.Name) {
				continue
			}
			err := call(c.Service, c.ctx, by, m, c.id)
			if !roster.IsKind(err, roster.NotFound) && !roster.IsKind(err, roster.Denied) {
				t.Errorf("%s: %s: %v, want NotFound or a denial", name, m.Name, err)
			}
		}
	}
}
