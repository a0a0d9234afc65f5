package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	compose "github.com/compose-spec/compose-go/v2/types"
)

const guideFile = "../docs/operations-guide.md"

// TestGuide holds the operations guide against the program and the files that it speaks of.
func TestGuide(t *testing.T) {
	t.Parallel()
	guide := string(must(os.ReadFile(guideFile))(t))
	t.Run("commands", func(t *testing.T) { knowsCommands(t, guide) })
	t.Run("flags of the server", func(t *testing.T) { knowsFlags(t, guide) })
	t.Run("variables", func(t *testing.T) { knowsVariables(t, guide) })
	t.Run("metrics", func(t *testing.T) { knowsMetrics(t, guide) })
	t.Run("changes to compose.yaml", func(t *testing.T) { changesCompose(t, guide) })
	t.Run("links", func(t *testing.T) { leadsSomewhere(t, guide) })
}

var (
	commandLine = regexp.MustCompile("(?m)(?:^|[ /`])rollcall ((?:serve|key|audit|user|session|explain|backup|restore|migrate)\\b[^\n`]*)")
	word        = regexp.MustCompile(`^[a-z-]+$`)
	anyFlag     = regexp.MustCompile(`(?:^|[\s=])(--[a-z][a-z-]*)`)
)

// knowsCommands expects that every command line of the program is one that it has, with flags that it has.
func knowsCommands(t *testing.T, guide string) {
	found := commandLine.FindAllStringSubmatch(guide, -1)
	if len(found) < 10 {
		t.Errorf("found %d command lines only", len(found))
	}
	for _, line := range found {
		words := strings.Fields(line[1])
		names := words[:1]
		if len(words) > 1 && (words[0] == "key" || words[0] == "audit") && word.MatchString(words[1]) {
			names = words[:2]
		}
		said := help(t, names...)
		for _, flag := range anyFlag.FindAllStringSubmatch(line[1], -1) {
			if !strings.Contains(said, "  "+flag[1]) && flag[1] != "--help" {
				t.Errorf("rollcall %s: there is no %s", line[1], flag[1])
			}
		}
	}
}

var spanFlag = regexp.MustCompile("`(--[a-z][a-z-]*)")

// knowsFlags expects that flags which are spoken of are the server's, or those of backup and restore.
func knowsFlags(t *testing.T, guide string) {
	said := help(t, "serve") + help(t, "backup") + help(t, "restore")
	for _, flag := range spanFlag.FindAllStringSubmatch(guide, -1) {
		if !strings.Contains(said, "  "+flag[1]) {
			t.Errorf("there is no %s", flag[1])
		}
	}
}

// knowsVariables expects that variables are the server's, or in a file of deploy.
func knowsVariables(t *testing.T, guide string) {
	files := string(must(os.ReadFile("../deploy/compose.yaml"))(t)) + string(must(os.ReadFile("../deploy/haproxy.cfg"))(t))
	var servers []string
	for _, name := range regexp.MustCompile(`ROLLCALL_[A-Z0-9_]+`).FindAllString(guide, -1) {
		if !strings.Contains(files, "{"+name) {
			servers = append(servers, name)
		}
	}
	knowSettings(t, "the guide", servers)
}

// knowsMetrics expects that a server that has searched tells every metric that is spoken of.
func knowsMetrics(t *testing.T, guide string) {
	s := newServer(t)
	c := newCentre(t, s.client(), types.DirectoryTypeSaml, "measured")
	c.find(t, leaf(named("a", exact)), nil)
	told := string(send(t, s.request(t, "GET", "/metrics", nil)).body)
	for _, name := range regexp.MustCompile("`(rollcall_[a-z_]+)`").FindAllStringSubmatch(guide, -1) {
		if !strings.Contains(told, "# HELP "+name[1]+" ") {
			t.Errorf("there is no metric %s", name[1])
		}
	}
}

// changesCompose lets Compose's loader read what the guide puts beside compose.yaml.
func changesCompose(t *testing.T, guide string) {
	_, block, _ := strings.Cut(guide, "```yaml\n")
	block, _, _ = strings.Cut(block, "```")
	file := filepath.Join(t.TempDir(), "compose.override.yaml")
	ok(t, os.WriteFile(file, []byte(block), 0o600))
	balancer := composed(t, file).Services["haproxy"]
	same(t, "what is published", pluck(balancer.Ports, func(p compose.ServicePortConfig) string { return p.Published }), []string{"443"})
}

var (
	link    = regexp.MustCompile(`\]\(([^)]+)\)`)
	heading = regexp.MustCompile(`(?m)^## (.+)$`)
)

// leadsSomewhere expects that links lead to files, and to headings in them.
func leadsSomewhere(t *testing.T, guide string) {
	for _, found := range link.FindAllStringSubmatch(guide, -1) {
		file, anchor, _ := strings.Cut(found[1], "#")
		if file = filepath.Join(filepath.Dir(guideFile), file); strings.HasPrefix(found[1], "#") {
			file = guideFile
		}
		must(os.Stat(file))(t)
		if anchor != "" {
			same(t, "whether there is a heading "+found[1], headings(t, file)[anchor], true)
		}
	}
}

// headings are what links can name in a document.
func headings(t *testing.T, file string) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	for _, found := range heading.FindAllStringSubmatch(string(must(os.ReadFile(file))(t)), -1) {
		all[strings.ReplaceAll(strings.ToLower(found[1]), " ", "-")] = true
	}
	return all
}
