package credential

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"time"
)

// ErrSessionToken says that a session token is not the one that was issued for the session.
var ErrSessionToken = errors.New("the session token is not the session's")

const (
	purposeSessionToken  = "session token"
	purposeSessionSecret = "session secret"
)

// Session is what a session's token says of it. Whether the session still goes on is for a store to say.
type Session struct {
	// ID is the access key id: RCS and 17 characters of base32.
	ID string `json:"-"`
	// Account, Region and Instance are where the user is, User its id.
	Account  string `json:"a"`
	Region   string `json:"r"`
	Instance string `json:"i"`
	User     string `json:"u"`
	// Expires is the end of the session, in UTC.
	Expires time.Time `json:"e"`
}

// SessionCredentials are what the holder of a session signs requests with, beside the session's id.
type SessionCredentials struct {
	Secret Secret
	// Token travels with each request as X-Amz-Security-Token.
	Token string
}

// NewSessionID draws the id of a session. The error is that of rand.
func NewSessionID(rand io.Reader) (string, error) { return newIssuedID(rand, sessionPrefix) }

// IssueSession makes a session's credentials. They are kept nowhere: the token is sealed under the keyring's current key, bound to the
// session's id, and the secret is derived from the same key and the id. The error is that of the randomness.
func (r *Keyring) IssueSession(s Session) (SessionCredentials, error) {
	text, err := json.Marshal(s)
	if err != nil {
		return SessionCredentials{}, err
	}
	token, err := r.Seal(purposeSessionToken, []byte(s.ID), text)
	if err != nil {
		return SessionCredentials{}, err
	}
	return SessionCredentials{Secret: r.current.sessionSecret(s.ID), Token: token}, nil
}

// OpenSession reads the token that came with a session's id, and gives the secret with which that session signs. The error is
// ErrSessionToken for any token but the one that was issued for the id.
func (r *Keyring) OpenSession(id, token string) (Session, Secret, error) {
	key, text, err := r.openWith(purposeSessionToken, []byte(id), token)
	if err != nil {
		return Session{}, Secret{}, ErrSessionToken
	}
	s := Session{ID: id}
	if err := json.Unmarshal(text, &s); err != nil {
		return Session{}, Secret{}, ErrSessionToken
	}
	return s, key.sessionSecret(id), nil
}

// sessionSecret is 40 characters, as an access key's.
func (k Key) sessionSecret(id string) Secret {
	return NewSecret(base64.StdEncoding.EncodeToString(k.Derive(purposeSessionSecret, []byte(id))[:secretBytes]))
}
