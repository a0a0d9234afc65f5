package serve_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/serve"
)

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
