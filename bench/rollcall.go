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
	key, err := newKey(ctx, binary, storeIn(dir))
	if err != nil {
		return nil, err
	}
	return serve(ctx, binary, storeIn(dir), key, flags...)
}

// newKey makes an administrator's key.
func newKey(ctx context.Context, binary, store string, flags ...string) (sigv4.AccessKey, error) {
	args := append([]string{"key", "create", "--admin", "--name", "bench", "--store", store, "--json"}, flags...)
	out, err := exec.CommandContext(ctx, binary, args...).Output()
	if err != nil {
		return sigv4.AccessKey{}, fmt.Errorf("key create: %w", err)
	}
	var key struct{ AccessKeyId, SecretAccessKey string }
	err = json.Unmarshal(out, &key)
	return sigv4.AccessKey{ID: key.AccessKeyId, Secret: key.SecretAccessKey}, err
}

// serve runs the server on a store that knows the key.
func serve(ctx context.Context, binary, store string, key sigv4.AccessKey, flags ...string) (*server, error) {
	s, err := start(ctx, binary, append([]string{"serve", "--listen", "127.0.0.1:0", "--store", store}, flags...)...)
	if err != nil {
		return nil, err
	}
	s.key = key
	return s, nil
}
