package openldap

import (
	"bufio"
	"bytes"
	"net"
	"testing"
)

// answered is a connection that has read its request and is about to read these bytes.
func answered(t *testing.T, answer []byte) *Connection {
	t.Helper()
	ours, theirs := net.Pipe()
	t.Cleanup(func() { theirs.Close() })
	go func() {
		_, _ = theirs.Read(make([]byte, 1))
		_, _ = theirs.Write(answer)
		theirs.Close()
	}()
	return &Connection{conn: ours, in: bufio.NewReader(ours)}
}

func message(operation ...[]byte) []byte {
	return element(tagSequence, append([][]byte{integer(tagInteger, messageID)}, operation...)...)
}

func done(code byte) []byte {
	return message(element(searchDone, element(tagEnumerated, []byte{code}), text(tagOctetString, ""), text(tagOctetString, string(make([]byte, 200)))))
}

func TestCount(t *testing.T) {
	entry := message(text(searchEntry, string(make([]byte, 300))))
	const noSuchObject = 32
	for _, tt := range []struct {
		name    string
		answer  []byte
		entries int
		fails   bool
	}{
		{"nothing", done(success), 0, false},
		{"two", bytes.Join([][]byte{entry, entry, done(success)}, nil), 2, false},
		{"cut at the limit", bytes.Join([][]byte{entry, done(sizeLimitExceeded)}, nil), 1, false},
		{"refused", done(noSuchObject), 0, true},
		{"without an end", entry, 1, true},
		{"another operation", message(text(0x78, "bye")), 0, true},
		{"no message", []byte("HTTP/1.1 200"), 0, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			entries, err := answered(t, tt.answer).Count([]byte{0})
			if entries != tt.entries || err != nil != tt.fails {
				t.Errorf("%d entries (%v), want %d and failure %v", entries, err, tt.entries, tt.fails)
			}
		})
	}
}

func TestLineOutsideOfASCII(t *testing.T) {
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	writeLine(w, "sn", "Öz")
	writeLine(w, "sn", "Oz")
	if err := w.Flush(); err != nil || b.String() != "sn:: w5Z6\nsn: Oz\n" {
		t.Errorf("wrote %q (%v)", &b, err)
	}
}
