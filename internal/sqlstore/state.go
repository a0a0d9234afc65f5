package sqlstore

import (
	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// state is what one transaction of the writer knows of an instance, so that the updates in it do not each look it up. Nobody else writes
// meanwhile: in the engine at large, or to the instance, whose row the transaction then locks before anything else.
type state struct {
	// revision is what this transaction gives the instance; changed says that an update changed it.
	revision int64
	changed  bool
	// present says that the instance is there to be written to.
	present bool
	// row is the instance as it was read last; nil when it has to be read again.
	row *roster.Instance
	// head is the end of the instance's audit trail; nil as long as this transaction recorded no event. last is the event there.
	head *audit.Head
	last audit.Event
}

// states are the instances that a transaction has met.
type states map[string]*state

// of is the transaction's knowledge of an instance. The revision is one more than the stored one, 1 for an instance about to be created.
func (known states) of(s session, instance string) (*state, error) {
	if st := known[instance]; st != nil {
		return st, nil
	}
	st := &state{}
	err := s.one([]any{&st.revision, &st.present}, "select revision, deleted is null from instances where id = $1"+s.d.locking, instance)
	if roster.IsKind(err, roster.NotFound) {
		err = s.lockServer()
	}
	if err != nil {
		return nil, err
	}
	st.revision++
	known[instance] = st
	return st, nil
}

// lockServer keeps others from changing what belongs to no instance, and from making instances, until the transaction ends.
func (s session) lockServer() error {
	if s.d.lockServer == "" {
		return nil
	}
	_, err := s.exec(s.d.lockServer)
	return err
}

// write bumps every instance that the transaction changed, once, and notes where its audit trail ends now.
func (known states) write(s session) error {
	for instance, st := range known {
		if err := st.writeHead(s, instance); err != nil {
			return err
		}
		if !st.changed {
			continue
		}
		if _, err := s.exec("update instances set revision = $2 where id = $1", instance, st.revision); err != nil {
			return err
		}
	}
	return nil
}
