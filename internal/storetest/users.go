package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// bytewise are names in the order that they are listed in: upper case before lower, ASCII before the rest, composed or not as they are.
var bytewise = []string{"A", "B", "Z", "a", "a b", "a.b", "ab", "b", "e\u0301", "z", "\u00c9", "\u00e9", "\u65e5", "\U0001f600"}

func username(u roster.UserSummary) string { return u.Username }

var userCases = []testCase{
	{"a user comes back as it was put", func(e *env) {
		s := e.sample("i")
		root := group("g1", "Root", nil)
		leaf := group("g2", "Leaf", &root)
		want := s.FullUser("jane", leaf.Path...)
		e.update("i", func(tx roster.Tx) error {
			return errors.Join(tx.PutUserHierarchyGroup(root), tx.PutUserHierarchyGroup(leaf), tx.PutUser(want))
		})
		have(e, want)(e.read("i").User(want.ID))
		_, err := e.read("i").User("nobody")
		e.kind(err, roster.NotFound)
	}},
	{"an added user comes back, and is not added twice", func(e *env) {
		s := e.sample("i")
		want := s.FullUser("jane")
		want.HierarchyPath = nil
		e.update("i", func(tx roster.Tx) error { return tx.AddUser(want) })
		have(e, want)(e.read("i").User(want.ID))
		sameID, sameName := s.User("joe"), s.User("jane")
		sameID.ID, sameName.ID = want.ID, "twin"
		e.refused(roster.Duplicate, "i", func(tx roster.Tx) error { return tx.AddUser(sameID) })
		e.refused(roster.Duplicate, "i", func(tx roster.Tx) error { return tx.AddUser(sameName) })
		have(e, 1)(e.read("i").CountUsersWith(access.TypeSecurityProfile, s.Security.ID))
	}},
	{"a second put changes all of the user", func(e *env) {
		s := e.sample("i")
		root := group("g1", "Root", nil)
		e.update("i", func(tx roster.Tx) error {
			return errors.Join(tx.PutUserHierarchyGroup(root), tx.PutUser(s.FullUser("jane", root.ID)))
		})
		want := s.User("jane")
		want.Username, want.DirectoryUserID, want.SecurityProfileIDs, want.LastModified = "jane2", "d2", nil, Now.Add(time.Second)
		e.update("i", func(tx roster.Tx) error { return tx.PutUser(want) })
		have(e, want)(e.read("i").User(want.ID))
		have(e, []roster.UserSummary{{ID: want.ID, Username: "jane2", LastModified: want.LastModified}})(e.read("i").Users(roster.Page{Limit: 9}))
		have(e, 0)(e.read("i").CountUsersWith(access.TypeSecurityProfile, s.Security.ID))
		have(e, roster.Reference{})(e.read("i").GroupInUse(root.ID))
	}},
	{"a user name is found exactly", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, "Jane", "jane")
		have(e, "i-Jane")(e.read("i").UserNamed("Jane"))
		have(e, "")(e.read("i").UserNamed("JANE"))
	}},
	{"a user name is unique in its instance", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, "jane")
		twin := s.User("jane")
		twin.ID = "twin"
		e.refused(roster.Duplicate, "i", func(tx roster.Tx) error { return tx.PutUser(twin) })
	}},
	{"the same users in two instances", func(e *env) {
		i, j := e.sample("i"), e.sample("j")
		u, v := i.User("jane"), j.User("jane")
		v.ID, v.Identity.FirstName = u.ID, "Other"
		e.update("i", func(tx roster.Tx) error { return errors.Join(tx.PutUser(u), tx.PutPassword(u.ID, "hash")) })
		e.update("j", func(tx roster.Tx) error { return tx.PutUser(v) })
		e.update("i", func(tx roster.Tx) error { return tx.DeleteUser(u.ID, Now) })
		have(e, v)(e.read("j").User(v.ID))
	}},
	{"users are listed bytewise, in pages", func(e *env) {
		s := e.sample("i")
		for n := range bytewise {
			e.putUsers(s, bytewise[len(bytewise)-1-n])
		}
		var names []string
		for after := (roster.Position{}); ; {
			page, err := e.read("i").Users(roster.Page{After: after, Limit: 5})
			e.ok(err)
			if len(page) == 0 {
				break
			}
			names = append(names, pick(page, username)...)
			after = roster.Position{Name: page[len(page)-1].Username, ID: page[len(page)-1].ID}
		}
		equal(e, names, bytewise)
	}},
	{"a page goes on where a vanished user was", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, "a", "b", "c")
		e.update("i", func(tx roster.Tx) error { return tx.DeleteUser("i-b", Now) })
		page, err := e.read("i").Users(roster.Page{After: roster.Position{Name: "b", ID: "i-b"}, Limit: 9})
		e.ok(err)
		equal(e, pick(page, username), []string{"c"})
	}},
	{"every document comes, in whatever order", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, bytewise...)
		var got, want []search.Document
		for _, name := range bytewise {
			u := s.User(name)
			want = append(want, u.Document())
		}
		e.ok(e.read("i").UserDocuments(func(d *search.Document) error {
			got = append(got, *d)
			return nil
		}))
		slices.SortFunc(got, func(a, b search.Document) int { return strings.Compare(a.Name, b.Name) })
		equal(e, got, want)
	}},
	{"all documents of very many come, each once", func(e *env) {
		s := e.sample("i")
		var names []string
		for n := range 3000 {
			names = append(names, fmt.Sprintf("user%04d", n))
		}
		e.putUsers(s, names...)
		var got []string
		e.ok(e.read("i").UserDocuments(func(d *search.Document) error {
			got = append(got, d.Name)
			return nil
		}))
		slices.Sort(got)
		equal(e, got, names)
	}},
	{"documents after a name come by user name", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, bytewise...)
		var got []string
		e.ok(e.read("i").UserDocumentsAfter("B", func(d *search.Document) error {
			got = append(got, d.Name)
			return nil
		}))
		equal(e, got, bytewise[2:])
	}},
	{"documents stop at yield's error", func(e *env) {
		s := e.sample("i")
		e.putUsers(s, "a", "b")
		calls := 0
		err := e.read("i").UserDocuments(func(*search.Document) error {
			calls++
			return errFn
		})
		if !errors.Is(err, errFn) || calls != 1 {
			e.Errorf("UserDocuments = %v after %d calls", err, calls)
		}
	}},
	{"a deleted user is gone with all that was its own", func(e *env) {
		s := e.sample("i")
		e.update("i", func(tx roster.Tx) error {
			return errors.Join(tx.PutUser(s.FullUser("jane")), tx.PutPassword("i-jane", "hash"), tx.PutPassword("i-jane", "other"))
		})
		e.update("i", func(tx roster.Tx) error { return tx.DeleteUser("i-jane", Now) })
		_, err := e.read("i").User("i-jane")
		e.kind(err, roster.NotFound)
		have(e, 0)(e.read("i").CountUsersWith(access.TypeSecurityProfile, s.Security.ID))
		e.refused(roster.NotFound, "i", func(tx roster.Tx) error { return tx.DeleteUser("i-jane", Now) })
		e.refused(roster.NotFound, "i", func(tx roster.Tx) error { return tx.PutPassword("i-jane", "hash") })
	}},
}
