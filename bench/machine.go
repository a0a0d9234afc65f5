package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
)

// describeMachine names what the figures were measured on.
func describeMachine(w io.Writer) {
	fmt.Fprintf(w, "Machine: %s, %d CPUs, %s memory, %s/%s, %s\n\n", fieldOf("/proc/cpuinfo", "model name"), runtime.NumCPU(),
		fieldOf("/proc/meminfo", "MemTotal"), runtime.GOOS, runtime.GOARCH, runtime.Version())
}

// fieldOf reads a "name : value" line of a file of the proc file system; "unknown" where there is none.
func fieldOf(file, name string) string {
	b, err := os.ReadFile(file)
	if err != nil {
		return "unknown"
	}
	for line := range strings.Lines(string(b)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return "unknown"
}

// median of some measurements.
func median(v []float64) float64 {
	s := slices.Sorted(slices.Values(v))
	return s[len(s)/2]
}
