package storetest

import (
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func putChange(account string, at time.Time) func(roster.Tx) error {
	return func(tx roster.Tx) error { return tx.PutInstanceChange(account, at) }
}

var quotaCases = []testCase{
	{"an instance knows whether it has so many of a kind", func(e *env) {
		s := e.crowded("i")
		e.crowded("other")
		e.update("i", func(tx roster.Tx) error { return tx.PutUser(s.User("joe")) })
		for kind, n := range map[access.ResourceType]int{
			access.TypeUser: 2, access.TypeUserHierarchyGroup: 2, access.TypeSecurityProfile: 1, access.TypeHoursOfOperation: 1,
			access.TypeQueue: 1, access.TypeRoutingProfile: 1, access.TypeAgentStatus: 1, access.TypePredefinedAttribute: 2,
			access.TypeQuickConnect: 1, access.TypeAuthenticationProfile: 1,
		} {
			for asked := 1; asked <= n+1; asked++ {
				if has, err := e.read("i").AtLeast(asked, kind); err != nil || has != (asked <= n) {
					e.Errorf("of %d resources of kind %s there are at least %d: %v, %v", n, kind, asked, has, err)
				}
			}
		}
		if _, err := e.read("i").AtLeast(1, access.TypeInstance); err == nil {
			e.Error("resources of no kind were counted")
		}
	}},
	{"a transaction counts what it wrote", func(e *env) {
		s := e.sample("i")
		e.update("i", func(tx roster.Tx) error {
			have(e, false)(tx.AtLeast(1, access.TypeUser))
			err := tx.PutUser(s.User("joe"))
			have(e, true)(tx.AtLeast(1, access.TypeUser))
			return err
		})
	}},
	{"instances are counted by place, without deleted ones", func(e *env) {
		for _, i := range []roster.Instance{
			place("1", "111111111111", "us-west-2", "a"), place("2", "111111111111", "us-west-2", "b"), place("3", "111111111111", "us-west-2", "c"),
			place("4", "222222222222", "us-west-2", "d"), place("5", "111111111111", "eu-west-1", "e"),
		} {
			e.update(i.ID, putInstance(i))
		}
		e.update("2", deleteInstance)
		have(e, true)(e.read("elsewhere").AtLeastInstances(2, "111111111111", "us-west-2"))
		have(e, false)(e.read("1").AtLeastInstances(3, "111111111111", "us-west-2"))
		have(e, false)(e.read("1").AtLeastInstances(1, "222222222222", "eu-west-1"))
	}},
	{"changes of instances count by account, since the given time, and need no instance", func(e *env) {
		for _, at := range []time.Time{Now, Now, Now.Add(time.Hour)} {
			e.update("nowhere", putChange("111111111111", at))
		}
		e.update("nowhere", putChange("222222222222", Now))
		r := e.read("elsewhere")
		have(e, true)(r.AtLeastInstanceChanges(3, "111111111111", Now))
		have(e, false)(r.AtLeastInstanceChanges(4, "111111111111", Now))
		have(e, true)(r.AtLeastInstanceChanges(1, "111111111111", Now.Add(time.Hour)))
		have(e, false)(r.AtLeastInstanceChanges(2, "111111111111", Now.Add(time.Millisecond)))
		have(e, false)(r.AtLeastInstanceChanges(1, "333333333333", Now))
	}},
	{"a change of an instance is remembered for the window", func(e *env) {
		e.update("i", putChange("111111111111", Now))
		e.update("i", putChange("111111111111", Now.Add(time.Millisecond)))
		e.update("i", putChange("222222222222", Now.Add(roster.InstanceChangeWindow)))
		have(e, true)(e.read("i").AtLeastInstanceChanges(2, "111111111111", time.Time{}))
		e.update("i", putChange("222222222222", Now.Add(roster.InstanceChangeWindow+time.Millisecond)))
		have(e, true)(e.read("i").AtLeastInstanceChanges(1, "111111111111", time.Time{}))
		have(e, false)(e.read("i").AtLeastInstanceChanges(2, "111111111111", time.Time{}))
	}},
	{"a change of an instance that fails is not remembered", func(e *env) {
		e.refused(roster.NotFound, "nowhere", func(tx roster.Tx) error {
			if err := tx.PutInstanceChange("111111111111", Now); err != nil {
				return err
			}
			return roster.ErrNotFound
		})
		have(e, false)(e.read("i").AtLeastInstanceChanges(1, "111111111111", Now))
	}},
}
