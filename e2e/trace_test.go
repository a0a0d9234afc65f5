package e2e

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// systemCall is one that a traced server made on a file or a socket.
type systemCall struct {
	name, file string
	data       []byte // what was read or written
	result     int
	// begun and ended are numbers of lines in the trace: a call that ended before another one began has the smaller ones.
	begun, ended int
}

// trace is what strace writes of a server, read in the background.
type trace struct {
	calls []systemCall
	err   error
	read  chan struct{} // closed at the end of the trace
}

// startTraced starts the server under strace, which notes what it reads, writes and syncs. The trace ends with the server.
func (s *server) startTraced(t *testing.T) *trace {
	t.Helper()
	strace := needTool(t, "strace")
	from, to, err := os.Pipe()
	ok(t, err)
	defer to.Close()
	s.under = func(cmd *exec.Cmd) {
		// -D leaves the server the test's own child, to which signals go.
		flags := []string{"strace", "-D", "-f", "--seccomp-bpf", "-qq", "-y", "-x", "-s", "8192", "-o", "/dev/fd/3",
			"-e", "signal=none", "-e", "trace=read,write,writev,pwrite64,pwritev,fsync,fdatasync"}
		cmd.Path, cmd.Args, cmd.ExtraFiles = strace, append(flags, append([]string{cmd.Path}, cmd.Args[1:]...)...), []*os.File{to}
	}
	tr := &trace{read: make(chan struct{})}
	go func() {
		defer close(tr.read)
		defer from.Close()
		tr.err = tr.parse(from)
	}()
	s.start(t)
	s.under = nil
	return tr
}

// whole waits for the end of the trace, after that of the server.
func (tr *trace) whole(t *testing.T) []systemCall {
	t.Helper()
	<-tr.read
	ok(t, tr.err)
	return tr.calls
}

// parse reads the calls in the order in which they ended. When a thread's call takes long enough for another one to show, strace writes it
// in two lines.
func (tr *trace) parse(r io.Reader) error {
	type half struct {
		text string
		line int
	}
	halves := map[string]half{}
	lines := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := lines.ReadString('\n')
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		thread, text, _ := strings.Cut(strings.TrimSpace(line), " ")
		text = strings.TrimSpace(text)
		if begun, unfinished := strings.CutSuffix(text, "<unfinished ...>"); unfinished {
			halves[thread] = half{begun, n}
			continue
		}
		whole := half{text, n}
		if _, rest, resumed := strings.Cut(text, " resumed>"); resumed && strings.HasPrefix(text, "<... ") {
			whole = half{halves[thread].text + rest, halves[thread].line}
		}
		if c, isCall := parseCall(whole.text); isCall {
			c.begun, c.ended = whole.line, n
			tr.calls = append(tr.calls, c)
		}
	}
}

// traced is the beginning of a call as strace writes it: its name, its file's number and path, and what follows.
var traced = regexp.MustCompile(`^(\w+)\(\d+<([^>]*)>(?:, *)?`)

// parseCall reads a line such as: write(5</tmp/x>, "\x00", 1) = 1
func parseCall(text string) (c systemCall, isCall bool) {
	head := traced.FindStringSubmatch(text)
	if head == nil {
		return c, false
	}
	result, _, _ := strings.Cut(text[strings.LastIndex(text, "= ")+2:], " ")
	n, err := strconv.Atoi(result)
	if err != nil { // the process ended in the middle of the call
		return c, false
	}
	c = systemCall{name: head[1], file: head[2], result: n}
	if quoted, err := strconv.QuotedPrefix(text[len(head[0]):]); err == nil {
		data, err := strconv.Unquote(quoted)
		c.data = []byte(data)
		return c, err == nil
	}
	return c, true
}

// isSync says whether the call made everything durable that was written to the file before.
func (c *systemCall) isSync() bool {
	return (c.name == "fsync" || c.name == "fdatasync") && c.result == 0
}

func (c *systemCall) isRead() bool { return c.name == "read" && c.result > 0 }

func (c *systemCall) isWrite() bool { return strings.Contains(c.name, "write") && c.result > 0 }

// contains says whether what was read or written contains the text.
func (c *systemCall) contains(text string) bool { return bytes.Contains(c.data, []byte(text)) }
