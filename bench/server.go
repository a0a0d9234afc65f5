package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"time"

	"github.com/rollcall-dev/rollcall/internal/sigv4"
)

// server is a running process that serves on loopback.
type server struct {
	cmd     *exec.Cmd
	address string
	// dir is the server's own folder, which goes with it; empty when it has none.
	dir string
	key sigv4.AccessKey
}

// region is where every instance is.
const region = "us-west-2"

var listening = regexp.MustCompile(`http://(127\.0\.0\.1:\d+)`)

// start runs a command and waits until it says where it listens.
func start(ctx context.Context, name string, args ...string) (*server, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &server{cmd: cmd}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if found := listening.FindStringSubmatch(lines.Text()); found != nil {
			s.address = found[1]
			go io.Copy(io.Discard, out) //nolint:errcheck // keeps the pipe from filling up
			return s, nil
		}
	}
	return nil, fmt.Errorf("%s ended before it listened: %w", name, cmd.Wait())
}

// stop ends the process and removes its folder.
func (s *server) stop() error {
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	err := s.cmd.Wait()
	return errors.Join(err, os.RemoveAll(s.dir))
}

// interrupt ends a process that has nothing to lose.
func (s *server) interrupt() {
	_ = s.cmd.Process.Signal(os.Interrupt)
	_ = s.cmd.Wait()
}

// dial connects to the server.
func (s *server) dial() (exchanger, error) { return dial(s.address) }

// request prepares a signed request as it travels.
func (s *server) request(method, path string, body []byte) ([]byte, error) {
	r, err := s.signed(method, path, body)
	if err != nil {
		return nil, err
	}
	return wire(r)
}

// signed makes a signed request; a nil body is none.
func (s *server) signed(method, path string, body []byte) (*http.Request, error) {
	r, err := http.NewRequest(method, "http://"+s.address+path, bodyReader(body))
	if err != nil {
		return nil, err
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	return r, sigv4.Sign(r, body, s.key, region, "connect", time.Now())
}

// call sends a signed request and reads the answer's body.
func (s *server) call(method, path string, in, out any) error {
	var body []byte
	var err error
	if in != nil {
		if body, err = json.Marshal(in); err != nil {
			return err
		}
	}
	r, err := s.signed(method, path, body)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		message, _ := io.ReadAll(answer.Body)
		return fmt.Errorf("%s %s: %d %s", method, path, answer.StatusCode, strings.TrimSpace(string(message)))
	}
	if raw, ok := out.(*[]byte); ok {
		*raw, err = io.ReadAll(answer.Body)
		return err
	}
	return json.NewDecoder(answer.Body).Decode(out)
}
