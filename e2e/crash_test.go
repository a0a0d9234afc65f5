package e2e

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// TestKilledWhileWriting kills the server between writers that do not stop, three times on one store: what was acknowledged is there.
func TestKilledWhileWriting(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	c := newCentre(t, s.client(), types.DirectoryTypeSaml, "crashed")
	var hired, left []string
	for round := range 3 {
		w := writers{round: round, enough: 150, signal: make(chan struct{})}
		stopped := w.start(t.Context(), c)
		select {
		case <-w.signal:
		case <-stopped:
			t.Fatalf("the writers met errors after %d users", w.count.Load())
		}
		s.kill(t)
		<-stopped
		hired, left = append(hired, w.hired...), append(left, w.left...)
		s.start(t)
		c.Client = s.client()
		c.checkAcknowledged(t, hired, left)
	}
}

// writers hire people, and let every fifth go, until the server is no more.
type writers struct {
	round   int
	enough  int64
	signal  chan struct{} // closed when enough people were hired
	count   atomic.Int64
	mu      sync.Mutex
	hired   []string // names whose creation was acknowledged, and that nobody tried to delete
	left    []string // names whose deletion was acknowledged
	stopped chan struct{}
}

// start lets eight writers work; the channel is closed when the last has met its error.
func (w *writers) start(ctx context.Context, c *centre) <-chan struct{} {
	var group sync.WaitGroup
	for n := range 8 {
		group.Go(func() { w.write(ctx, *c, n) })
	}
	w.stopped = make(chan struct{})
	go func() { group.Wait(); close(w.stopped) }()
	return w.stopped
}

func (w *writers) write(ctx context.Context, c centre, writer int) {
	for i := 0; ; i++ {
		name := fmt.Sprintf("round-%d.writer-%d.user-%04d", w.round, writer, i)
		made, err := c.CreateUser(ctx, c.user(name))
		if err != nil {
			return
		}
		if w.count.Add(1) == w.enough {
			close(w.signal)
		}
		if i%5 != 4 {
			w.note(&w.hired, name)
			continue
		}
		if _, err := c.DeleteUser(ctx, &connect.DeleteUserInput{InstanceId: c.id, UserId: made.UserId}); err != nil {
			return
		}
		w.note(&w.left, name)
	}
}

func (w *writers) note(names *[]string, name string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	*names = append(*names, name)
}

// checkAcknowledged expects everybody who was hired, in the list and in search alike, and nobody who left.
func (c *centre) checkAcknowledged(t *testing.T, hired, left []string) {
	t.Helper()
	var listed []string
	for _, page := range walk(t, func(token *string) ([]types.UserSummary, *string, error) {
		out, err := c.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c.id, NextToken: token, MaxResults: aws.Int32(1000)})
		if err != nil {
			return nil, nil, err
		}
		return out.UserSummaryList, out.NextToken, nil
	}) {
		listed = append(listed, usernames(page)...)
	}
	for _, name := range hired {
		if _, there := slices.BinarySearch(listed, name); !there {
			t.Errorf("%s was acknowledged and is lost", name)
		}
	}
	for _, name := range left {
		if _, there := slices.BinarySearch(listed, name); there {
			t.Errorf("%s was deleted and is back", name)
		}
	}
	found := must(c.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: c.id, MaxResults: aws.Int32(1)}))(t)
	same(t, "the total of a search", *found.ApproximateTotalCount, int64(len(listed)))
	t.Logf("%d users, %d hired for certain, %d gone", len(listed), len(hired), len(left))
}
