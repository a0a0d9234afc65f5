package access

// Decide says whether the user may perform the action ("connect:DescribeUser") on the target: a resource that the operation acts on, shows,
// or refers to in its body, or the instance for one that lists or searches. A target that does not exist has neither tags nor a path, so
// that restrictions refuse it. Nothing is allowed outside of the user's instance.
func (r *Rights) Decide(action string, t Target) Decision {
	rule, ok := permissions.rule(action, t.Type)
	switch {
	case !r.inInstance(&t):
		return Decision{Reason: "the resource belongs to another instance"}
	case !ok:
		return Decision{Reason: "security profiles do not give " + action + " on this type of resource"}
	}
	if all, ok := rule.needs.metBy(r.reach(&t)); ok {
		return r.credit(all, func(p *assigned) bool { return p.reaches(&t) })
	}
	if all, ok := r.freely(&rule, &t); ok {
		return r.credit(all, func(*assigned) bool { return true })
	}
	return r.refuse(action, &rule, &t)
}

// Restricted says whether the user may perform the operation ("DescribeUser") on some resources of the type at most, and not on whatever
// there is. If so, whether a resource exists must not show: one that does not is to be refused like one that lies outside. It is true too
// when nothing is granted.
func (r *Rights) Restricted(operation string, t ResourceType) bool {
	absent := Target{Resource: r.user.Resource}
	absent.Type, absent.ID = t, ""
	rule := permissions.rules[ruleKey{operation, t}]
	_, reached := rule.needs.metBy(r.reach(&absent))
	_, free := r.freely(&rule, &absent)
	return !reached && !free
}

// reach is what the profiles grant whose restrictions let the target through.
func (r *Rights) reach(t *Target) (granted set) {
	for i := range r.profiles {
		if p := &r.profiles[i]; p.reaches(t) {
			granted |= p.granted
		}
	}
	return granted
}

func (p *assigned) reaches(t *Target) bool {
	d := p.demand(t.Type)
	return d.metBy(t)
}

// freely says whether the rule allows the target whatever the profiles restrict, and by which permissions.
func (r *Rights) freely(rule *rule, t *Target) (all set, ok bool) {
	if !r.mayGoFreely(t) {
		return 0, false
	}
	return r.waived(rule)
}

// mayGoFreely leaves of users only the user itself.
func (r *Rights) mayGoFreely(t *Target) bool {
	return t.Type != TypeUser || t.Resource == r.user.Resource
}

// waived says whether the user holds what makes restrictions not matter, and which permissions that are.
func (r *Rights) waived(rule *rule) (all set, ok bool) {
	if r.held&rule.barredBy != 0 {
		return 0, false
	}
	return rule.regardless.metBy(r.held)
}

func (r *Rights) inInstance(t *Target) bool {
	u := &r.user
	return t.Instance == u.Instance && t.Account == u.Account && t.Region == u.Region
}
