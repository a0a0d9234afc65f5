package api

import (
	"slices"

	"github.com/rollcall-dev/rollcall/connect"
)

// Actions names the operations that a policy can allow: all of the API model, those that are not built too, since they are Connect's.
func Actions() (names []string) {
	for _, op := range slices.Concat(connect.Operations, connect.OutOfScope) {
		names = append(names, op.Name)
	}
	return names
}
