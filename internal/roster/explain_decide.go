package roster

import "github.com/rollcall-dev/rollcall/internal/access"

// subject is what a question is about: a target with what limits Connect users beyond their permissions.
type subject struct {
	access.Target
	absent bool
	// given is what security profiles give: those of a user that is the target, or the target itself.
	given []access.Profile
}

// subject looks up a resource. One that is yet to be created has nothing.
func (x *inquiry) subject(of access.Resource) (t subject, err error) {
	t.Resource = of
	switch {
	case t.ID == collectionOf:
		return t, nil
	case t.Type == access.TypeInstance:
		t.Tags = x.i.Tags
		return t, nil
	case t.Type == access.TypeUser:
		err = x.user(&t)
	case t.Type == access.TypeSecurityProfile:
		err = x.profile(&t)
	default:
		err = x.named(&t)
	}
	if IsKind(err, NotFound) {
		t.absent, err = true, nil
	}
	return t, err
}

// collectionOf is the id that stands for what a create adds to.
const collectionOf = "*"

func (x *inquiry) user(t *subject) error {
	u, err := x.r.User(t.ID)
	if err != nil {
		return err
	}
	t.Tags, t.HierarchyPath = u.Tags, u.HierarchyPath
	t.given, err = x.people.held(u.SecurityProfileIDs, u.HierarchyPath)
	return err
}

func (x *inquiry) profile(t *subject) error {
	p, err := x.r.SecurityProfiles().Get(t.ID)
	if err != nil {
		return err
	}
	given, err := judged(x.r, &p)
	t.Tags, t.given = p.Tags, []access.Profile{given}
	return err
}

// named looks up a resource of any other kind. Of one that carries no tags nothing matters.
func (x *inquiry) named(t *subject) error {
	if taggable[t.Type] == "" {
		return nil
	}
	m, err := x.r.Header(t.Type, t.ID)
	t.Tags = m.Tags
	return err
}

// decide says whether somebody may perform the action of the request on the subject.
func (x *inquiry) decide(as access.Principal, q access.Request, t subject) Explanation {
	q.Target = t.Target
	e := Explanation{Decision: decideFor(as, q), Absent: t.absent && !x.veiled}
	switch {
	case !e.Allowed && x.veiled:
		// What restrictions ask for is the caller's own affair; what a resource has of it is not.
		e.Decision = access.Decide(as, access.Request{Action: q.Action, Target: access.Target{Resource: t.Resource}})
	case e.Allowed && as.Rights != nil:
		x.limit(as.Rights, q.Action, t.given, &e)
	}
	return e
}

// decideFor decides about a create of a Connect user by the tags that the new resource would get.
func decideFor(as access.Principal, q access.Request) access.Decision {
	if as.Rights != nil && q.Action == access.ActionReadAudit {
		return historyFor(as.Rights)
	}
	if as.Rights == nil || q.Target.ID != collectionOf {
		return access.Decide(as, q)
	}
	q.Target.Tags = q.Tags
	d, _ := as.Rights.DecideCreate(q.Action, q.Target)
	return d
}

// historyFor is the decision on reading the audit trail of a Connect user's instance.
func historyFor(rights *access.Rights) access.Decision {
	if rights.MayReadAudit() {
		return access.Decision{Allowed: true, Reason: "a security profile grants HistoricalChanges.View and does not restrict users"}
	}
	return access.Decision{Reason: "no security profile grants HistoricalChanges.View without restricting users"}
}

// limit takes back what a Connect user may not do although it has the permission, because it could gain rights by it: security profiles that
// give more than the user has are not touched, nor is what makes somebody who has them sign in.
func (x *inquiry) limit(rights *access.Rights, action string, given []access.Profile, e *Explanation) {
	if !limited[action] {
		return
	}
	ok, reason := rights.MayTakeOver(given)
	if ok {
		return
	}
	if x.veiled {
		reason = "this would give the user more than its own security profiles do"
	}
	if action == updateIdentity {
		e.Except = "the addresses and the mobile number have to stay: " + reason
		return
	}
	e.Decision = access.Decision{Reason: reason}
}

const updateIdentity = "connect:UpdateUserIdentityInfo"

// limited are the actions that need more than a permission.
var limited = map[string]bool{
	updateIdentity: true, "connect:CreateUser": true, "connect:UpdateUserSecurityProfiles": true, "connect:DeleteUser": true,
	"connect:UpdateSecurityProfile": true, "connect:DeleteSecurityProfile": true,
}
