package storetest

import (
	"errors"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// headed are the ids of what crowded puts, by kind: one of each that has a header.
var headed = map[access.ResourceType]string{
	access.TypeUserHierarchyGroup: "i-leaf", access.TypeSecurityProfile: "i-security", access.TypeHoursOfOperation: "i-hours",
	access.TypeQueue: "i-queue", access.TypeRoutingProfile: "i-routing", access.TypeAgentStatus: "i-status",
	access.TypeAuthenticationProfile: "i-sessions",
}

var headerCases = []testCase{
	{"a header changes tags and time, and nothing else", func(e *env) {
		s := e.crowded("i")
		later := Now.Add(time.Second)
		for kind, id := range headed {
			before, err := e.read("i").Header(kind, id)
			e.ok(err)
			want := before
			want.Tags, want.LastModified = map[string]string{"k": "v"}, later
			other := want
			other.Name = "Other"
			e.update("i", func(tx roster.Tx) error { return tx.PutHeader(kind, other) })
			have(e, want)(e.read("i").Header(kind, id))
		}
		queue := s.Queue
		queue.Tags, queue.LastModified = map[string]string{"k": "v"}, later
		have(e, queue)(e.read("i").Queues().Get(queue.ID))
	}},
	{"the header of nothing is not found", func(e *env) {
		e.crowded("i")
		for kind := range headed {
			_, err := e.read("i").Header(kind, "nothing")
			e.kind(err, roster.NotFound)
			e.refused(roster.NotFound, "i", func(tx roster.Tx) error { return tx.PutHeader(kind, meta("nothing", "")) })
			e.refused(roster.NotFound, "i", func(tx roster.Tx) error { return tx.Delete(kind, "nothing") })
		}
	}},
	{"an unknown kind is an error, not a resource", func(e *env) {
		e.crowded("i")
		_, header := e.read("i").Header("no-kind", "i-queue")
		_, with := e.read("i").UserWith("no-kind", "i-queue")
		_, count := e.read("i").CountUsersWith("no-kind", "i-queue")
		remove := e.store.Update(e.ctx, "i", func(tx roster.Tx) error { return tx.Delete("no-kind", "i-queue") })
		put := e.store.Update(e.ctx, "i", func(tx roster.Tx) error { return tx.PutHeader("no-kind", meta("i-queue", "")) })
		for _, err := range []error{header, with, count, remove, put} {
			if err == nil || errors.Is(err, roster.ErrNotFound) {
				e.Errorf("error %v, want that the kind is unknown", err)
			}
		}
	}},
}
