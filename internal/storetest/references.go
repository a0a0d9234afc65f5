package storetest

import (
	"errors"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

var referenceCases = []testCase{
	{"a reference to what does not exist is refused", func(e *env) {
		s := e.sample("i")
		other := e.sample("other")
		for _, missing := range []string{"nothing", other.Hours.ID, other.Queue.ID, other.Routing.ID, other.Security.ID} {
			for name, put := range references(s, missing) {
				if err := e.store.Update(e.ctx, "i", put); !roster.IsKind(err, roster.NotFound) {
					e.Errorf("%s that refers to %s: %v", name, missing, err)
				}
			}
		}
	}},
	{"what is referred to cannot be deleted", func(e *env) {
		s := e.crowded("i")
		e.update("i", func(tx roster.Tx) error {
			spare := s.Queue
			spare.Meta = meta("spare", "Spare")
			s.Routing.ManualQueues = []roster.ManualQueue{{QueueID: "spare", Channel: roster.Voice}, {QueueID: "spare", Channel: "CHAT"}}
			return errors.Join(tx.PutQueue(spare), tx.PutRoutingProfile(s.Routing))
		})
		for id, kind := range map[string]access.ResourceType{
			s.Hours.ID: access.TypeHoursOfOperation, s.Queue.ID: access.TypeQueue, "spare": access.TypeQueue,
			s.Routing.ID: access.TypeRoutingProfile, s.Security.ID: access.TypeSecurityProfile,
			"i-root": access.TypeUserHierarchyGroup, "i-leaf": access.TypeUserHierarchyGroup,
			s.Status.ID: access.TypeAgentStatus, "skill": access.TypePredefinedAttribute, "i-connect": access.TypeQuickConnect,
		} {
			e.refused(roster.InUse, "i", func(tx roster.Tx) error { return tx.Delete(kind, id) })
			have(e, id)(headerID(e.read("i").Header(kind, id)))
		}
	}},
	{"what is no longer referred to can be deleted", func(e *env) {
		s := e.crowded("i")
		disconnected := s.Queue
		disconnected.QuickConnectIDs = nil
		e.update("i", func(tx roster.Tx) error {
			return errors.Join(tx.DeleteUser("i-jane", Now), tx.Delete(access.TypeSecurityProfile, s.Security.ID),
				tx.Delete(access.TypeUserHierarchyGroup, "i-leaf"), tx.Delete(access.TypeUserHierarchyGroup, "i-root"),
				tx.Delete(access.TypeRoutingProfile, s.Routing.ID),
				tx.PutQueue(disconnected), tx.Delete(access.TypeQuickConnect, "i-connect"), tx.Delete(access.TypeQueue, s.Queue.ID),
				tx.Delete(access.TypeHoursOfOperation, s.Hours.ID), tx.Delete(access.TypeAgentStatus, s.Status.ID),
				tx.Delete(access.TypePredefinedAttribute, "skill"))
		})
	}},
	{"an attribute that no user has any longer can be deleted", func(e *env) {
		s := e.crowded("i")
		e.update("i", func(tx roster.Tx) error {
			return errors.Join(tx.PutUser(s.User("jane")), tx.Delete(access.TypePredefinedAttribute, "skill"))
		})
	}},
	{"users are found by what they are proficient in", func(e *env) {
		s := e.sample("i")
		have(e, "")(e.read("i").UserWithProficiency("skill", ""))
		e.update("i", func(tx roster.Tx) error { return tx.PutUser(s.FullUser("jane")) })
		for value, want := range map[string]string{"": "i-jane", "billing": "i-jane", "Billing": "", "fr_FR": ""} {
			have(e, want)(e.read("i").UserWithProficiency("skill", value))
		}
		e.update("i", func(tx roster.Tx) error { return tx.PutUser(s.User("jane")) })
		have(e, "")(e.read("i").UserWithProficiency("skill", "billing"))
	}},
	{"a predefined attribute is found without case", func(e *env) {
		e.sample("i")
		for name, want := range map[string]string{"CONNECT:language": "connect:Language", "skill": "skill", "skil": ""} {
			have(e, want)(e.read("i").PredefinedAttributeLike(name))
		}
	}},
	{"a queue that left a profile's lists can be deleted", func(e *env) {
		s := e.sample("i")
		spare := s.Queue
		spare.Meta = meta("spare", "Spare")
		listing := s.Routing
		listing.Queues = []roster.QueueConfig{{QueueID: "spare", Channel: roster.Voice, Priority: 1}}
		e.update("i", func(tx roster.Tx) error { return errors.Join(tx.PutQueue(spare), tx.PutRoutingProfile(listing)) })
		e.update("i", func(tx roster.Tx) error {
			return errors.Join(tx.PutRoutingProfile(s.Routing), tx.Delete(access.TypeQueue, "spare"))
		})
	}},
	{"users are found by what they refer to", func(e *env) {
		s := e.sample("i")
		for kind, id := range map[access.ResourceType]string{access.TypeRoutingProfile: s.Routing.ID, access.TypeSecurityProfile: s.Security.ID} {
			have(e, "")(e.read("i").UserWith(kind, id))
			have(e, 0)(e.read("i").CountUsersWith(kind, id))
		}
		e.putUsers(s, "jane")
		for kind, id := range map[access.ResourceType]string{access.TypeRoutingProfile: s.Routing.ID, access.TypeSecurityProfile: s.Security.ID} {
			have(e, "i-jane")(e.read("i").UserWith(kind, id))
			have(e, 1)(e.read("i").CountUsersWith(kind, id))
		}
	}},
	{"a profile that is assigned twice counts once", func(e *env) {
		s := e.sample("i")
		u := s.User("jane")
		u.SecurityProfileIDs = append(u.SecurityProfileIDs, s.Security.ID)
		e.update("i", func(tx roster.Tx) error { return tx.PutUser(u) })
		have(e, 1)(e.read("i").CountUsersWith(access.TypeSecurityProfile, s.Security.ID))
	}},
}

func headerID(m roster.Meta, err error) (string, error) { return m.ID, err }

// references are puts that each refer to the missing id once.
func references(s Sample, missing string) map[string]func(roster.Tx) error {
	connected, transfer := s.Queue, fullQuickConnect(s, meta("transfer", "Transfer"))
	connected.QuickConnectIDs = []string{missing}
	transfer.Destination.QueueID = missing
	queue, def, listed, manual, restricted := s.Queue, s.Routing, s.Routing, s.Routing, s.Security
	queue.HoursOfOperationID = missing
	def.DefaultOutboundQueueID = missing
	listed.Queues = []roster.QueueConfig{{QueueID: missing, Channel: roster.Voice}}
	manual.ManualQueues = []roster.ManualQueue{{QueueID: missing, Channel: roster.Voice}}
	restricted.AllowedGroupID = missing
	routed, secured, grouped, skilled := s.User("jane"), s.User("jane"), s.User("jane"), s.User("jane")
	skilled.Proficiencies = []search.Proficiency{{Name: missing, Value: "v", Level: 1}}
	routed.RoutingProfileID = missing
	secured.SecurityProfileIDs = []string{s.Security.ID, missing}
	grouped.HierarchyPath = []string{missing}
	below := group("g", "Below", &roster.UserHierarchyGroup{Meta: meta(missing, ""), Level: 1})
	return map[string]func(roster.Tx) error{
		"a queue's hours":                   func(tx roster.Tx) error { return tx.PutQueue(queue) },
		"a queue's quick connect":           func(tx roster.Tx) error { return tx.PutQueue(connected) },
		"a quick connect's queue":           func(tx roster.Tx) error { return tx.PutQuickConnect(transfer) },
		"a routing profile's default queue": func(tx roster.Tx) error { return tx.PutRoutingProfile(def) },
		"a routing profile's queue":         func(tx roster.Tx) error { return tx.PutRoutingProfile(listed) },
		"a routing profile's manual queue":  func(tx roster.Tx) error { return tx.PutRoutingProfile(manual) },
		"a security profile's group":        func(tx roster.Tx) error { return tx.PutSecurityProfile(restricted) },
		"a user's routing profile":          func(tx roster.Tx) error { return tx.PutUser(routed) },
		"a user's security profile":         func(tx roster.Tx) error { return tx.PutUser(secured) },
		"a user's group":                    func(tx roster.Tx) error { return tx.PutUser(grouped) },
		"a user's proficiency":              func(tx roster.Tx) error { return tx.PutUser(skilled) },
		"a status's user": func(tx roster.Tx) error {
			return tx.PutUserStatus(roster.UserStatus{UserID: missing, AgentStatusID: s.Status.ID})
		},
		"a user's status": func(tx roster.Tx) error {
			u := s.User("jane")
			return errors.Join(tx.PutUser(u), tx.PutUserStatus(roster.UserStatus{UserID: u.ID, AgentStatusID: missing}))
		},
		"a group's parent":  func(tx roster.Tx) error { return tx.PutUserHierarchyGroup(below) },
		"a password's user": func(tx roster.Tx) error { return tx.PutPassword(missing, "hash") },
	}
}
