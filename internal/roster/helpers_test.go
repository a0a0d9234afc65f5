package roster_test

import (
	"errors"
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

// everyone is as much of a list as the tests ever hold.
var everyone = roster.Page{Limit: 1000}
