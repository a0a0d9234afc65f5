package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/rollcall-dev/rollcall/internal/sigv4"
)

// startRollcall runs the server on a store of its own.
func startRollcall(ctx context.Context, binary string) (*server, error) {
	dir, err := os.MkdirTemp("", "rollcall-bench-")
	if err != nil {
		return nil, err
	}
	s, err := startRollcallOn(ctx, binary, dir)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	s.dir = dir
	return s, nil
}

// storeIn is the store that lies in a folder.
func storeIn(dir string) string { return "sqlite:" + filepath.Join(dir, "rollcall.db") }

// startRollcallOn runs the server on the store in a folder, with a new administrator's key and with more flags.
func startRollcallOn(ctx context.Context, binary, dir string, flags ...string) (*server, error) {
	store := storeIn(dir)
	out, err := exec.CommandContext(ctx, binary, "key", "create", "--admin", "--name", "bench", "--store", store, "--json").Output()
	if err != nil {
		return nil, fmt.Errorf("key create: %w", err)
	}
	var key struct{ AccessKeyId, SecretAccessKey string }
	if err := json.Unmarshal(out, &key); err != nil {
		return nil, err
	}
	s, err := start(ctx, binary, append([]string{"serve", "--listen", "127.0.0.1:0", "--store", store}, flags...)...)
	if err != nil {
		return nil, err
	}
	s.key = sigv4.AccessKey{ID: key.AccessKeyId, Secret: key.SecretAccessKey}
	return s, nil
}
