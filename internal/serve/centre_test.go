package serve_test

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/serve"
)

const (
	sessionsPath = "/_rollcall/sessions"
	password     = "Analytical1"
)

// centre is a server with an instance and a user ada, and a clock that moves as the test says only.
type centre struct {
	*fixture
	admin          *sdk.Client
	instance, user string
	start          time.Time
	ahead          *atomic.Int64
}

// newCentre starts a server whose peers are trusted to tell for whom they ask. configure may change what it is made of.
func newCentre(t *testing.T, configure func(*serve.Options)) *centre {
	t.Helper()
	c := &centre{start: time.Now(), ahead: new(atomic.Int64)}
	c.fixture = newServer(t, func(o *serve.Options) {
		o.Now, o.TrustedProxies = c.now, []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
		o.Roster = clockedRoster(t, o.Store.(roster.Store), c.now)
		if configure != nil {
			configure(o)
		}
	})
	c.admin = c.client(c.adminKey(account))
	c.instance = *newInstance(t, c.admin, "centre")
	c.user = c.hire(c.instance, "ada", aws.String(password))
	return c
}

func clockedRoster(t *testing.T, store roster.Store, now func() time.Time) *roster.Service {
	t.Helper()
	hasher, err := credential.NewHasher(credential.Cheapest(), rand.Reader, 2, 16)
	if err != nil {
		t.Fatal(err)
	}
	service := roster.NewService(store, roster.Options{Hasher: hasher, Now: now, Rand: rand.Reader})
	t.Cleanup(service.Close)
	return service
}

// now is the time by the server's clock. It begins with the real one, by which SDKs sign.
func (c *centre) now() time.Time { return c.start.Add(time.Duration(c.ahead.Load())) }

func (c *centre) advance(d time.Duration) { c.ahead.Add(int64(d)) }

// hire makes a user and gives its id.
func (c *centre) hire(instance, name string, password *string) string {
	c.t.Helper()
	routing, err := c.admin.ListRoutingProfiles(c.t.Context(), &sdk.ListRoutingProfilesInput{InstanceId: &instance})
	security, err2 := c.admin.ListSecurityProfiles(c.t.Context(), &sdk.ListSecurityProfilesInput{InstanceId: &instance})
	if err := errors.Join(err, err2); err != nil {
		c.t.Fatal(err)
	}
	out, err := c.admin.CreateUser(c.t.Context(), &sdk.CreateUserInput{
		InstanceId: &instance, Username: &name, Password: password, RoutingProfileId: routing.RoutingProfileSummaryList[0].Id,
		SecurityProfileIds: []string{*security.SecurityProfileSummaryList[0].Id},
		IdentityInfo:       &types.UserIdentityInfo{FirstName: aws.String("Ada"), LastName: aws.String("Lovelace")},
		PhoneConfig:        &types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone},
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return *out.UserId
}

// sessionRules changes the instance's authentication profile.
func (c *centre) sessionRules(change func(*roster.AuthenticationProfile)) {
	c.t.Helper()
	err := c.store.Update(c.t.Context(), c.instance, func(tx roster.Tx) error {
		p, err := tx.DefaultAuthenticationProfile()
		if err != nil {
			return err
		}
		change(&p)
		return tx.PutAuthenticationProfile(p)
	})
	if err != nil {
		c.t.Fatal(err)
	}
}

// signInBody is what ada signs in with, with changes.
func (c *centre) signInBody(changes map[string]string) string {
	members := map[string]string{"InstanceId": c.instance, "Username": "ada", "Password": password}
	for name, value := range changes {
		members[name] = value
	}
	text, err := json.Marshal(members)
	if err != nil {
		c.t.Fatal(err)
	}
	return string(text)
}

// post sends JSON to the sessions.
func (c *centre) post(body string, changes ...func(*http.Request)) (*http.Response, string) {
	c.t.Helper()
	return c.send(http.MethodPost, sessionsPath, func(r *http.Request) {
		r.Header.Set("Content-Type", "application/json")
		withBody(r, body)
		for _, change := range changes {
			change(r)
		}
	})
}

func withBody(r *http.Request, body string) {
	r.Body, r.ContentLength = io.NopCloser(strings.NewReader(body)), int64(len(body))
}

func from(address string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set("X-Forwarded-For", address) }
}
