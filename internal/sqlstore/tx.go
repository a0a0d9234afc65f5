package sqlstore

import "github.com/rollcall-dev/rollcall/internal/roster"

// tx is roster.Tx on one instance, inside the writer's transaction.
type tx struct {
	reader
	// revision is what this batch gives the instance.
	revision int64
	// wrote says that a row of the instance changed.
	wrote bool
	// failed is the first failure of a statement. It may have left half of a change behind, so it cannot be overlooked.
	failed error
	exists presence
}

var _ roster.Tx = (*tx)(nil)

// presence is whether the transaction's instance is there to be written to.
type presence int

const (
	unknown presence = iota
	present
	absent
)

// change runs a statement that writes to the instance; ErrNotFound when the instance is missing or deleted, so that nothing is added to
// what Sweep is about to remove.
func (t *tx) change(query string, args ...any) (int64, error) {
	return t.changeOr(t.d.classify, query, args...)
}

// changeOr is change with another reading of the statement's error.
func (t *tx) changeOr(classify func(error) error, query string, args ...any) (int64, error) {
	if err := t.checkPresent(); err != nil {
		return 0, err
	}
	n, err := t.run(classify, query, args...)
	t.wrote = t.wrote || n > 0
	return n, err
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

func (t *tx) checkPresent() error {
	if t.exists == unknown {
		found, err := t.found("select 1 from instances where id = $1 and deleted is null", t.instance)
		if err != nil {
			return err
		}
		t.exists = absent
		if found {
			t.exists = present
		}
	}
	if t.exists == absent {
		return roster.ErrNotFound
	}
	return nil
}
