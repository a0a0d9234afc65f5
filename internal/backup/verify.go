package backup

import "io"

// Progress is told how many of a backup's rows are done.
type Progress func(done, total int64)

// progressStep is how many rows lie between two tellings.
const progressStep = 512

// Tell tells of the progress every so often. A nil Progress wants to hear nothing.
func (p Progress) Tell(done, total int64) {
	if p != nil && (done%progressStep == 0 || done == total) {
		p(done, total)
	}
}

// Verify reads a backup to its end, and proves that it is as it was written.
func Verify(r io.Reader, told Progress) (Summary, error) {
	b, err := NewReader(r)
	if err != nil {
		return Summary{}, err
	}
	total, row := b.header.Total(), []any(nil)
	for b.at.next() != nil {
		if row, err = b.Row(row[:0]); err != nil {
			return Summary{}, err
		}
		told.Tell(b.at.rows, total)
	}
	return b.End()
}
