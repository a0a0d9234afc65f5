package sqlstore

import "github.com/rollcall-dev/rollcall/internal/roster"

// revision is the number that the updates of one batch give to an instance, and whether any of them changed it.
type revision struct {
	number  int64
	changed bool
}

// currentRevision is the batch's revision of the instance: one more than the stored one, 1 for an instance about to be created.
func currentRevision(s session, instance string, known map[string]*revision) (*revision, error) {
	if r := known[instance]; r != nil {
		return r, nil
	}
	r := &revision{}
	err := s.one([]any{&r.number}, "select revision from instances where id = $1", instance)
	if err != nil && !roster.IsKind(err, roster.NotFound) {
		return nil, err
	}
	r.number++
	known[instance] = r
	return r, nil
}

// writeRevisions bumps every instance that the batch changed, once.
func writeRevisions(s session, revisions map[string]*revision) error {
	for instance, r := range revisions {
		if !r.changed {
			continue
		}
		if _, err := s.exec("update instances set revision = $2 where id = $1", instance, r.number); err != nil {
			return err
		}
	}
	return nil
}
