package roster

import (
	"context"
	"net/netip"
	"slices"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// AuthenticationProfile says from where people sign in, and for how long. Durations are in minutes.
type AuthenticationProfile struct {
	Meta
	Description string    `json:"description,omitempty"`
	Created     time.Time `json:"created"`
	// Default marks the profile that applies to everybody; it came with the instance.
	Default bool `json:"default"`
	// AllowedIPs and BlockedIPs are addresses and ranges of them in CIDR notation. Where nothing is allowed, everything is.
	AllowedIPs []string `json:"allowedIps,omitempty"`
	BlockedIPs []string `json:"blockedIps,omitempty"`
	// PeriodicSession is after what time a session is renewed; MaxSession after what time it ends. No operation changes MaxSession.
	PeriodicSession int `json:"periodic"`
	MaxSession      int `json:"max"`
	// SessionInactivity is after how much idleness a session ends, while InactivityHandling is on.
	SessionInactivity  int  `json:"inactivity"`
	InactivityHandling bool `json:"inactivityOn,omitempty"`
}

var authenticationProfiles = collection[AuthenticationProfile, *AuthenticationProfile]{
	kind: access.TypeAuthenticationProfile, what: "Authentication profile", table: Reader.AuthenticationProfiles,
}

// DescribeAuthenticationProfile reads an authentication profile.
func (s *Service) DescribeAuthenticationProfile(ctx context.Context, c Caller, instance, id string) (AuthenticationProfile, error) {
	return authenticationProfiles.describe(ctx, s, c, "DescribeAuthenticationProfile", instance, id)
}

// ListAuthenticationProfiles lists the authentication profiles by name. An instance has one.
func (s *Service) ListAuthenticationProfiles(ctx context.Context, c Caller, instance string, p Page) (List[AuthenticationProfile], error) {
	return authenticationProfiles.list(ctx, s, c, "ListAuthenticationProfiles", instance, p)
}

// AuthenticationProfileUpdate is what changes of an authentication profile. What is nil stays; an empty list clears. Durations are in minutes.
type AuthenticationProfileUpdate struct {
	Name, Description                  *string
	AllowedIPs, BlockedIPs             []string
	PeriodicSession, SessionInactivity *int
	InactivityHandling                 *bool
}

// UpdateAuthenticationProfile changes an authentication profile. InvalidParameter when an address range is none.
func (s *Service) UpdateAuthenticationProfile(ctx context.Context, c Caller, instance, id string, u AuthenticationProfileUpdate) error {
	q := ask("UpdateAuthenticationProfile", instance, access.TypeAuthenticationProfile, id)
	return authenticationProfiles.update(ctx, s, c, q, Tx.PutAuthenticationProfile, func(_ Tx, p *AuthenticationProfile) error {
		for member, list := range map[string][]string{"AllowedIps": u.AllowedIPs, "BlockedIps": u.BlockedIPs} {
			if slices.ContainsFunc(list, isNoAddressRange) {
				return Errorf(InvalidParameter, "%s must be IP addresses, or ranges of them in CIDR notation", member)
			}
		}
		u.apply(p)
		return nil
	})
}

func (u *AuthenticationProfileUpdate) apply(p *AuthenticationProfile) {
	replace(&p.Name, u.Name)
	replace(&p.Description, u.Description)
	replaceList(&p.AllowedIPs, u.AllowedIPs)
	replaceList(&p.BlockedIPs, u.BlockedIPs)
	replace(&p.PeriodicSession, u.PeriodicSession)
	replace(&p.SessionInactivity, u.SessionInactivity)
	replace(&p.InactivityHandling, u.InactivityHandling)
	p.AllowedIPs, p.BlockedIPs = distinct(p.AllowedIPs), distinct(p.BlockedIPs)
}

func isNoAddressRange(s string) bool {
	_, single := netip.ParseAddr(s)
	_, several := netip.ParsePrefix(s)
	return single != nil && several != nil
}
