// Rollcall is a self-hosted implementation of Amazon Connect's user administration. This command runs its server, looks after what only an
// operator may touch (access keys, the emergency way in for users, backups), and explains to an operator who may do what.
//
// It holds flags and wiring; everything else lies in the packages that it puts together.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// The exit codes beside 0.
const (
	exitFailure = 1
	exitUsage   = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	env := &environment{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv}
	os.Exit(exitCode(env, run(ctx, os.Args[1:], env)))
}

// environment is what the commands use of the process around them.
type environment struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
}

// commands is the command line. Each flag may also be given as ROLLCALL_ and its name.
type commands struct {
	Serve   serveCommand   `cmd:"" help:"Run the server."`
	Key     keyCommand     `cmd:"" help:"Make, list and revoke access keys. Works beside a running server, which follows at once."`
	Audit   auditCommand   `cmd:"" help:"Read the audit trail and prove that it is whole. Works beside a running server."`
	Explain explainCommand `cmd:"" help:"Say who may do or see what, and why, from the store itself. Works beside a running server."`
	User    userCommand    `cmd:"" help:"Set the password of a user, and unlock one. Works beside a running server, which follows at once."`
	Session sessionCommand `cmd:"" help:"Revoke the sessions of a user. Works beside a running server, which follows at once."`
	Backup  backupCommand  `cmd:"" help:"Write all that the store holds into one file, whichever database it lies in. Works beside a running server."`
	Restore restoreCommand `cmd:"" help:"Fill a new store from a backup, whichever database that was made of. No server may run on the store."`
	Migrate migrateCommand `cmd:"" help:"Bring the store's schema up to date, as every other command and a starting server do too."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

// run does what the arguments say. A usageError says that they cannot be understood.
func run(ctx context.Context, args []string, env *environment) error {
	helped := false
	parser, err := kong.New(new(commands),
		kong.Name("rollcall"),
		kong.Description("Amazon Connect's user administration, self-hosted."),
		kong.DefaultEnvars("ROLLCALL"),
		kong.Vars{"data": dataFolder(env)},
		kong.Writers(env.stdout, env.stderr),
		kong.Exit(func(int) { helped = true }),
		kong.UsageOnError(),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(env),
	)
	if err != nil {
		return err
	}
	command, err := parser.Parse(args)
	switch {
	case helped:
		return nil
	case err != nil:
		return usageError{err}
	}
	return command.Run()
}

// usageError is a command line that cannot be followed.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// exitCode reports an error, if there is one, and gives the code that the process ends with.
func exitCode(env *environment, err error) int {
	if err == nil {
		return 0
	}
	fmt.Fprintln(env.stderr, "rollcall:", err)
	if errors.As(err, new(usageError)) {
		fmt.Fprintln(env.stderr, "Run rollcall --help, or rollcall COMMAND --help, for what can be given.")
		return exitUsage
	}
	return exitFailure
}
