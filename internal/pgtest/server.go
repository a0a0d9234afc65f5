package pgtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Server is a private PostgreSQL.
type Server struct {
	dir  string
	bin  string
	args []string
	cmd  *exec.Cmd
	life io.Closer // the server runs for as long as this is open
}

// account is who runs the server where the tests run as root, which PostgreSQL refuses.
const account = "postgres"

// StartServer starts a server for a test that breaks it. It syncs every commit to disk, unlike the one that tests share.
func StartServer(t testing.TB) *Server {
	t.Helper()
	s, err := start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.end)
	return s
}

// URL leads to the server's first database, as its superuser.
func (s *Server) URL() string {
	return "postgres:///postgres?" + url.Values{"host": {s.dir}, "user": {account}}.Encode()
}

// Socket is the path of the server's socket.
func (s *Server) Socket() string { return filepath.Join(s.dir, ".s.PGSQL.5432") }

// Stop ends the server as a crash would: at once, with every connection. Its data stays.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	if err := s.halt(); err != nil {
		t.Fatal(err)
	}
}

// Start starts the server again after Stop.
func (s *Server) Start(t testing.TB) {
	t.Helper()
	if err := s.launch(); err != nil {
		t.Fatal(err)
	}
}

func start(args ...string) (*Server, error) {
	s, err := prepare(args)
	if err != nil {
		return nil, err
	}
	return s, s.startAfter(s.initialize)
}

// startAfter starts a server for the first time, when its data folder is made. A server that does not start is gone.
func (s *Server) startAfter(made func() error) error {
	err := made()
	if err == nil {
		err = s.launch()
	}
	if err != nil {
		s.end()
	}
	return err
}

// prepare makes the folder of a server that does not run yet.
func prepare(args []string) (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "rollcall-pg-")
	if err != nil {
		return nil, err
	}
	if err := give(dir); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return &Server{dir: dir, bin: bin, args: args}, nil
}

// binaries is the folder of the installed binaries: that to which initdb on the PATH leads, else the newest of Debian's.
func binaries() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		path, err = filepath.EvalSymlinks(path) // some link a few of the binaries to the PATH, and not others
		return filepath.Dir(path), err
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil || len(found) == 0 {
		return "", errors.New("initdb is neither on the PATH nor in /usr/lib/postgresql: install PostgreSQL's server" +
			" (Debian: apt-get install postgresql)")
	}
	version := func(dir string) int {
		n, _ := strconv.Atoi(filepath.Base(filepath.Dir(dir)))
		return n
	}
	return slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) }), nil
}

// give hands the folder to the account that the server runs under.
func give(dir string) error {
	if os.Getuid() != 0 {
		return nil
	}
	owner, err := user.Lookup(account)
	if err != nil {
		return fmt.Errorf("PostgreSQL does not run as root, and there is no other user for it: %w", err)
	}
	uid, _ := strconv.Atoi(owner.Uid)
	gid, _ := strconv.Atoi(owner.Gid)
	return os.Chown(dir, uid, gid)
}

// initialize makes the data folder. Its locale orders names otherwise than bytewise, so that a column without a collation shows.
func (s *Server) initialize() error {
	cmd := s.shell(`exec "$1/initdb" -D "$2/data" -U "$3" -A trust -E UTF8 --locale=C --locale-provider=icu --icu-locale=en-US --no-sync`,
		s.bin, s.dir, account)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return nil
}

// watch runs the server until its own input ends, which it does at the latest with the process that started it. The folder goes then,
// unless that process asked for a stop alone.
const watch = `dir=$1 bin=$2; shift 2
"$bin/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= "$@" >>"$dir/log" 2>&1 </dev/null &
server=$!
read -r order
kill -QUIT $server
wait $server
[ "$order" = stop ] || rm -rf "$dir"`

func (s *Server) launch() error {
	s.cmd = s.shell(watch, append([]string{s.dir, s.bin}, s.args...)...)
	life, err := s.cmd.StdinPipe()
	if err != nil {
		return err
	}
	s.life = life
	if err := s.cmd.Start(); err != nil {
		return err
	}
	return s.await()
}

// patience is how long a server may take for what it is told.
const patience = time.Minute

// await returns when the server lets somebody in.
func (s *Server) await() error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		conn, err := pgx.Connect(ctx, s.URL())
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-ctx.Done():
			said, _ := os.ReadFile(filepath.Join(s.dir, "log"))
			return fmt.Errorf("the PostgreSQL of the tests did not start: %w\n%s", err, said)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// halt stops the server and keeps its folder.
func (s *Server) halt() error {
	_, err := io.WriteString(s.life.(io.Writer), "stop\n")
	return errors.Join(err, s.cmd.Wait())
}

// end stops the server, if it runs, and removes its folder.
func (s *Server) end() {
	if s.life != nil {
		_ = s.life.Close()
		_ = s.cmd.Wait() // ended as it was told to
	}
	_ = os.RemoveAll(s.dir)
}

// shell is a command for a script, run under the account that the server runs under.
func (s *Server) shell(script string, args ...string) *exec.Cmd {
	words := []string{"sh", "-c", script, "sh"}
	if os.Getuid() == 0 {
		words = []string{"su", account, "-s", "/bin/sh", "-c", script, "--", "sh"}
	}
	cmd := exec.Command(words[0], append(words[1:], args...)...)
	cmd.Dir = "/" // the current folder may not be the account's to enter
	// What interrupts the tests, such as timeout or a terminal, would end the script before it can end the server.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return cmd
}

// Log is what the server wrote to its log, for a test that fails.
func (s *Server) Log() string {
	said, err := os.ReadFile(filepath.Join(s.dir, "log"))
	return strings.ToValidUTF8(string(said), "?") + fmt.Sprint(err)
}
