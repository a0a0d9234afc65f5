package roster

import "time"

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

// MaxTags is how many tags a resource may carry.
const MaxTags = 50
