package access

// Target is a resource as a decision sees it: with what conditions and restrictions compare.
type Target struct {
	Resource
	// Tags are the resource's tags; those of a create are the tags that it would get. A resource that does not exist has none.
	Tags map[string]string
	// HierarchyPath holds the ids of a user's hierarchy groups, from level one down to the user's own group, which is last. It is empty
	// for a user in no group and for everything that is no user.
	HierarchyPath []string
}
