package serve

import (
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"strings"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/sigv4"
)

// Dev are the rules of a server for development: whoever reaches it is the administrator of the account that the request names. So it has
// to see to it that nobody reaches it but programs on the developer's machine.
type Dev struct {
	// Account is whose administrator a caller is, 12 digits, unless its access key id is an account id itself.
	Account string
	// Region is that of a request which names none.
	Region string
	// AnyHost lets requests in that were sent to any host name, not to a loopback name alone. It is for containers.
	AnyHost bool
}

var (
	accountID = regexp.MustCompile(`^[0-9]{12}$`)
	regionID  = regexp.MustCompile(`^[a-z0-9-]{1,64}$`)
	keyID     = regexp.MustCompile(`^\w{1,128}$`)
	sameSite  = http.NewCrossOriginProtection()
)

// admit refuses what a web page could make a browser send. A name that the page's owner points at this machine is told by the Host
// header; a request from another origin by the headers that browsers add to it.
func (d *Dev) admit(r *http.Request) error {
	switch {
	case d == nil:
		return nil
	case !d.AnyHost && !isLoopback(hostname(r.Host)):
		return forbidden("A development server answers only to loopback names, such as localhost")
	case sameSite.Check(r) != nil:
		return forbidden("A development server does not answer web pages of another origin")
	}
	return nil
}

func forbidden(message string) *rest.Error {
	return &rest.Error{Type: "AccessDeniedException", Status: http.StatusForbidden, Message: message}
}

// hostname is a Host header's name without its port.
func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
}

// isLoopback says whether a name can only mean this machine: localhost and what is below it, 127.0.0.0/8 and ::1.
func isLoopback(name string) bool {
	if ip, err := netip.ParseAddr(name); err == nil {
		return ip.IsLoopback()
	}
	name = strings.ToLower(name)
	return name == "localhost" || strings.HasSuffix(name, ".localhost")
}

// caller is the administrator that a request's credential scope stands for. Nothing else of its signature is read.
func (d *Dev) caller(r *http.Request, scope sigv4.Credential) (roster.Caller, error) {
	if scope.Region == "" {
		scope.Region = d.Region
	}
	if !regionID.MatchString(scope.Region) {
		return roster.Caller{}, &rest.Error{
			Type: "InvalidSignatureException", Status: http.StatusForbidden, Message: "Credential should be scoped to a valid region.",
		}
	}
	account := d.Account
	if accountID.MatchString(scope.AccessKeyID) {
		account = scope.AccessKeyID
	}
	if !keyID.MatchString(scope.AccessKeyID) {
		scope.AccessKeyID = "" // it is of no use in a log
	}
	return note(r, scope, access.Administrator(account)), nil
}
