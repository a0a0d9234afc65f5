package e2e

import (
	"net"
	"sync"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/pgtest"
)

// network is the way from nodes to a database: an address on loopback behind which there is the database's socket. It can fail, and it can
// lead elsewhere, as an address does that moves to another machine.
type network struct {
	listener net.Listener

	mu      sync.Mutex
	socket  string
	dropped bool
	// flowing is closed unless the network is stalled.
	flowing chan struct{}
	conns   map[net.Conn]bool
}

func newNetwork(t *testing.T, to *pgtest.Server) *network {
	t.Helper()
	n := &network{listener: must(net.Listen("tcp", "127.0.0.1:0"))(t), conns: map[net.Conn]bool{}, flowing: make(chan struct{})}
	close(n.flowing)
	n.lead(to)
	t.Cleanup(func() {
		n.listener.Close()
		n.drop()
		n.mend() // for those who wait
	})
	go n.run()
	return n
}

// address is where the network begins.
func (n *network) address() string { return n.listener.Addr().String() }

// lead lets new connections lead to the server, and ends those that there are.
func (n *network) lead(to *pgtest.Server) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.socket = to.Socket()
	n.hangUp()
}

// drop ends all connections and lets none come about.
func (n *network) drop() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.dropped = true
	n.hangUp()
}

// hangUp ends all connections. The caller holds mu.
func (n *network) hangUp() {
	for c := range n.conns {
		c.Close()
	}
	clear(n.conns)
}

// stall lets nothing pass any more. Connections stay, and new ones come about that nobody answers.
func (n *network) stall() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.flowing = make(chan struct{})
}

// mend ends drop and stall. What was on its way passes.
func (n *network) mend() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.dropped = false
	select {
	case <-n.flowing:
	default:
		close(n.flowing)
	}
}

func (n *network) run() {
	for {
		client, err := n.listener.Accept()
		if err != nil {
			return
		}
		go n.join(client)
	}
}

// join carries a connection on to the database.
func (n *network) join(client net.Conn) {
	defer client.Close()
	n.wait()
	database := n.dial(client)
	if database == nil {
		return
	}
	defer database.Close()
	go n.carry(client, database)
	n.carry(database, client)
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.conns, client)
	delete(n.conns, database)
}

// dial connects to the database, if it and the network are there.
func (n *network) dial(client net.Conn) net.Conn {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.dropped {
		return nil
	}
	database, err := net.Dial("unix", n.socket)
	if err != nil {
		return nil
	}
	n.conns[client], n.conns[database] = true, true
	return database
}

// wait returns when the network is not stalled.
func (n *network) wait() {
	n.mu.Lock()
	flowing := n.flowing
	n.mu.Unlock()
	<-flowing
}

// carry hands on what comes from one side, until either side is gone.
func (n *network) carry(from, to net.Conn) {
	defer from.Close()
	defer to.Close()
	buffer := make([]byte, 1<<16)
	for {
		some, err := from.Read(buffer)
		n.wait()
		if some > 0 {
			if _, err := to.Write(buffer[:some]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}
