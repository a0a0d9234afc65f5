package model

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// What the server draws or AWS does not publish is adopted from its answers: the ids and permissions of an instance's default contents, the
// end of its role's name, and the directory's id of a user.

// AdoptRole takes over the ARN of the instance's service role.
func (i *Instance) AdoptRole(arn string) { i.roleARN = arn }

// AdoptSecurityProfile takes over a built-in security profile.
func (i *Instance) AdoptSecurityProfile(p *types.SecurityProfile, permissions []string) {
	i.SecurityProfiles = append(i.SecurityProfiles, &SecurityProfile{
		Header:      Header{ID: *p.Id, Name: *p.SecurityProfileName, Tags: map[string]string{}, Modified: i.created},
		description: value(p.Description), permissions: slices.Clone(permissions), allowedTags: map[string]string{},
		tagRestricted: []string{}, hierarchyRestricted: []string{},
	})
}

// AdoptRoutingProfile takes over the routing profile that an instance is born with.
func (i *Instance) AdoptRoutingProfile(id, name string) {
	i.RoutingProfiles = append(i.RoutingProfiles, &RoutingProfile{Header{ID: id, Name: name, Tags: map[string]string{}, Modified: i.created}})
}

// AdoptDirectoryID takes over the directory's id of a user, once.
func (u *User) AdoptDirectoryID(id string) {
	if u.directoryID == "" {
		u.directoryID = id
	}
}
