package main

import (
	"crypto/rand"
	"io"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// blocked is a source of randomness that says when it is asked and answers when it is told to.
type blocked struct{ asked, answer chan struct{} }

func (b blocked) Read(p []byte) (int, error) {
	b.asked <- struct{}{}
	<-b.answer
	return rand.Read(p)
}

func TestFullHashQueueIsBusy(t *testing.T) {
	source := blocked{asked: make(chan struct{}), answer: make(chan struct{})}
	queue, err := credential.NewHasher(credential.Cheapest(), source, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	h := hasher{queue}
	first := make(chan error)
	go func() { _, err := h.Hash(t.Context(), "one"); first <- err }()
	<-source.asked
	if _, err := h.Hash(t.Context(), "two"); !roster.IsKind(err, roster.Busy) {
		t.Errorf("Hash in a full queue = %v, want Busy", err)
	}
	close(source.answer)
	if err := <-first; err != nil {
		t.Errorf("Hash = %v", err)
	}
}

func TestShellQuote(t *testing.T) {
	for _, word := range []string{"plain", "", "a b", "it's", `back\slash`, "$HOME", "`id`", "a\nb", "~", "*", "sqlite:/x/y.db", "é", "#", "!"} {
		out, err := exec.Command("sh", "-c", "printf %s "+shellQuote(word)).Output()
		if err != nil || string(out) != word {
			t.Errorf("the shell reads %s as %q, %v; want %q", shellQuote(word), out, err, word)
		}
	}
}

func TestDataFolder(t *testing.T) {
	environ := func(vars map[string]string) *environment {
		return &environment{stdout: io.Discard, stderr: io.Discard, getenv: func(name string) string { return vars[name] }}
	}
	home := t.TempDir()
	if got, want := dataFolder(environ(map[string]string{"HOME": home, "XDG_DATA_HOME": "/data"})), "/data/rollcall"; got != want {
		t.Errorf("with XDG_DATA_HOME: %s, want %s", got, want)
	}
	for _, relative := range []string{"", "data"} {
		got := dataFolder(environ(map[string]string{"HOME": home, "XDG_DATA_HOME": relative}))
		if within, err := filepath.Rel(home, got); err != nil || !filepath.IsLocal(within) {
			t.Errorf("with XDG_DATA_HOME=%q: %s, want it below the home", relative, got)
		}
	}
}
