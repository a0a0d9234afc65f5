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

// documentWith is Document for a kind of which more texts can be searched. An empty text is none.
func (m *Meta) documentWith(texts map[search.Field]string) search.Document {
	d := m.Document()
	d.Attributes = make(map[search.Field][]string, len(texts))
	for field, text := range texts {
		if text != "" {
			d.Attributes[field] = []string{text}
		}
	}
	return d
}

// MaxTags is how many tags a resource may carry.
const MaxTags = 50
