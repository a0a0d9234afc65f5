//go:build linux

package e2e

import (
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// balancer is HAProxy, with the configuration that is delivered, in front of two nodes. As a server it is what clients see.
type balancer struct {
	server
	nodes nodes
	// flags are those of the nodes.
	flags []string
	// addresses are where the nodes listen. Each has an IP address of its own, so that its port is still free when it starts again.
	addresses [2]string
}

// newBalancer starts two nodes, each on its store, and HAProxy.
func newBalancer(t *testing.T, stores [2]string, flags ...string) *balancer {
	t.Helper()
	b := &balancer{flags: flags, addresses: [2]string{"127.0.0.2:0", "127.0.0.3:0"}}
	b.key = newKey(t, stores[0], "--admin", "--name", "e2e", "--account", account)
	for i := range b.nodes {
		b.nodes[i] = &server{store: stores[i], key: b.key}
		b.startNode(t, i)
	}
	b.balance(t)
	return b
}

// startNode starts a node where it was before.
func (b *balancer) startNode(t *testing.T, i int) {
	t.Helper()
	b.nodes[i].start(t, append([]string{"--listen", b.addresses[i]}, b.flags...)...)
	b.addresses[i] = strings.TrimPrefix(b.nodes[i].url, "http://")
}

// balance starts HAProxy, and waits until it lets requests through.
func (b *balancer) balance(t *testing.T) {
	t.Helper()
	front := freeAddress(t)
	b.url = "http://" + front
	b.cmd = exec.Command(needTool(t, "haproxy"), "-f", "../deploy/haproxy.cfg")
	b.cmd.Env = []string{"ROLLCALL_FRONT=" + front, "ROLLCALL_NODE1=" + b.addresses[0], "ROLLCALL_NODE2=" + b.addresses[1]}
	b.cmd.Stdout, b.cmd.Stderr = &b.log, &b.log
	ok(t, b.cmd.Start())
	t.Cleanup(func() {
		_ = b.cmd.Process.Signal(syscall.SIGTERM)
		_ = b.cmd.Wait() // ended by the signal
		if t.Failed() {
			t.Logf("HAProxy's log:\n%s", b.log.String())
		}
	})
	await(t, "HAProxy answers", func() bool {
		answer, err := http.Get(b.url + "/_rollcall/live")
		if err == nil {
			answer.Body.Close()
		}
		return err == nil && answer.StatusCode == http.StatusOK
	})
}

// freeAddress is one that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l := must(net.Listen("tcp", "127.0.0.4:0"))(t)
	defer l.Close()
	return l.Addr().String()
}

// awaitNode waits until HAProxy has seen that a node is UP or DOWN.
func (b *balancer) awaitNode(t *testing.T, i int, state string) {
	t.Helper()
	await(t, fmt.Sprintf("node %d is %s", i+1, state), func() bool {
		said := b.log.String()
		said = said[max(0, strings.LastIndex(said, "Server nodes/node")):]
		return strings.HasPrefix(said, fmt.Sprintf("Server nodes/node%d is %s", i+1, state))
	})
}
