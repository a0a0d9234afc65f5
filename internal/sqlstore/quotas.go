package sqlstore

import (
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// nth skips to the row that shows whether there are as many. Nothing after it is read.
const nth = " limit 1 offset "

// AtLeast looks for the nth of a kind; see roster.Reader.
func (r reader) AtLeast(n int, kind access.ResourceType) (bool, error) {
	table := "users"
	if kind != access.TypeUser {
		var err error
		if table, err = namedTable(kind); err != nil {
			return false, err
		}
	}
	return r.found("select 1 from "+table+inInstance+nth+"$2", r.instance, n-1)
}

// AtLeastInstances looks for the nth instance in a place; see roster.Reader.
func (r reader) AtLeastInstances(n int, account, region string) (bool, error) {
	return r.found("select 1 from instances where account = $1 and region = $2 and deleted is null"+nth+"$3", account, region, n-1)
}

// AtLeastInstanceChanges looks for the nth change of an account's instances; see roster.Reader.
func (r reader) AtLeastInstanceChanges(n int, account string, since time.Time) (bool, error) {
	return r.found("select 1 from instance_changes where account = $1 and changed >= $2"+nth+"$3", account, millis(since), n-1)
}

// PutInstanceChange remembers a change and forgets the outdated ones; see roster.Tx.
func (t *tx) PutInstanceChange(account string, at time.Time) error {
	if _, err := t.changeServer("delete from instance_changes where changed < $1", millis(at.Add(-roster.InstanceChangeWindow))); err != nil {
		return err
	}
	_, err := t.changeServer("insert into instance_changes (account, changed) values ($1, $2)", account, millis(at))
	return err
}
