package roster_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// resource is one of the tests' account and Region.
func resource(instance string, kind access.ResourceType, id string) access.Resource {
	return access.Resource{Region: region, Account: account, Instance: instance, Type: kind, ID: id}
}

func (e *env) wantTags(t *testing.T, r access.Resource, want map[string]string) {
	t.Helper()
	got, err := e.ListTagsForResource(e.ctx, e.c, r)
	wantKind(t, err, 0)
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("tags of a %s (-want +got):\n%s", r.Type, diff)
	}
}

func TestTagsOfEveryKind(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "tags")
	agent := e.profileNamed(t, i.ID, "Agent").ID
	group := e.chain(t, i.ID, 1)[0]
	routing, err := e.ListRoutingProfiles(e.ctx, e.c, i.ID, everyone)
	wantKind(t, err, 0)
	for _, r := range []access.Resource{
		resource(i.ID, access.TypeInstance, ""),
		resource(i.ID, access.TypeUser, e.agent(t, i.ID, "ann", agent, "")),
		resource(i.ID, access.TypeUserHierarchyGroup, group),
		resource(i.ID, access.TypeRoutingProfile, routing.Items[0].ID),
		resource(i.ID, access.TypeSecurityProfile, agent),
		resource(i.ID, access.TypeQueue, routing.Items[0].DefaultOutboundQueueID),
	} {
		t.Run(string(r.Type), func(t *testing.T) {
			e.wantTags(t, r, nil)
			wantKind(t, e.TagResource(e.ctx, e.c, r, map[string]string{"a": "1", "b": "2"}), 0)
			e.wantTags(t, r, map[string]string{"a": "1", "b": "2"})
			wantKind(t, e.TagResource(e.ctx, e.c, r, map[string]string{"b": "3", "c": ""}), 0)
			e.wantTags(t, r, map[string]string{"a": "1", "b": "3", "c": ""})
			wantKind(t, e.UntagResource(e.ctx, e.c, r, []string{"a", "absent"}), 0)
			e.wantTags(t, r, map[string]string{"b": "3", "c": ""})
		})
	}
}

func TestTagsOfWhatIsMissingOrElsewhere(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "none")
	agent := e.profileNamed(t, i.ID, "Agent").ID
	foreign, abroad := resource(i.ID, access.TypeSecurityProfile, agent), resource(i.ID, access.TypeSecurityProfile, agent)
	foreign.Account, abroad.Region = "999999999999", "eu-west-1"
	tests := []struct {
		name string
		r    access.Resource
		want roster.Kind
	}{
		{"missing instance", resource("nothing", access.TypeInstance, ""), roster.NotFound},
		{"in a missing instance", resource("nothing", access.TypeUser, "u"), roster.NotFound},
		{"missing user", resource(i.ID, access.TypeUser, "u"), roster.NotFound},
		{"missing agent status", resource(i.ID, access.TypeAgentStatus, "s"), roster.NotFound},
		{"missing hours", resource(i.ID, access.TypeHoursOfOperation, "h"), roster.NotFound},
		{"missing quick connect", resource(i.ID, access.TypeQuickConnect, "q"), roster.NotFound},
		{"profile's id as a queue's", resource(i.ID, access.TypeQueue, agent), roster.NotFound},
		{"level", resource(i.ID, access.TypeUserHierarchyLevel, "1"), roster.InvalidParameter},
		{"agent queue", resource(i.ID, access.TypeAgentQueue, "u"), roster.InvalidParameter},
		{"authentication profile", resource(i.ID, access.TypeAuthenticationProfile, "p"), roster.InvalidParameter},
		{"another account's", foreign, roster.Denied},
		{"another Region's", abroad, roster.Denied},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := e.ListTagsForResource(e.ctx, e.c, tt.r)
			wantKind(t, err, tt.want)
			wantKind(t, e.TagResource(e.ctx, e.c, tt.r, map[string]string{"a": "1"}), tt.want)
			wantKind(t, e.UntagResource(e.ctx, e.c, tt.r, []string{"a"}), tt.want)
		})
	}
	err := e.TagResource(e.ctx, e.c, abroad, nil)
	if denied := asError(err); denied.Action != "connect:TagResource" || denied.Resource != abroad {
		t.Errorf("denied %s on %v", denied.Action, denied.Resource)
	}
}

func TestTagsAreBounded(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "many")
	r := resource(i.ID, access.TypeInstance, "")
	many := make(map[string]string)
	for n := range roster.MaxTags {
		many[fmt.Sprint("key ", n)] = "value"
	}
	wantKind(t, e.TagResource(e.ctx, e.c, r, many), 0)
	wantKind(t, e.TagResource(e.ctx, e.c, r, map[string]string{"one": "more"}), roster.InvalidRequest)
	e.wantTags(t, r, many)
	wantKind(t, e.TagResource(e.ctx, e.c, r, map[string]string{"key 7": "other"}), 0)
}

func TestTagsTouchTheTimeOnlyWhenTheyChange(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "time")
	agent := e.profileNamed(t, i.ID, "Agent")
	r := resource(i.ID, access.TypeSecurityProfile, agent.ID)
	check := func(want time.Time) {
		t.Helper()
		if p := e.profileNamed(t, i.ID, "Agent"); !p.LastModified.Equal(want) {
			t.Errorf("last modified %v, want %v", p.LastModified, want)
		}
	}
	e.advance(time.Minute)
	wantKind(t, e.UntagResource(e.ctx, e.c, r, []string{"absent"}), 0)
	check(agent.LastModified)
	wantKind(t, e.TagResource(e.ctx, e.c, r, map[string]string{"a": "1"}), 0)
	tagged := e.now()
	check(tagged)
	e.advance(time.Minute)
	wantKind(t, e.TagResource(e.ctx, e.c, r, map[string]string{"a": "1"}), 0)
	check(tagged)
	wantKind(t, e.UntagResource(e.ctx, e.c, r, []string{"a"}), 0)
	check(e.now())
	if p := e.profileNamed(t, i.ID, "Agent"); !cmp.Equal(p.Permissions, agent.Permissions) {
		t.Error("the tags took the permissions away")
	}
}

func TestTagsOfAUserAreSearched(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "users")
	id := e.agent(t, i.ID, "ann", e.profileNamed(t, i.ID, "Agent").ID, "")
	e.advance(time.Minute)
	wantKind(t, e.TagResource(e.ctx, e.c, resource(i.ID, access.TypeUser, id), map[string]string{"team": "blue"}), 0)
	u, err := e.DescribeUser(e.ctx, e.c, i.ID, id)
	wantKind(t, err, 0)
	if !u.LastModified.Equal(e.now()) || u.Tags["team"] != "blue" || u.Document().Tags["team"] != "blue" {
		t.Errorf("user has tags %v of %v", u.Tags, u.LastModified)
	}
}
