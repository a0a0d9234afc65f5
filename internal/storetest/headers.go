package storetest

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// headed are the ids of what crowded puts, by kind: one of each that has a header.
var headed = map[access.ResourceType]string{
	access.TypeUserHierarchyGroup: "i-leaf", access.TypeSecurityProfile: "i-security", access.TypeHoursOfOperation: "i-hours",
	access.TypeQueue: "i-queue", access.TypeRoutingProfile: "i-routing", access.TypeAgentStatus: "i-status",
	access.TypeAuthenticationProfile: "i-sessions", access.TypePredefinedAttribute: "skill", access.TypeQuickConnect: "i-connect",
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
	{"headers are those of all of a kind, by name", func(e *env) {
		s := e.crowded("i")
		e.sample("other")
		e.update("i", func(tx roster.Tx) error {
			another := s.Security
			another.Meta = meta("1", "A name before the others")
			another.Tags = map[string]string{"k": "v"}
			return tx.PutSecurityProfile(another)
		})
		for kind, id := range headed {
			all, err := e.read("i").Headers(kind)
			e.ok(err)
			ids := pick(all, func(m roster.Meta) string { return m.ID })
			if !slices.Contains(ids, id) || !slices.IsSortedFunc(all, func(a, b roster.Meta) int { return strings.Compare(a.Name, b.Name) }) {
				e.Errorf("headers of %s: %v", kind, all)
			}
			for _, m := range all {
				have(e, m)(e.read("i").Header(kind, m.ID))
			}
		}
		all, err := e.read("i").Headers(access.TypeSecurityProfile)
		e.ok(err)
		equal(e, pick(all, func(m roster.Meta) string { return m.ID }), []string{"1", s.Security.ID})
		have(e, []roster.Meta(nil))(e.read("nothing").Headers(access.TypeQueue))
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
		_, headers := e.read("i").Headers("no-kind")
		_, with := e.read("i").UserWith("no-kind", "i-queue")
		_, count := e.read("i").CountUsersWith("no-kind", "i-queue")
		_, listed := e.read("i").ListedBy("no-kind", "i-queue")
		remove := e.store.Update(e.ctx, "i", func(tx roster.Tx) error { return tx.Delete("no-kind", "i-queue") })
		put := e.store.Update(e.ctx, "i", func(tx roster.Tx) error { return tx.PutHeader("no-kind", meta("i-queue", "")) })
		for _, err := range []error{header, headers, with, count, listed, remove, put} {
			if err == nil || errors.Is(err, roster.ErrNotFound) {
				e.Errorf("error %v, want that the kind is unknown", err)
			}
		}
	}},
}
