package roster

import (
	"time"

	"github.com/rollcall-dev/rollcall/internal/search"
)

// Meta is what every named resource of an instance has.
type Meta struct {
	ID   string `json:"-"`
	Name string `json:"-"`
	// Tags is nil when there are none.
	Tags map[string]string `json:"-"`
	// LastModified is when the resource itself, its tags included, last changed.
	LastModified time.Time `json:"-"`
}

func (m *Meta) position() Position { return Position{Name: m.Name, ID: m.ID} }

// Header gives generic code, such as the store's table mechanism, the part that all named resources share.
func (m *Meta) Header() *Meta { return m }

// Document is what can be searched of a named resource whatever its kind. Kinds of which more can be searched have a Document of their own.
func (m *Meta) Document() search.Document {
	return search.Document{ID: m.ID, Name: m.Name, Tags: m.Tags}
}

// MaxTags is how many tags a resource may carry.
const MaxTags = 50
