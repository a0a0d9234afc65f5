package e2e

import (
	"testing"
	"time"

	"github.com/anishathalye/porcupine"
)

// TestHistories holds the judge of histories against ones that are known to be good or bad. Operations take from one number to the other.
func TestHistories(t *testing.T) {
	t.Parallel()
	a, b, c := record{"one", "a"}, record{"one", "b"}, record{"one", "c"}
	none, again := record{}, record{"two", "d"}
	hired, changed := made(0, 1, hiring, a, succeeded), made(2, 3, changing, b, succeeded)
	for name, tt := range map[string]struct {
		history []*operation
		want    porcupine.CheckResult
	}{
		"one after the other": {[]*operation{hired, read(1, 2, describing, a), changed, read(4, 5, findingName, b)}, porcupine.Ok},
		"a stale read":        {[]*operation{hired, changed, read(4, 5, describing, a)}, porcupine.Illegal},
		"a stale search":      {[]*operation{hired, changed, read(4, 5, findingName, a)}, porcupine.Illegal},
		"a lost user":         {[]*operation{hired, read(4, 5, findingName, none)}, porcupine.Illegal},
		"a lost deletion": {[]*operation{hired, made(2, 3, dismissing, a, succeeded), read(4, 5, findingName, a)},
			porcupine.Illegal},
		"back and forth": {[]*operation{hired, made(2, 9, changing, b, succeeded), read(3, 4, describing, b), read(5, 6, describing, a)},
			porcupine.Illegal},
		"a name given twice":       {[]*operation{hired, made(2, 3, hiring, again, succeeded)}, porcupine.Illegal},
		"a name given again":       {[]*operation{hired, made(2, 3, dismissing, a, succeeded), made(4, 5, hiring, again, succeeded)}, porcupine.Ok},
		"refused without cause":    {[]*operation{made(0, 1, hiring, a, turnedDown)}, porcupine.Illegal},
		"refused with cause":       {[]*operation{hired, made(2, 3, hiring, again, turnedDown), read(4, 5, findingName, a)}, porcupine.Ok},
		"denied to be there":       {[]*operation{hired, {action: describing, about: a, outcome: turnedDown, began: 2, ended: 3}}, porcupine.Illegal},
		"not found by its value":   {[]*operation{hired, changed, {action: findingValue, about: b, began: 4, ended: 5}}, porcupine.Illegal},
		"not found by another's":   {[]*operation{hired, changed, {action: findingValue, about: a, began: 4, ended: 5}}, porcupine.Ok},
		"nobody knows, it is done": {[]*operation{hired, made(2, 3, changing, b, unsettled), read(8, 9, describing, b)}, porcupine.Ok},
		"nobody knows, it is not":  {[]*operation{hired, made(2, 3, changing, b, unsettled), read(8, 9, describing, a)}, porcupine.Ok},
		"nobody knows, and it is undone": {[]*operation{hired, made(2, 3, changing, b, unsettled), read(4, 5, describing, b), read(6, 7, describing, a)},
			porcupine.Illegal},
		"nobody knows the order": {[]*operation{hired, made(2, 3, changing, b, unsettled), made(4, 5, changing, c, succeeded), read(6, 7, describing, b)},
			porcupine.Ok},
		"what told nothing": {[]*operation{hired, made(2, 3, dismissing, a, futile), read(4, 5, describing, a)}, porcupine.Ok},
	} {
		t.Run(name, func(t *testing.T) { same(t, "the verdict", linearizable(tt.history), tt.want) })
	}
}

func made(began, ended time.Duration, what action, about record, end outcome) *operation {
	return &operation{action: what, about: about, outcome: end, began: began, ended: ended}
}

func read(began, ended time.Duration, what action, seen record) *operation {
	return &operation{action: what, about: record{hire: "one"}, seen: seen, began: began, ended: ended}
}
