package serve_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/serve"
	"github.com/rollcall-dev/rollcall/internal/sigv4"
)

// opened is a session as its holder gets it.
type opened struct{ AccessKeyId, SecretAccessKey, SessionToken, Expiration, UserArn string }

func (o opened) credentials() aws.Credentials {
	return aws.Credentials{AccessKeyID: o.AccessKeyId, SecretAccessKey: o.SecretAccessKey, SessionToken: o.SessionToken}
}

// opened reads an answer that opens a session.
func (c *centre) opened(answer *http.Response, body string) opened {
	c.t.Helper()
	var o opened
	if err := json.Unmarshal([]byte(body), &o); err != nil || answer.StatusCode != http.StatusOK || answer.Header.Get("Cache-Control") != "no-store" {
		c.t.Fatalf("status %d, %s, %v; want a session", answer.StatusCode, body, err)
	}
	return o
}

// in is the centre for a part of its test.
func (c *centre) in(t *testing.T) *centre {
	part, base := *c, *c.fixture
	base.t = t
	part.fixture = &base
	return &part
}

// signIn signs ada in.
func (c *centre) signIn() opened {
	c.t.Helper()
	return c.opened(c.post(c.signInBody(nil)))
}

// signed signs a request by the server's clock. It is to be the last change.
func (c *centre) signed(by opened) func(*http.Request) {
	return func(r *http.Request) {
		key := sigv4.AccessKey{ID: by.AccessKeyId, Secret: by.SecretAccessKey, SessionToken: by.SessionToken}
		if err := sigv4.Sign(r, nil, key, region, "connect", c.now()); err != nil {
			c.t.Fatal(err)
		}
	}
}

// denied is how a call ends that is known to come from the user, as long as users have no rights.
const denied = "AccessDeniedException"

// calls checks how a call with a session ends.
func (c *centre) calls(by opened, want string, changes ...func(*http.Request)) {
	c.t.Helper()
	answer, body := c.send(http.MethodGet, "/instance", func(r *http.Request) {
		c.signed(by)(r)
		for _, change := range changes {
			change(r)
		}
	})
	if got := answer.Header.Get("X-Amzn-Errortype"); got != want {
		c.t.Fatalf("the call ends as %q, want %s: %s", got, want, body)
	}
}

func TestSessionIsTheUser(t *testing.T) {
	for name, configure := range map[string]func(*serve.Options){"production": nil, "development": development} {
		t.Run(name, func(t *testing.T) {
			c := newCentre(t, configure)
			s := c.signIn()
			if rec := c.lastRecord(); rec.Operation != "CreateSession" || rec.Account != account || rec.AccessKey != s.AccessKeyId || rec.Level != "INFO" {
				t.Errorf("logged %+v", rec)
			}
			arn := "arn:aws:connect:" + region + ":" + account + ":instance/" + c.instance + "/agent/" + c.user
			expires, err := time.Parse(time.RFC3339, s.Expiration)
			if err != nil || s.UserArn != arn || !expires.Equal(c.now().Add(12*time.Hour).Truncate(time.Second)) {
				t.Errorf("opened a session of %s until %s", s.UserArn, s.Expiration)
			}
			who, err := c.identity(s.credentials())
			if err != nil || *who.Arn != arn || *who.Account != account || *who.UserId != c.user {
				t.Errorf("the caller is %+v, %v", who, err)
			}
			if _, err = c.client(s.credentials()).DescribeUser(t.Context(), &sdk.DescribeUserInput{InstanceId: &c.instance, UserId: &c.user}); err != nil {
				t.Errorf("users see themselves: %v", err)
			}
			_, err = c.client(s.credentials()).DeleteInstance(t.Context(), &sdk.DeleteInstanceInput{InstanceId: &c.instance})
			wantError(t, err, denied, http.StatusForbidden)
			if !strings.Contains(err.Error(), "User: "+arn+" is not authorized to perform: connect:DeleteInstance on resource: ") {
				t.Errorf("the denial is %v", err)
			}
			for _, secret := range []string{s.SecretAccessKey, s.SessionToken, password} {
				if strings.Contains(c.log.String(), secret) {
					t.Error("the log has a secret")
				}
			}
		})
	}
}

func TestOtherCredentialsAreNoSession(t *testing.T) {
	const unrecognized, invalid = "UnrecognizedClientException", "InvalidSignatureException"
	for name, configure := range map[string]func(*serve.Options){"production": nil, "development": development} {
		c := newCentre(t, configure)
		s, other := c.signIn(), c.signIn()
		key := c.adminKey(account)
		unsigned := func(r *http.Request) { r.Header.Set("X-Amz-Security-Token", s.SessionToken) }
		bare := s
		bare.SessionToken = ""
		for _, tt := range []struct {
			name   string
			by     opened
			want   string
			change func(*http.Request)
		}{
			{"as issued", s, denied, nil},
			{"no token", bare, unrecognized, nil},
			{"a token that is not signed", bare, invalid, unsigned},
			{"another token than was signed", other, unrecognized, unsigned},
			{"another session's token", opened{AccessKeyId: s.AccessKeyId, SecretAccessKey: s.SecretAccessKey, SessionToken: other.SessionToken}, unrecognized, nil},
			{"another session's id", opened{AccessKeyId: other.AccessKeyId, SecretAccessKey: s.SecretAccessKey, SessionToken: s.SessionToken}, unrecognized, nil},
			{"another session's secret", opened{AccessKeyId: s.AccessKeyId, SecretAccessKey: other.SecretAccessKey, SessionToken: s.SessionToken}, invalid, nil},
			{"a key's id", opened{AccessKeyId: key.AccessKeyID, SecretAccessKey: key.SecretAccessKey, SessionToken: s.SessionToken}, unrecognized, nil},
			{"a key's secret", opened{AccessKeyId: s.AccessKeyId, SecretAccessKey: key.SecretAccessKey, SessionToken: s.SessionToken}, invalid, nil},
			{"a cut token", opened{AccessKeyId: s.AccessKeyId, SecretAccessKey: s.SecretAccessKey, SessionToken: s.SessionToken[1:]}, unrecognized, nil},
			{"two tokens", s, "IncompleteSignatureException", func(r *http.Request) { r.Header.Add("X-Amz-Security-Token", s.SessionToken) }},
		} {
			t.Run(name+"/"+tt.name, func(t *testing.T) {
				c := c.in(t)
				if tt.change == nil {
					tt.change = func(*http.Request) {}
				}
				c.calls(tt.by, tt.want, tt.change)
			})
		}
	}
}

func TestPresignedSession(t *testing.T) {
	c := newCentre(t, nil)
	s := c.signIn()
	const nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	presigned := func() (*http.Response, string) {
		return c.send(http.MethodGet, "/instance", func(r *http.Request) {
			url, _, err := v4.NewSigner().PresignHTTP(r.Context(), s.credentials(), r, nothing, "connect", region, time.Now())
			if err == nil {
				r.URL, err = r.URL.Parse(url)
			}
			if err != nil {
				t.Fatal(err)
			}
		})
	}
	if answer, body := presigned(); answer.Header.Get("X-Amzn-Errortype") != denied {
		t.Errorf("status %d: %s", answer.StatusCode, body)
	}
	c.end(s)
	if answer, body := presigned(); answer.Header.Get("X-Amzn-Errortype") != "UnrecognizedClientException" {
		t.Errorf("ended: status %d: %s", answer.StatusCode, body)
	}
}

func TestSessionIsBoundToAddresses(t *testing.T) {
	c := newCentre(t, nil)
	s := c.signIn()
	c.sessionRules(func(p *roster.AuthenticationProfile) { p.AllowedIPs = []string{"192.0.2.0/24"} })
	c.calls(s, denied, from("192.0.2.1"))
	answer, body := c.send(http.MethodGet, "/instance", func(r *http.Request) { c.signed(s)(r); from("192.0.3.1")(r) })
	if answer.StatusCode != http.StatusForbidden || answer.Header.Get("X-Amzn-Errortype") != denied || !strings.Contains(body, "address") {
		t.Errorf("status %d: %s", answer.StatusCode, body)
	}
	c.wantStatus(http.StatusOK, from("192.0.2.1"))
	c.wantStatus(http.StatusForbidden, from("192.0.3.1"))
}

func TestSessionWithoutPassword(t *testing.T) {
	c := newCentre(t, nil)
	ask := func(by aws.Credentials, user string) (*http.Response, string) {
		body := `{"InstanceId":"` + c.instance + `","UserId":"` + user + `"}`
		return c.post(body, func(r *http.Request) {
			if by.AccessKeyID == "" {
				return
			}
			key := sigv4.AccessKey{ID: by.AccessKeyID, Secret: by.SecretAccessKey, SessionToken: by.SessionToken}
			if err := sigv4.Sign(r, []byte(body), key, region, "connect", time.Now()); err != nil {
				t.Fatal(err)
			}
		})
	}
	s := c.opened(ask(c.adminKey(account), c.user))
	c.calls(s, denied)
	c.end(s)
	refused := func(name string, by aws.Credentials, user, want string) {
		t.Helper()
		answer, body := ask(by, user)
		if got := answer.Header.Get("X-Amzn-Errortype"); got != want || strings.Contains(body, "AccessKeyId") {
			t.Errorf("%s: %s, want %s: %s", name, got, want, body)
		}
	}
	plain := c.key(credential.AccessKeyOwner{Name: "ci", Account: account})
	refused("unsigned", aws.Credentials{}, c.user, "MissingAuthenticationTokenException")
	refused("an unknown user", c.adminKey(account), "nobody", "ResourceNotFoundException")
	refused("another account", c.adminKey(otherAccount), c.user, "ResourceNotFoundException")
	refused("a wrong secret", aws.Credentials{AccessKeyID: plain.AccessKeyID, SecretAccessKey: "x"}, c.user, "InvalidSignatureException")
	refused("the user itself", c.signIn().credentials(), c.user, denied)
	_, body := ask(plain, c.user)
	want := "User: arn:aws:iam::" + account + ":user/ci is not authorized to perform: rollcall:CreateSession on resource: arn:aws:connect:" +
		region + ":" + account + ":instance/" + c.instance + "/agent/" + c.user
	if !strings.Contains(body, want) {
		t.Errorf("the denial is %s, want %s", body, want)
	}
}

func TestOnlySessionsEnd(t *testing.T) {
	c := newCentre(t, nil)
	admin := c.adminKey(account)
	for want, by := range map[string]opened{
		"InvalidRequestException":             {AccessKeyId: admin.AccessKeyID, SecretAccessKey: admin.SecretAccessKey},
		"UnrecognizedClientException":         {AccessKeyId: unknownSession, SecretAccessKey: "x", SessionToken: "y"},
		"MissingAuthenticationTokenException": {},
	} {
		answer, body := c.send(http.MethodDelete, sessionsPath+"/current", func(r *http.Request) {
			if by != (opened{}) {
				c.signed(by)(r)
			}
		})
		if got := answer.Header.Get("X-Amzn-Errortype"); got != want {
			t.Errorf("%s, want %s: %s", got, want, body)
		}
	}
}

func TestDevelopmentCallerOpensSessions(t *testing.T) {
	c := newCentre(t, development)
	body := `{"InstanceId":"` + c.instance + `","UserId":"` + c.user + `"}`
	c.calls(c.opened(c.post(body, scoped("dev/20200101/"+region+"/connect/aws4_request"))), denied)
	if answer, text := c.post(body); answer.StatusCode != http.StatusForbidden {
		t.Errorf("unsigned: status %d: %s", answer.StatusCode, text)
	}
	// The id of a session is never that of a development caller.
	answer, text := c.send(http.MethodGet, "/instance", scoped(c.signIn().AccessKeyId+"/20200101/"+region+"/connect/aws4_request"))
	if answer.StatusCode == http.StatusOK {
		t.Errorf("a session's id alone got in: %s", text)
	}
}
