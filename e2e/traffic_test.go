package e2e

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/connect"
)

// route is a server that clients use, and which release it runs.
type route struct {
	*server
	client  *connect.Client
	release string
}

// traffic are clients that hire people through one server and look for them through another, without a pause. They meet no errors.
type traffic struct {
	centre

	// routes are the servers in use. Who uses one holds the lock, so nobody does any more once it was taken out.
	using  sync.RWMutex
	routes []route

	mu    sync.Mutex
	hired []string
	// crossed counts who was hired through the first release and found through the second.
	crossed map[[2]string]int
	failed  error
	stopped bool
	atWork  sync.WaitGroup
}

// start lets clients work on the servers that run this release, until the test ends at the latest.
func (f *traffic) start(t *testing.T, clients int, release string, servers ...*server) {
	f.crossed = map[[2]string]int{}
	for _, s := range servers {
		f.add(s, release)
	}
	for n := range clients {
		f.atWork.Go(func() {
			for i := 0; f.goesOn(); i++ {
				f.note(f.hireAndFind(t.Context(), n, i))
			}
		})
	}
	t.Cleanup(f.stop)
}

func (f *traffic) goesOn() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return !f.stopped && f.failed == nil
}

// hireAndFind hires somebody and looks for them elsewhere, at once. Each client walks through all pairs of servers.
func (f *traffic) hireAndFind(ctx context.Context, client, turn int) (name string, crossing [2]string, err error) {
	f.using.RLock()
	defer f.using.RUnlock()
	writer := f.routes[turn%len(f.routes)]
	reader := f.routes[(turn/len(f.routes)+turn)%len(f.routes)]
	name, crossing = fmt.Sprintf("client-%d.user-%04d", client, turn), [2]string{writer.release, reader.release}
	made, err := writer.client.CreateUser(ctx, f.user(name))
	if err != nil {
		return name, crossing, fmt.Errorf("hire %s through %s: %w", name, writer.release, err)
	}
	found, err := reader.client.SearchUsers(ctx, &connect.SearchUsersInput{InstanceId: f.id, SearchCriteria: leaf(named(name, exact))})
	if err == nil && !slices.Equal(foundNames(found), []string{name}) {
		err = fmt.Errorf("found %v", foundNames(found))
	}
	if err != nil {
		return name, crossing, fmt.Errorf("search for %s, hired through %s, through %s: %w", name, writer.release, reader.release, err)
	}
	_, err = reader.client.DescribeUser(ctx, &connect.DescribeUserInput{InstanceId: f.id, UserId: made.UserId})
	return name, crossing, err
}

func (f *traffic) note(name string, crossing [2]string, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err != nil && f.failed == nil {
		f.failed = err
	}
	if err == nil {
		f.hired = append(f.hired, name)
		f.crossed[crossing]++
	}
}

// add puts a server to use.
func (f *traffic) add(s *server, release string) {
	f.using.Lock()
	defer f.using.Unlock()
	f.routes = append(f.routes, route{s, s.client(), release})
}

// take takes a server out of use.
func (f *traffic) take(s *server) {
	f.using.Lock()
	defer f.using.Unlock()
	f.routes = slices.DeleteFunc(f.routes, func(r route) bool { return r.server == s })
}

// flows waits until as many people more were hired and found.
func (f *traffic) flows(t *testing.T, more int) {
	t.Helper()
	count := func() int {
		f.mu.Lock()
		defer f.mu.Unlock()
		return len(f.hired)
	}
	enough := count() + more
	await(t, fmt.Sprintf("%d users are hired", enough), func() bool { return count() >= enough || !f.goesOn() })
	f.check(t)
}

// check expects that nobody met an error so far.
func (f *traffic) check(t *testing.T) {
	t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	ok(t, f.failed)
}

// stop ends the traffic.
func (f *traffic) stop() {
	f.mu.Lock()
	f.stopped = true
	f.mu.Unlock()
	f.atWork.Wait()
}
