package api

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// clientToken is a request's idempotency token; request is the rest of it, of which only a fingerprint is kept.
func clientToken(token *string, request any) (roster.ClientToken, error) {
	if value(token) == "" {
		return roster.ClientToken{}, nil
	}
	b, err := json.Marshal(request)
	sum := sha256.Sum256(b)
	return roster.ClientToken{Token: *token, Fingerprint: hex.EncodeToString(sum[:])}, err
}
