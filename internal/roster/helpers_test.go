package roster_test

import (
	"errors"
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// now is what the clock shows, as it is stored.
func (e *env) now() time.Time { return time.UnixMilli(e.clock.Load() / int64(time.Millisecond)).UTC() }

// asError is the domain's error in err, nil when there is none.
func asError(err error) *roster.Error {
	var e *roster.Error
	errors.As(err, &e)
	return e
}

// wantRule checks that a rule made the refusal, with its own message, rather than the store.
func wantRule(t *testing.T, err error, want roster.Kind) {
	t.Helper()
	wantKind(t, err, want)
	if want != 0 && asError(err).Cause != nil {
		t.Errorf("the refusal was left to the store: %v", err)
	}
}

// everyone is as much of a list as the tests ever hold.
var everyone = roster.Page{Limit: 1000}
