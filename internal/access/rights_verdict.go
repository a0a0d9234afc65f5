package access

import "strings"

// ProfileVerdict is what one security profile has to do with a decision.
type ProfileVerdict struct {
	ID, Name string
	// Granted names the permissions that the profile contributes; of an allowed decision, those by which it is allowed.
	Granted []string
	// Failed says why that is not enough. It is empty for an allowed decision, which lists only the profiles that it rests on.
	Failed []Failure
}

// Failure is one reason for which a profile does not allow something.
type Failure struct {
	Kind FailureKind
	// Value is the permission, the tag as key=value, or the group's id. It is empty for tags of a profile that names none, and for the own
	// group of a user in none.
	Value string
}

// FailureKind tells apart what a profile can fail for.
type FailureKind string

// The kinds of failure.
const (
	PermissionMissing FailureKind = "permission missing"
	PermissionBars    FailureKind = "permission bars" // one that takes rights away
	TagMissing        FailureKind = "tag missing"
	OutsideGroup      FailureKind = "outside group"
)

// String is the failure in a few words.
func (f Failure) String() string {
	switch {
	case f.Kind == TagMissing && f.Value == "":
		return "tag missing: the profile restricts by tags and names none"
	case f.Kind == OutsideGroup && f.Value == "":
		return "outside group: the user is in none"
	}
	return string(f.Kind) + ": " + f.Value
}

// credit is the decision that rests on the permissions, as granted by the first profiles that count.
func (r *Rights) credit(all set, counts func(*assigned) bool) Decision {
	if all == 0 {
		return Decision{Allowed: true, Reason: "every user may do this"}
	}
	d := Decision{Allowed: true}
	var reasons []string
	for i := range r.profiles {
		p := &r.profiles[i]
		if gives := p.granted & all; gives != 0 && counts(p) {
			all &^= gives
			granted := permissions.list(gives)
			d.Detail = append(d.Detail, ProfileVerdict{ID: p.ID, Name: p.Name, Granted: granted})
			reasons = append(reasons, "security profile "+p.Name+" grants "+strings.Join(granted, " and "))
		}
	}
	d.Reason = strings.Join(reasons, ", ")
	return d
}

// refuse is the decision against, with what fails in each profile.
func (r *Rights) refuse(action string, rule *rule, t *Target) Decision {
	wanted := rule.needs
	if r.mayGoFreely(t) {
		wanted = append(wanted[:len(wanted):len(wanted)], rule.regardless...)
	}
	if len(wanted) == 0 {
		return Decision{Reason: "security profiles give " + action + " only on the own record"}
	}
	d := Decision{
		Reason: "no security profile gives " + action + " on this resource, which needs " + permissions.spell(wanted),
		Detail: make([]ProfileVerdict, len(r.profiles)),
	}
	for i := range r.profiles {
		d.Detail[i] = r.profiles[i].verdict(rule, wanted.mentioned(), t)
	}
	return d
}

// verdict says what the profile grants of the permissions wanted, and why that is not enough.
func (p *assigned) verdict(rule *rule, wanted set, t *Target) ProfileVerdict {
	v := ProfileVerdict{ID: p.ID, Name: p.Name, Granted: permissions.list(p.granted & wanted)}
	for place := range (wanted &^ p.granted).each {
		v.Failed = append(v.Failed, Failure{PermissionMissing, permissions.names[place]})
	}
	if p.granted&rule.needs.mentioned() != 0 {
		d := p.demand(t.Type)
		v.Failed = append(v.Failed, d.failures(t)...)
	}
	if rule.regardless != nil {
		for place := range (p.granted & rule.barredBy).each {
			v.Failed = append(v.Failed, Failure{PermissionBars, permissions.names[place]})
		}
	}
	return v
}
