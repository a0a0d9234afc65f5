package access_test

import (
	"strings"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// rightsUser is the user that rights are for, "me", whose own group is the last of the path: "emea/de" is de below emea.
func rightsUser(path string) access.Target {
	user := rightsTarget(access.TypeUser, "me")
	user.HierarchyPath = groupPath(path)
	return user
}

// rightsTarget is a resource of the instance of rightsUser.
func rightsTarget(on access.ResourceType, id string) access.Target {
	r := access.Resource{Region: "us-west-2", Account: "111111111111", Instance: "i", Type: on, ID: id}
	if on == access.TypeInstance {
		r.ID = ""
	}
	return access.Target{Resource: r}
}

func groupPath(path string) []string {
	if path == "" {
		return nil
	}
	return strings.Split(path, "/")
}

// tagged gives a target tags, written as "team=a,site=x".
func tagged(t access.Target, tags string) access.Target {
	t.Tags = tagsOf(tags)
	return t
}

func tagsOf(tags string) map[string]string {
	if tags == "" {
		return nil
	}
	all := make(map[string]string)
	for tag := range strings.SplitSeq(tags, ",") {
		key, value, _ := strings.Cut(tag, "=")
		all[key] = value
	}
	return all
}

func inGroup(t access.Target, path string) access.Target {
	t.HierarchyPath = groupPath(path)
	return t
}

// grants is an unrestricted profile, named after its permissions.
func grants(permissions ...string) access.Profile {
	name := strings.Join(permissions, "+")
	return access.Profile{ID: "id-" + name, Name: name, Permissions: permissions}
}

// byTags restricts a profile by tags on the types.
func byTags(p access.Profile, tags string, types ...string) access.Profile {
	p.Name += " of " + tags
	p.Tags, p.TagRestricted = tagsOf(tags), types
	return p
}

// byGroup restricts a profile to the last group of the path; to the own group when it is empty.
func byGroup(p access.Profile, path string) access.Profile {
	p.Name += " in " + path
	p.HierarchyRestricted, p.GroupPath = true, groupPath(path)
	if n := len(p.GroupPath); n > 0 {
		p.GroupID = p.GroupPath[n-1]
	}
	return p
}

// action is an operation with its service, which is Connect unless it is named.
func action(operation string) string {
	if strings.Contains(operation, ":") {
		return operation
	}
	return "connect:" + operation
}
