package api

import (
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// instanceID is the bare id of an instance that a request names by id or ARN. An ARN of another account or Region stays as it is, and so
// names nothing.
func instanceID(c roster.Caller, id *string) string {
	given := value(id)
	r, ok := access.ParseARN(given)
	if ok && r.Type == access.TypeInstance && r.Account == c.Account && r.Region == c.Region {
		return r.Instance
	}
	return given
}

// resourceID is the bare id of a resource of the instance that a request names by id or ARN. An ARN of another instance or kind stays as
// it is, and so names nothing.
func resourceID(c roster.Caller, instance string, kind access.ResourceType, id *string) string {
	given := value(id)
	r, ok := access.ParseARN(given)
	if ok && r.Type == kind && r.Instance == instance && r.Account == c.Account && r.Region == c.Region {
		return r.ID
	}
	return given
}

// resourceIDs is resourceID for a list. Repeated ids count once.
func resourceIDs(c roster.Caller, instance string, kind access.ResourceType, ids []string) []string {
	var bare []string
	seen := make(map[string]bool, len(ids))
	for _, id := range ids {
		id = resourceID(c, instance, kind, &id)
		if !seen[id] {
			seen[id] = true
			bare = append(bare, id)
		}
	}
	return bare
}

// arn spells a resource of the instance, of the caller's account and Region.
func arn(c roster.Caller, instance string, kind access.ResourceType, id string) *string {
	s := access.Resource{Region: c.Region, Account: c.Account, Instance: instance, Type: kind, ID: id}.ARN()
	return &s
}
