package storetest

import (
	"errors"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

var hierarchyCases = []testCase{
	{"a group's name is unique below its parent", func(e *env) {
		e.sample("i")
		one, two := group("g1", "One", nil), group("g2", "Two", nil)
		e.update("i", func(tx roster.Tx) error {
			a, b := group("g3", "Same", &one), group("g4", "Same", &two)
			return errors.Join(tx.PutUserHierarchyGroup(one), tx.PutUserHierarchyGroup(two), tx.PutUserHierarchyGroup(a), tx.PutUserHierarchyGroup(b))
		})
		e.refused(roster.Duplicate, "i", func(tx roster.Tx) error { return tx.PutUserHierarchyGroup(group("g5", "Same", &one)) })
		e.refused(roster.Duplicate, "i", func(tx roster.Tx) error { return tx.PutUserHierarchyGroup(group("g6", "One", nil)) })
		have(e, "g3")(groupID(e.read("i").UserHierarchyGroups().Named("Same")))
	}},
	{"a sibling is found by parent and name", func(e *env) {
		e.sample("i")
		root := group("g1", "Root", nil)
		e.update("i", func(tx roster.Tx) error {
			return errors.Join(tx.PutUserHierarchyGroup(root), tx.PutUserHierarchyGroup(group("g2", "Leaf", &root)))
		})
		r := e.read("i")
		have(e, "g1")(r.SiblingGroup("", "Root"))
		have(e, "g2")(r.SiblingGroup("g1", "Leaf"))
		have(e, "")(r.SiblingGroup("", "Leaf"))
		have(e, "")(r.SiblingGroup("g1", "leaf"))
	}},
	{"a level knows whether it has groups", func(e *env) {
		e.sample("i")
		have(e, false)(e.read("i").GroupAtLevel(1))
		var parent *roster.UserHierarchyGroup
		for level, id := range []string{"g1", "g2", "g3", "g4", "g5"} {
			g := group(id, "Group", parent)
			parent = &g
			e.update("i", func(tx roster.Tx) error { return tx.PutUserHierarchyGroup(g) })
			have(e, true)(e.read("i").GroupAtLevel(level + 1))
			have(e, false)(e.read("i").GroupAtLevel(level + 2))
		}
	}},
	{"what keeps a group alive is named", func(e *env) {
		s := e.sample("i")
		root := group("g1", "Root", nil)
		leaf := group("g2", "Leaf", &root)
		e.update("i", func(tx roster.Tx) error { return tx.PutUserHierarchyGroup(root) })
		have(e, roster.Reference{})(e.read("i").GroupInUse("g1"))

		s.Security.AllowedGroupID = "g1"
		e.update("i", func(tx roster.Tx) error { return tx.PutSecurityProfile(s.Security) })
		have(e, roster.Reference{Type: access.TypeSecurityProfile, ID: s.Security.ID})(e.read("i").GroupInUse("g1"))

		s.Security.AllowedGroupID = ""
		e.update("i", func(tx roster.Tx) error {
			return errors.Join(tx.PutSecurityProfile(s.Security), tx.PutUserHierarchyGroup(leaf))
		})
		have(e, roster.Reference{Type: access.TypeUserHierarchyGroup, ID: "g2"})(e.read("i").GroupInUse("g1"))

		e.update("i", func(tx roster.Tx) error { return tx.PutUser(s.FullUser("jane", leaf.Path...)) })
		have(e, roster.Reference{Type: access.TypeUser, ID: "i-jane"})(e.read("i").GroupInUse("g2"))
	}},
}

func groupID(g roster.UserHierarchyGroup, err error) (string, error) { return g.ID, err }
