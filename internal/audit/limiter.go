package audit

import "time"

// DenialsPerSecond is how many denials of one caller become events of their own within a second. Those above are counted into one.
const DenialsPerSecond = 10

// Limiter holds back the denials of callers who are denied too often. Its methods are not for concurrent use.
type Limiter[T any] struct{ windows map[string]*window[T] }

// Held are the denials of one caller that were held back: the first of them, and their count.
type Held[T any] struct {
	First T
	Count Count
}

type window[T any] struct {
	start time.Time
	let   int
	held  *Held[T]
}

// Admit says whether the denial of an operation to a caller becomes an event of its own. One that does not is held, until Due gives it.
func (l *Limiter[T]) Admit(caller, operation string, denial T, at time.Time) bool {
	if l.windows == nil {
		l.windows = make(map[string]*window[T])
	}
	w := l.windows[caller]
	if w == nil || w.over(at) && w.held == nil {
		w = &window[T]{start: at}
		l.windows[caller] = w
	}
	if w.let < DenialsPerSecond {
		w.let++
		return true
	}
	if w.held == nil {
		w.held = &Held[T]{First: denial, Count: Count{Operations: make(map[string]int)}}
	}
	w.held.Count.Operations[operation]++
	w.held.Count.Last = at
	return false
}

// Due gives what was held back in seconds that are over, or in all when last is true, and forgets their callers.
func (l *Limiter[T]) Due(now time.Time, last bool) (due []Held[T]) {
	for caller, w := range l.windows {
		if !last && !w.over(now) {
			continue
		}
		if w.held != nil {
			due = append(due, *w.held)
		}
		delete(l.windows, caller)
	}
	return due
}

func (w *window[T]) over(now time.Time) bool { return now.Sub(w.start) >= time.Second }
