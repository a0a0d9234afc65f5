package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// idle is how long a server rests before its memory is read.
const idle = 2 * time.Second

// measureStart measures a start on a new store, a start on an existing one, and the memory of a server that has nothing to do.
func measureStart(ctx context.Context, s settings) error {
	var fresh, again, memory []float64
	for range s.rounds {
		dir, err := os.MkdirTemp("", "rollcall-bench-")
		if err != nil {
			return err
		}
		for _, times := range []*[]float64{&fresh, &again} {
			ms, mib, err := startOnce(ctx, s.rollcall, dir)
			if err != nil {
				return err
			}
			*times, memory = append(*times, ms), append(memory, mib)
		}
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	fmt.Printf("Start to first answer: %.0f ms on a new store, %.0f ms on an existing one (aim 50 ms)\n", median(fresh), median(again))
	fmt.Printf("Resident memory when idle: %.1f MiB (aim 30 MiB)\n", median(memory))
	return nil
}

// startOnce gives the milliseconds from the process's start to its first answer, and its resident memory in MiB when idle.
func startOnce(ctx context.Context, binary, dir string) (ms, mib float64, err error) {
	begin := time.Now()
	s, err := start(ctx, binary, "serve", "--dev", "--listen", "127.0.0.1:0", "--store", "sqlite:"+filepath.Join(dir, "rollcall.db"))
	if err != nil {
		return 0, 0, err
	}
	answer, err := http.Get("http://" + s.address + "/_rollcall/health")
	if err == nil {
		err = answer.Body.Close()
		ms = float64(time.Since(begin).Microseconds()) / 1000
	}
	time.Sleep(idle)
	mib = residentMiB(s.cmd.Process.Pid)
	return ms, mib, errors.Join(err, s.cmd.Process.Signal(syscall.SIGTERM), s.cmd.Wait())
}

// residentMiB reads a process's resident memory; 0 where the system does not tell.
func residentMiB(pid int) float64 {
	kib, _ := strconv.ParseFloat(strings.TrimSuffix(fieldOf(fmt.Sprintf("/proc/%d/status", pid), "VmRSS"), " kB"), 64)
	return kib / 1024
}
