package e2e

import (
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// How many people the clients of the test of durability write about: one client alone, and then so many among each other.
const (
	peopleAlone   = 6
	durableMany   = 8
	peopleOfEach  = 5
	marksOfPerson = 2
)

// TestAnswersWaitForTheDisk looks at the system calls of a server that writes. Killing it shows nothing of this: what it handed to the
// operating system is there, synced or not. Only when the power fails must it have been synced.
func TestAnswersWaitForTheDisk(t *testing.T) {
	if *engine != "sqlite" {
		t.Skip("only with SQLite is it the server that writes to the disk")
	}
	t.Parallel()
	store := newStore(t)
	s := &server{store: store, key: newKey(t, store, "--admin", "--name", "e2e", "--account", account)}
	tr := s.startTraced(t)
	c := newCentre(t, s.client(), types.DirectoryTypeSaml, "synced")
	for n := range peopleAlone {
		ok(t, c.leaveMarks(t, fmt.Sprintf("alone-%02d", n)))
	}
	for _, err := range atOnce(durableMany, func(client int) (err error) {
		for n := range peopleOfEach {
			err = errors.Join(err, c.leaveMarks(t, fmt.Sprintf("among-%02d", client*peopleOfEach+n)))
		}
		return err
	}) {
		ok(t, err)
	}
	s.stop(t)
	checkDurability(t, newWALTrace(tr.whole(t), strings.TrimPrefix(store, "sqlite:")))
}

// leaveMarks hires, renames and dismisses somebody. The first two requests bring a text, the mark, that was nowhere before.
func (c *centre) leaveMarks(t *testing.T, mark string) error {
	made, err := c.CreateUser(t.Context(), c.user(mark+"-hired"))
	if err != nil {
		return err
	}
	_, err = c.UpdateUserIdentityInfo(t.Context(), &connect.UpdateUserIdentityInfoInput{
		InstanceId: c.id, UserId: made.UserId, IdentityInfo: called(mark + "-renamed"),
	})
	if err != nil {
		return err
	}
	return errorOf(c.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: c.id, UserId: made.UserId}))
}

func checkDurability(t *testing.T, w *walTrace) {
	t.Helper()
	alone, marked := 0, 0
	for _, r := range w.requests {
		if r.changesUser() && r.answered < w.firstOf("among-") {
			alone++
			w.checkAlone(t, r)
		}
		if mark := r.mark(); mark != "" {
			marked++
			w.checkMark(t, r, mark)
		}
	}
	same(t, "the requests that came alone", alone, 3*peopleAlone)
	same(t, "the requests with a mark", marked, marksOfPerson*(peopleAlone+durableMany*peopleOfEach))
	if !w.synced(filepath.Dir(w.log), w.begun, w.requests[0].answered) {
		t.Error("the folder in which the log was made was not synced before the first answer")
	}
	t.Logf("%d requests that change users, %d commits", alone+durableMany*3*peopleOfEach, w.commitsBetween(w.requests[0].arrived, math.MaxInt))
}

// checkAlone looks at a request beside which there was no other: nothing of the log is unsynced when it is answered.
func (w *walTrace) checkAlone(t *testing.T, r tracedRequest) {
	t.Helper()
	if commits := w.commitsBetween(r.arrived, r.answered); commits != 1 {
		t.Errorf("%d commits before the answer to %s", commits, r.line())
	}
	if last := w.lastWrite(r.answered); !w.synced(w.log, last, r.answered) {
		t.Errorf("what was written to the log was not synced before the answer to %s", r.line())
	}
}

// checkMark looks for the transaction that brought a mark into the log: it was synced when the request was answered, whatever of others
// was written meanwhile.
func (w *walTrace) checkMark(t *testing.T, r tracedRequest, mark string) {
	t.Helper()
	if !strings.HasPrefix(r.answer, "HTTP/1.1 200 ") {
		t.Errorf("%s was answered with %s", mark, r.answer)
	}
	committed, ok := w.committed(mark)
	if !ok || committed < r.arrived || !w.synced(w.log, committed, r.answered) {
		t.Errorf("the commit of %s was not synced when it was acknowledged", mark)
	}
}
