package storetest

import (
	"errors"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// queueEnv puts a second queue and quick connects that lead to the first one, by their ids.
func (e *env) queueEnv(connects ...string) (s Sample, spare roster.Queue) {
	e.Helper()
	s = e.sample("i")
	spare = fullQueue(s, meta("spare", "Spare"))
	e.update("i", func(tx roster.Tx) error {
		err := tx.PutQueue(spare)
		for _, id := range connects {
			err = errors.Join(err, tx.PutQuickConnect(fullQuickConnect(s, meta(id, id))))
		}
		return err
	})
	return s, spare
}

var queueCases = []testCase{
	{"a queue keeps its quick connects in their order", func(e *env) {
		_, spare := e.queueEnv("a", "b", "c")
		spare.QuickConnectIDs = []string{"c", "a"}
		e.update("i", func(tx roster.Tx) error { return tx.PutQueue(spare) })
		have(e, spare)(e.read("i").Queues().Get("spare"))
		for id, want := range map[string][]string{"a": {"spare"}, "b": nil, "c": {"spare"}} {
			have(e, want)(e.read("i").ListedBy(access.TypeQuickConnect, id))
		}
		spare.QuickConnectIDs = []string{"b"}
		e.update("i", func(tx roster.Tx) error { return tx.PutQueue(spare) })
		have(e, []string(nil))(e.read("i").ListedBy(access.TypeQuickConnect, "a"))
		e.update("i", func(tx roster.Tx) error { return tx.Delete(access.TypeQuickConnect, "a") })
	}},
	{"a queue goes with its references to quick connects", func(e *env) {
		_, spare := e.queueEnv("a")
		spare.QuickConnectIDs = []string{"a"}
		e.update("i", func(tx roster.Tx) error { return errors.Join(tx.PutQueue(spare), tx.Delete(access.TypeQueue, "spare")) })
		have(e, []string(nil))(e.read("i").ListedBy(access.TypeQuickConnect, "a"))
		e.update("i", func(tx roster.Tx) error { return tx.Delete(access.TypeQuickConnect, "a") })
	}},
	{"what lists a queue is found, in whichever list", func(e *env) {
		s, spare := e.queueEnv()
		one, two := s.Routing, s.Routing
		one.Meta, two.Meta = meta("one", "One"), meta("two", "Two")
		one.Queues = []roster.QueueConfig{{QueueID: spare.ID, Channel: roster.Voice}, {QueueID: spare.ID, Channel: "CHAT"}}
		two.ManualQueues = []roster.ManualQueue{{QueueID: spare.ID, Channel: "TASK"}}
		e.update("i", func(tx roster.Tx) error { return errors.Join(tx.PutRoutingProfile(two), tx.PutRoutingProfile(one)) })
		have(e, []string{"one", "two"})(e.read("i").ListedBy(access.TypeQueue, spare.ID))
		have(e, []string(nil))(e.read("i").ListedBy(access.TypeQueue, s.Queue.ID))
	}},
	{"what keeps a queue alive is found", func(e *env) {
		s, spare := e.queueEnv()
		have(e, roster.Reference{Type: access.TypeRoutingProfile, ID: s.Routing.ID})(e.read("i").QueueInUse(s.Queue.ID))
		have(e, roster.Reference{})(e.read("i").QueueInUse(spare.ID))
		connect := fullQuickConnect(s, meta("a", "A"))
		connect.Destination.QueueID = spare.ID
		listing := s.Routing
		listing.Queues = []roster.QueueConfig{{QueueID: spare.ID, Channel: roster.Voice}}
		e.update("i", func(tx roster.Tx) error { return tx.PutRoutingProfile(listing) })
		have(e, roster.Reference{})(e.read("i").QueueInUse(spare.ID))
		e.update("i", func(tx roster.Tx) error { return tx.PutQuickConnect(connect) })
		have(e, roster.Reference{Type: access.TypeQuickConnect, ID: "a"})(e.read("i").QueueInUse(spare.ID))
	}},
	{"ids of users are listed bytewise, in pages", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, "b", "A", "c", "a")
		have(e, []string{"i-A", "i-a"})(e.read("i").UserIDs("", 2))
		have(e, []string{"i-b", "i-c"})(e.read("i").UserIDs("i-a", 2))
		have(e, []string{"i-c"})(e.read("i").UserIDs("i-b", 9))
		have(e, []string(nil))(e.read("i").UserIDs("i-c", 9))
		have(e, []string(nil))(e.read("i").UserIDs("", 0))
	}},
}
