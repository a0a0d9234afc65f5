package sqlstore

import "os"

// stampSize is the length of the header of SQLite's WAL index.
const stampSize = 48

// stamp identifies a state of the database: two equal stamps mean that nothing was committed in between, by any process. It is the header
// of SQLite's WAL index (https://sqlite.org/walformat.html), which is how SQLite's own connections learn of each other's commits: it
// holds the transaction counter, the number of frames, the log's salts and a checksum.
type stamp [stampSize]byte

// stamper reads stamps. Reading one costs a small read of a file that lies in memory, far less than any query.
type stamper struct{ index *os.File }

// openStamper opens the WAL index, which exists once a connection has read from the database. The file has to stay open for as long as the
// process has connections: closing it would drop the locks that they hold on it.
func openStamper(path string) (*stamper, error) {
	index, err := os.Open(path + "-shm")
	if err != nil {
		return nil, err
	}
	return &stamper{index: index}, nil
}

func (s *stamper) close() error { return s.index.Close() }

// initialized is where the header says that it is in use.
const initialized = 12

// read gives the current stamp. ok is false while a commit is being written: the header stands in the file twice, and the copies differ.
// An engine without a stamper has no stamps.
func (s *stamper) read() (now stamp, ok bool) {
	if s == nil {
		return now, false
	}
	var both [2 * stampSize]byte
	if _, err := s.index.ReadAt(both[:], 0); err != nil {
		return now, false
	}
	copy(now[:], both[:stampSize])
	return now, now == stamp(both[stampSize:]) && now[initialized] != 0
}
