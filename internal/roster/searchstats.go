package roster

import "time"

// SearchStats say what searches for users take.
type SearchStats struct {
	// Loads counts the indexes that were loaded since the start; LastLoad is how long the last one took.
	Loads    int
	LastLoad time.Duration
	Indexes  []IndexStats
}

// IndexStats say what an instance's search index takes: its own memory, and that of the rows it keeps, in bytes.
type IndexStats struct {
	Instance               string
	Users, Bytes, RowBytes int
}

// SearchStats tell about the search indexes, the one used longest ago first.
func (s *Service) SearchStats() SearchStats {
	u := s.indexes
	u.mu.Lock()
	defer u.mu.Unlock()
	stats := SearchStats{Loads: u.count, LastLoad: u.duration}
	for _, x := range u.byUse() {
		state := x.State()
		stats.Indexes = append(stats.Indexes, IndexStats{Instance: x.instance, Users: state.Documents, Bytes: state.Bytes, RowBytes: x.RowBytes()})
	}
	return stats
}
