package search

// Field names one searchable text of a Document.
type Field string

// The fields that a Document holds in members of its own. A user name is the Name of a user's document.
const (
	FieldID                Field = "resourceid"
	FieldName              Field = "name"
	FieldFirstName         Field = "firstname"
	FieldLastName          Field = "lastname"
	FieldRoutingProfileID  Field = "routingprofileid"
	FieldSecurityProfileID Field = "securityprofileid"
)

// The fields that only some kinds of resource have; a Document holds them in Attributes.
const (
	FieldDescription        Field = "description"
	FieldState              Field = "state"
	FieldType               Field = "type"
	FieldDisplayOrder       Field = "displayorder" // a number, compared as text
	FieldTimeZone           Field = "timezone"
	FieldParentID           Field = "parentid"
	FieldLevelID            Field = "levelid"
	FieldAssociatedQueueIDs Field = "associatedqueueids" // several values
	FieldEffectiveFrom      Field = "effectivefrom"      // a date, as YYYY-MM-DD
	FieldEffectiveTill      Field = "effectivetill"      // a date, as YYYY-MM-DD
	FieldTagKey             Field = "tagkey"             // of a single tag; what a resource carries is in Tags
	FieldTagValue           Field = "tagvalue"           // likewise
)

// Document is what can be searched of one resource. It is stored with the resource, so its JSON names are
// short and empty members are left out; the names are a storage format and must not change their meaning.
type Document struct {
	ID   string `json:"id,omitempty"`
	Name string `json:"n,omitempty"` // the user name, or the resource's name

	FirstName          string   `json:"f,omitempty"`
	LastName           string   `json:"l,omitempty"`
	RoutingProfileID   string   `json:"r,omitempty"`
	SecurityProfileIDs []string `json:"s,omitempty"`

	// HierarchyPath holds the ids of the groups from the root down to the resource's own group, which is last.
	HierarchyPath []string `json:"h,omitempty"`

	Tags          map[string]string `json:"t,omitempty"`
	Proficiencies []Proficiency     `json:"p,omitempty"`

	// Attributes holds the values of the fields that only some kinds have. A field that is absent has no
	// value at all, which is not the same as one empty value.
	Attributes map[Field][]string `json:"a,omitempty"`
}

// Proficiency is one skill of a user: a predefined attribute, its value, and the level from 1 to 5.
type Proficiency struct {
	Name  string `json:"n,omitempty"`
	Value string `json:"v,omitempty"`
	Level int    `json:"l,omitempty"`
}

// values gives all values of a field. A member of its own always has exactly one value, possibly empty; the
// others have as many as are listed, possibly none.
func (d *Document) values(f Field) []string {
	switch f {
	case FieldID:
		return []string{d.ID}
	case FieldName:
		return []string{d.Name}
	case FieldFirstName:
		return []string{d.FirstName}
	case FieldLastName:
		return []string{d.LastName}
	case FieldRoutingProfileID:
		return []string{d.RoutingProfileID}
	case FieldSecurityProfileID:
		return d.SecurityProfileIDs
	default:
		return d.Attributes[f]
	}
}
