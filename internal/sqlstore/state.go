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

// of is the transaction's knowledge of an instance. The revision is one more than the stored one, 1 for an instance about to be created. A
// binary that knows only an older schema than the database's floor learns that here, before it writes anything.
func (known states) of(s session, instance string, schema version) (*state, error) {
	if st := known[instance]; st != nil {
		return st, nil
	}
	st, oldest := &state{}, floor(0)
	err := s.one([]any{&st.revision, &st.present, &oldest},
		"select revision, deleted is null, (select oldest from schema_floor) from instances where id = $1"+s.d.locking, instance)
	if roster.IsKind(err, roster.NotFound) {
		oldest, err = s.lockServer()
	}
	if err == nil {
		err = oldest.admit(schema)
	}
	if err != nil {
		return nil, err
	}
	st.revision++
	known[instance] = st
	return st, nil
}

// lockServer keeps others from changing what belongs to no instance, and from making instances, until the transaction ends. It gives the
// schema's floor; 0 where it has nothing to do, since nobody raises the floor there while others are at work.
func (s session) lockServer() (oldest floor, err error) {
	if s.d.lockServer == "" {
		return 0, nil
	}
	err = s.one([]any{&oldest}, s.d.lockServer)
	return oldest, err
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
