package openldap

import (
	"bufio"
	"fmt"
	"net"
)

// Connection is one connection to slapd that sends prepared searches. It is not bound, which LDAP allows.
type Connection struct {
	conn net.Conn
	in   *bufio.Reader
}

// Dial connects to slapd.
func Dial(address string) (*Connection, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	return &Connection{conn: conn, in: bufio.NewReaderSize(conn, 64<<10)}, nil
}

// Close ends the connection.
func (c *Connection) Close() error { return c.conn.Close() }

// Exchange sends a prepared search and reads its answer to the end.
func (c *Connection) Exchange(request []byte) error {
	_, err := c.Count(request)
	return err
}

// Count sends a prepared search and counts the entries of its answer.
func (c *Connection) Count(request []byte) (entries int, err error) {
	if _, err := c.conn.Write(request); err != nil {
		return 0, err
	}
	for {
		done, err := c.readMessage()
		if done || err != nil {
			return entries, err
		}
		entries++
	}
}

// The operations of an answer.
const (
	searchEntry = 0x64
	searchDone  = 0x65
)

// headSize is how much of a message tells its operation: a tag, a length and an id of one byte, and the operation's tag.
const headSize = 4

// readMessage reads a message; done says that it was the last one of the answer.
func (c *Connection) readMessage() (done bool, err error) {
	size, err := c.readHeader(tagSequence)
	if err != nil {
		return false, err
	}
	head, err := c.in.Peek(headSize)
	if err != nil {
		return false, err
	}
	switch operation := head[headSize-1]; operation {
	case searchEntry:
		_, err = c.in.Discard(size)
		return false, err
	case searchDone:
		return true, c.readDone(size)
	default:
		return false, fmt.Errorf("slapd answered with operation %#x", operation)
	}
}

// readHeader reads an element's tag and length.
func (c *Connection) readHeader(tag byte) (size int, err error) {
	got, err := c.in.ReadByte()
	if err != nil {
		return 0, err
	}
	if got != tag {
		return 0, fmt.Errorf("slapd sent an element %#x in place of %#x", got, tag)
	}
	first, err := c.in.ReadByte()
	if first < 0x80 || err != nil {
		return int(first), err
	}
	for range first & 0x7f {
		digit, err := c.in.ReadByte()
		if err != nil {
			return 0, err
		}
		size = size<<8 | int(digit)
	}
	return size, nil
}

// The results of a search that found something, or as much as it was allowed to.
const (
	success           = 0
	sizeLimitExceeded = 4
)

// readDone reads the last message of an answer and fails when the search did.
func (c *Connection) readDone(size int) error {
	head, err := c.in.Peek(size)
	if err != nil {
		return err
	}
	at := headSize // the operation's length follows
	if head[at] >= 0x80 {
		at += int(head[at] & 0x7f)
	}
	result := head[at+1:] // tag, length and value of the result code
	if len(result) < 3 {
		return fmt.Errorf("slapd sent a short result %x", head)
	}
	if code := result[2]; code != success && code != sizeLimitExceeded {
		return fmt.Errorf("slapd answered with result %d: %q", code, result[3:])
	}
	_, err = c.in.Discard(size)
	return err
}
