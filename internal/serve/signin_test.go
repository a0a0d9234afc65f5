package serve_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
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
	"github.com/google/go-cmp/cmp"

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

// wrong makes so many attempts to sign ada in with a wrong password.
func (c *centre) wrong(times int) {
	c.t.Helper()
	for range times {
		if answer, body := c.post(c.signInBody(map[string]string{"Password": "Difference1"})); answer.StatusCode != http.StatusForbidden {
			c.t.Fatalf("status %d: %s", answer.StatusCode, body)
		}
	}
}

// wantStatus checks that an attempt of ada's with the right password ends with the status.
func (c *centre) wantStatus(want int, changes ...func(*http.Request)) {
	c.t.Helper()
	if answer, body := c.post(c.signInBody(nil), changes...); answer.StatusCode != want {
		c.t.Fatalf("status %d, want %d: %s", answer.StatusCode, want, body)
	}
}

func TestRefusedSignInsAreTheSameBytes(t *testing.T) {
	c := newCentre(t, nil)
	saml, err := c.admin.CreateInstance(t.Context(), &sdk.CreateInstanceInput{
		IdentityManagementType: types.DirectoryTypeSaml, InstanceAlias: aws.String("saml"), InboundCallsEnabled: aws.Bool(true), OutboundCallsEnabled: aws.Bool(true),
	})
	if err != nil {
		t.Fatal(err)
	}
	c.hire(*saml.Id, "ada", nil)
	var want string
	refused := func(name string, changes map[string]string, of ...func(*http.Request)) {
		t.Helper()
		answer, body := c.post(c.signInBody(changes), of...)
		answer.Header.Del("Date")
		answer.Header.Del("X-Amzn-Requestid")
		got := fmt.Sprint(answer.Status, answer.Header, body)
		if want == "" {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" || answer.StatusCode != http.StatusForbidden {
			t.Errorf("%s is answered otherwise (-want +got):\n%s", name, diff)
		}
	}
	refused("a wrong password", map[string]string{"Password": "Difference1"})
	refused("an unknown user", map[string]string{"Username": "bob"})
	refused("an unknown instance", map[string]string{"InstanceId": "00000000-0000-4000-8000-000000000000"})
	refused("an instance that is none", map[string]string{"InstanceId": "../x"})
	refused("an instance without passwords", map[string]string{"InstanceId": *saml.Id})
	c.wrong(2)
	refused("a locked user", nil)
	c.advance(time.Hour)
	c.sessionRules(func(p *roster.AuthenticationProfile) { p.BlockedIPs = []string{"192.0.2.0/24"} })
	refused("a blocked address", nil, from("192.0.2.1"))
	c.advance(-time.Hour)
	if _, err := c.admin.DeleteInstance(t.Context(), &sdk.DeleteInstanceInput{InstanceId: &c.instance}); err != nil {
		t.Fatal(err)
	}
	refused("a deleted instance", nil)
	if strings.Contains(c.log.String(), password) || strings.Contains(c.log.String(), "Difference1") {
		t.Error("the log has a password")
	}
}

func TestSignInLocks(t *testing.T) {
	c := newCentre(t, nil)
	c.wrong(3)
	c.wantStatus(http.StatusForbidden)
	c.advance(time.Second)
	c.wantStatus(http.StatusOK)
	for range 10 {
		c.wrong(1)
		c.advance(65 * time.Second) // longer than any delay before the lock
	}
	c.advance(15*time.Minute - 66*time.Second)
	c.wantStatus(http.StatusForbidden)
	c.advance(2 * time.Second)
	c.wantStatus(http.StatusOK)
}

func TestAttemptsFromAnAddressAreLimited(t *testing.T) {
	c := newCentre(t, nil)
	names := 0
	fail := func(want int, address string) {
		t.Helper()
		names++
		answer, body := c.post(c.signInBody(map[string]string{"Username": fmt.Sprint("nobody", names)}), from(address))
		if answer.StatusCode != want {
			t.Fatalf("attempt %d from %s: status %d, want %d: %s", names, address, answer.StatusCode, want, body)
		}
	}
	for range 30 {
		c.wantStatus(http.StatusOK, from("2001:db8::1")) // who succeeds takes nothing from the others
		fail(http.StatusForbidden, "2001:db8::1")
	}
	fail(http.StatusTooManyRequests, "2001:db8::1")
	fail(http.StatusTooManyRequests, "2001:db8::ffff:1") // the same /64
	c.wantStatus(http.StatusTooManyRequests, from("2001:db8::1"))
	fail(http.StatusForbidden, "2001:db8:0:1::1")
	fail(http.StatusForbidden, "192.0.2.1")
	c.advance(2 * time.Second)
	fail(http.StatusForbidden, "2001:db8::1")
	fail(http.StatusTooManyRequests, "2001:db8::1")
}

func TestBusyHasherTurnsSignInsAway(t *testing.T) {
	c := newCentre(t, func(o *serve.Options) {
		store, now := o.Store.(roster.Store), o.Now
		o.Roster = roster.NewService(store, roster.Options{Hasher: fullHasher{}, Now: now, Rand: rand.Reader})
	})
	answer, body := c.post(c.signInBody(nil))
	if answer.StatusCode != http.StatusTooManyRequests || answer.Header.Get("X-Amzn-Errortype") != "ThrottlingException" {
		t.Errorf("status %d: %s", answer.StatusCode, body)
	}
}

func TestMalformedSignIns(t *testing.T) {
	c := newCentre(t, nil)
	long := strings.Repeat("x", 101)
	for name, tt := range map[string]struct {
		body, contentType string
		status            int
		errorType         string
	}{
		"no type":            {c.signInBody(nil), "", 415, "UnsupportedMediaTypeException"},
		"a form":             {"InstanceId=a", "application/x-www-form-urlencoded", 415, "UnsupportedMediaTypeException"},
		"plain text":         {c.signInBody(nil), "text/plain; x=application/json", 415, "UnsupportedMediaTypeException"},
		"a type and charset": {c.signInBody(nil), "application/json; charset=utf-8", 200, ""},
		"no JSON":            {"{", "application/json", 400, "InvalidRequestException"},
		"nothing":            {"{}", "application/json", 400, "InvalidParameterException"},
		"no password":        {`{"InstanceId":"a","Username":"b"}`, "application/json", 400, "InvalidParameterException"},
		"no name":            {`{"InstanceId":"a","Password":"b"}`, "application/json", 400, "InvalidParameterException"},
		"both ways at once":  {c.signInBody(map[string]string{"UserId": c.user}), "application/json", 400, "InvalidParameterException"},
		"a long instance id": {c.signInBody(map[string]string{"InstanceId": long}), "application/json", 400, "InvalidParameterException"},
		"a long name":        {c.signInBody(map[string]string{"Username": long}), "application/json", 400, "InvalidParameterException"},
		"a long password":    {c.signInBody(map[string]string{"Password": long[:65]}), "application/json", 400, "InvalidParameterException"},
		"repeated members":   {`{"InstanceId":"a","InstanceId":"b"}`, "application/json", 400, "InvalidRequestException"},
	} {
		answer, body := c.post(tt.body, func(r *http.Request) { r.Header.Set("Content-Type", tt.contentType) })
		if answer.StatusCode != tt.status || answer.Header.Get("X-Amzn-Errortype") != tt.errorType {
			t.Errorf("%s: status %d, %s: %s", name, answer.StatusCode, answer.Header.Get("X-Amzn-Errortype"), body)
		}
		if strings.Contains(body, password) || strings.Contains(body, long) {
			t.Errorf("%s: the answer repeats what was sent: %s", name, body)
		}
	}
}

// fullHasher sets passwords and has no room for more.
type fullHasher struct{}

func (fullHasher) Hash(context.Context, string) (string, error) { return "hash", nil }

func (fullHasher) Verify(context.Context, string, string) (bool, error) {
	return false, &roster.Error{Kind: roster.Busy, Message: "busy"}
}
