package access

import (
	"net/netip"
	"strconv"
	"strings"
	"time"
)

// operand compiles a value that a policy compares with.
func (p *policyParser) operand(c comparison, n *node) (o operand, err error) {
	switch c {
	case isEqual, isEqualFold, isLike:
		if n.kind != '"' {
			return o, n.errorf("must be a string")
		}
		o.text, err = pattern(nil).compile(n.text, syntax{variables: p.variables, wildcards: c == isLike})
		if err != nil {
			err = n.errorf("%s", err.Error())
		}
		return o, err
	case isTruth, isAbsent:
		o.truth, err = n.truth()
	case isWithin:
		o.network, err = n.network()
	default:
		o.seconds, err = n.seconds()
	}
	return o, err
}

// truth reads true or false, as a string too.
func (n *node) truth() (bool, error) {
	switch {
	case n.kind == 't' || n.kind == '"' && strings.EqualFold(n.text, "true"):
		return true, nil
	case n.kind == 'f' || n.kind == '"' && strings.EqualFold(n.text, "false"):
		return false, nil
	}
	return false, n.errorf("must be true or false")
}

// network reads an address or a range of addresses in CIDR notation.
func (n *node) network() (netip.Prefix, error) {
	if address, err := netip.ParseAddr(n.text); n.kind == '"' && err == nil && address.Zone() == "" {
		address = address.Unmap()
		return netip.PrefixFrom(address, address.BitLen()), nil
	}
	network, err := netip.ParsePrefix(n.text)
	if n.kind != '"' || err != nil || network.Addr().Is4In6() || network != network.Masked() {
		return netip.Prefix{}, n.errorf("must be an IP address, or a range of them in CIDR notation that begins with its first address")
	}
	return network, nil
}

// dateForms are the forms of ISO 8601 that a date may have. Fractions of seconds may follow the seconds and do not count.
var dateForms = []string{"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04Z07:00", time.DateOnly}

// seconds reads a date as the seconds since 1970, which it may also be given in, as a number or a string. A date without time is its first
// moment in UTC.
func (n *node) seconds() (int64, error) {
	if n.kind == '"' || n.kind == '0' {
		if seconds, err := strconv.ParseInt(n.text, 10, 64); err == nil {
			return seconds, nil
		}
		for _, form := range dateForms {
			if date, err := time.Parse(form, n.text); n.kind == '"' && err == nil {
				return date.Unix(), nil
			}
		}
	}
	return 0, n.errorf("must be a date such as 2030-01-31T23:59:59Z, or seconds since 1970")
}
