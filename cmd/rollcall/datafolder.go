package main

import (
	"path/filepath"
	"runtime"
)

// dataFolder is where the user's data lies unless a flag says otherwise: below XDG_DATA_HOME where that is set, else where the platform
// keeps such things. Without a home it is the current folder.
func dataFolder(env *environment) string {
	// A relative XDG_DATA_HOME does not count, as its specification says.
	if folder := env.getenv("XDG_DATA_HOME"); filepath.IsAbs(folder) {
		return filepath.Join(folder, "rollcall")
	}
	home := env.getenv("HOME")
	switch {
	case runtime.GOOS == "windows":
		return filepath.Join(env.getenv("LOCALAPPDATA"), "Rollcall")
	case home == "":
		return "rollcall"
	case runtime.GOOS == "darwin":
		return filepath.Join(home, "Library", "Application Support", "Rollcall")
	}
	return filepath.Join(home, ".local", "share", "rollcall")
}
