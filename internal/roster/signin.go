package roster

import (
	"context"
	"net/netip"

	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/credential"
)

// SignIn is an attempt of a user to sign in.
type SignIn struct {
	// Instance is the id of the instance.
	Instance, Username, Password string
	// From is where the attempt comes from; the zero Addr when that is not known.
	From netip.Addr
	// Request is what the audit trail tells of the request.
	Request audit.Request
}

// errSignIn is all that anybody learns of an attempt that failed.
var errSignIn error = &Error{Kind: Denied, Message: "Signing in failed: there is no such instance or user, the password is wrong, or the user cannot sign in now"}

// candidate is what the store knows of whom an attempt is for, which is nobody when there is no password hash.
type candidate struct {
	instance     Instance
	profile      AuthenticationProfile
	userID, hash string
	// outside says that the instance lets nobody in from where the attempt comes from, locked that too many failed before.
	outside, locked bool
}

// SignIn opens a session for who knows the password of a user of a CONNECT_MANAGED instance. Whatever is wrong, the error is the same, of
// kind Denied, after the work of one password hash. Busy when too many attempts are waiting.
//
// Attempts for one name are made one after the other, since failures count against those that follow; at the same moment each node makes one.
func (s *Service) SignIn(ctx context.Context, in SignIn) (credential.Session, error) {
	digest := signInDigest(in.Instance, in.Username)
	leave, err := s.signIns.enter(ctx, digest)
	if err != nil {
		return credential.Session{}, err
	}
	defer leave()
	who, err := s.candidate(ctx, in, digest)
	if err != nil {
		return credential.Session{}, err
	}
	session, err := s.try(ctx, in, who, digest)
	s.noteSignIn(in, who, err)
	return session, err
}

// try is the attempt, once it is known whom it is for.
func (s *Service) try(ctx context.Context, in SignIn, who candidate, digest string) (credential.Session, error) {
	right, err := s.checkPassword(ctx, who.hash, in.Password)
	switch {
	case err != nil:
		return credential.Session{}, err
	case right && !who.outside && !who.locked:
		return s.admitted(ctx, who, digest)
	case !who.outside && !who.locked:
		return credential.Session{}, s.countFailure(ctx, digest)
	}
	return credential.Session{}, errSignIn
}

// candidate finds whom an attempt is for.
func (s *Service) candidate(ctx context.Context, in SignIn, digest string) (c candidate, err error) {
	err = s.store.View(ctx, in.Instance, func(r Reader) error {
		failures, err := r.SignInFailures(digest)
		if err != nil {
			return err
		}
		c.locked = failures.locked(s.now())
		if err := c.find(r, in); !IsKind(err, NotFound) {
			return err
		}
		return nil
	})
	return c, err
}

// find is ErrNotFound for nobody.
func (c *candidate) find(r Reader, in SignIn) (err error) {
	if c.instance, err = r.Instance(); err != nil {
		return err
	}
	if c.profile, err = r.DefaultAuthenticationProfile(); err != nil {
		return err
	}
	c.outside = !c.profile.admits(in.From)
	if c.userID, err = r.UserNamed(in.Username); err != nil {
		return err
	}
	if c.userID == "" || c.instance.IdentityType != ConnectManaged {
		return ErrNotFound
	}
	c.hash, err = r.PasswordHash(c.userID)
	return err
}

// checkPassword compares a password with a hash. Where there is none it does the same work.
func (s *Service) checkPassword(ctx context.Context, hash, password string) (bool, error) {
	if hash == "" {
		_, err := s.opts.Hasher.Hash(ctx, password)
		return false, err
	}
	return s.opts.Hasher.Verify(ctx, password, hash)
}

// admitted opens the session, unless the password changed or the user was deleted while it was checked.
func (s *Service) admitted(ctx context.Context, who candidate, digest string) (credential.Session, error) {
	session, err := s.drawSession(who.userID)
	if err != nil {
		return credential.Session{}, err
	}
	session = session.within(who.profile)
	err = s.store.Update(ctx, who.instance.ID, func(tx Tx) error {
		hash, err := tx.PasswordHash(who.userID)
		if IsKind(err, NotFound) || err == nil && hash != who.hash {
			return errSignIn
		}
		if err != nil {
			return err
		}
		if err := tx.ForgetSignInFailures(digest); err != nil {
			return err
		}
		return tx.AddSession(session)
	})
	if err != nil {
		return credential.Session{}, err
	}
	return session.issuedIn(who.instance), nil
}

// countFailure counts, whether or not the caller still waits, and gives the refusal.
func (s *Service) countFailure(ctx context.Context, digest string) error {
	now := s.now()
	err := s.store.Update(context.WithoutCancel(ctx), "", func(tx Tx) error {
		failures, err := tx.SignInFailures(digest)
		if err != nil {
			return err
		}
		return tx.PutSignInFailures(digest, failures.another(now))
	})
	if err != nil {
		return err
	}
	return errSignIn
}
