package e2e

import (
	"errors"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestCLI plays the scripts of testdata/script with the aws command against a server for development.
func TestCLI(t *testing.T) {
	if _, err := exec.LookPath("aws"); err != nil {
		t.Skip("the aws command is not installed")
	}
	t.Parallel()
	s := newDevServer(t)
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Vars = append(env.Vars, "AWS_ENDPOINT_URL="+s.url, "AWS_REGION=us-west-2", "AWS_DEFAULT_REGION=us-west-2",
				"AWS_ACCESS_KEY_ID=dev", "AWS_SECRET_ACCESS_KEY=dev", "AWS_PAGER=", "LC_ALL=C.UTF-8",
				// Whoever runs the tests may have settings of their own.
				"AWS_CONFIG_FILE="+env.WorkDir+"/none", "AWS_SHARED_CREDENTIALS_FILE="+env.WorkDir+"/none")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"aws": runAWS, "status": checkStatus, "save": saveOutput},
	})
}

// runAWS runs the AWS CLI, so that a script's lines can be pasted into a shell. The exit status is kept in $status.
func runAWS(ts *testscript.TestScript, neg bool, args []string) {
	err := ts.Exec("aws", args...)
	status := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		status = exit.ExitCode()
	case err != nil:
		ts.Fatalf("aws: %v", err)
	}
	ts.Setenv("status", strconv.Itoa(status))
	if neg == (status == 0) {
		ts.Fatalf("aws ended with status %d", status)
	}
}

// checkStatus wants the last aws command to have ended with one of the codes.
func checkStatus(ts *testscript.TestScript, neg bool, codes []string) {
	for _, code := range codes {
		if code == ts.Getenv("status") {
			return
		}
	}
	ts.Fatalf("the status is %s, want %s", ts.Getenv("status"), strings.Join(codes, " or "))
}

// saveOutput keeps what the last command printed in a variable: in a shell, NAME=$(aws ...).
func saveOutput(ts *testscript.TestScript, neg bool, names []string) {
	if neg || len(names) != 1 {
		ts.Fatalf("usage: save NAME")
	}
	value := strings.TrimSpace(ts.ReadFile("stdout"))
	if value == "" || strings.ContainsAny(value, " \t\n") {
		ts.Fatalf("what was printed is no single value: %q", value)
	}
	ts.Setenv(names[0], value)
}
