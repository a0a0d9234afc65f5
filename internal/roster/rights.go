package roster

import "github.com/rollcall-dev/rollcall/internal/access"

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

// heldBy is what a profile gives to a user whose hierarchy path is known: its own group is then a certain one.
func heldBy(r Reader, p *SecurityProfile, path []string) (access.Profile, error) {
	if p.reachesOwnGroup() && len(path) > 0 {
		given := p.grants()
		given.GroupID, given.GroupPath = path[len(path)-1], path
		return given, nil
	}
	return judged(r, p)
}

// reachesOwnGroup says whether what the profile gives depends on the group of who has it.
func (p *SecurityProfile) reachesOwnGroup() bool {
	return len(p.HierarchyRestricted) > 0 && p.AllowedGroupID == ""
}
