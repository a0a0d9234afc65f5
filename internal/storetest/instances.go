package storetest

import (
	"strings"
	"time"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// place makes bare instances of an account and Region.
func place(id, account, region, alias string) roster.Instance {
	i := NewSample(id).Instance
	i.Account, i.Region, i.Alias = account, region, alias
	return i
}

func putInstance(i roster.Instance) func(roster.Tx) error {
	return func(tx roster.Tx) error { return tx.PutInstance(i) }
}

// epochOf is the epoch that is read of an instance, which begins with the one that was put.
func (e *env) epochOf(put roster.Instance) string {
	e.Helper()
	i, err := e.read(put.ID).Instance()
	e.ok(err)
	if !strings.HasPrefix(i.Epoch, put.Epoch) {
		e.Errorf("epoch %q of an instance that was put with %q", i.Epoch, put.Epoch)
	}
	return i.Epoch
}

func instanceID(i roster.Instance) string { return i.ID }

var instanceCases = []testCase{
	{"an instance comes back as it was put", func(e *env) {
		want := NewSample("i").Instance
		want.IdentityType, want.DirectoryID = roster.ExistingDirectory, "d-1"
		e.update("i", putInstance(want))
		got, err := e.read("i").Instance()
		e.ok(err)
		if got.Revision < 1 {
			e.Errorf("revision %d after the creation", got.Revision)
		}
		want.Revision, want.Epoch = got.Revision, e.epochOf(want)
		equal(e, got, want)
	}},
	{"a missing instance is not found", func(e *env) {
		_, err := e.read("nowhere").Instance()
		e.kind(err, roster.NotFound)
	}},
	{"what identifies an instance never changes", func(e *env) {
		first := e.sample("i").Instance
		second := first
		second.Account, second.Region, second.Alias, second.DirectoryID, second.Epoch = "222222222222", "eu-west-1", "new", "d-2", "new"
		second.Created, second.Revision = Now.Add(time.Hour), 99
		second.Tags, second.Levels, second.Attributes = map[string]string{"k": "v"}, nil, roster.Attributes{roster.OutboundCalls: true}
		e.update("i", putInstance(second))
		first.Tags, first.Levels, first.Attributes = second.Tags, second.Levels, second.Attributes
		first.Revision, first.Epoch = e.revision("i"), e.epochOf(first)
		have(e, first)(e.read("i").Instance())
		if first.Revision >= 99 {
			e.Errorf("revision %d was taken from the outside", first.Revision)
		}
	}},
	{"an alias is unique over the server, without case", func(e *env) {
		e.update("i", putInstance(place("i", "111111111111", "us-west-2", "Straße")))
		e.refused(roster.Duplicate, "j", putInstance(place("j", "222222222222", "eu-west-1", "STRASSE")))
		have(e, true)(e.read("elsewhere").AliasTaken("strasse"))
		have(e, false)(e.read("i").AliasTaken("other"))
	}},
	{"a directory is unique over the server", func(e *env) {
		i, j := place("i", "111111111111", "us-west-2", "a"), place("j", "222222222222", "eu-west-1", "b")
		i.DirectoryID, j.DirectoryID = "d-1", "d-1"
		e.update("i", putInstance(i))
		e.refused(roster.Duplicate, "j", putInstance(j))
		have(e, true)(e.read("elsewhere").DirectoryTaken("d-1"))
		have(e, false)(e.read("i").DirectoryTaken("d-2"))
	}},
	{"no alias and no directory is shared by many", func(e *env) {
		for _, id := range []string{"i", "j"} {
			e.update(id, putInstance(place(id, "111111111111", "us-west-2", "")))
		}
		have(e, false)(e.read("i").AliasTaken(""))
		have(e, false)(e.read("i").DirectoryTaken(""))
	}},
	{"instances are listed by place, alias and id, in pages", func(e *env) {
		e.update("x", putInstance(place("x", "222222222222", "us-west-2", "a-other-account")))
		e.update("y", putInstance(place("y", "111111111111", "eu-west-1", "a-other-region")))
		for id, alias := range map[string]string{"1": "b", "2": "é", "3": "C", "5": "", "4": "", "6": "a"} {
			e.update(id, putInstance(place(id, "111111111111", "us-west-2", alias)))
		}
		var ids []string
		for after := (roster.Position{}); ; {
			page, err := e.store.Instances(e.ctx, "111111111111", "us-west-2", roster.Page{After: after, Limit: 2})
			e.ok(err)
			if len(page) == 0 {
				break
			}
			ids = append(ids, pick(page, instanceID)...)
			last := page[len(page)-1]
			after = roster.Position{Name: last.Alias, ID: last.ID}
		}
		equal(e, ids, []string{"4", "5", "3", "6", "1", "2"})
	}},
	{"ids of instances are listed over all accounts, without the deleted ones, in pages", func(e *env) {
		e.update("x", putInstance(place("x", "222222222222", "us-west-2", "other")))
		for _, id := range []string{"a", "B", "gone", "c"} {
			e.update(id, putInstance(place(id, "111111111111", "us-west-2", id)))
		}
		e.update("gone", func(tx roster.Tx) error { return tx.DeleteInstance(Now) })
		first, err := e.store.InstanceIDs(e.ctx, "", 2)
		e.ok(err)
		rest, err := e.store.InstanceIDs(e.ctx, first[len(first)-1], 9)
		e.ok(err)
		equal(e, first, []string{"B", "a"})
		equal(e, rest, []string{"c", "x"})
	}},
}
