package roster

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/audit"
)

// denials are what still has to be recorded: denied requests change nothing, so they have no transaction to go with.
type denials struct {
	mu      sync.Mutex
	limiter audit.Limiter[denial]
	waiting []denial
	// woken holds a token when there is something to write.
	woken chan struct{}
}

// denial is an event and the place where it belongs: the trail of the instance if that is one of the caller's, else its account's.
type denial struct {
	instance string
	event    audit.Event
	// The rest is what a counted event is made of.
	draft *audit.Draft
	on    access.Resource
	said  string
}

func newDenials() denials { return denials{woken: make(chan struct{}, 1)} }

// NoteDenial records that access control denied a request, if err says so. It does not wait: RecordDenials writes it. Of a caller who is
// denied more than audit.DenialsPerSecond times in a second, the rest is counted into one event in the trail of the first.
func (s *Service) NoteDenial(c Caller, err error) {
	var e *Error
	if s.opts.Audit == nil || !errors.As(err, &e) || e.Kind != Denied || e.Action == "" {
		return
	}
	draft := s.draft(c)
	d := denial{instance: e.Resource.Instance, draft: draft, on: e.Resource, said: access.Denial(c.Principal, e.Action, e.Resource)}
	if !utf8.ValidString(d.instance) || strings.ContainsRune(d.instance, 0) {
		d.instance = "" // no instance has such an id, and no database could look for it
	}
	s.denials.mu.Lock()
	defer s.denials.mu.Unlock()
	if s.denials.limiter.Admit(c.ARN, c.Request.Operation, d, s.now()) {
		d.event = draft.Denied(d.on, d.said, nil)
		s.denials.add(d)
	}
}

func (d *denials) add(one denial) {
	d.waiting = append(d.waiting, one)
	select {
	case d.woken <- struct{}{}:
	default:
	}
}

// RecordDenials writes denials until the context ends, and then what is left. What cannot be written is reported, and tried again after a
// second.
func (s *Service) RecordDenials(ctx context.Context, report func(error)) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for running := true; running; {
		select {
		case <-s.denials.woken:
		case <-tick.C:
		case <-ctx.Done():
			running = false
		}
		if err := s.flushDenials(context.WithoutCancel(ctx), !running); err != nil {
			report(err)
		}
	}
}

// flushDenials writes what waits. last says that nothing may be held back any longer.
func (s *Service) flushDenials(ctx context.Context, last bool) error {
	left, err := s.writeDenials(ctx, s.denials.take(s.now(), last))
	s.denials.mu.Lock()
	defer s.denials.mu.Unlock()
	s.denials.waiting = append(left, s.denials.waiting...)
	return err
}

// take gives what waits, with the events that stand for what was held back.
func (d *denials) take(now time.Time, last bool) []denial {
	d.mu.Lock()
	defer d.mu.Unlock()
	taken := d.waiting
	for _, held := range d.limiter.Due(now, last) {
		counted := held.First
		counted.event = counted.draft.Denied(counted.on, counted.said, &held.Count)
		taken = append(taken, counted)
	}
	d.waiting = nil
	return taken
}

// writeDenials writes denials, those of an instance together, and gives back what it could not write.
func (s *Service) writeDenials(ctx context.Context, all []denial) (left []denial, err error) {
	strays, left, err := s.writeInto(ctx, all, func(d *denial) string { return d.instance }, isCallers)
	_, strays, failed := s.writeInto(ctx, strays, func(d *denial) string { return audit.AccountTrail(d.event.Account) }, anybodys)
	return append(left, strays...), errors.Join(err, failed)
}

// isCallers says whether the transaction's instance is one of those that the event's caller can reach.
func isCallers(tx Tx, e *audit.Event) (bool, error) {
	i, err := tx.Instance()
	if IsKind(err, NotFound) {
		return false, nil
	}
	return i.Account == e.Account && i.Region == e.Region, err
}

func anybodys(Tx, *audit.Event) (bool, error) { return true, nil }

// writeInto records denials in the trails that they are for, if they belong there. It gives those that do not, and those that the store failed
// to take, which keep nobody else's back.
func (s *Service) writeInto(ctx context.Context, all []denial, trail func(*denial) string, belongs func(Tx, *audit.Event) (bool, error)) (strays, left []denial, err error) {
	for len(all) > 0 {
		name := trail(&all[0])
		var same, others []denial
		for i := range all {
			if trail(&all[i]) == name {
				same = append(same, all[i])
			} else {
				others = append(others, all[i])
			}
		}
		astray, failed := s.writeTrail(ctx, name, same, belongs)
		if failed != nil {
			left, err = append(left, same...), errors.Join(err, failed)
		} else {
			strays = append(strays, astray...)
		}
		all = others
	}
	return strays, left, err
}

func (s *Service) writeTrail(ctx context.Context, name string, all []denial, belongs func(Tx, *audit.Event) (bool, error)) (strays []denial, err error) {
	err = s.store.Update(ctx, name, func(tx Tx) error {
		strays = nil
		for i := range all {
			ours, err := belongs(tx, &all[i].event)
			if err != nil {
				return err
			}
			if ours {
				tx.Record(all[i].event)
			} else {
				strays = append(strays, all[i])
			}
		}
		return nil
	})
	return strays, err
}
