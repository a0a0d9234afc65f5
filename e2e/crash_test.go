package e2e

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/aws/smithy-go"
)

var (
	kills    = flag.Int("kills", 50, "how often the server is killed in the middle of writes")
	killSeed = flag.Uint64("kills.seed", 0, "the seed of what is written and when the server is killed; 0 draws one")
)

const (
	// crashWriters is how many clients write at once, each one request after the other.
	crashWriters = 8
	// mostAcknowledged is how many requests are acknowledged between two kills, at most.
	mostAcknowledged = 40
	// killsPerReview is after how many kills everybody is looked at, and not only those whom a request has touched since the last kill.
	killsPerReview = 25
)

// TestKilledWhileWriting kills the server in the middle of writes, again and again, on one store. What was acknowledged is there; what was
// not is there as a whole or not at all.
func TestKilledWhileWriting(t *testing.T) {
	t.Parallel()
	seed := cmp.Or(*killSeed, rand.Uint64())
	t.Logf("what is drawn is drawn again with -kills.seed=%d", seed)
	s := newServer(t)
	d := &disaster{server: s, centre: newCentre(t, s.client(), types.DirectoryTypeSaml, "crashed"), dice: rand.New(rand.NewPCG(seed, 0))}
	for n := range crashWriters {
		d.writers = append(d.writers, &crashWriter{number: n, dice: rand.New(rand.NewPCG(seed, uint64(n)+1))})
	}
	n := 0
	for n < *kills && !t.Failed() {
		n++
		d.strike(t)
		d.checkTouched(t)
		if n%killsPerReview == 0 || n == *kills {
			d.checkEverybody(t)
		}
	}
	t.Logf("%d kills: %d users, %d requests acknowledged; of those without an answer %d were done and %d were not",
		n, d.present, d.acknowledged.Load(), d.done, d.undone)
}

// disaster is a server that is killed over and over, and those who write to it.
type disaster struct {
	*server
	*centre
	dice         *rand.Rand // of when the server is killed
	writers      []*crashWriter
	acknowledged atomic.Int64
	present      int // how many users there are
	done, undone int // how many requests without an answer were found done, and not done
}

// strike lets everybody write, kills the server, looks at its file and starts it again.
func (d *disaster) strike(t *testing.T) {
	t.Helper()
	for _, w := range d.writers {
		w.touched = map[*employee]bool{}
	}
	enough := make(chan struct{})
	stopped := d.write(t, int64(1+d.dice.IntN(mostAcknowledged)), enough)
	select {
	case <-enough:
	case <-stopped:
		t.Fatal("the writers met errors before the server was killed")
	}
	// An acknowledgement comes at the end of a transaction. So that the end comes at any point of the next ones, it waits a moment.
	time.Sleep(time.Duration(d.dice.IntN(4000)) * time.Microsecond)
	d.kill(t)
	<-stopped
	d.checkFile(t)
	d.start(t)
	d.Client = d.client()
}

// write lets the writers work until the server is no more, which the channel tells. When so many requests were acknowledged, enough is closed.
func (d *disaster) write(t *testing.T, most int64, enough chan struct{}) (stopped <-chan struct{}) {
	var group sync.WaitGroup
	before, c := d.acknowledged.Load(), *d.centre
	for _, w := range d.writers {
		group.Go(func() {
			err := w.work(t.Context(), &c, func() {
				if d.acknowledged.Add(1) == before+most {
					close(enough)
				}
			})
			var refusal smithy.APIError
			if errors.As(err, &refusal) {
				t.Errorf("writer %d: %v", w.number, err)
			}
		})
	}
	ended, end := context.WithCancel(context.Background())
	go func() { group.Wait(); end() }()
	return ended.Done()
}
