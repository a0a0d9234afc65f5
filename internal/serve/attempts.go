package serve

import (
	"net/netip"
	"sync"
	"time"
)

const (
	// attemptsAtOnce is how many attempts to sign in may fail from one address in a row, attemptEvery how long each counts after those
	// before it. A whole office can be behind an address, so there is room for some who mistype; and each takes a password hash at most.
	attemptsAtOnce = 30
	attemptEvery   = 2 * time.Second
	// attemptsKept is how many addresses are remembered. Those beyond share one allowance.
	attemptsKept = 1 << 16
)

// attempts bounds how often signing in fails from an address, on this node.
type attempts struct {
	now func() time.Time
	mu  sync.Mutex
	// until is when nothing counts any more of what an address tried.
	until map[netip.Prefix]time.Time
}

func newAttempts(now func() time.Time) *attempts {
	return &attempts{now: now, until: make(map[netip.Prefix]time.Time)}
}

// take counts an attempt, or says that there were too many.
func (a *attempts) take(from netip.Addr) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := a.now()
	origin := a.remembered(origin(from), now)
	until := a.until[origin]
	if until.Before(now) {
		until = now
	}
	if until.Sub(now) > (attemptsAtOnce-1)*attemptEvery {
		return false
	}
	a.until[origin] = until.Add(attemptEvery)
	return true
}

// giveBack takes back that an attempt was counted.
func (a *attempts) giveBack(from netip.Addr) {
	a.mu.Lock()
	defer a.mu.Unlock()
	origin := origin(from)
	if until, ok := a.until[origin]; ok {
		a.until[origin] = until.Add(-attemptEvery)
	}
}

// remembered is what an origin's attempts count under.
func (a *attempts) remembered(origin netip.Prefix, now time.Time) netip.Prefix {
	if _, known := a.until[origin]; known || len(a.until) < attemptsKept {
		return origin
	}
	for o, until := range a.until {
		if !until.After(now) {
			delete(a.until, o)
		}
	}
	if len(a.until) < attemptsKept {
		return origin
	}
	return netip.Prefix{}
}

// origin is who can be told apart by the address: of IPv6, a subscriber has a whole /64 at least.
func origin(address netip.Addr) netip.Prefix {
	bits := 32
	if address.Is6() {
		bits = 64
	}
	prefix, err := address.Prefix(bits)
	if err != nil { // the address is not known
		return netip.Prefix{}
	}
	return prefix
}
