package serve

import (
	"errors"
	"net/http"
	"net/netip"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/sigv4"
)

// authenticator finds out who sent a request.
type authenticator struct {
	store      Store
	secrets    *secrets
	principals *principals
	sealer     Sealer
	roster     *roster.Service
	verifier   *sigv4.Verifier
	dev        *Dev
	now        func() time.Time
}

func newAuthenticator(o Options) *authenticator {
	return &authenticator{
		store: o.Store, secrets: newSecrets(o.Master), principals: newPrincipals(o.Log), sealer: o.Sealer, roster: o.Roster,
		verifier: sigv4.NewVerifier("connect", "sts"),
		dev:      o.Dev, now: o.Now,
	}
}

// caller identifies the caller of a request and notes it in the request's record. Its errors are for wireError.
func (a *authenticator) caller(r *http.Request) (roster.Caller, error) {
	if a.dev != nil {
		if scope, ok := sigv4.Scope(r); ok && !credential.IsIssued(scope.AccessKeyID) {
			return a.dev.caller(r, scope)
		}
	}
	sig, err := sigv4.Parse(r)
	if err != nil {
		return roster.Caller{}, err
	}
	rec := recordOf(r.Context())
	rec.accessKey, rec.region = sig.AccessKeyID, sig.Region
	if credential.IsSession(sig.AccessKeyID) {
		return a.signedIn(r, sig)
	}
	key, err := a.verified(r, sig)
	if err != nil {
		return roster.Caller{}, err
	}
	return note(r, sig.Credential, a.principals.of(key)), nil
}

// verified finds the key that the signature names and checks everything about it. What is wrong with the key itself is told only to who
// holds its secret.
func (a *authenticator) verified(r *http.Request, sig *sigv4.Signature) (credential.AccessKey, error) {
	key, err := a.store.AccessKey(r.Context(), sig.AccessKeyID)
	if roster.IsKind(err, roster.NotFound) {
		return key, sigv4.ErrUnrecognizedClient
	}
	if err != nil {
		return key, err
	}
	secret, err := a.secrets.of(key)
	if err != nil {
		return key, err
	}
	if err := a.verify(r, sig, secret); err != nil {
		return key, err
	}
	// A session token makes no sense with an access key: only sessions have one.
	if !key.Active() || sig.SessionToken != "" {
		return key, sigv4.ErrUnrecognizedClient
	}
	return key, nil
}

// signedIn finds the user whose session the signature names. The token is under the signature, like every X-Amz header, and nothing but
// the session's own opens. Whether the session goes on is told only to who holds its secret.
func (a *authenticator) signedIn(r *http.Request, sig *sigv4.Signature) (c roster.Caller, err error) {
	session, secret, err := a.sealer.OpenSession(sig.AccessKeyID, sig.SessionToken)
	if errors.Is(err, credential.ErrSessionToken) {
		return c, sigv4.ErrUnrecognizedClient
	}
	if err != nil {
		return c, err
	}
	if err := a.verify(r, sig, secret); err != nil {
		return c, err
	}
	if !a.now().Before(session.Expires) { // by now it may be gone from the store
		return c, sigv4.ErrExpiredToken
	}
	err = a.roster.UseSession(r.Context(), session.Instance, session.ID, recordOf(r.Context()).address())
	switch {
	case errors.Is(err, roster.ErrSessionOver):
		return c, sigv4.ErrExpiredToken
	case roster.IsKind(err, roster.NotFound):
		return c, sigv4.ErrUnrecognizedClient
	}
	c = note(r, sig.Credential, access.SignedIn(userOf(session)))
	if roster.IsKind(err, roster.Denied) { // by the address, so a stolen session shows in the trail
		c.Request.Operation = "UseSession"
		a.roster.NoteDenial(c, &roster.Error{Kind: roster.Denied, Message: err.Error(), Action: "rollcall:UseSession", Resource: userOf(session)})
	}
	return c, err
}

// verify checks the signature over the whole request as it was received.
func (a *authenticator) verify(r *http.Request, sig *sigv4.Signature, secret credential.Secret) error {
	body, refused := rest.ReadBody(r)
	if refused != nil {
		return refused
	}
	return a.verifier.Verify(r, body, sig, secret.Reveal(), a.now())
}

// note writes the caller down in the request's record. Its Region is the one that the request was signed for.
func note(r *http.Request, scope sigv4.Credential, p access.Principal) roster.Caller {
	rec := recordOf(r.Context())
	rec.accessKey, rec.account, rec.region = scope.AccessKeyID, p.Account, scope.Region
	source, _ := netip.ParseAddr(rec.remote) // what cannot be told is no address, which conditions take as absent
	return roster.Caller{Principal: p, Region: scope.Region, SourceIP: source, Request: audit.Request{
		ID: rec.id, Address: rec.remote, UserAgent: r.UserAgent(), AccessKey: scope.AccessKeyID,
	}}
}
