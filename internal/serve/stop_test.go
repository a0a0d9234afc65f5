package serve_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/serve"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

func TestPanicIsACleanError(t *testing.T) {
	f := newServer(t, development)
	f.SetOperations(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("secret of the program") }))
	answer, body := f.send("GET", "/instance", scoped("a/b/c/d/e"))
	if answer.StatusCode != 500 || answer.Header.Get("X-Amzn-Errortype") != "InternalServiceException" || strings.Contains(body, "secret") {
		t.Errorf("status %d, %s", answer.StatusCode, body)
	}
	id := answer.Header.Get("X-Amzn-Requestid")
	if rec := f.lastRecord(); rec.RequestID != id || rec.Level != "ERROR" || rec.Status != 500 {
		t.Errorf("logged %+v, want an error for request %s", rec, id)
	}
	if log := f.log.String(); !strings.Contains(log, `"stack":"goroutine`) {
		t.Errorf("the log lacks the stack: %s", log)
	}
	if answer, _ := f.send("GET", "/_rollcall/live", nil); answer.StatusCode != 200 {
		t.Errorf("status %d after the panic, want 200", answer.StatusCode)
	}
}

func TestPanicInsideAnAnswerBreaksTheConnection(t *testing.T) {
	f := newServer(t, development)
	f.SetOperations(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, strings.Repeat("x", 1<<16))
		panic("too late")
	}))
	answer, err := http.Get(f.url + "/instance?X-Amz-Credential=a/b/c/d/e")
	if err == nil {
		_, err = io.ReadAll(answer.Body)
		answer.Body.Close()
	}
	if err == nil {
		t.Error("half an answer was taken for a whole one")
	}
}

func TestStopFinishesRunningRequests(t *testing.T) {
	f := newServer(t, development)
	entered, leave := make(chan struct{}), make(chan struct{})
	f.SetOperations(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(entered)
		<-leave
		if r.Context().Err() == nil {
			_, _ = io.WriteString(w, "finished")
		}
	}))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	stopped := make(chan error, 1)
	go func() { stopped <- f.Serve(ctx, listener) }()
	f.url = "http://" + listener.Addr().String()
	go func() {
		<-entered
		stop()
		// The port is closed before the running request is done.
		for {
			conn, err := net.Dial("tcp", listener.Addr().String())
			if err != nil {
				close(leave)
				return
			}
			conn.Close()
		}
	}()
	if answer, body := f.send("GET", "/instance", scoped("a/b/c/d/e")); answer.StatusCode != 200 || body != "finished" {
		t.Errorf("status %d, %q; want the request finished", answer.StatusCode, body)
	}
	if err := <-stopped; err != nil {
		t.Errorf("Serve = %v, want nil", err)
	}
}

// TestStopIsAnnounced holds that a server which stops after a delay says so from the first moment of the delay on, answers meanwhile, and
// records what it denies until the end.
func TestStopIsAnnounced(t *testing.T) {
	f := newServer(t, func(o *serve.Options) { audited(o); o.StopDelay = time.Hour })
	admin := f.client(f.adminKey(account))
	id := newInstance(t, admin, "announced")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stopped := make(chan error, 1)
	go func() { stopped <- f.Serve(ctx, listener) }()
	f.url = "http://" + listener.Addr().String()
	if answer, h := f.health(); answer.StatusCode != 200 || !*h.Ready {
		t.Errorf("status %d, %+v; want it ready", answer.StatusCode, h)
	}
	stop()
	for deadline := time.Now().Add(time.Minute); ; {
		answer, h := f.health()
		if answer.StatusCode == 503 && !*h.Ready && h.Store == "ok" {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("status %d, %+v; want it not ready", answer.StatusCode, h)
		}
	}
	if rec := f.lastRecord(); rec.Cause != "the server is about to stop" {
		t.Errorf("logged %+v, want the cause", rec)
	}
	_, err = f.client(f.key(credential.AccessKeyOwner{Name: "nobody", Account: account})).DescribeInstance(t.Context(), &sdk.DescribeInstanceInput{InstanceId: id})
	wantError(t, err, "AccessDeniedException", 403)
	listener.Close()
	if err := <-stopped; err != nil {
		t.Errorf("Serve = %v, want nil", err)
	}
	if entries, err := f.store.AuditEntries(t.Context(), audit.Query{Trail: *id, Limit: 10}); err != nil || len(entries) != 2 {
		t.Errorf("%d events, %v; want 2, the last of them the denial", len(entries), err)
	}
}

// sweeping is a store that tells when nothing is left to sweep, and whose first sweep fails.
type sweeping struct {
	*sqlstore.Store
	calls atomic.Int32
	done  chan struct{}
}

func (s *sweeping) Sweep(ctx context.Context, limit int) (bool, error) {
	if s.calls.Add(1) == 1 {
		return false, errors.New("not now")
	}
	done, err := s.Store.Sweep(ctx, limit)
	if done {
		select {
		case s.done <- struct{}{}:
		case <-ctx.Done():
		}
	}
	return done, err
}

func TestSweeperRemovesDeletedInstances(t *testing.T) {
	store := &sweeping{done: make(chan struct{})}
	f := newServer(t, func(o *serve.Options) {
		development(o)
		store.Store = o.Store.(*sqlstore.Store)
		o.Store = store
	})
	client := f.client(aws.Credentials{AccessKeyID: "dev", SecretAccessKey: "dev"})
	id := newInstance(t, client, "gone")
	if _, err := client.DeleteInstance(t.Context(), &sdk.DeleteInstanceInput{InstanceId: id}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); f.SweepEvery(ctx, time.Millisecond) }()
	select {
	case <-store.done:
	case <-time.After(time.Minute):
		t.Error("the sweeper never finished")
	}
	stop()
	<-ended
	if n := store.calls.Load(); n < 3 { // one fails, one removes, one finds nothing
		t.Errorf("%d sweeps, want at least 3", n)
	}
	if done, err := store.Store.Sweep(t.Context(), 1); !done || err != nil {
		t.Errorf("Sweep = %v, %v; want nothing left", done, err)
	}
	if !strings.Contains(f.log.String(), "not now") {
		t.Error("the failed sweep was not logged")
	}
}
