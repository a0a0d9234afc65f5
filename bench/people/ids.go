package people

import (
	"encoding/binary"
	"math/rand/v2"

	"github.com/google/uuid"
)

// newID draws an id as the server would make it, a random UUID.
func newID(r *rand.Rand) string {
	var id uuid.UUID
	binary.BigEndian.PutUint64(id[:8], r.Uint64())
	binary.BigEndian.PutUint64(id[8:], r.Uint64())
	id[6] = id[6]&0x0f | 0x40
	id[8] = id[8]&0x3f | 0x80
	return id.String()
}
