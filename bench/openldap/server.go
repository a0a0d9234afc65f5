package openldap

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"github.com/rollcall-dev/rollcall/bench/people"
)

// Server is a running slapd.
type Server struct {
	// Address is where it listens, Version what it calls itself.
	Address, Version string
	cmd              *exec.Cmd
	// ended is closed when it has ended; then err is how, and said what it complained of.
	ended chan struct{}
	err   error
	said  bytes.Buffer
}

// Load makes a database of the company in a folder, which is created. Without an OpenLDAP on this machine it is ErrMissing.
func Load(ctx context.Context, dir string, c *people.Company) error {
	i, err := find()
	if err != nil {
		return err
	}
	config, err := configure(i, dir)
	if err != nil {
		return err
	}
	in, out := io.Pipe()
	go func() { out.CloseWithError(writeLDIF(out, c)) }()
	defer func() { _ = in.Close() }() // ends the writing, should slapadd end first
	cmd := exec.CommandContext(ctx, i.slapadd, "-q", "-f", config)
	cmd.Stdin = in
	if said, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("slapadd: %w: %s", err, said)
	}
	return nil
}

// Start runs slapd on a database that Load made. It returns when searches are answered.
func Start(ctx context.Context, dir string) (*Server, error) {
	i, err := find()
	if err != nil {
		return nil, err
	}
	config, err := configure(i, dir) // anew: the folder may have moved since
	if err != nil {
		return nil, err
	}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	version, _ := exec.CommandContext(ctx, i.slapd, "-VV").CombinedOutput()
	// Any -d keeps it in the foreground, so that it ends with us.
	cmd := exec.CommandContext(ctx, i.slapd, "-d", "0", "-f", config, "-h", "ldap://"+address)
	s := &Server{Address: address, Version: versionOf(string(version)), cmd: cmd, ended: make(chan struct{})}
	cmd.Stderr = &s.said
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		s.err = cmd.Wait()
		close(s.ended)
	}()
	if err := s.wait(ctx); err != nil {
		return nil, errors.Join(err, s.Stop(), fmt.Errorf("slapd said: %s", &s.said))
	}
	return s, nil
}

// freeAddress finds a port on loopback that nobody uses; slapd cannot be asked which one it took.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// versionOf finds "slapd 2.6.1" in what slapd says of itself.
func versionOf(said string) string {
	_, after, _ := strings.Cut(said, "slapd ")
	version, _, _ := strings.Cut(after, " ")
	return version
}

// startTime is how long slapd may take to open its database.
const startTime = time.Minute

// wait returns when slapd answers a search.
func (s *Server) wait(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	for {
		err := s.try()
		if err == nil {
			return nil
		}
		select {
		case <-s.ended:
			return fmt.Errorf("slapd ended before it answered: %w", s.err)
		case <-ctx.Done():
			return fmt.Errorf("slapd does not answer: %w", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (s *Server) try() error {
	c, err := Dial(s.Address)
	if err != nil {
		return err
	}
	return errors.Join(c.Exchange(Search(Equal("uid", "nobody"), 1)), c.Close())
}

// Stop ends slapd and waits for its end.
func (s *Server) Stop() error {
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	<-s.ended
	return s.err
}
