package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/aws/smithy-go"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/rollcall-dev/rollcall/internal/pgtest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"rollcall": main, "list-instances": listInstances, "create-instance": createInstance, "staff": staff,
		"create-user": createUser, "sign-in": signIn})
}

// TestScripts runs the whole program. Each script has a home of its own.
func TestScripts(t *testing.T) { runScripts(t, "testdata/script", nil) }

// TestPostgresScripts runs the program on PostgreSQL. Each script has a database of its own.
func TestPostgresScripts(t *testing.T) {
	runScripts(t, "testdata/postgres", func(env *testscript.Env) { env.Setenv("ROLLCALL_STORE", pgtest.New(t)) })
}

func runScripts(t *testing.T, dir string, setup func(*testscript.Env)) {
	testscript.Run(t, testscript.Params{
		Dir:                 dir,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_DATA_HOME", env.WorkDir+"/data")
			env.Setenv("TMPDIR", env.WorkDir+"/.tmp")
			env.Setenv("AWS_REGION", "us-west-2")
			env.Setenv("AWS_EC2_METADATA_DISABLED", "true")
			if setup != nil {
				setup(env)
			}
			return os.MkdirAll(env.WorkDir+"/.tmp", 0o700)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"ready": ready, "terminate": terminate, "mode": mode},
	})
}

var listening = regexp.MustCompile(`listens on (http://\S+)\n`)

// ready waits until a server that writes to the file says where it listens, and sets AWS_ENDPOINT_URL to that.
func ready(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: ready FILE")
	}
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		content, err := os.ReadFile(ts.MkAbs(args[0]))
		if err != nil {
			continue
		}
		if found := listening.FindSubmatch(content); found != nil {
			ts.Setenv("AWS_ENDPOINT_URL", string(found[1]))
			return
		}
	}
	ts.Fatalf("the server did not start")
}

// terminate asks every program in the background to end, as a service manager does.
func terminate(ts *testscript.TestScript, _ bool, _ []string) {
	for _, cmd := range ts.BackgroundCmds() {
		ts.Check(cmd.Process.Signal(syscall.SIGTERM))
	}
}

// mode checks the permission bits of files.
func mode(ts *testscript.TestScript, neg bool, args []string) {
	for _, file := range args[1:] {
		info, err := os.Stat(ts.MkAbs(file))
		ts.Check(err)
		if got := fmt.Sprintf("%04o", info.Mode().Perm()); (got == args[0]) == neg {
			ts.Fatalf("%s has mode %s", file, got)
		}
	}
}

// listInstances is a program that calls the server as the environment says, and prints how many instances there are or what went wrong.
func listInstances() {
	out, err := client().ListInstances(context.Background(), &connect.ListInstancesInput{})
	exitOn(err)
	fmt.Println(len(out.InstanceSummaryList), "instances")
}

// createInstance is a program that makes an instance with the alias that it is given, or prints what went wrong.
func createInstance() {
	yes := true
	_, err := client().CreateInstance(context.Background(), &connect.CreateInstanceInput{
		IdentityManagementType: types.DirectoryTypeSaml, InstanceAlias: &os.Args[1], InboundCallsEnabled: &yes, OutboundCallsEnabled: &yes,
	})
	exitOn(err)
}

// staff is a program that makes an instance with two users, ada who has the security profile Admin and bob who has Agent, and prints the ARNs
// as lines that a shell can run.
func staff() {
	ctx, api := context.Background(), client()
	yes, alias := true, "staff"
	in, err := api.CreateInstance(ctx, &connect.CreateInstanceInput{
		IdentityManagementType: types.DirectoryTypeSaml, InstanceAlias: &alias, InboundCallsEnabled: &yes, OutboundCallsEnabled: &yes,
	})
	exitOn(err)
	fmt.Printf("INSTANCE=%s\n", *in.Arn)
	routing, err := api.ListRoutingProfiles(ctx, &connect.ListRoutingProfilesInput{InstanceId: in.Id})
	exitOn(err)
	profiles, err := api.ListSecurityProfiles(ctx, &connect.ListSecurityProfilesInput{InstanceId: in.Id})
	exitOn(err)
	for name, profile := range map[string]string{"ada": "Admin", "bob": "Agent"} {
		i := slices.IndexFunc(profiles.SecurityProfileSummaryList, func(p types.SecurityProfileSummary) bool { return *p.Name == profile })
		out, err := api.CreateUser(ctx, &connect.CreateUserInput{
			InstanceId: in.Id, Username: &name, RoutingProfileId: routing.RoutingProfileSummaryList[0].Id,
			SecurityProfileIds: []string{*profiles.SecurityProfileSummaryList[i].Id}, PhoneConfig: &types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone},
			IdentityInfo: &types.UserIdentityInfo{FirstName: &name, LastName: &name},
		})
		exitOn(err)
		fmt.Printf("%s=%s\n", name, *out.UserArn)
	}
}

// createUser is a program that makes a CONNECT_MANAGED instance and a user ada in it, with a password, and prints the instance's id.
func createUser() {
	ctx, yes, client := context.Background(), true, client()
	instance, err := client.CreateInstance(ctx, &connect.CreateInstanceInput{
		IdentityManagementType: types.DirectoryTypeConnectManaged, InstanceAlias: &os.Args[1], InboundCallsEnabled: &yes, OutboundCallsEnabled: &yes,
	})
	exitOn(err)
	routing, err := client.ListRoutingProfiles(ctx, &connect.ListRoutingProfilesInput{InstanceId: instance.Id})
	exitOn(err)
	security, err := client.ListSecurityProfiles(ctx, &connect.ListSecurityProfilesInput{InstanceId: instance.Id})
	exitOn(err)
	_, err = client.CreateUser(ctx, &connect.CreateUserInput{
		InstanceId: instance.Id, Username: aws.String("ada"), Password: &os.Args[2], RoutingProfileId: routing.RoutingProfileSummaryList[0].Id,
		SecurityProfileIds: []string{*security.SecurityProfileSummaryList[0].Id}, PhoneConfig: &types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone},
		IdentityInfo: &types.UserIdentityInfo{FirstName: aws.String("Ada"), LastName: aws.String("Lovelace")},
	})
	exitOn(err)
	fmt.Println(*instance.Id)
}

// signIn is a program that signs ada in, and prints the credentials as a line for a shell, or how the server refused.
func signIn() {
	body := fmt.Sprintf(`{"InstanceId": %q, "Username": "ada", "Password": %q}`, os.Args[1], os.Args[2])
	answer, err := http.Post(os.Getenv("AWS_ENDPOINT_URL")+"/_rollcall/sessions", "application/json", strings.NewReader(body))
	exitOn(err)
	defer answer.Body.Close()
	var session struct{ AccessKeyId, SecretAccessKey, SessionToken string }
	exitOn(json.NewDecoder(answer.Body).Decode(&session))
	if answer.StatusCode != http.StatusOK {
		exitOn(errors.New(answer.Header.Get("X-Amzn-ErrorType")))
	}
	fmt.Printf("export AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY='%s' AWS_SESSION_TOKEN='%s'\n", session.AccessKeyId, session.SecretAccessKey, session.SessionToken)
}

// client calls the server as the environment says.
func client() *connect.Client {
	cfg, err := config.LoadDefaultConfig(context.Background(), config.WithRetryMaxAttempts(1))
	exitOn(err)
	return connect.NewFromConfig(cfg)
}

// exitOn ends a program that failed, after it printed why: the code where the server refused.
func exitOn(err error) {
	var refused smithy.APIError
	switch {
	case err == nil:
		return
	case errors.As(err, &refused):
		fmt.Println(refused.ErrorCode())
	default:
		fmt.Println(err)
	}
	os.Exit(1)
}
