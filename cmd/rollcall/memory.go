package main

import (
	"fmt"
	"log/slog"
	"math"
	"runtime/debug"

	"github.com/KimMachineGun/automemlimit/memlimit"
	"github.com/dustin/go-humanize"
)

// byteSize is a number of bytes on the command line, such as 512MiB.
type byteSize uint64

// UnmarshalText reads a number with or without a unit.
func (s *byteSize) UnmarshalText(text []byte) error {
	n, err := humanize.ParseBytes(string(text))
	if err != nil || n > math.MaxInt64 {
		return fmt.Errorf("%q is not a size, such as 512MiB", text)
	}
	*s = byteSize(n)
	return nil
}

// unknownMemory is what a machine is taken to have that does not say.
const unknownMemory = 4 << 30

// machineMemory is how many bytes of memory the program can have: what its container allows, or what there is.
func machineMemory(log *slog.Logger) uint64 {
	memory, err := memlimit.ApplyFallback(memlimit.FromCgroup, memlimit.FromSystem)()
	if err != nil {
		log.Warn("the size of the memory is unknown", "assumed", humanize.IBytes(unknownMemory), "error", err)
		return unknownMemory
	}
	return memory
}

// collectRarely lets garbage grow to four times of what lives, as long as that leaves a quarter of the memory free. The server holds few
// megabytes, and each request leaves some kilobytes: by the default it would collect dozens of times a second under load. Who sets GOGC or
// GOMEMLIMIT knows better.
func collectRarely(env *environment, memory uint64) {
	if env.getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	if env.getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(int64(min(memory/4*3, math.MaxInt64)))
	}
}

// searchMemory is how much memory the search indexes may take.
func (c *serveCommand) searchMemory(memory uint64) int {
	if c.SearchMemory != nil {
		return int(*c.SearchMemory)
	}
	return int(memory / 4)
}
