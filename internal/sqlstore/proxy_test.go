package sqlstore

import (
	"net"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/pgproto3"
)

// fault is what a proxy does to a connection when it sees a statement.
type fault int

const (
	// cutBefore ends the connection before the database hears of the statement.
	cutBefore fault = iota + 1
	// cutAfter ends it when the database has done the statement, before the client hears of that.
	cutAfter
	// cutMeanwhile ends it for the client as soon as the statement is on its way to the database.
	cutMeanwhile
	// stall leaves this connection, all others that there are and those that come later open, with nothing passing in either direction.
	stall
)

// proxy stands between a store and its database, and breaks their connections when it is told to.
type proxy struct {
	listener net.Listener
	socket   string

	mu    sync.Mutex
	rules []*rule
	// gone says that the database cannot be reached; goneNext, that this is so from the next fault on.
	gone, goneNext bool
	// stalls counts the stalls; stalling says that the last one goes on.
	stalls   int
	stalling bool
	met      int
}

// rule says which statements meet a fault: those that begin or end with the text, as often as left says.
type rule struct {
	text string
	what fault
	left int
}

// newProxy starts a proxy to the database of the URL, and gives the URL that leads through it.
func newProxy(t *testing.T, database string) (*proxy, string) {
	t.Helper()
	u, err := url.Parse(database)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{listener: listener, socket: u.Query().Get("host") + "/.s.PGSQL.5432"}
	t.Cleanup(func() { listener.Close() })
	go p.run()
	query := url.Values{"sslmode": {"disable"}, "user": {u.Query().Get("user")}}
	u.Host, u.RawQuery = listener.Addr().String(), query.Encode()
	return p, u.String()
}

// breakOn makes the statements that begin or end with the text meet the fault, as often as told, beside what was told before.
func (p *proxy) breakOn(text string, what fault, times int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rules, p.met = append(p.rules, &rule{text, what, times}), 0
}

// mend forgets all that was told. Connections that stalled stay so, as where something on the way has forgotten them.
func (p *proxy) mend() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rules, p.gone, p.goneNext, p.stalling = nil, false, false, false
}

func (p *proxy) stall() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stalls, p.stalling = p.stalls+1, true
}

// passing is how many stalls a new connection comes after; -1 when it comes during one.
func (p *proxy) passing() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stalling {
		return -1
	}
	return p.stalls
}

func (p *proxy) setGone(now, next bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.gone, p.goneNext = now, next
}

// faults is how many statements met a fault.
func (p *proxy) faults() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.met
}

// meet gives the fault that a statement meets, 0 for none.
func (p *proxy) meet(statement string) fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, r := range p.rules {
		if r.left > 0 && (strings.HasPrefix(statement, r.text) || strings.HasSuffix(statement, r.text)) {
			r.left--
			p.met++
			p.gone = p.gone || p.goneNext
			return r.what
		}
	}
	return 0
}

func (p *proxy) run() {
	for {
		client, err := p.listener.Accept()
		if err != nil {
			return
		}
		go p.serve(client)
	}
}

func (p *proxy) serve(client net.Conn) {
	defer client.Close()
	p.mu.Lock()
	gone := p.gone
	p.mu.Unlock()
	if gone {
		return
	}
	database, err := net.Dial("unix", p.socket)
	if err != nil {
		return
	}
	defer database.Close()
	link := &link{proxy: p, client: client, database: database, texts: map[string]string{}, since: p.passing()}
	go link.back()
	link.forth()
}

// link is one connection through a proxy.
type link struct {
	*proxy
	client, database net.Conn
	texts            map[string]string // the prepared statements by name
	muted            bool              // what the database says does not reach the client any more
	muting           sync.Mutex
	since            int // see passing
}

// stalled says that nothing passes any more.
func (l *link) stalled() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.since != l.stalls
}

// forth hands on what the client sends, until a statement meets a fault.
func (l *link) forth() {
	backend := pgproto3.NewBackend(l.client, l.client)
	message, err := backend.ReceiveStartupMessage()
	for err == nil {
		bytes, unwritten := message.Encode(nil)
		if unwritten != nil || !l.pass(message, bytes) {
			return
		}
		message, err = backend.Receive()
	}
}

// pass hands on a message; false when the connection is over.
func (l *link) pass(message pgproto3.FrontendMessage, bytes []byte) bool {
	var what fault
	switch m := message.(type) {
	case *pgproto3.Parse:
		l.texts[m.Name] = m.Query
	case *pgproto3.Bind:
		what = l.meet(l.texts[m.PreparedStatement])
	}
	switch what {
	case cutBefore:
		return false
	case stall:
		l.stall()
	case cutAfter:
		l.mute()
	case cutMeanwhile:
		l.mute()
		defer l.client.Close()
	}
	if l.stalled() {
		return true
	}
	_, err := l.database.Write(bytes)
	return err == nil
}

func (l *link) mute() {
	l.muting.Lock()
	defer l.muting.Unlock()
	l.muted = true
}

// back hands on what the database answers; the first answer after a fault ends the connection.
func (l *link) back() {
	defer l.client.Close()
	buffer := make([]byte, 1<<16)
	for {
		n, err := l.database.Read(buffer)
		l.muting.Lock()
		muted := l.muted
		l.muting.Unlock()
		if err != nil || muted {
			return
		}
		if l.stalled() {
			continue
		}
		if _, err := l.client.Write(buffer[:n]); err != nil {
			return
		}
	}
}
