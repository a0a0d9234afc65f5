package roster

import (
	"time"

	"github.com/rollcall-dev/rollcall/internal/search"
)

// User is an agent, supervisor or administrator of an instance.
type User struct {
	ID, Username string
	// DirectoryUserID is given by the directory, or generated; it is never the user's ID.
	DirectoryUserID    string
	Identity           Identity
	Phone              Phone
	RoutingProfileID   string
	SecurityProfileIDs []string
	// HierarchyPath holds the ids of the user's hierarchy group and all above it, root first; empty when the user is in no group.
	HierarchyPath []string
	Proficiencies []search.Proficiency
	Tags          map[string]string
	LastModified  time.Time
}

// Identity is a person's name and addresses. An empty string means that there is none.
type Identity struct {
	FirstName, LastName, Email, SecondaryEmail, Mobile string
}

// HierarchyGroupID is the group that the user is in; empty when in none.
func (u *User) HierarchyGroupID() string {
	if len(u.HierarchyPath) == 0 {
		return ""
	}
	return u.HierarchyPath[len(u.HierarchyPath)-1]
}

// Document is what can be searched of the user.
func (u *User) Document() search.Document {
	return search.Document{
		ID:                 u.ID,
		Name:               u.Username,
		FirstName:          u.Identity.FirstName,
		LastName:           u.Identity.LastName,
		RoutingProfileID:   u.RoutingProfileID,
		SecurityProfileIDs: u.SecurityProfileIDs,
		HierarchyPath:      u.HierarchyPath,
		Tags:               u.Tags,
		Proficiencies:      u.Proficiencies,
	}
}

// UserSummary is a line of ListUsers.
type UserSummary struct {
	ID, Username string
	LastModified time.Time
}

func (u *User) summary() UserSummary {
	return UserSummary{ID: u.ID, Username: u.Username, LastModified: u.LastModified}
}

func (u *UserSummary) position() Position { return Position{Name: u.Username, ID: u.ID} }
