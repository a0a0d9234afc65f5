package e2e

import (
	"regexp"
	"strings"
	"testing"
)

// help is what the program says of a command.
func help(t *testing.T, command ...string) string {
	t.Helper()
	return string(rollcall(t, append(command, "--help")...))
}

var setting = regexp.MustCompile(`\$(ROLLCALL_[A-Z_]+)`)

// knowSettings expects that the server knows every variable of an environment, or list of names, that is meant for it.
func knowSettings(t *testing.T, where string, environment []string) {
	t.Helper()
	known := map[string]bool{"ROLLCALL_MASTER_KEY": true} // it has no flag
	for _, found := range setting.FindAllStringSubmatch(help(t, "serve"), -1) {
		known[found[1]] = true
	}
	for _, variable := range environment {
		name, _, _ := strings.Cut(variable, "=")
		if strings.HasPrefix(name, "ROLLCALL_") && !known[name] {
			t.Errorf("%s sets %s, which the server does not know", where, name)
		}
	}
}
