package sqlstore

import (
	"database/sql"
	"fmt"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// references is a table of what the rows of another table refer to in a list of theirs. The lists also stand in the bodies; here they are
// what keeps the things listed from going, and how those that list a thing are found.
type references struct{ clear, add, by string }

func newReferences(table, owner, to string) references {
	return references{
		clear: "delete from " + table + " where instance_id = $1 and " + owner + " = $2",
		add:   "insert into " + table + " (instance_id, " + owner + ", " + to + ") values ($1, $2, $3) on conflict do nothing",
		by:    "select " + owner + " from " + table + inInstance + " and " + to + " = $2 order by " + owner,
	}
}

var (
	queuesOfProfiles      = newReferences("routing_profile_queues", "routing_profile_id", "queue_id")
	quickConnectsOfQueues = newReferences("queue_quick_connects", "queue_id", "quick_connect_id")
)

// listedKinds says where the kinds that others list are listed.
var listedKinds = map[access.ResourceType]references{
	access.TypeQueue: queuesOfProfiles, access.TypeQuickConnect: quickConnectsOfQueues,
}

// replace makes the owner's references anew. What is repeated counts once.
func (f references) replace(t *tx, owner string, to []string) error {
	if _, err := t.change(f.clear, t.instance, owner); err != nil {
		return err
	}
	for _, id := range to {
		if _, err := t.change(f.add, t.instance, owner, id); err != nil {
			return err
		}
	}
	return nil
}

// ListedBy finds what lists a resource; see roster.Reader.
func (r reader) ListedBy(kind access.ResourceType, id string) (ids []string, err error) {
	f, ok := listedKinds[kind]
	if !ok {
		return nil, fmt.Errorf("nothing lists kind %q", kind)
	}
	return r.texts(f.by, r.instance, id)
}

// texts reads a column of strings.
func (r reader) texts(query string, args ...any) (all []string, err error) {
	err = r.each(func(rows *sql.Rows) error {
		var s string
		err := rows.Scan(&s)
		all = append(all, s)
		return err
	}, query, args...)
	return all, err
}

// referring is a query for the id of something of the kind that refers to the id $2.
type referring struct {
	kind  access.ResourceType
	query string
}

// firstReferring runs the queries until one finds something; the zero Reference when none does.
func (r reader) firstReferring(queries []referring, id string) (roster.Reference, error) {
	for _, q := range queries {
		found, err := r.text(q.query, r.instance, id)
		if err != nil || found != "" {
			return roster.Reference{Type: q.kind, ID: found}, err
		}
	}
	return roster.Reference{}, nil
}
