package access

// Policy is an IAM policy document that was attached to an access key: what its holder may do, to which resources, under which
// conditions. It is compiled once, by ParsePolicy, never changes, and may be used by many goroutines at once. The rules are those of
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html for a single identity-based policy.
type Policy struct {
	statements []statement
}

// ReadsResource says whether any condition looks at the resource's tags or at its hierarchy groups, so that they have to be known
// before a decision. Without a policy there is none.
func (p *Policy) ReadsResource() bool {
	if p == nil {
		return false
	}
	for i := range p.statements {
		for j := range p.statements[i].conditions {
			if p.statements[i].conditions[j].key.readsResource() {
				return true
			}
		}
	}
	return false
}

// decide evaluates all statements: one that denies wins over all that allow, and what none allows is refused.
func (p *Policy) decide(q *query) Decision {
	allowed, missed := Decision{Reason: "no statement allows the action"}, hitNothing
	for i := range p.statements {
		s := &p.statements[i]
		hit, failed := s.matches(q)
		switch {
		case hit == hitAll && s.deny:
			return Decision{Reason: s.reason, Statement: s.name}
		case s.deny || allowed.Allowed:
		case hit == hitAll:
			allowed = Decision{Allowed: true, Reason: s.reason, Statement: s.name}
		case hit > missed:
			allowed, missed = s.nearMiss(hit, failed), hit
		}
	}
	return allowed
}

// query is a request as the statements see it.
type query struct {
	Request
	// arn is that of the target.
	arn string
	// user is the name of the key whose holder asks.
	user string
}

// statement is one statement of a policy.
type statement struct {
	// name is the Sid, or "statement 2" for the second one of the document when it has none.
	name string
	// reason is what a decision by this statement says.
	reason string
	deny   bool
	// actions and resources are what the statement is about or, with the exceptions, what it is not about.
	actions, resources             []pattern
	exceptActions, exceptResources bool
	conditions                     []condition
}

// hit is how far a request matches a statement.
type hit int

const (
	hitNothing hit = iota
	hitAction
	hitResource // and the action
	hitAll
)

// matches says how far the statement applies, with the first condition that fails when only conditions do.
func (s *statement) matches(q *query) (hit, *condition) {
	if matchAny(s.actions, q.Action, q.user, true) == s.exceptActions {
		return hitNothing, nil
	}
	if matchAny(s.resources, q.arn, q.user, false) == s.exceptResources {
		return hitAction, nil
	}
	for i := range s.conditions {
		if !s.conditions[i].holds(q) {
			return hitResource, &s.conditions[i]
		}
	}
	return hitAll, nil
}

// nearMiss is the refusal of a request that this statement would have allowed, had it matched further.
func (s *statement) nearMiss(h hit, failed *condition) Decision {
	if h == hitAction {
		return Decision{Reason: "no statement allows the action on this resource"}
	}
	return Decision{Reason: failed.reason, Statement: s.name, Condition: failed.name}
}
