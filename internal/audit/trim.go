package audit

import (
	"context"
	"time"
)

// trailsAtOnce is how many trails are listed at once.
const trailsAtOnce = 100

// EachTrail calls yield with every trail of the store by name, and stops at its first error, which it returns.
func EachTrail(ctx context.Context, s Store, yield func(*Trail) error) error {
	after := ""
	for {
		trails, err := s.AuditTrails(ctx, after, trailsAtOnce)
		if err != nil {
			return err
		}
		for i := range trails {
			if err := yield(&trails[i]); err != nil {
				return err
			}
			after = trails[i].Name
		}
		if len(trails) < trailsAtOnce {
			return nil
		}
	}
}

// Trim removes from every trail the events at its beginning that are older than the time, and leaves a checkpoint signed at now. It goes in
// small pieces, so that it never holds recording up for long.
func Trim(ctx context.Context, s Store, k *Keys, older, now time.Time) error {
	return EachTrail(ctx, s, func(t *Trail) error {
		for from := t.Floor.Head; ; {
			upTo, more, err := oldRun(ctx, s, t.Name, from, older)
			if err != nil || upTo == from {
				return err
			}
			if err := s.CutAudit(ctx, k.Checkpoint(t.Name, upTo, now)); err != nil || !more {
				return err
			}
			from = upTo
		}
	})
}

// oldRun is the last of the events that follow each other from the place on and are all older than the time. more says that there may be
// others behind it.
func oldRun(ctx context.Context, s Store, name string, from Head, older time.Time) (upTo Head, more bool, err error) {
	entries, err := s.AuditEntries(ctx, Query{Trail: name, After: from.Seq, Limit: pageSize})
	upTo = from
	for i := range entries {
		if !entries[i].At.Before(older) {
			return upTo, false, err
		}
		upTo = entries[i].Head
	}
	return upTo, len(entries) == pageSize, err
}
