package sqlstore

import (
	"testing"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

// Deleting what is already gone is everyday, and must not cost the neighbours a second run.
func TestUpdateThatFindsNothingToWriteLetsItsBatchBe(t *testing.T) {
	onEach(t, testUpdateThatFindsNothingToWriteLetsItsBatchBe)
}

func testUpdateThatFindsNothingToWriteLetsItsBatchBe(t *testing.T, s *Store, sample storetest.Sample) {
	runs := 0
	errs := inOneBatch(t, s, "i",
		func(tx roster.Tx) error { runs++; return tx.PutUser(sample.User("ann")) },
		func(tx roster.Tx) error { return tx.DeleteUser("missing", storetest.Now) })
	if errs[0] != nil || !roster.IsKind(errs[1], roster.NotFound) || runs != 1 {
		t.Errorf("outcomes %v after %d runs of the first, want one run and NotFound for the second alone", errs, runs)
	}
}
