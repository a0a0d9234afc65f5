package roster

import (
	"slices"

	"github.com/google/uuid"
)

// tagRestrictable are the kinds of resource that tags can restrict, as security profiles call them. AWS lists the first four and points to
// its console for the rest.
var tagRestrictable = []string{
	"User", "SecurityProfile", "Queue", "RoutingProfile",
	"AgentStatus", "HoursOfOperation", "Prompt", "ContactFlow", "ContactFlowModule", "TransferDestination", "UserHierarchyGroup",
}

// hierarchyRestrictable are the kinds of resource that the hierarchy can restrict.
var hierarchyRestrictable = []string{"User"}

// thirdPartyApplication is the type of application that can only be opened as a whole.
const thirdPartyApplication, openApplication = "THIRD_PARTY_APPLICATION", "ACCESS"

// collapse removes what the profile's lists repeat. The order stays.
func (p *SecurityProfile) collapse() {
	p.Permissions = distinct(p.Permissions)
	p.TagRestricted = distinct(p.TagRestricted)
	p.HierarchyRestricted = distinct(p.HierarchyRestricted)
}

// distinct keeps the first of equal elements.
func distinct(list []string) []string {
	var kept []string
	seen := make(map[string]bool, len(list))
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			kept = append(kept, s)
		}
	}
	return kept
}

// checkSecurityProfile holds the rules that a profile has to keep at all times.
func checkSecurityProfile(r Reader, p *SecurityProfile) error {
	if p.AllowedGroupID != "" {
		if _, err := userHierarchyGroups.get(r, p.AllowedGroupID); err != nil {
			return err
		}
	}
	switch {
	case !within(p.TagRestricted, tagRestrictable):
		return Errorf(InvalidParameter, "TagRestrictedResources names a type of resource that tags cannot restrict")
	case !within(p.HierarchyRestricted, hierarchyRestrictable):
		return Errorf(InvalidParameter, "HierarchyRestrictedResources can only name User")
	case len(p.TagRestricted) > 0 && len(p.AllowedTags) == 0:
		// It could be read as no restriction as well as no access.
		return Errorf(InvalidParameter, "TagRestrictedResources needs AllowedAccessControlTags")
	case slices.ContainsFunc(p.Applications, opensInPart):
		return Errorf(InvalidParameter, "Applications can only give ACCESS to a third-party application")
	case slices.ContainsFunc(p.FlowModules, isMalformed):
		return Errorf(InvalidParameter, "AllowedFlowModules has a FlowModuleId that is no id of a flow module")
	}
	return nil
}

// within says whether all elements of the list are among those allowed.
func within(list, allowed []string) bool {
	return !slices.ContainsFunc(list, func(s string) bool { return !slices.Contains(allowed, s) })
}

func opensInPart(a Application) bool {
	return a.Type == thirdPartyApplication && !within(a.Permissions, []string{openApplication})
}

// isMalformed says that the module's id cannot be one. Flow modules are kept elsewhere, so there is nothing to look it up in.
func isMalformed(m FlowModule) bool {
	return len(m.ID) != len(uuid.Nil.String()) || uuid.Validate(m.ID) != nil
}

// administers says whether people with the profile can give rights to profiles and profiles to people.
func (p *SecurityProfile) administers() bool {
	return within([]string{"SecurityProfiles.Edit", "Users.EditPermission"}, p.Permissions)
}

// checkNotLastToAdminister refuses to remove the last profile that administers, since its instance could then only be administered
// from outside.
func checkNotLastToAdminister(r Reader, p *SecurityProfile) error {
	if !p.administers() {
		return nil
	}
	all, err := r.SecurityProfiles().List(Page{Limit: -1})
	if err != nil || slices.ContainsFunc(all, func(q SecurityProfile) bool { return q.ID != p.ID && q.administers() }) {
		return err
	}
	return Errorf(Denied, "The last security profile that can edit security profiles and assign them cannot be deleted")
}
