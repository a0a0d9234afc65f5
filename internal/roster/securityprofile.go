package roster

// SecurityProfile is a named set of permissions, with restrictions on what they reach.
type SecurityProfile struct {
	Meta
	Description string   `json:"description,omitempty"`
	Permissions []string `json:"permissions,omitempty"`
	// AllowedTags and TagRestricted: a resource of a restricted type is reached only if it carries all the tags.
	AllowedTags   map[string]string `json:"allowedTags,omitempty"`
	TagRestricted []string          `json:"tagRestricted,omitempty"`
	// HierarchyRestricted and AllowedGroupID: users are reached only in the group or below it; an empty AllowedGroupID means the
	// person's own group.
	HierarchyRestricted []string      `json:"hierarchyRestricted,omitempty"`
	AllowedGroupID      string        `json:"allowedGroup,omitempty"`
	Applications        []Application `json:"applications,omitempty"`
	FlowModules         []FlowModule  `json:"flowModules,omitempty"`
	// PrimaryAttributes are the granular access control; there is none when it is empty.
	PrimaryAttributes []PrimaryValue `json:"primaryAttributes,omitempty"`
}

// Application is a third-party application or tool server that the profile opens.
type Application struct {
	Namespace   string   `json:"namespace"`
	Permissions []string `json:"permissions"`
	Type        string   `json:"type,omitempty"`
}

// FlowModule is a flow module that the profile opens.
type FlowModule struct {
	Type string `json:"type"`
	ID   string `json:"id"`
}

// PrimaryValue is a row filter on data tables.
type PrimaryValue struct {
	AccessType string   `json:"accessType"`
	Attribute  string   `json:"attribute"`
	Values     []string `json:"values"`
}
