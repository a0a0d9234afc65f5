package roster_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func TestCreateInstanceRules(t *testing.T) {
	e := newEnv(t)
	e.instance(t, roster.SAML, "Taken")
	e.instance(t, roster.ExistingDirectory, "")
	tests := []struct {
		name string
		in   roster.NewInstance
		want roster.Kind
	}{
		{"managed without an alias", roster.NewInstance{IdentityType: roster.ConnectManaged}, roster.InvalidRequest},
		{"SAML without an alias", roster.NewInstance{IdentityType: roster.SAML}, roster.InvalidRequest},
		{"SAML with a directory", roster.NewInstance{IdentityType: roster.SAML, Alias: "a", DirectoryID: "d-0000000000"}, roster.InvalidRequest},
		{"directory without its id", roster.NewInstance{IdentityType: roster.ExistingDirectory, Alias: "a"}, roster.InvalidRequest},
		{"directory in use", roster.NewInstance{IdentityType: roster.ExistingDirectory, DirectoryID: "d-0123456789"}, roster.InvalidRequest},
		{"alias taken in another case", roster.NewInstance{IdentityType: roster.SAML, Alias: "tAKEN"}, roster.InvalidRequest},
		{"free alias", roster.NewInstance{IdentityType: roster.ConnectManaged, Alias: "free"}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := e.CreateInstance(e.ctx, e.c, tt.in)
			wantKind(t, err, tt.want)
		})
	}
}

func TestCreateInstanceTokenIsIdempotentForADay(t *testing.T) {
	e := newEnv(t)
	in := roster.NewInstance{IdentityType: roster.SAML, Alias: "one", Token: roster.ClientToken{Token: "t", Fingerprint: "f"}}
	first, err := e.CreateInstance(e.ctx, e.c, in)
	wantKind(t, err, 0)
	again, err := e.CreateInstance(e.ctx, e.c, in)
	wantKind(t, err, 0)
	if again.ID != first.ID {
		t.Errorf("the replay made instance %s, want %s", again.ID, first.ID)
	}
	other := in
	other.Token.Fingerprint = "g"
	_, err = e.CreateInstance(e.ctx, e.c, other)
	wantKind(t, err, roster.InvalidRequest)
	e.advance(24*time.Hour + time.Second)
	_, err = e.CreateInstance(e.ctx, e.c, in)
	wantKind(t, err, roster.InvalidRequest) // now a new request, and its alias is taken
}

func TestInstancesAreIsolated(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "here")
	elsewhere := map[string]roster.Caller{
		"another account": {Principal: access.Administrator("999999999999"), Region: region},
		"another Region":  {Principal: access.Administrator(account), Region: "eu-west-1"},
	}
	for name, c := range elsewhere {
		t.Run(name, func(t *testing.T) {
			_, err := e.DescribeInstance(e.ctx, c, i.ID)
			wantKind(t, err, roster.NotFound)
			wantKind(t, e.DeleteInstance(e.ctx, c, i.ID, roster.ClientToken{}), roster.NotFound)
			list, err := e.ListInstances(e.ctx, c, roster.Page{Limit: 10})
			wantKind(t, err, 0)
			if len(list.Items) != 0 {
				t.Errorf("sees %d instances, want none", len(list.Items))
			}
		})
	}
	_, err := e.DescribeInstance(e.ctx, roster.Caller{Principal: access.User(account, "ci"), Region: region}, i.ID)
	wantKind(t, err, roster.Denied)
}

func TestDeleteInstanceFreesItsAlias(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "again")
	wantKind(t, e.DeleteInstance(e.ctx, e.c, i.ID, roster.ClientToken{}), 0)
	_, err := e.DescribeInstance(e.ctx, e.c, i.ID)
	wantKind(t, err, roster.NotFound)
	wantKind(t, e.DeleteInstance(e.ctx, e.c, i.ID, roster.ClientToken{}), roster.NotFound)
	e.instance(t, roster.SAML, "again")
}

func TestInstanceAttributes(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "switches")
	wantKind(t, e.UpdateInstanceAttribute(e.ctx, e.c, i.ID, roster.Attribute{Type: "EARLY_MEDIA"}, roster.ClientToken{}), 0)
	wantKind(t, e.UpdateInstanceAttribute(e.ctx, e.c, i.ID, roster.Attribute{Type: roster.OutboundCalls, On: true}, roster.ClientToken{}), 0)
	wantKind(t, e.UpdateInstanceAttribute(e.ctx, e.c, i.ID, roster.Attribute{Type: roster.UseCustomTTSVoices, On: true}, roster.ClientToken{}), roster.Denied)
	wantKind(t, e.UpdateInstanceAttribute(e.ctx, e.c, "nowhere", roster.Attribute{Type: roster.UseCustomTTSVoices, On: true}, roster.ClientToken{}), roster.NotFound)
	var got []roster.AttributeType
	page := roster.Page{Limit: 7}
	for {
		list, err := e.ListInstanceAttributes(e.ctx, e.c, i.ID, page)
		wantKind(t, err, 0)
		for _, a := range list.Items {
			if a.On {
				got = append(got, a.Type)
			}
		}
		if list.Next == nil {
			break
		}
		page.After = *list.Next
	}
	want := []roster.AttributeType{roster.InboundCalls, roster.OutboundCalls, "CONTACT_LENS", "AUTO_RESOLVE_BEST_VOICES"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("switches that are on (-want +got):\n%s", diff)
	}
}
