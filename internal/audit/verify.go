package audit

import (
	"context"
	"fmt"
)

// pageSize is how many events are read at once, which bounds the memory that a long trail takes.
const pageSize = 256

// BrokenError says where a trail stops being what was recorded: at the event of the number, or where that should be.
type BrokenError struct {
	Trail  string
	Seq    int64
	Reason string
}

func (e *BrokenError) Error() string {
	return fmt.Sprintf("the audit trail %s is broken at event %d: %s", e.Trail, e.Seq, e.Reason)
}

// Verify walks a trail from its checkpoint to its end and gives its head. The error is a *BrokenError when anything was changed, removed
// or moved. known is a head that was noted elsewhere; nil, nobody can tell whether the end was cut off. Events may be recorded and
// removed by retention meanwhile.
func Verify(ctx context.Context, s Store, k *Keys, name string, known *Head) (Head, error) {
	v := verifier{store: s, keys: k, name: name, known: known}
	t, err := v.load(ctx)
	if err != nil {
		return Head{}, err
	}
	if t.Name == "" && known == nil {
		return Head{}, fmt.Errorf("there is no audit trail %s", name)
	}
	if v.at = t.Floor.Head; known != nil && known.Seq < v.at.Seq {
		return v.at, fmt.Errorf("event %d of the audit trail %s is older than what retention keeps: it cannot be compared", known.Seq, name)
	}
	if err := v.passed(&t); err != nil {
		return v.at, err
	}
	for {
		more, err := v.page(ctx)
		if err != nil || !more {
			return v.at, err
		}
	}
}

// verifier stands in a trail, at the last event that is proved.
type verifier struct {
	store Store
	keys  *Keys
	name  string
	known *Head
	at    Head
}

// load reads what the store says of the trail and checks its checkpoint.
func (v *verifier) load(ctx context.Context) (Trail, error) {
	t, err := v.store.AuditTrail(ctx, v.name)
	switch {
	case err != nil:
		return t, err
	case !v.keys.genuine(&t.Floor):
		return t, v.broken(t.Floor.Seq, "the checkpoint that stands for the events before it is not genuine")
	}
	return t, nil
}

// page proves the next events. more says that there may be others. The trail is read first, so that all events up to its head are there.
func (v *verifier) page(ctx context.Context) (more bool, err error) {
	t, err := v.load(ctx)
	if err != nil {
		return false, err
	}
	entries, err := v.store.AuditEntries(ctx, Query{Trail: v.name, After: v.at.Seq, Limit: pageSize})
	if err != nil {
		return false, err
	}
	if len(entries) == 0 {
		return false, v.end(&t)
	}
	for i := range entries {
		if skipped, err := v.step(ctx, &t, &entries[i]); err != nil || skipped {
			return skipped, err
		}
	}
	return true, nil
}

// step proves one event. Where events are missing, retention may just have removed them: then the walk goes on at the new checkpoint.
func (v *verifier) step(ctx context.Context, t *Trail, e *Entry) (skipped bool, err error) {
	if e.Seq != v.at.Seq+1 {
		now, err := v.load(ctx)
		if err == nil && now.Floor.Seq <= v.at.Seq {
			err = v.broken(v.at.Seq+1, "it is missing")
		}
		v.at = now.Floor.Head
		return true, err
	}
	next := v.keys.place(v.name, v.at, &e.Event)
	if !next.MAC.equal(e.MAC) {
		return false, v.broken(e.Seq, "it, or its place, was changed")
	}
	v.at = next
	return false, v.passed(t)
}

// passed compares the place that is reached with the heads that are known.
func (v *verifier) passed(t *Trail) error {
	if v.known != nil && v.at.Seq == v.known.Seq && v.at != *v.known {
		return v.broken(v.at.Seq, "it is not the one whose head was noted")
	}
	if v.at.Seq == t.Head.Seq && v.at != t.Head {
		return v.broken(v.at.Seq, "it is not the one that the trail ends with")
	}
	return nil
}

// end checks that nothing is missing behind the last event.
func (v *verifier) end(t *Trail) error {
	if v.at.Seq < t.Head.Seq || v.known != nil && v.at.Seq < v.known.Seq {
		return v.broken(v.at.Seq+1, "the trail ends before it")
	}
	return nil
}

func (v *verifier) broken(seq int64, reason string) error {
	return &BrokenError{Trail: v.name, Seq: seq, Reason: reason}
}
