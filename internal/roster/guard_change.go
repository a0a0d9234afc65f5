package roster

import (
	"maps"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// Everything here binds Connect users alone. To others IAM's rules apply, which do not look at what a resource becomes.

// becomes refuses a change of the tags or the hierarchy path of what the request is about by which it would leave what the caller reaches.
func (g *guard) becomes(tags map[string]string, path []string) error {
	if g.caller.Rights == nil {
		return nil
	}
	after := *g.on
	after.Tags, after.HierarchyPath = tags, path
	if g.caller.Rights.DecideChange(actionOf(g.request.operation), *g.on, after).Allowed {
		return nil
	}
	return refusal(g.request.operation, after.Resource)
}

// retagged is becomes for other tags alone.
func (g *guard) retagged(tags map[string]string) error {
	if g.on == nil {
		return nil
	}
	return g.becomes(tags, g.on.HierarchyPath)
}

// tagged are the tags of a new resource: those that the request gives, and those that its creator's security profile demands
// (InvalidRequest when they are too many together).
func (g *guard) tagged() (map[string]string, error) {
	if len(g.added.Tags) == 0 {
		return g.request.tags, nil
	}
	all := maps.Clone(g.added.Tags)
	maps.Copy(all, g.request.tags)
	return all, checkTagCount(all)
}

// mayChangeProfile refuses a change of a security profile that gives more than the caller has, before or after. Who holds one that reaches the
// holder's own group may be in any group: what it gives these in addition the caller has to have everywhere.
func (g *guard) mayChangeProfile(before, after *SecurityProfile) error {
	if err := g.mayEditProfile(after); err != nil || g.caller.Rights == nil || !after.reachesOwnGroup() {
		return err
	}
	was, err := judged(g.reader, before)
	if err != nil {
		return err
	}
	is := after.grants()
	if ok, _ := access.NewRights(access.Target{}, []access.Profile{was}).Covers(is); ok {
		return nil
	}
	holder, err := g.reader.UserWith(access.TypeSecurityProfile, after.ID)
	if err != nil || holder == "" {
		return err
	}
	is.HierarchyRestricted = false
	return g.cover(is)
}

// mayEditProfile refuses a security profile that gives more than the caller has.
func (g *guard) mayEditProfile(p *SecurityProfile) error {
	if g.caller.Rights == nil {
		return nil
	}
	given, err := judged(g.reader, p)
	if err != nil {
		return err
	}
	return g.cover(given)
}

// mayRetagProfile refuses to change the tags of a security profile that gives more than the caller has: they say who may edit and assign it.
func (g *guard) mayRetagProfile(r access.Resource) error {
	if g.caller.Rights == nil || r.Type != access.TypeSecurityProfile {
		return nil
	}
	p, err := securityProfiles.get(g.reader, r.ID)
	if err != nil {
		return err
	}
	return g.mayEditProfile(&p)
}

// mayAssign refuses security profiles that give more to a user with the hierarchy path than the caller has. NotFound when one does not
// exist.
func (g *guard) mayAssign(ids []string, path []string) error {
	return g.coverHeld(ids, path, func(*SecurityProfile) bool { return true })
}

// mayMove refuses a group for a user whose security profiles reach their holder's own group, if they give more there than the caller has.
func (g *guard) mayMove(u *User, path []string) error {
	return g.coverHeld(u.SecurityProfileIDs, path, (*SecurityProfile).reachesOwnGroup)
}

// coverHeld refuses those of the profiles that matter and that give more to a user with the path than the caller has.
func (g *guard) coverHeld(ids []string, path []string, matters func(*SecurityProfile) bool) error {
	if g.caller.Rights == nil {
		return nil
	}
	all, err := held(g.reader, ids, path, matters)
	if err != nil {
		return err
	}
	for _, p := range all {
		if err := g.cover(p); err != nil {
			return err
		}
	}
	return nil
}

func (g *guard) cover(p access.Profile) error {
	if ok, _ := g.caller.Rights.Covers(p); ok {
		return nil
	}
	return refusal(g.request.operation, g.resource(Reference{access.TypeSecurityProfile, p.ID}))
}

// mayTakeOver refuses changes by which the caller could act as the user that the request is about, or take it away, unless that user may do
// no more than the caller. The refusal is on the user: which profiles it has need not show.
func (g *guard) mayTakeOver(u *User) error {
	if g.caller.Rights == nil {
		return nil
	}
	all, err := held(g.reader, u.SecurityProfileIDs, u.HierarchyPath, func(*SecurityProfile) bool { return true })
	if err != nil {
		return err
	}
	if ok, _ := g.caller.Rights.MayTakeOver(all); !ok {
		return refusal(g.request.operation, g.on.Resource)
	}
	return nil
}
