package access

import (
	"maps"
	"slices"
)

// Profile is a security profile as far as it gives rights to Connect users.
type Profile struct {
	ID, Name    string
	Permissions []string
	// Tags are those of AllowedAccessControlTags, and TagRestricted the names in TagRestrictedResources: of what these stand for, only
	// resources that carry all of the tags are reached.
	Tags          map[string]string
	TagRestricted []string
	// HierarchyRestricted says that, of users, only those in the group or below it are reached.
	HierarchyRestricted bool
	// GroupID is the group; empty for the own group of whoever holds the profile.
	GroupID string
	// GroupPath holds the ids of the groups from level one down to the group itself. It may be nil unless Covers or MayTakeOver are asked.
	GroupPath []string
}

// Rights is what a signed-in Connect user may do: what one of its security profiles grants on what that profile's restrictions let
// through. A restriction of one profile has no effect on what another grants. Many goroutines may use the same Rights.
type Rights struct {
	user     Target
	profiles []assigned
	held     set // by all profiles together
}

// assigned is a profile with what decisions ask of it made ready.
type assigned struct {
	Profile
	granted set
	// restricted are the types that tags restrict, and tags those that they have to carry, in the order of the keys.
	restricted []ResourceType
	tags       []tag
	// group is the one in or below which users have to be; empty when it is the own group of a holder in none.
	group string
}

// NewRights makes the rights of a user to whom the profiles are assigned. The user's hierarchy path gives the own group. What is given must
// not change afterwards.
func NewRights(user Target, profiles []Profile) *Rights {
	r := &Rights{user: user, profiles: make([]assigned, len(profiles))}
	for i, p := range profiles {
		r.profiles[i] = assign(p, user.HierarchyPath)
		r.held |= r.profiles[i].granted
	}
	return r
}

// assign makes a profile ready for a holder whose hierarchy path is own.
func assign(p Profile, own []string) assigned {
	a := assigned{Profile: p, granted: permissions.granted(p.Permissions), restricted: restrictedTypes(p.TagRestricted)}
	for _, key := range slices.Sorted(maps.Keys(p.Tags)) {
		a.tags = append(a.tags, tag{key, p.Tags[key]})
	}
	switch {
	case p.GroupID != "":
		a.group = p.GroupID
	case len(own) > 0:
		a.group = own[len(own)-1]
	}
	return a
}
