package storetest

import (
	"errors"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

func deleteInstance(tx roster.Tx) error { return tx.DeleteInstance(Now) }

// crowded puts an instance that has something in every place.
func (e *env) crowded(id string) Sample {
	e.Helper()
	s := NewSample(id)
	s.Instance.DirectoryID = id + "-directory"
	s.Routing.Queues = []roster.QueueConfig{{QueueID: s.Queue.ID, Channel: roster.Voice, Priority: 1}}
	root := group(id+"-root", "Root", nil)
	leaf := group(id+"-leaf", "Leaf", &root)
	s.Security.AllowedGroupID = root.ID
	connected := s.Queue
	connected.QuickConnectIDs = []string{id + "-connect"}
	e.update(id, func(tx roster.Tx) error {
		return errors.Join(tx.PutInstance(s.Instance), tx.PutUserHierarchyGroup(root), tx.PutUserHierarchyGroup(leaf), s.Put(tx),
			tx.PutUser(s.FullUser("jane", leaf.Path...)), tx.PutPassword(id+"-jane", "hash"), tx.AddSession(sessionOf(id+"-jane", id+"-session", 0)), tx.PutUser(s.User("gone")),
			tx.DeleteUser(id+"-gone", Now),
			tx.PutUserStatus(roster.UserStatus{UserID: id + "-jane", AgentStatusID: s.Status.ID, Since: Now}),
			tx.PutQuickConnect(fullQuickConnect(s, meta(id+"-connect", "Transfer"))), tx.PutQueue(connected),
			tx.PutAuthenticationProfile(roster.AuthenticationProfile{Meta: meta(id+"-sessions", "Sessions")}))
	})
	s.Queue = connected
	return s
}

// holdsNothing checks that every way of reading an instance finds nothing.
func holdsNothing(e *env, r roster.Reader, s Sample) {
	e.Helper()
	id := s.Instance.ID
	_, instance := r.Instance()
	_, user := r.User(id + "-jane")
	_, status := r.UserStatus(id + "-jane")
	_, session := r.Session(id + "-session")
	_, hash := r.PasswordHash(id + "-jane")
	_, changes := r.ChangesSince(0, 100)
	_, header := r.Header(access.TypeQueue, s.Queue.ID)
	_, queue := r.Queues().Get(s.Queue.ID)
	_, named := r.Queues().Named(s.Queue.Name)
	for what, err := range map[string]error{
		"instance": instance, "user": user, "status": status, "session": session, "hash": hash, "changes": changes, "header": header, "queue": queue, "named": named,
	} {
		if !errors.Is(err, roster.ErrNotFound) {
			e.Errorf("%s: %v, want ErrNotFound", what, err)
		}
	}
	have(e, []roster.Queue(nil))(r.Queues().List(roster.Page{Limit: -1}))
	have(e, []roster.UserSummary(nil))(r.Users(roster.Page{Limit: 9}))
	have(e, "")(r.UserNamed("jane"))
	have(e, "")(r.UserWith(access.TypeRoutingProfile, s.Routing.ID))
	have(e, 0)(r.CountUsersWith(access.TypeSecurityProfile, s.Security.ID))
	have(e, "")(r.UserWithProficiency("skill", ""))
	have(e, "")(r.PredefinedAttributeLike("SKILL"))
	have(e, roster.Reference{})(r.GroupInUse(id + "-root"))
	have(e, roster.Reference{})(r.QueueInUse(s.Queue.ID))
	have(e, []string(nil))(r.ListedBy(access.TypeQueue, s.Queue.ID))
	have(e, []string(nil))(r.UserIDs("", 9))
	have(e, false)(r.GroupAtLevel(1))
	have(e, false)(r.AtLeast(1, access.TypeQueue))
	have(e, false)(r.AtLeast(1, access.TypeUser))
	have(e, "")(r.SiblingGroup("", "Root"))
	none := func(d *search.Document) error { return errors.New("a document of " + d.ID) }
	e.ok(errors.Join(r.UserDocuments(none), r.UserDocumentsWithStatus(none)))
}

var deletedCases = []testCase{
	{"a deleted instance is gone for every reader at once", func(e *env) {
		s := e.crowded("i")
		e.crowded("other")
		e.update("i", deleteInstance)
		holdsNothing(e, e.read("i"), s)
		items, err := e.store.Instances(e.ctx, s.Instance.Account, s.Instance.Region, roster.Page{Limit: 9})
		e.ok(err)
		equal(e, pick(items, instanceID), []string{"other"})
		have(e, "other-jane")(e.read("other").UserNamed("jane"))
	}},
	{"a deleted instance is gone for its own transaction", func(e *env) {
		s := e.crowded("i")
		e.update("i", func(tx roster.Tx) error {
			err := tx.DeleteInstance(Now)
			_, instance := tx.Instance()
			e.kind(instance, roster.NotFound)
			e.kind(tx.PutUser(s.User("joe")), roster.NotFound)
			return err
		})
	}},
	{"an instance that does not exist holds nothing", func(e *env) {
		holdsNothing(e, e.read("nowhere"), NewSample("nowhere"))
	}},
	{"alias and directory of a deleted instance are free", func(e *env) {
		old := e.crowded("i").Instance
		e.update("i", deleteInstance)
		have(e, false)(e.read("j").AliasTaken("i"))
		have(e, false)(e.read("j").DirectoryTaken("i-directory"))
		next := old
		next.ID = "j"
		e.update("j", putInstance(next))
	}},
	{"nothing can be put into an instance that is not there", func(e *env) {
		s := e.crowded("i")
		e.update("i", deleteInstance)
		for _, id := range []string{"i", "nowhere"} {
			e.refused(roster.NotFound, id, func(tx roster.Tx) error { return tx.PutQueue(s.Queue) })
			e.refused(roster.NotFound, id, func(tx roster.Tx) error { return tx.PutUser(s.User("joe")) })
			e.refused(roster.NotFound, id, func(tx roster.Tx) error { return tx.DeleteUser("i-jane", Now) })
			e.refused(roster.NotFound, id, func(tx roster.Tx) error { return tx.PutPassword("i-jane", "hash") })
			e.refused(roster.NotFound, id, func(tx roster.Tx) error {
				return tx.PutUserStatus(roster.UserStatus{UserID: "i-jane", AgentStatusID: "i-status"})
			})
			e.refused(roster.NotFound, id, func(tx roster.Tx) error { return tx.Delete(access.TypeAgentStatus, "i-status") })
			e.refused(roster.NotFound, id, func(tx roster.Tx) error { return tx.PutHeader(access.TypeQueue, s.Queue.Meta) })
			e.refused(roster.NotFound, id, deleteInstance)
			e.update(id, func(tx roster.Tx) error {
				return tx.PutClientToken(roster.TokenScope{Token: id}, roster.TokenUse{At: Now})
			})
		}
	}},
	{"a deleted instance does not come back", func(e *env) {
		s := e.sample("i")
		e.update("i", deleteInstance)
		e.refused(roster.NotFound, "i", putInstance(s.Instance))
	}},
}
