package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
)

// version is set by the release build: -ldflags "-X main.version=v1.2.3".
var version string

type versionCommand struct {
	jsonFlag
}

// Run prints the version and what the program was built with.
func (c *versionCommand) Run(env *environment) error {
	v := buildVersion()
	if c.JSON {
		return printJSON(env.stdout, map[string]string{"version": v, "go": runtime.Version(), "platform": runtime.GOOS + "/" + runtime.GOARCH})
	}
	_, err := fmt.Fprintf(env.stdout, "rollcall %s (%s, %s/%s)\n", v, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// buildVersion is the release's version, else what the Go tool knows of the source.
func buildVersion() string {
	known := ""
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "(devel)" {
		known = info.Main.Version
	}
	return cmp.Or(version, known, "devel")
}
