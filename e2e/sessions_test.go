package e2e

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/rollcall-dev/rollcall/internal/sdktest"
)

// session is what signing in gives.
type session struct {
	key
	SessionToken, UserArn string
	Expiration            time.Time
}

// postSession asks for a session.
func (s *server) postSession(t *testing.T, body map[string]string, sign bool) answer {
	t.Helper()
	text := must(json.Marshal(body))(t)
	r := s.request(t, http.MethodPost, "/_rollcall/sessions", text)
	r.Header.Set("Content-Type", "application/json")
	if sign {
		r = s.signed(t, r, text)
	}
	return send(t, r)
}

// session reads an answer that opens one.
func (a answer) session(t *testing.T) (opened session) {
	t.Helper()
	if err := json.Unmarshal(a.body, &opened); err != nil || a.status != http.StatusOK {
		t.Fatalf("got %d %s, %v; want a session", a.status, a.body, err)
	}
	return opened
}

// signIn signs a user in by name and password.
func (s *server) signIn(t *testing.T, instance *string, name string) session {
	t.Helper()
	return s.postSession(t, map[string]string{"InstanceId": *instance, "Username": name, "Password": password}, false).session(t)
}

// provider is how an AWS SDK gets the session.
func (o session) provider() aws.CredentialsProvider {
	return credentials.NewStaticCredentialsProvider(o.AccessKeyId, o.SecretAccessKey, o.SessionToken)
}

// asks asks with the session who the caller is, which every caller may.
func (s *server) asks(t *testing.T, o session) (*sts.GetCallerIdentityOutput, error) {
	t.Helper()
	client := sts.New(sts.Options{BaseEndpoint: &s.url, Region: region, RetryMaxAttempts: 1, HTTPClient: sdktest.HTTPClient(), Credentials: o.provider()})
	return client.GetCallerIdentity(t.Context(), &sts.GetCallerIdentityInput{})
}

// wantOver expects that calls with the session, of operations and of STS, are refused in AWS's words.
func (s *server) wantOver(t *testing.T, o session) {
	t.Helper()
	refusedAs(t, errorOf(s.asks(t, o)), "InvalidClientTokenId")
	client := connect.New(connect.Options{
		BaseEndpoint: &s.url, Region: region, RetryMaxAttempts: 1, HTTPClient: sdktest.HTTPClient(), Credentials: o.provider(),
	})
	refusedAs(t, listing(t, client), "UnrecognizedClientException")
}

func withPassword(in *connect.CreateUserInput) { in.Password = aws.String(password) }

func TestSignIn(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	c := newCentre(t, s.client(), types.DirectoryTypeConnectManaged, "signing-in")
	ada := c.hire(t, "ada", withPassword)
	c.hire(t, "bob", withPassword)
	first, other := s.signIn(t, c.id, "ada"), s.signIn(t, c.id, "bob")
	same(t, "the user", first.UserArn, *c.arnOf("agent", ada))
	same(t, "the end", first.Expiration, time.Now().Add(12*time.Hour), recent)
	who := must(s.asks(t, first))(t)
	same(t, "the caller", []string{*who.Arn, *who.Account, *who.UserId}, []string{first.UserArn, account, *ada})

	s.stop(t)
	s.start(t)
	must(s.asks(t, first))(t) // a restart ends no session
	t.Run("who signs out is out", func(t *testing.T) {
		second := s.signIn(t, c.id, "ada")
		r := s.request(t, http.MethodDelete, "/_rollcall/sessions/current", nil)
		same(t, "the status", send(t, s.signedBy(t, second, r)).status, http.StatusOK)
		s.wantOver(t, second)
		must(s.asks(t, first))(t)
	})
	t.Run("revoked", func(t *testing.T) {
		out := rollcall(t, "session", "revoke", "--instance", *c.id, "--user", "bob", "--store", s.store)
		same(t, "what is printed", string(out), "1 session ended\n")
		s.wantOver(t, other)
		must(s.asks(t, s.signIn(t, c.id, "bob")))(t)
	})
	t.Run("deleted", func(t *testing.T) {
		must(s.client().DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: c.id, UserId: ada}))(t)
		s.wantOver(t, first)
		s.postSession(t, map[string]string{"InstanceId": *c.id, "Username": "ada", "Password": password}, false).is(t, 403, "AccessDeniedException")
	})
	if strings.Contains(s.log.String(), password) || strings.Contains(s.log.String(), first.SessionToken) {
		t.Error("the log has a secret")
	}
}

// signedBy signs a request without a body as the SDK would with a session.
func (s *server) signedBy(t *testing.T, o session, r *http.Request) *http.Request {
	t.Helper()
	r.Header.Set("X-Amz-Security-Token", o.SessionToken)
	mine := server{key: o.key}
	return mine.signed(t, r, nil)
}

func TestSessionForAnother(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	c := newCentre(t, s.client(), types.DirectoryTypeSaml, "vouched-for")
	ada := c.hire(t, "ada")
	ask := map[string]string{"InstanceId": *c.id, "UserId": *ada}
	opened := s.postSession(t, ask, true).session(t)
	same(t, "the caller", must(s.asks(t, opened))(t).Arn, c.arnOf("agent", ada))
	s.postSession(t, ask, false).is(t, 403, "MissingAuthenticationTokenException")
	plain := server{url: s.url, key: keyWith(t, s.store, "plain", nothingHere)}
	denied := plain.postSession(t, ask, true)
	denied.is(t, 403, "AccessDeniedException")
	if want := "not authorized to perform: rollcall:CreateSession on resource: " + opened.UserArn; !strings.Contains(denied.message(), want) {
		t.Errorf("the denial is %s, want %s", denied.message(), want)
	}
	// Users of the instance have no passwords, which is told like any other reason.
	s.postSession(t, map[string]string{"InstanceId": *c.id, "Username": "ada", "Password": password}, false).is(t, 403, "AccessDeniedException")
}

func TestEndedSessionInDevelopment(t *testing.T) {
	t.Parallel()
	s := newDevServer(t)
	c := newCentre(t, s.client(), types.DirectoryTypeConnectManaged, "development")
	ada := c.hire(t, "ada", withPassword)
	opened := s.signIn(t, c.id, "ada")
	must(s.asks(t, opened))(t)
	must(c.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: c.id, UserId: ada}))(t)
	s.wantOver(t, opened)
}
