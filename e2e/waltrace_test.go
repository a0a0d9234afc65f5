package e2e

import (
	"regexp"
	"strings"
)

// walTrace is what a traced server read from its clients, wrote to SQLite's write-ahead log, synced, and answered.
type walTrace struct {
	calls    []systemCall
	log      string // the log's path
	begun    int    // where in the trace the log was first written to
	frames   []frame
	requests []tracedRequest
}

// frame is a page in the log. The last one of a transaction commits it.
type frame struct {
	page    *systemCall
	commits bool
}

// tracedRequest is a request with the places in the trace where all of it had been read, and where the answer began to be written.
type tracedRequest struct {
	text, answer      string
	arrived, answered int
}

// A frame is written as a header and a page (https://sqlite.org/fileformat2.html#walformat).
const (
	frameHeader  = 24
	smallestPage = 512
)

func newWALTrace(calls []systemCall, database string) *walTrace {
	w := &walTrace{calls: calls, log: database + "-wal"}
	commits, open := false, map[string]tracedRequest{}
	for i := range calls {
		switch c := &calls[i]; {
		case c.file == w.log && c.isWrite():
			if w.begun == 0 {
				w.begun = c.begun
			}
			if c.result == frameHeader {
				commits = string(c.data[4:8]) != "\x00\x00\x00\x00" // the size of the database after the commit
			} else if c.result >= smallestPage {
				w.frames = append(w.frames, frame{c, commits})
			}
		case strings.HasPrefix(c.file, "socket:") && c.isRead():
			open[c.file] = tracedRequest{text: open[c.file].text + string(c.data), arrived: c.ended}
		case strings.HasPrefix(c.file, "socket:") && c.isWrite() && open[c.file].text != "":
			r := open[c.file]
			r.answer, r.answered = string(c.data), c.begun
			w.requests = append(w.requests, r)
			delete(open, c.file)
		}
	}
	return w
}

var (
	userChange = regexp.MustCompile(`^(PUT|POST|DELETE) /users/`)
	marked     = regexp.MustCompile(`(alone|among)-\d\d-(hired|renamed)`)
)

// line is the request's first line.
func (r *tracedRequest) line() string {
	line, _, _ := strings.Cut(r.text, "\r\n")
	return line
}

// changesUser says whether the request makes, changes or deletes a user.
func (r *tracedRequest) changesUser() bool { return userChange.MatchString(r.text) }

// mark is the mark that the request brings, "" if it brings none.
func (r *tracedRequest) mark() string { return marked.FindString(r.text) }

// firstOf is where the request arrived that was answered first of those with the text.
func (w *walTrace) firstOf(text string) int {
	for _, r := range w.requests {
		if strings.Contains(r.text, text) {
			return r.arrived
		}
	}
	return 0
}

// synced says whether the file was synced between the places: begun after the first, and ended before the second.
func (w *walTrace) synced(file string, after, before int) bool {
	for i := range w.calls {
		if c := &w.calls[i]; c.file == file && c.isSync() && c.begun > after && c.ended < before {
			return true
		}
	}
	return false
}

// lastWrite is where the last page ended that was written to the log before a place.
func (w *walTrace) lastWrite(before int) (last int) {
	for _, f := range w.frames {
		if f.page.begun < before {
			last = f.page.ended
		}
	}
	return last
}

// commitsBetween counts the transactions that were completely in the log between two places.
func (w *walTrace) commitsBetween(after, before int) (n int) {
	for _, f := range w.frames {
		if f.commits && f.page.begun > after && f.page.ended < before {
			n++
		}
	}
	return n
}

// committed is where the transaction was completely in the log that first wrote a mark.
func (w *walTrace) committed(mark string) (at int, ok bool) {
	for _, f := range w.frames {
		ok = ok || f.page.contains(mark)
		if ok && f.commits {
			return f.page.ended, true
		}
	}
	return 0, false
}
