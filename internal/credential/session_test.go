package credential_test

import (
	"errors"
	"regexp"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/credential"
)

func newSession(t *testing.T, seed byte) credential.Session {
	t.Helper()
	id, err := credential.NewSessionID(randomness(seed))
	if err != nil {
		t.Fatal(err)
	}
	return credential.Session{
		ID: id, Account: "111122223333", Region: "us-west-2", Instance: "instance", User: "user", Expires: noon.Truncate(time.Millisecond),
	}
}

func issue(t *testing.T, ring *credential.Keyring, s credential.Session) credential.SessionCredentials {
	t.Helper()
	c, err := ring.IssueSession(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSessionOpensAsIssued(t *testing.T) {
	old, next := newKey(t, randomness(1), noon), newKey(t, randomness(2), noon.Add(time.Hour))
	s := newSession(t, 3)
	if !regexp.MustCompile(`^RCS[A-Z2-7]{17}$`).MatchString(s.ID) || !credential.IsSession(s.ID) || !credential.IsIssued(s.ID) {
		t.Errorf("the id is %s", s.ID)
	}
	c := issue(t, newKeyring(t, randomness(4), old), s)
	if !regexp.MustCompile(`^[A-Za-z0-9+/]{40}$`).MatchString(c.Secret.Reveal()) {
		t.Errorf("the secret is %q", c.Secret.Reveal())
	}
	// A newer key does not end the session, and neither does another process with the same keys.
	got, secret, err := newKeyring(t, randomness(5), next, old).OpenSession(s.ID, c.Token)
	if err != nil || !secret.Equal(c.Secret) {
		t.Fatalf("OpenSession = %v, or it has another secret", err)
	}
	if diff := cmp.Diff(s, got); diff != "" {
		t.Errorf("session (-want +got):\n%s", diff)
	}
}

func TestSecretsOfSessionsAreApart(t *testing.T) {
	key, other := newKey(t, randomness(1), noon), newKey(t, randomness(2), noon)
	a, b := newSession(t, 3), newSession(t, 4)
	ring := newKeyring(t, randomness(5), key)
	first := issue(t, ring, a).Secret
	if first.Equal(issue(t, ring, b).Secret) || first.Equal(issue(t, newKeyring(t, randomness(5), other), a).Secret) {
		t.Error("two sessions, or two keyrings, give the same secret")
	}
}

func TestOtherTokensOpenNoSession(t *testing.T) {
	ring := newKeyring(t, randomness(1), newKey(t, randomness(1), noon))
	other := newKeyring(t, randomness(2), newKey(t, randomness(2), noon))
	s := newSession(t, 3)
	own := issue(t, ring, s).Token
	page, err := ring.Seal("page", []byte(s.ID), []byte(`{}`))
	if err != nil {
		t.Fatal(err)
	}
	for name, token := range map[string]string{
		"none": "", "no token": "token", "cut": own[:len(own)-1], "another session's": issue(t, ring, newSession(t, 4)).Token,
		"another keyring's": issue(t, other, s).Token, "a page's": page, "with a line break": own + "\n",
	} {
		if _, secret, err := ring.OpenSession(s.ID, token); !errors.Is(err, credential.ErrSessionToken) || secret.Reveal() != "" {
			t.Errorf("%s: error %v, want ErrSessionToken", name, err)
		}
	}
}

func TestSessionNeedsRandomness(t *testing.T) {
	if _, err := credential.NewSessionID(dry{}); !errors.Is(err, errDry) {
		t.Errorf("NewSessionID = %v", err)
	}
	if _, err := newKeyring(t, dry{}, newKey(t, randomness(1), noon)).IssueSession(newSession(t, 1)); !errors.Is(err, errDry) {
		t.Errorf("IssueSession = %v", err)
	}
}
