//go:build linux

package e2e

import (
	"context"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/pgtest"
)

func TestHAProxy(t *testing.T) {
	t.Parallel()
	needTool(t, "haproxy")
	store := newDatabase(t)
	b := newBalancer(t, [2]string{store, store}, "--stop-delay", "3s", "--trusted-proxy", "127.0.0.1/32")
	t.Run("requests arrive as they were signed", func(t *testing.T) { speaks(t, &b.server) })
	t.Run("no signature is logged", func(t *testing.T) {
		if strings.Contains(b.log.String(), "X-Amz-") {
			t.Error("HAProxy logs the signatures of presigned URLs")
		}
	})
	t.Run("a long URL arrives", b.passesLongURL)
	t.Run("the nodes know the client's address", b.tellsAddress)
	c := newCentre(t, b.client(), types.DirectoryTypeSaml, "balanced")
	// The nodes that these start have to live on for the next.
	b.stopsEach(t, c)
	b.losesNode(t, c)
	b.losesAll(t)
}

func (b *balancer) passesLongURL(t *testing.T) {
	a := b.call(t, "GET", "/instance?nextToken="+strings.Repeat("x", 15<<10), "")
	a.is(t, 400, "InvalidRequestException")
}

// tellsAddress asks from an address that only this test has.
func (b *balancer) tellsAddress(t *testing.T) {
	from := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 9)}}
	transport := &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		return from.DialContext(ctx, network, address)
	}}
	defer transport.CloseIdleConnections()
	r := b.signed(t, b.request(t, "GET", "/instance", nil), nil)
	// What the client says of itself does not count.
	r.Header.Set("X-Forwarded-For", "192.0.2.1")
	answer := must(transport.RoundTrip(r))(t)
	answer.Body.Close()
	same(t, "the status", answer.StatusCode, 200)
	await(t, "a node's log has the client's address", func() bool {
		return strings.Contains(b.nodes[0].log.String()+b.nodes[1].log.String(), "remote=127.0.0.9")
	})
}

// stopsEach stops and starts one node after the other. No client notices.
func (b *balancer) stopsEach(t *testing.T, c *centre) {
	t.Helper()
	w := c.clientele(t, "stopped")
	for i, node := range b.nodes {
		node.stop(t)
		b.awaitNode(t, i, "DOWN")
		b.startNode(t, i)
		b.awaitNode(t, i, "UP")
	}
	hired, errs := w.end()
	for _, err := range errs {
		t.Errorf("a client met: %v", err)
	}
	c.checkHired(t, hired)
}

// losesNode kills a node. Clients meet nothing but what their SDK repeats by itself.
func (b *balancer) losesNode(t *testing.T, c *centre) {
	t.Helper()
	w := c.clientele(t, "killed")
	b.nodes[0].kill(t)
	b.awaitNode(t, 0, "DOWN")
	b.startNode(t, 0)
	b.awaitNode(t, 0, "UP")
	hired, errs := w.end()
	for _, err := range errs {
		if !repeatable(err) {
			t.Errorf("a client met: %v", err)
		}
	}
	t.Logf("%d requests were lost with the node", len(errs))
	c.checkHired(t, hired)
}

// losesAll kills both nodes. HAProxy itself answers as a node would whose database is away.
func (b *balancer) losesAll(t *testing.T) {
	t.Helper()
	for i, node := range b.nodes {
		node.kill(t)
		b.awaitNode(t, i, "DOWN")
	}
	a := b.call(t, "GET", "/instance", "")
	a.header.Set("X-Amzn-Requestid", nobody) // HAProxy gives none
	a.is(t, 503, "ServiceUnavailableException")
	same(t, "when to come back", a.header.Get("Retry-After"), "1")
}

// TestHAProxyLeavesOutWhoIsNotReady gives one node a database that is away.
func TestHAProxyLeavesOutWhoIsNotReady(t *testing.T) {
	t.Parallel()
	needTool(t, "haproxy")
	database := pgtest.StartServer(t)
	b := newBalancer(t, [2]string{newDatabase(t), database.URL()})
	database.Stop(t)
	b.awaitNode(t, 1, "DOWN")
	for range 20 {
		send(t, b.request(t, "GET", "/_rollcall/health", nil)).isOK(t)
		b.call(t, "GET", "/instance", "").isOK(t)
	}
	if log := b.nodes[1].log.String(); strings.Contains(log, "operation=ListInstances") {
		t.Error("a node that is not ready got requests")
	}
	database.Start(t)
	b.awaitNode(t, 1, "UP")
}
