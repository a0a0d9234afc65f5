package e2e

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

// TestCompose reads compose.yaml as Docker's own program does, which checks its form and names, and holds it against what it refers to.
func TestCompose(t *testing.T) {
	t.Parallel()
	project := composed(t)
	same(t, "the services", project.ServiceNames(), []string{"haproxy", "node1", "node2", "postgres"})
	for name, service := range project.Services {
		t.Run(name, func(t *testing.T) { isService(t, service) })
	}
	for _, name := range []string{"node1", "node2"} {
		t.Run(name+" serves", func(t *testing.T) { isNode(t, project.Services[name]) })
	}
}

// composed is compose.yaml, changed by other files.
func composed(t *testing.T, files ...string) *types.Project {
	t.Helper()
	options := must(cli.NewProjectOptions(append([]string{"../deploy/compose.yaml"}, files...)))(t)
	return must(options.LoadProject(t.Context()))(t)
}

// isService expects what goes for every service.
func isService(t *testing.T, s types.ServiceConfig) {
	same(t, "whether it starts again", s.Restart, "unless-stopped")
	same(t, "whether it is published", len(s.Ports) > 0, s.Name == "haproxy")
	for _, v := range s.Volumes {
		if v.Type == types.VolumeTypeBind {
			must(os.Stat(v.Source))(t)
		}
	}
}

// isNode holds a node against what it needs, and starts a server with its environment.
func isNode(t *testing.T, node types.ServiceConfig) {
	must(os.Stat(filepath.Join(node.Build.Context, node.Build.Dockerfile)))(t)
	environment := map[string]string{}
	for name, value := range node.Environment {
		environment[name] = *value
	}
	knowSettings(t, node.Name, slices.Collect(maps.Keys(environment)))
	for _, name := range []string{"ROLLCALL_MASTER_KEY_FILE", "PGPASSFILE"} {
		if secret, is := strings.CutPrefix(environment[name], "/run/secrets/"); !is || !hasSecret(node, secret) {
			t.Errorf("%s is %s, which is not among its secrets", name, environment[name])
		}
	}
	if stops := must(time.ParseDuration(environment["ROLLCALL_STOP_DELAY"]))(t) + 10*time.Second; time.Duration(*node.StopGracePeriod) <= stops {
		t.Errorf("it gets %s to stop, and may need more than %s", node.StopGracePeriod, stops)
	}
	if !strings.Contains(string(must(os.ReadFile("../deploy/haproxy.cfg"))(t)), "-"+node.Name+":2255") {
		t.Errorf("HAProxy looks for no %s", node.Name)
	}
	servesIn(t, environment)
}

// servesIn starts a server in the environment of a node, but for what only exists beside it.
func servesIn(t *testing.T, environment map[string]string) {
	s := &server{store: newDatabase(t)}
	cmd := command("serve", "--store", s.store, "--listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0", "--stop-delay", "0s")
	for name, value := range environment {
		if name != "ROLLCALL_MASTER_KEY_FILE" { // command gives the key itself
			cmd.Env = append(cmd.Env, name+"="+value)
		}
	}
	s.run(t, cmd)
	s.awaitGreeting(t)
}

func hasSecret(s types.ServiceConfig, name string) bool {
	return slices.ContainsFunc(s.Secrets, func(c types.ServiceSecretConfig) bool {
		return c.Source == name && (c.Target == "" || c.Target == "/run/secrets/"+name)
	})
}
