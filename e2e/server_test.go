package e2e

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"os/exec"
	"regexp"
	"sync"
	"syscall"
	"testing"
)

const (
	account = "123456789012"
	region  = "eu-central-1"
)

// server is a running rollcall on a store that outlives it.
type server struct {
	store string
	key   key
	// program is the binary that runs; "" is the one under test.
	program string
	cmd     *exec.Cmd
	// under, if it is set, changes the command, so that something else runs the server.
	under func(*exec.Cmd)
	out   *bufio.Scanner
	url   string
	log   logBuffer
}

type key struct{ AccessKeyId, SecretAccessKey string }

// logBuffer collects what the server logs, for the test that fails.
type logBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// newServer starts a server on a new store, with an administrator's key made beforehand, as on a first installation.
func newServer(t *testing.T, flags ...string) *server {
	t.Helper()
	return newServerOn(t, newStore(t), flags...)
}

// newServerOn is newServer on a store that is there already.
func newServerOn(t *testing.T, store string, flags ...string) *server {
	t.Helper()
	s := &server{store: store}
	s.key = newKey(t, s.store, "--admin", "--name", "e2e", "--account", account)
	s.start(t, flags...)
	return s
}

// newDevServer starts a server for development on a new store.
func newDevServer(t *testing.T, flags ...string) *server {
	t.Helper()
	s := &server{store: newStore(t), key: key{"dev", "dev"}}
	s.start(t, append([]string{"--dev"}, flags...)...)
	return s
}

// newKey makes an access key with the command that an operator uses.
func newKey(t *testing.T, store string, args ...string) (k key) {
	t.Helper()
	out := rollcall(t, append([]string{"key", "create", "--store", store, "--json"}, args...)...)
	if err := json.Unmarshal(out, &k); err != nil {
		t.Fatalf("key create printed %s: %v", out, err)
	}
	return k
}

// rollcall runs an administrative command and gives what it prints.
func rollcall(t *testing.T, args ...string) []byte {
	t.Helper()
	var out, said bytes.Buffer
	cmd := command(args...)
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		t.Fatalf("rollcall %v: %v\n%s", args, err, said.String())
	}
	return out.Bytes()
}

var listening = regexp.MustCompile(`https?://127\.0\.0\.\d+:\d+`)

// start starts the process, and waits until it says where it listens.
func (s *server) start(t *testing.T, flags ...string) {
	t.Helper()
	s.launch(t, flags...)
	s.awaitGreeting(t)
}

// awaitGreeting waits until the server says where it listens.
func (s *server) awaitGreeting(t *testing.T) {
	t.Helper()
	if !s.greeted() {
		t.Fatalf("the server never said where it listens; its log:\n%s", s.log.String())
	}
}

func (s *server) launch(t *testing.T, flags ...string) {
	t.Helper()
	s.run(t, commandOf(cmp.Or(s.program, binary), append([]string{"serve", "--listen", "127.0.0.1:0", "--store", s.store}, flags...)...))
}

// run starts a command that serves. It is stopped when the test ends.
func (s *server) run(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	first := s.cmd == nil
	s.cmd = cmd
	s.cmd.Stderr = &s.log
	if s.under != nil {
		s.under(s.cmd)
	}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s.out = bufio.NewScanner(out)
	if first {
		t.Cleanup(func() { s.end(t) })
	}
}

// end stops the server if it runs, and shows its log if the test failed.
func (s *server) end(t *testing.T) {
	if s.cmd.ProcessState == nil {
		s.stop(t)
	}
	if t.Failed() {
		t.Logf("the server's log:\n%s", s.log.String())
	}
}

// greeted reads where the server listens, and says whether it told.
func (s *server) greeted() bool {
	lines := s.out
	for s.url = ""; s.url == "" && lines.Scan(); {
		s.url = listening.FindString(lines.Text())
	}
	go func() {
		for lines.Scan() { // keeps the pipe from filling up
		}
	}()
	return s.url != ""
}

// stop asks the server to end and expects that it drains and exits cleanly.
func (s *server) stop(t *testing.T) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Wait(); err != nil {
		t.Errorf("the server did not end cleanly: %v", err)
	}
}

// kill ends the server without warning.
func (s *server) kill(t *testing.T) {
	t.Helper()
	if err := s.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = s.cmd.Wait() // it was killed, and says so
}
