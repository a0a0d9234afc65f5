package e2e

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/pgtest"
)

// TestDatabaseAway takes a server's database away and gives it back, twice: while the server runs, and before it starts.
func TestDatabaseAway(t *testing.T) {
	t.Parallel()
	database := pgtest.StartServer(t)
	s := newServerOn(t, database.URL())
	c := newCentre(t, s.client(), types.DirectoryTypeSaml, "lasting")
	c.hire(t, "ada")
	isThere := func() { same(t, "the users", c.after(t, nil), []string{"ada"}) }
	isThere()

	database.Stop(t)
	s.isAway(t)
	database.Start(t)
	s.awaitReady(t)
	isThere()

	database.Stop(t)
	s.stop(t)
	s.start(t)
	s.isAway(t)
	database.Start(t)
	s.awaitReady(t)
	c.Client = s.client()
	isThere()
	c.hire(t, "alan")
}

// isAway expects that every request is told to come back later, and that the server says so of itself and goes on living.
func (s *server) isAway(t *testing.T) {
	t.Helper()
	for _, a := range []answer{s.call(t, "GET", "/instance", ""), s.call(t, "PUT", "/instance", `{"IdentityManagementType":"SAML","InstanceAlias":"x","InboundCallsEnabled":true,"OutboundCallsEnabled":true}`)} {
		a.is(t, 503, "ServiceUnavailableException")
		same(t, "when to come back", a.header.Get("Retry-After"), "1")
	}
	if s.ready(t) {
		t.Error("a server without its database says that it is ready")
	}
	same(t, "the status of the page that says whether the process lives", send(t, s.request(t, "GET", "/_rollcall/live", nil)).status, 200)
}

// ready asks the server whether it is ready, and holds the status of the answer against what it says.
func (s *server) ready(t *testing.T) bool {
	t.Helper()
	a := send(t, s.request(t, "GET", "/_rollcall/health", nil))
	var health struct{ Ready bool }
	ok(t, json.Unmarshal(a.body, &health))
	if health.Ready != (a.status == 200) || health.Ready == (a.status == 503) {
		t.Fatalf("status %d with %s", a.status, a.body)
	}
	return health.Ready
}

// awaitReady waits until the server finds its database by itself.
func (s *server) awaitReady(t *testing.T) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !s.ready(t); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the server does not find its database again")
		}
	}
}
