package e2e

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/service/connect"
)

// clientele is clients that hire people and look them up, one after the other, until they are told to stop.
type clientele struct {
	stop  context.CancelFunc
	group sync.WaitGroup
	mu    sync.Mutex
	hired []string // names whose creation was acknowledged
	errs  []error
}

// clientele starts eight clients. Their people's names begin with the prefix.
func (c *centre) clientele(t *testing.T, prefix string) *clientele {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	w := &clientele{stop: stop}
	for n := range 8 {
		w.group.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				w.hire(t.Context(), c, fmt.Sprintf("%s.client-%d.user-%04d", prefix, n, i))
			}
		})
	}
	t.Cleanup(func() { w.end() })
	return w
}

// hire makes a user and reads it at once, on whichever node is next.
func (w *clientele) hire(ctx context.Context, c *centre, name string) {
	made, err := c.CreateUser(ctx, c.user(name))
	acknowledged := err == nil
	if acknowledged {
		_, err = c.DescribeUser(ctx, &connect.DescribeUserInput{InstanceId: c.id, UserId: made.UserId})
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if acknowledged {
		w.hired = append(w.hired, name)
	}
	if err != nil {
		w.errs = append(w.errs, err)
	}
}

// soFar are those whose creation was acknowledged until now.
func (w *clientele) soFar() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.hired)
}

// end stops the clients between two requests, and gives what they noted.
func (w *clientele) end() (hired []string, errs []error) {
	w.stop()
	w.group.Wait()
	return w.hired, w.errs
}

// repeatable says whether the SDK, with its retries on, would have tried again after the error.
func repeatable(err error) bool {
	return retry.IsErrorRetryables(retry.DefaultRetryables).IsErrorRetryable(err) == aws.TrueTernary
}
