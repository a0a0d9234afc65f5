package sqlstore

import (
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/pgtest"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

// hidden is how long an update lasts in a test whose replica does not confirm it.
const hidden = time.Second

// TestUnconfirmedCommitStaysHidden takes the synchronous replica away. What cannot be acknowledged without it is seen by nobody, also after
// its caller was told that its outcome is not known, until the replica has it.
func TestUnconfirmedCommitStaysHidden(t *testing.T) {
	primary := pgtest.StartServer(t)
	replica := primary.StartReplica(t)
	s := openURL(t, primary.URL(), Options{Exclusive: true, Timeout: hidden})
	sample := storetest.NewSample("i")
	mustUpdate(t, s, "i", sample.Put)
	replica.Stop(t)
	if _, err := hire(s, sample, "jane"); !roster.IsKind(err, roster.Unavailable) {
		t.Errorf("an update without the replica: %v, want Unavailable", err)
	}
	if id, err := s.Read(t.Context(), "i").UserNamed("jane"); id != "" || err != nil {
		t.Errorf("what the replica does not have is seen: %q, %v", id, err)
	}
	replica.Start(t)
	primary.AwaitReplica(t)
	mustUpdate(t, s, "i", func(tx roster.Tx) error { return tx.AddUser(sample.User("joe")) }) // which waits for jane's transaction
	checkUser(t, s, "i-jane")
}

// TestFailoverBeginsAnotherEpoch lets a replica take over. It may not have all that was seen in the other's database, so that nothing known
// of that may be held for the state of the same revision.
func TestFailoverBeginsAnotherEpoch(t *testing.T) {
	primary := pgtest.StartServer(t)
	replica := primary.StartReplica(t)
	first := openURL(t, primary.URL(), Options{Exclusive: true})
	sample := storetest.NewSample("i")
	mustUpdate(t, first, "i", sample.Put)
	before, again := epoch(t, first), epoch(t, first)
	primary.Fence()
	replica.Promote(t)
	second := openURL(t, replica.URL(), Options{Exclusive: true})
	if after := epoch(t, second); before != again || before == after {
		t.Errorf("the epochs are %q, %q and after the failover %q", before, again, after)
	}
}

// epoch is that of the instance, which the change feed has to agree about.
func epoch(t *testing.T, s *Store) (epoch string) {
	t.Helper()
	err := s.View(t.Context(), "i", func(r roster.Reader) error {
		i, err := r.Instance()
		if err != nil {
			return err
		}
		c, err := r.ChangesSince(i.Revision, 1)
		if epoch = i.Epoch; c.Epoch != epoch {
			t.Errorf("the epoch is %q, and in the change feed %q", epoch, c.Epoch)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return epoch
}
