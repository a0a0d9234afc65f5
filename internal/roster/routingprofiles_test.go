package roster_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

func TestDefaultRoutingProfile(t *testing.T) {
	e := newEnv(t)
	i := e.instance(t, roster.SAML, "routing")
	list, err := e.ListRoutingProfiles(e.ctx, e.c, i.ID, everyone)
	wantKind(t, err, 0)
	if len(list.Items) != 1 || list.Items[0].Name != "Basic Routing Profile" {
		t.Fatalf("routing profiles = %v", list.Items)
	}
	id := list.Items[0].ID
	agent := e.profileNamed(t, i.ID, "Agent").ID
	for count, name := range []string{"ann", "bob"} {
		p, users, err := e.DescribeRoutingProfile(e.ctx, e.c, i.ID, id)
		wantKind(t, err, 0)
		if diff := cmp.Diff(list.Items[0], p); diff != "" {
			t.Errorf("described otherwise than listed (-listed +described):\n%s", diff)
		}
		if users != count || !p.Default || len(p.Queues) != 1 {
			t.Errorf("users = %d, default = %v, queues = %d; want %d, true, 1", users, p.Default, len(p.Queues), count)
		}
		e.agent(t, i.ID, name, agent, "")
	}
	_, _, err = e.DescribeRoutingProfile(e.ctx, e.c, i.ID, "nothing")
	wantKind(t, err, roster.NotFound)
}
