package e2e

import (
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"
)

// recordModel says what operations on one name do and show when they are made one after the other.
var recordModel = porcupine.Model{
	Init: func() any { return record{} },
	Step: func(state, in, _ any) (bool, any) {
		o, r := in.(*operation), state.(record)
		if o.action.writes() {
			return o.write(r)
		}
		return o.shows(r), r
	},
	DescribeOperation: func(in, _ any) string { return in.(*operation).String() },
}

// write gives the record after a write, and says whether the write could end as it did.
func (o *operation) write(r record) (bool, record) {
	finds := r.hire == o.about.hire
	after := o.about
	switch o.action {
	case hiring:
		finds = r == record{}
	case dismissing:
		after = record{}
	}
	switch {
	case o.outcome == turnedDown:
		return !finds, r
	case finds:
		return true, after
	}
	return o.outcome == unsettled, r
}

// shows says whether a read of the record could end as it did.
func (o *operation) shows(r record) bool {
	switch {
	case o.outcome == turnedDown:
		return r.hire != o.about.hire
	case o.action == findingValue && o.seen == record{}:
		return r.value != o.about.value
	}
	return o.seen == r
}

// linearizable looks for an order of the operations on one name in which each takes effect at one moment between its begin and its end. What
// has none is Illegal; Unknown says that the search was given up.
func linearizable(operations []*operation) porcupine.CheckResult {
	return porcupine.CheckOperationsTimeout(recordModel, timed(operations), 20*time.Second)
}

// inOrder fails the test unless the operations on a name are linearizable. Then it draws how far an order goes, in a file that stays.
func inOrder(t *testing.T, name string, operations []*operation) bool {
	t.Helper()
	result := linearizable(operations)
	if result == porcupine.Ok {
		return true
	}
	_, info := porcupine.CheckOperationsVerbose(recordModel, timed(operations), 20*time.Second)
	file := filepath.Join(must(os.MkdirTemp("", "rollcall-history-"))(t), name+".html")
	ok(t, porcupine.VisualizePath(recordModel, info, file))
	t.Errorf("an order of the %d operations on %s: %s; see %s", len(operations), name, result, file)
	return false
}

// timed are the operations that tell something, as porcupine takes them. One whose end is not known may take effect at any later time.
func timed(operations []*operation) (history []porcupine.Operation) {
	for _, o := range operations {
		if o.outcome == futile || o.outcome == unclean || o.outcome == wrong {
			continue
		}
		end := int64(math.MaxInt64)
		if o.outcome != unsettled {
			end = int64(o.ended)
		}
		history = append(history, porcupine.Operation{ClientId: o.client, Input: o, Call: int64(o.began), Return: end})
	}
	return history
}
