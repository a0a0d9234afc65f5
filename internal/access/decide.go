package access

import "github.com/rollcall-dev/rollcall/internal/search"

// Decision is the answer to "may this caller do this to that resource", with what explains it.
type Decision struct {
	Allowed bool
	// Reason is why, in a sentence for the log.
	Reason string
	// Statement is the statement of the caller's policy that decided: its Sid, or "statement 2" for the second one when it has none. It
	// is empty when no statement did.
	Statement string
	// Condition tells a near miss: the operator and the key of the condition because of which Statement, the first whose action and resource
	// fit, did not allow it.
	Condition string
	// Detail says of a Connect user's security profiles which of them allow, or why none does.
	Detail []ProfileVerdict
}

// Decide says whether the principal may do what it asks. A resource of another account is never allowed; inside its account an
// administrator may do everything, a Connect user what its rights and the holder of a key what the key's policy says; nobody else may do
// anything.
func Decide(p Principal, r Request) Decision {
	switch {
	case r.Target.Account != p.Account:
		return Decision{Reason: "the resource belongs to another account"}
	case p.Admin:
		return Decision{Allowed: true, Reason: "administrator"}
	case p.Rights != nil:
		return p.Rights.Decide(r.Action, r.Target)
	case p.Policy != nil:
		return p.Policy.decide(&query{Request: r, arn: r.Target.ARN(), user: p.Name})
	}
	return Decision{Reason: "nothing allows the action"}
}

// Filter is what the principal may see of a resource type, as criteria that are ANDed into every list and search before anything is
// counted. A policy allows lists and searches of an instance whole or not at all, since IAM's conditions cannot look at what they find.
//
// The operation is the one that shows the resources: what fills a drop-down list needs another permission than what describes.
func Filter(p Principal, operation string, t ResourceType) search.Criteria {
	switch {
	case p.Admin:
		return search.All{}
	case p.Rights != nil:
		return p.Rights.FilterFor(operation, t)
	case p.Policy != nil:
		return search.All{}
	}
	return search.None{}
}
