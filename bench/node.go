package main

import (
	"context"
	"os"
	"path/filepath"
	"sync/atomic"
)

// nodeKey seals the secrets of the databases that this program makes.
const nodeKey = "cm9sbGNhbGwtYmVuY2htYXJrLW1hc3Rlci1rZXktMTI="

// startNodes starts nodes on a PostgreSQL database, all with one administrator's key. dir is for the master key.
func startNodes(ctx context.Context, binary, store, dir string, count int) (nodes []*server, err error) {
	masterKey := filepath.Join(dir, "master.key")
	if err := os.WriteFile(masterKey, []byte(nodeKey), 0o600); err != nil {
		return nil, err
	}
	key, err := newKey(ctx, binary, store, "--master-key-file", masterKey)
	for len(nodes) < count && err == nil {
		var node *server
		if node, err = serve(ctx, binary, store, key, "--master-key-file", masterKey, "--search-warm-up"); err == nil {
			nodes = append(nodes, node)
		}
	}
	return nodes, err
}

// everyOther connects to the nodes in turn. A request that is signed for one is good for all, as behind a load balancer.
func everyOther(nodes []*server) dialer {
	var turn atomic.Int64
	return func() (exchanger, error) { return nodes[int(turn.Add(1))%len(nodes)].dial() }
}
