package backup

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

// maxLine bounds a line, so that a file that is no backup does not fill the memory. The longest row of a store is a tenth of it.
const maxLine = 32 << 20

// read gives the next line with its end. It is good until the next call.
func (r *Reader) read() ([]byte, error) {
	r.line = r.line[:0]
	for {
		part, err := r.lines.ReadSlice('\n')
		r.line = append(r.line, part...)
		switch {
		case len(r.line) > maxLine:
			return nil, fmt.Errorf("the backup is damaged: a line is longer than %d bytes", maxLine)
		case err == nil:
			return r.line, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, damaged(err, "")
		}
	}
}

// damaged says that a backup cannot be read any further, because of the error or, if there is none, for the reason.
func damaged(err error, reason string) error {
	if err == nil {
		return errors.New("the backup is damaged: " + reason)
	}
	return fmt.Errorf("the backup is damaged: %w", cause(err))
}

// cause tells an end that comes too early as what it is.
func cause(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("it ends too early")
	}
	return err
}
