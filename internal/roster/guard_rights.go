package roster

import (
	"github.com/rollcall-dev/rollcall/internal/access"
)

// identify finds out what a Connect user may do. Outside of its instance, or once it is deleted, that is nothing.
func (g *guard) identify() error {
	u := g.caller.User
	if u == nil {
		return nil
	}
	g.caller.Admin, g.caller.Policy, g.caller.Rights = false, nil, nil
	if g.instance.ID == "" || g.instance.ID != u.Instance {
		return nil
	}
	if g.inSnapshot {
		if g.caller.Rights = g.service.rights.in(&g.instance, *u); g.caller.Rights != nil {
			return nil
		}
	}
	rights, err := rightsOf(g.reader, &g.instance, u.ID)
	if IsKind(err, NotFound) {
		return nil
	}
	if err == nil && g.inSnapshot {
		g.service.rights.keep(&g.instance, *u, rights)
	}
	g.caller.Rights = rights
	return err
}

// rightsOf reads what a user of the instance may do. NotFound when there is no such user.
func rightsOf(r Reader, i *Instance, userID string) (*access.Rights, error) {
	u, err := r.User(userID)
	if err != nil {
		return nil, err
	}
	profiles := make([]access.Profile, len(u.SecurityProfileIDs))
	for n, id := range u.SecurityProfileIDs {
		p, err := r.SecurityProfiles().Get(id)
		if err != nil {
			return nil, err
		}
		profiles[n] = p.grants()
	}
	on := access.Resource{Region: i.Region, Account: i.Account, Instance: i.ID, Type: access.TypeUser, ID: u.ID}
	return access.NewRights(access.Target{Resource: on, Tags: u.Tags, HierarchyPath: u.HierarchyPath}, profiles), nil
}

// grants is the profile as far as it gives rights. GroupPath is left out.
func (p *SecurityProfile) grants() access.Profile {
	return access.Profile{
		ID: p.ID, Name: p.Name, Permissions: p.Permissions, Tags: p.AllowedTags, TagRestricted: p.TagRestricted,
		HierarchyRestricted: len(p.HierarchyRestricted) > 0, GroupID: p.AllowedGroupID,
	}
}

// judged is what a profile gives to whoever has it, so that it can be compared with the rights of another. NotFound when it names a group
// that is not there.
func judged(r Reader, p *SecurityProfile) (access.Profile, error) {
	given := p.grants()
	if given.GroupID == "" {
		return given, nil
	}
	group, err := userHierarchyGroups.get(r, given.GroupID)
	given.GroupPath = group.Path
	return given, err
}

// held is what the profiles that matter give to a user with the hierarchy path: its own group is then a certain one. NotFound when a profile
// does not exist.
func held(r Reader, ids []string, path []string, matters func(*SecurityProfile) bool) (all []access.Profile, err error) {
	for _, id := range ids {
		p, err := securityProfiles.get(r, id)
		if err != nil {
			return nil, err
		}
		if !matters(&p) {
			continue
		}
		given, err := heldBy(r, &p, path)
		if err != nil {
			return nil, err
		}
		all = append(all, given)
	}
	return all, nil
}

// heldBy is what a profile gives to a user with the hierarchy path.
func heldBy(r Reader, p *SecurityProfile, path []string) (access.Profile, error) {
	given, err := judged(r, p)
	if p.reachesOwnGroup() && len(path) > 0 {
		given.GroupID, given.GroupPath = path[len(path)-1], path
	}
	return given, err
}

// reachesOwnGroup says whether what the profile gives depends on the group of who has it.
func (p *SecurityProfile) reachesOwnGroup() bool {
	return len(p.HierarchyRestricted) > 0 && p.AllowedGroupID == ""
}
