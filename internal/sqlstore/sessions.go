package sqlstore

import (
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// kindSession is the kind of sessions, which have no ARN of their own.
const kindSession access.ResourceType = "session"

// Session reads a session; see roster.SessionReader.
func (r reader) Session(id string) (s roster.Session, err error) {
	var created, expires, used int64
	err = r.one([]any{&s.ID, &s.UserID, &created, &expires, &used},
		"select id, user_id, created, expires, last_used from sessions"+inInstance+" and id = $2", r.instance, id)
	if err != nil {
		return roster.Session{}, err
	}
	s.Created, s.Expires, s.LastUsed = fromMillis(created), fromMillis(expires), fromMillis(used)
	return s, nil
}

// Session is there for every request that a user makes.
func (r cachedReader) Session(id string) (roster.Session, error) {
	return cached(r.ctx, r.cache, cacheKey{kindSession, r.instance, id}, func() (roster.Session, error) { return r.reader.Session(id) })
}

// DefaultAuthenticationProfile finds the profile among the instance's, which are few; see roster.SessionReader.
func (r reader) DefaultAuthenticationProfile() (roster.AuthenticationProfile, error) {
	profiles, err := r.AuthenticationProfiles().List(roster.Page{Limit: -1})
	for _, p := range profiles {
		if p.Default {
			return p, err
		}
	}
	if err == nil {
		err = roster.ErrNotFound
	}
	return roster.AuthenticationProfile{}, err
}

// DefaultAuthenticationProfile is there for every request that a user makes.
func (r cachedReader) DefaultAuthenticationProfile() (roster.AuthenticationProfile, error) {
	return cached(r.ctx, r.cache, cacheKey{access.TypeAuthenticationProfile, r.instance, "default"}, r.reader.DefaultAuthenticationProfile)
}

// PasswordHash reads a user's password hash; see roster.SessionReader.
func (r reader) PasswordHash(userID string) (hash string, err error) {
	err = r.one([]any{&hash}, "select hash from user_passwords"+inInstance+" and user_id = $2", r.instance, userID)
	return hash, err
}

// SignInFailures reads what is counted; see roster.SessionReader.
func (r reader) SignInFailures(digest string) (f roster.SignInFailures, err error) {
	var last int64
	err = r.one([]any{&f.Count, &last}, "select failures, last from sign_in_failures where digest = $1", digest)
	if roster.IsKind(err, roster.NotFound) {
		return roster.SignInFailures{}, nil
	}
	f.Last = fromMillis(last)
	return f, err
}

// AddSession adds a session and removes what has expired; see roster.Tx.
func (t *tx) AddSession(s roster.Session) error {
	if _, err := t.changeUnseen("delete from sessions where expires <= $1", millis(s.Created)); err != nil {
		return err
	}
	_, err := t.changeUnseen("insert into sessions (instance_id, id, user_id, created, expires, last_used) values ($1, $2, $3, $4, $5, $6)",
		t.instance, s.ID, s.UserID, millis(s.Created), millis(s.Expires), millis(s.LastUsed))
	return err
}

// UseSession notes a session's last use; see roster.Tx.
func (t *tx) UseSession(id string, at time.Time) error {
	return t.changeSession("update sessions set last_used = $3 where instance_id = $1 and id = $2", t.instance, id, millis(at))
}

// EndSession removes a session; see roster.Tx.
func (t *tx) EndSession(id string) error {
	return t.changeSession("delete from sessions where instance_id = $1 and id = $2", t.instance, id)
}

// changeSession changes one session; ErrNotFound when it is not there.
func (t *tx) changeSession(query string, args ...any) error {
	n, err := t.changeUnseen(query, args...)
	if err == nil && n == 0 {
		return roster.ErrNotFound
	}
	return err
}

// EndSessions removes a user's sessions; see roster.Tx.
func (t *tx) EndSessions(userID string) (int, error) {
	n, err := t.changeUnseen("delete from sessions where instance_id = $1 and user_id = $2", t.instance, userID)
	return int(n), err
}

// failuresLife is for how long after the last one failures are kept.
const failuresLife = 24 * time.Hour

// PutSignInFailures counts failures, and forgets outdated ones; see roster.Tx.
func (t *tx) PutSignInFailures(digest string, f roster.SignInFailures) error {
	if _, err := t.changeServer("delete from sign_in_failures where last < $1", millis(f.Last.Add(-failuresLife))); err != nil {
		return err
	}
	_, err := t.changeServer("insert into sign_in_failures (digest, failures, last) values ($1, $2, $3)"+
		" on conflict (digest) do update set failures = excluded.failures, last = excluded.last", digest, f.Count, millis(f.Last))
	return err
}

// ForgetSignInFailures counts anew; see roster.Tx.
func (t *tx) ForgetSignInFailures(digest string) error {
	_, err := t.changeServer("delete from sign_in_failures where digest = $1", digest)
	return err
}
