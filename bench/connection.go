package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
)

// connection is one keep-alive HTTP/1.1 connection that sends prepared requests. It does as little as possible, because it shares the
// machine with the server that it measures.
type connection struct {
	conn net.Conn
	in   *bufio.Reader
}

func dial(address string) (*connection, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	return &connection{conn: conn, in: bufio.NewReaderSize(conn, 64<<10)}, nil
}

func (c *connection) Close() error { return c.conn.Close() }

// Exchange sends a prepared request and skips the answer's body. Any other status than 200 is an error.
func (c *connection) Exchange(request []byte) error {
	if _, err := c.conn.Write(request); err != nil {
		return err
	}
	status, length, err := c.readHead()
	if err != nil {
		return err
	}
	if status != http.StatusOK {
		return fmt.Errorf("answered %d", status)
	}
	_, err = c.in.Discard(length)
	return err
}

var contentLength = []byte("Content-Length: ")

func (c *connection) readHead() (status, length int, err error) {
	line, err := c.in.ReadSlice('\n')
	if err != nil {
		return 0, 0, err
	}
	if len(line) < len("HTTP/1.1 200") {
		return 0, 0, fmt.Errorf("short status line %q", line)
	}
	if status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return 0, 0, err
	}
	for {
		if line, err = c.in.ReadSlice('\n'); err != nil {
			return 0, 0, err
		}
		if line = bytes.TrimRight(line, "\r\n"); len(line) == 0 {
			return status, length, nil
		}
		if rest, ok := bytes.CutPrefix(line, contentLength); ok {
			if length, err = strconv.Atoi(string(rest)); err != nil {
				return 0, 0, err
			}
		}
	}
}

// wire writes a request as it travels.
func wire(r *http.Request) ([]byte, error) {
	var b bytes.Buffer
	err := r.Write(&b)
	return b.Bytes(), err
}

// bodyReader gives a request's body; nil for none.
func bodyReader(body []byte) io.Reader {
	if body == nil {
		return http.NoBody
	}
	return bytes.NewReader(body)
}
