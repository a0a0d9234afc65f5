package roster

import (
	"crypto/sha256"
	"encoding/hex"
	"net/netip"
	"slices"
	"time"

	"github.com/rollcall-dev/rollcall/internal/credential"
)

// Session is a user who signed in. It goes on until it expires or is ended, or nobody used it for as long as the instance allows.
type Session struct {
	// ID is the access key id that the user's requests name.
	ID, UserID       string
	Created, Expires time.Time
	// LastUsed is when the session was used, to within lastUseGrain.
	LastUsed time.Time
}

// lastUseGrain is how coarse the time of a session's last use is, so that not every request writes.
const lastUseGrain = time.Minute

// within gives the session the end that the profile sets.
func (s Session) within(p AuthenticationProfile) Session {
	s.Expires = s.Created.Add(time.Duration(p.MaxSession) * time.Minute)
	return s
}

// issuedIn is what the holder of a session of the instance is told of it.
func (s Session) issuedIn(i Instance) credential.Session {
	return credential.Session{ID: s.ID, Account: i.Account, Region: i.Region, Instance: i.ID, User: s.UserID, Expires: s.Expires}
}

// over says whether the session has expired, or was idle for too long by the profile's rules. Idleness counts from the profile's last
// change at the earliest: uses from before the rule held were not noted.
func (s *Session) over(p *AuthenticationProfile, now time.Time) bool {
	idle := now.Sub(later(s.LastUsed, p.LastModified))
	return !now.Before(s.Expires) || p.InactivityHandling && idle >= time.Duration(p.SessionInactivity)*time.Minute
}

// stale says whether the session's last use is worth noting anew.
func (s *Session) stale(now time.Time) bool { return now.Sub(s.LastUsed) >= lastUseGrain }

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// admits says whether the profile lets people in from an address: a blocked one never, and where some are allowed only those. An address
// that is not known gets in only where the profile asks for nothing.
func (p *AuthenticationProfile) admits(from netip.Addr) bool {
	holds := func(s string) bool { return inRange(s, from) }
	if !from.IsValid() {
		return len(p.AllowedIPs) == 0 && len(p.BlockedIPs) == 0
	}
	return !slices.ContainsFunc(p.BlockedIPs, holds) && (len(p.AllowedIPs) == 0 || slices.ContainsFunc(p.AllowedIPs, holds))
}

// inRange says whether an address is the one that the text names, or in the range that it names.
func inRange(text string, address netip.Addr) bool {
	if prefix, err := netip.ParsePrefix(text); err == nil {
		return prefix.Contains(address.WithZone(""))
	}
	single, err := netip.ParseAddr(text)
	return err == nil && single.Unmap() == address.WithZone("")
}

// SignInFailures says how often in a row signing in failed, and when it last did.
type SignInFailures struct {
	Count int
	Last  time.Time
}

// After so many failures in a row the next attempt has to wait, first a second and then twice as long each time; after maxFailures it has
// to wait for lockTime, which is also how long failures are held against anybody.
const (
	freeFailures = 2
	maxFailures  = 10
	lockTime     = 15 * time.Minute
)

// wait is how long after the last failure nobody can sign in.
func (f SignInFailures) wait() time.Duration {
	switch {
	case f.Count <= freeFailures:
		return 0
	case f.Count >= maxFailures:
		return lockTime
	}
	return time.Second << (f.Count - freeFailures - 1)
}

// locked says whether signing in has to wait.
func (f SignInFailures) locked(now time.Time) bool { return now.Before(f.Last.Add(f.wait())) }

// another counts a failure.
func (f SignInFailures) another(now time.Time) SignInFailures {
	if !now.Before(f.Last.Add(lockTime)) {
		f.Count = 0
	}
	return SignInFailures{Count: f.Count + 1, Last: now}
}

// signInDigest is what the failures of a user name are counted under. Whether there is such a user makes no difference to that, and what
// somebody typed in place of a name is not kept.
func signInDigest(instance, username string) string {
	sum := sha256.Sum256([]byte(instance + "\x00" + username))
	return hex.EncodeToString(sum[:])
}
