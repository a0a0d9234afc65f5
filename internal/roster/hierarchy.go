package roster

import "time"

// MaxHierarchyLevels is how deep the user hierarchy can be.
const MaxHierarchyLevels = 5

// UserHierarchyLevel is one level of the structure; its number is its place in Instance.Levels, from 1.
type UserHierarchyLevel struct {
	Name         string    `json:"name"`
	LastModified time.Time `json:"modified"`
}

// UserHierarchyGroup is a group of users. It never moves.
type UserHierarchyGroup struct {
	Meta
	// ParentID is empty at level one.
	ParentID string `json:"parent,omitempty"`
	// Level is the group's level, from 1.
	Level int `json:"level"`
	// Path holds the ids from level one down to the group itself.
	Path []string `json:"path"`
}
