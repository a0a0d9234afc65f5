package sqlstore

import (
	"database/sql"
	"errors"

	"github.com/rollcall-dev/rollcall/internal/search"
)

// UserDocuments walks the search documents; see roster.UserReader. They come as they lie, since following an order to each row would cost more
// than all the rest.
func (r reader) UserDocuments(yield func(*search.Document) error) error {
	return r.documents(yield, "select document from users"+inInstance, r.instance)
}

// UserDocumentsAfter walks them in the order of names; see roster.UserReader.
func (r reader) UserDocumentsAfter(name string, yield func(*search.Document) error) error {
	return r.documents(yield, "select document from users"+inInstance+" and username > $2 order by username", r.instance, name)
}

// scanDocument reads a row that consists of a document.
func scanDocument(rows *sql.Rows, d *search.Document) error {
	var text string
	if err := rows.Scan(&text); err != nil {
		return err
	}
	return d.Decode(text)
}

// documents calls yield with every document that the query gives. They are read and decoded beside that, some at a time, and their memory is
// used again.
func (r reader) documents(yield func(*search.Document) error, query string, args ...any) error {
	w := newDocumentWalk()
	defer w.stop()
	go w.run(r, query, args)
	for some := range w.read {
		for i := range some {
			if err := yield(&some[i]); err != nil {
				return err
			}
		}
		w.free <- some
	}
	return w.err
}

// How many documents are handed over at once, and how many such lots there are.
const (
	walkLot  = 256
	walkLots = 4
)

// documentWalk hands documents from the goroutine that reads them to the one that asked for them, and their memory back.
type documentWalk struct {
	read, free chan []search.Document
	stopped    chan struct{}
	lot        []search.Document // what is being filled
	err        error             // of reading; to be looked at once read is closed
}

func newDocumentWalk() *documentWalk {
	w := &documentWalk{
		read: make(chan []search.Document, walkLots), free: make(chan []search.Document, walkLots), stopped: make(chan struct{}),
	}
	for range walkLots {
		w.free <- make([]search.Document, 0, walkLot)
	}
	w.lot = <-w.free
	return w
}

// run reads until the end, an error, or stop.
func (w *documentWalk) run(r reader, query string, args []any) {
	defer close(w.read)
	w.err = r.each(w.add, query, args...)
	if w.err == nil {
		w.read <- w.lot // there is room for every lot
	}
}

// errStopped ends a walk that nobody wants any more.
var errStopped = errors.New("sqlstore: the walk was stopped")

func (w *documentWalk) add(rows *sql.Rows) error {
	n := len(w.lot)
	w.lot = w.lot[:n+1]
	if err := scanDocument(rows, &w.lot[n]); err != nil || n+1 < walkLot {
		return err
	}
	w.read <- w.lot
	select {
	case lot := <-w.free:
		w.lot = lot[:0]
		return nil
	case <-w.stopped:
		return errStopped
	}
}

// stop ends the walk, and waits until the reader's connection is free.
func (w *documentWalk) stop() {
	close(w.stopped)
	for range w.read {
		continue
	}
}
