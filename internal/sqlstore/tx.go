package sqlstore

import (
	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// tx is roster.Tx on one instance, inside the writer's transaction.
type tx struct {
	reader
	// state is shared by all updates of the instance in the transaction.
	state *state
	// wrote says that a row of the instance changed.
	wrote bool
	// touched says that a writing statement changed something or failed, so that there may be something to undo.
	touched bool
	// failed is the first failure of a statement. It may have left half of a change behind, so it cannot be overlooked.
	failed error
	// events are what the update wants to have recorded when it succeeds.
	events []audit.Event
}

var _ roster.Tx = (*tx)(nil)

// exec runs a statement that writes.
func (t *tx) exec(query string, args ...any) (int64, error) {
	n, err := t.session.exec(query, args...)
	t.touched = t.touched || n > 0 || err != nil
	return n, err
}

// change runs a statement that writes to the instance; ErrNotFound when the instance is missing or deleted, so that nothing is added to
// what Sweep is about to remove.
func (t *tx) change(query string, args ...any) (int64, error) {
	return t.changeOr(t.d.classify, query, args...)
}

// changeOr is change with another reading of the statement's error.
func (t *tx) changeOr(classify func(error) error, query string, args ...any) (int64, error) {
	if !t.state.present {
		return 0, roster.ErrNotFound
	}
	n, err := t.run(classify, query, args...)
	t.wrote = t.wrote || n > 0
	return n, err
}

// changeUnseen is change for rows that are no part of what the instance shows: the instance's revision stays.
func (t *tx) changeUnseen(query string, args ...any) (int64, error) {
	if !t.state.present {
		return 0, roster.ErrNotFound
	}
	return t.changeServer(query, args...)
}

// changeServer runs a statement that writes what belongs to no instance.
func (t *tx) changeServer(query string, args ...any) (int64, error) {
	return t.run(t.d.classify, query, args...)
}

func (t *tx) run(classify func(error) error, query string, args ...any) (int64, error) {
	n, err := t.exec(query, args...)
	if err == nil {
		return n, nil
	}
	err = classify(err)
	if t.failed == nil {
		t.failed = err
	}
	return 0, err
}

// Instance is the instance as this transaction knows it; see roster.Reader.
func (t *tx) Instance() (roster.Instance, error) {
	if !t.state.present {
		return roster.Instance{}, roster.ErrNotFound
	}
	if t.state.row == nil {
		i, err := t.reader.Instance()
		if err != nil {
			return i, err
		}
		t.state.row = &i
	}
	return *t.state.row, nil
}
