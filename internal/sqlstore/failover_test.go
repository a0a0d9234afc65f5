package sqlstore

import (
	"context"
	"fmt"
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

// TestCommitsInDoubtKeepTheirPlaces lets more commits wait for a replica that is away than there are connections to write. The database keeps
// them all, so those whose outcome is not known count until it is. Reads go on meanwhile.
func TestCommitsInDoubtKeepTheirPlaces(t *testing.T) {
	const connections, instances, tries = 6, 12, 5
	primary := pgtest.StartServer(t)
	replica := primary.StartReplica(t)
	s := openURL(t, primary.URL(), Options{Exclusive: true, Timeout: hidden / 2, Connections: connections})
	for n := range instances {
		mustUpdate(t, s, fmt.Sprint(n), storetest.NewSample(fmt.Sprint(n)).Put)
	}
	replica.Stop(t)
	outcomes := make(chan error)
	for n := range instances {
		sample := storetest.NewSample(fmt.Sprint(n))
		go func() {
			for range tries {
				outcomes <- s.Update(context.Background(), fmt.Sprint(n), func(tx roster.Tx) error { return tx.AddUser(sample.User("jane")) })
			}
		}()
	}
	for range instances * tries {
		if err := <-outcomes; !isUnavailable(err) {
			t.Errorf("an update without the replica: %v, want Unavailable", err)
		}
	}
	made := 0
	if err := rawDB(t, primary.URL()).QueryRow("select count(*) from pg_stat_activity where application_name = 'rollcall'").Scan(&made); err != nil {
		t.Fatal(err)
	}
	if most := connections + connections/3; made > most {
		t.Errorf("the store has %d connections, more than %d", made, most)
	}
	if _, err := s.Read(t.Context(), "1").Queues().Get("1-queue"); err != nil || s.stalls.Load() > 0 {
		t.Errorf("a read: %v; the database is taken for silent %d times", err, s.stalls.Load())
	}
	replica.Start(t)
	primary.AwaitReplica(t)
	deadline, joe := time.Now().Add(time.Minute), storetest.NewSample("1").User("joe")
	write := func() error { return s.Update(t.Context(), "1", func(tx roster.Tx) error { return tx.PutUser(joe) }) }
	for err := write(); err != nil; err = write() {
		if time.Now().After(deadline) {
			t.Fatalf("an update after the replica is back: %v", err)
		}
	}
}
