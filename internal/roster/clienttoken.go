package roster

import "time"

// ClientToken makes a request idempotent: the same token with the same request within a day gives the first result again.
type ClientToken struct {
	// Token is empty when the request has none.
	Token string
	// Fingerprint identifies the rest of the request.
	Fingerprint string
}

// clientTokenLife is how long a token counts.
const clientTokenLife = 24 * time.Hour

// once runs fn unless the token was used before, and keeps *result with the token; on a replay *result is the first one's. The same token
// on another request is refused.
func (t ClientToken) once(tx Tx, c Caller, operation string, now time.Time, result *string, fn func() error) error {
	if t.Token == "" {
		return fn()
	}
	scope := TokenScope{Account: c.Account, Region: c.Region, Operation: operation, Token: t.Token}
	use, err := tx.ClientToken(scope, now.Add(-clientTokenLife))
	switch {
	case IsKind(err, NotFound):
	case err != nil:
		return err
	case use.Fingerprint != t.Fingerprint:
		return Errorf(InvalidRequest, "ClientToken was used with another request")
	default:
		*result = use.Result
		return nil
	}
	if err := fn(); err != nil {
		return err
	}
	return tx.PutClientToken(scope, TokenUse{Fingerprint: t.Fingerprint, Result: *result, At: now})
}
