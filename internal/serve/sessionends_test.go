package serve_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/serve"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

// end ends a session as its holder does.
func (c *centre) end(s opened) {
	c.t.Helper()
	if answer, body := c.send(http.MethodDelete, sessionsPath+"/current", c.signed(s)); answer.StatusCode != http.StatusOK {
		c.t.Fatalf("status %d: %s", answer.StatusCode, body)
	}
}

// However a session ends, it is over with the next call, on another node and in development too.
func TestSessionEnds(t *testing.T) {
	ways := map[string]func(*centre, opened){
		"its user signs out":            (*centre).end,
		"the user is deleted":           (*centre).deleteUser,
		"the instance is deleted":       (*centre).deleteInstance,
		"the password is set":           (*centre).setPassword,
		"the user's sessions are ended": (*centre).endSessions,
	}
	for mode, configure := range map[string]func(*serve.Options){"production": nil, "development": development} {
		for name, end := range ways {
			t.Run(mode+"/"+name, func(t *testing.T) {
				var made serve.Options
				c := newCentre(t, func(o *serve.Options) {
					if configure != nil {
						configure(o)
					}
					made = *o
				})
				s, node := c.signIn(), c.anotherNode(made)
				c.calls(s, denied)
				node.calls(s, denied)
				end(c, s)
				c.calls(s, "UnrecognizedClientException")
				node.calls(s, "UnrecognizedClientException")
				s.SecretAccessKey = "wrong" // who does not hold the secret is told nothing
				c.calls(s, "InvalidSignatureException")
			})
		}
	}
}

// anotherNode is a second server on the same database, with a connection of its own.
func (c *centre) anotherNode(o serve.Options) *centre {
	c.t.Helper()
	store, err := sqlstore.Open(c.t.Context(), "sqlite:"+c.store.Path(), sqlstore.Options{})
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { store.Close() })
	o.Store, o.Roster = store, clockedRoster(c.t, store, o.Now)
	server := httptest.NewServer(serve.New(o))
	c.t.Cleanup(server.Close)
	node := c.in(c.t)
	node.url, node.store = server.URL, store
	return node
}

func (c *centre) deleteUser(opened) {
	c.t.Helper()
	if _, err := c.admin.DeleteUser(c.t.Context(), &sdk.DeleteUserInput{InstanceId: &c.instance, UserId: &c.user}); err != nil {
		c.t.Fatal(err)
	}
}

func (c *centre) deleteInstance(opened) {
	c.t.Helper()
	if _, err := c.admin.DeleteInstance(c.t.Context(), &sdk.DeleteInstanceInput{InstanceId: &c.instance}); err != nil {
		c.t.Fatal(err)
	}
}

// operator works on the database beside the server, as the commands do.
func (c *centre) operator() roster.Operator {
	c.t.Helper()
	store, err := sqlstore.Open(c.t.Context(), "sqlite:"+c.store.Path(), sqlstore.Options{})
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { store.Close() })
	return roster.Operator{Store: store, Hasher: fullHasher{}}
}

func (c *centre) setPassword(opened) {
	c.t.Helper()
	if n, err := c.operator().SetPassword(c.t.Context(), c.instance, "ada", password); err != nil || n != 1 {
		c.t.Fatalf("%d sessions ended, %v", n, err)
	}
}

func (c *centre) endSessions(opened) {
	c.t.Helper()
	if n, err := c.operator().EndSessions(c.t.Context(), c.instance, "ada"); err != nil || n != 1 {
		c.t.Fatalf("%d sessions ended, %v", n, err)
	}
}

func TestSessionExpires(t *testing.T) {
	c := newCentre(t, nil)
	s := c.signIn()
	c.advance(12*time.Hour - time.Minute)
	c.calls(s, denied)
	c.advance(time.Minute)
	c.calls(s, "ExpiredTokenException")
	c.signIn() // removes what has expired
	c.calls(s, "ExpiredTokenException")
	answer, body := c.send(http.MethodGet, "/instance", c.signed(s))
	if answer.StatusCode != http.StatusForbidden || body != `{"Message":"The security token included in the request is expired"}` {
		t.Errorf("status %d: %s", answer.StatusCode, body)
	}
}

func TestIdleSessionExpires(t *testing.T) {
	c := newCentre(t, nil)
	c.sessionRules(func(p *roster.AuthenticationProfile) { p.InactivityHandling, p.SessionInactivity = true, 10 })
	s := c.signIn()
	for range 3 {
		c.advance(9 * time.Minute)
		c.calls(s, denied)
	}
	c.advance(10 * time.Minute)
	c.calls(s, "ExpiredTokenException")
}
