package access

import "github.com/rollcall-dev/rollcall/internal/search"

// Decision is the answer to "may this caller do this to that resource", with its reason for the log.
type Decision struct {
	Allowed bool
	Reason  string
}

// Decide says whether the principal may perform the action ("connect:DescribeUser") on the resource. A resource of another account is
// never allowed; inside its account an administrator may do everything; nobody else may do anything.
func Decide(p Principal, action string, r Resource) Decision {
	switch {
	case r.Account != p.Account:
		return Decision{Reason: "the resource belongs to another account"}
	case p.Admin:
		return Decision{Allowed: true, Reason: "administrator"}
	}
	return Decision{Reason: "nothing allows " + action}
}

// Filter is what the principal may see of a resource type, as criteria that are ANDed into every list and search before anything is
// counted.
func Filter(p Principal, _ ResourceType) search.Criteria {
	if p.Admin {
		return search.All{}
	}
	return search.None{}
}
