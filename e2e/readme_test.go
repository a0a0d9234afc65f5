package e2e

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// TestReadmeTour plays the commands of the README's tour in a shell, and expects the answers that it prints.
func TestReadmeTour(t *testing.T) {
	if _, err := exec.LookPath("aws"); err != nil {
		t.Skip("the aws command is not installed")
	}
	t.Parallel()
	s := newDevServer(t)
	commands, want := tour(t)
	shell := exec.CommandContext(t.Context(), "sh")
	shell.Stdin = strings.NewReader(strings.ReplaceAll(commands, "http://127.0.0.1:2255", s.url))
	none := t.TempDir() + "/none"
	shell.Env = append(os.Environ(), "AWS_PAGER=", "AWS_REGION=us-west-2", "AWS_CONFIG_FILE="+none, "AWS_SHARED_CREDENTIALS_FILE="+none)
	got, err := shell.CombinedOutput()
	if err != nil {
		t.Errorf("the last command failed: %v", err)
	}
	same(t, "what the tour prints", answers(string(got)), answers(want))
}

// tour takes the tour's commands and their answers out of the README. A command begins with a dollar sign, and goes on after a backslash.
func tour(t *testing.T) (commands, printed string) {
	t.Helper()
	_, section, found := strings.Cut(string(must(os.ReadFile("../README.md"))(t)), "\n## A tour of two minutes\n")
	section, _, ended := strings.Cut(section, "\n## ")
	if !found || !ended {
		t.Fatal("the README has no tour")
	}
	for i, block := range strings.Split(section, "```") {
		code, is := strings.CutPrefix(block, "console\n")
		if i%2 == 0 || !is {
			continue
		}
		goesOn := false
		for line := range strings.Lines(code) {
			command, begins := strings.CutPrefix(line, "$ ")
			if begins || goesOn {
				commands += command
				goesOn = strings.HasSuffix(line, "\\\n")
				continue
			}
			printed += line
		}
	}
	return commands, printed
}

var ids = regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)

// answers are the lines of an output that say something, without the ids, which are new each time.
func answers(output string) []string {
	lines := []string{}
	for line := range strings.Lines(ids.ReplaceAllString(output, "<id>")) {
		if line = strings.TrimRight(line, " \n"); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}
