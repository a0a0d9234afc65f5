package sqlstore

import (
	"time"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// ClientToken finds what a token was used for; see roster.Reader.
func (r reader) ClientToken(s roster.TokenScope, since time.Time) (use roster.TokenUse, err error) {
	var created int64
	err = r.one([]any{&use.Fingerprint, &use.Result, &created},
		"select fingerprint, result, created from client_tokens where account = $1 and region = $2 and operation = $3 and token = $4 and created >= $5",
		s.Account, s.Region, s.Operation, s.Token, millis(since))
	use.At = fromMillis(created)
	return use, err
}

// tokenLife is how long a token's use is kept.
const tokenLife = 24 * time.Hour

// PutClientToken remembers a token's use and forgets the outdated ones.
func (t *tx) PutClientToken(s roster.TokenScope, use roster.TokenUse) error {
	if _, err := t.changeServer("delete from client_tokens where created < $1", millis(use.At.Add(-tokenLife))); err != nil {
		return err
	}
	_, err := t.changeServer("insert into client_tokens (account, region, operation, token, fingerprint, result, created) values ($1, $2, $3, $4, $5, $6, $7)",
		s.Account, s.Region, s.Operation, s.Token, use.Fingerprint, use.Result, millis(use.At))
	return err
}
