package sqlstore

import (
	"database/sql"
	"errors"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// classify turns a driver's error into the domain's. Errors that are already the domain's pass unchanged; what is not known stays as
// it is, and counts as an internal failure above. A broken reference on a write means that what was referred to is missing.
func (d *dialect) classify(err error) error {
	var known *roster.Error
	switch {
	case err == nil, errors.As(err, &known):
		return err
	case errors.Is(err, sql.ErrNoRows):
		return roster.ErrNotFound
	case d.duplicate(err):
		return &roster.Error{Kind: roster.Duplicate, Message: "A resource with this name already exists", Cause: err}
	case d.reference(err):
		return &roster.Error{Kind: roster.NotFound, Message: "Resource not found", Cause: err}
	case d.unavailable(err):
		return &roster.Error{Kind: roster.Unavailable, Message: "The store is not available", Cause: err}
	}
	return err
}

// classifyDelete is classify for deletions, where a broken reference means that something still refers to the row.
func (d *dialect) classifyDelete(err error) error {
	if err != nil && d.reference(err) {
		return &roster.Error{Kind: roster.InUse, Message: "The resource is in use", Cause: err}
	}
	return d.classify(err)
}
