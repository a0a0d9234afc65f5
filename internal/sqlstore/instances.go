package sqlstore

import (
	"context"
	"database/sql"
	"time"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// instanceBody is what SQL never asks about.
type instanceBody struct {
	IdentityType roster.IdentityType         `json:"identity"`
	RoleSuffix   string                      `json:"role"`
	ActiveFrom   time.Time                   `json:"active"`
	Attributes   roster.Attributes           `json:"attributes,omitempty"`
	Levels       []roster.UserHierarchyLevel `json:"levels,omitempty"`
	Tags         map[string]string           `json:"tags,omitempty"`
}

func (d *dialect) selectInstances() string {
	return "select id, account, region, alias, coalesce(directory_id, ''), created, body, " + d.epoch + ", revision from instances"
}

// bodyDecoder makes of a stored body what it says.
type bodyDecoder func(body []byte) (instanceBody, error)

func decodeBody(body []byte) (b instanceBody, err error) { return b, decode(body, &b) }

func scanInstance(scan scanner, decode bodyDecoder) (i roster.Instance, err error) {
	var created int64
	var body []byte
	if err := scan(&i.ID, &i.Account, &i.Region, &i.Alias, &i.DirectoryID, &created, &body, &i.Epoch, &i.Revision); err != nil {
		return i, err
	}
	b, err := decode(body)
	if err != nil {
		return i, err
	}
	i.Created = fromMillis(created)
	i.IdentityType, i.RoleSuffix, i.ActiveFrom = b.IdentityType, b.RoleSuffix, b.ActiveFrom
	i.Attributes, i.Levels, i.Tags = b.Attributes, b.Levels, b.Tags
	return i, nil
}

// Instance reads the instance; see roster.Reader.
func (r reader) Instance() (roster.Instance, error) { return r.readInstance(decodeBody) }

func (r reader) readInstance(decode bodyDecoder) (i roster.Instance, err error) {
	err = r.row(func(scan scanner) (err error) {
		i, err = scanInstance(scan, decode)
		return err
	}, r.d.selectInstances()+" where id = $1 and deleted is null", r.instance)
	return i, err
}

// Instances lists the instances of an account and Region; see roster.Store.
func (s *Store) Instances(ctx context.Context, account, region string, p roster.Page) (items []roster.Instance, err error) {
	add := func(rows *sql.Rows) error {
		i, err := scanInstance(rows.Scan, decodeBody)
		items = append(items, i)
		return err
	}
	err = s.session(ctx).each(add, s.d.selectInstances()+
		" where account = $1 and region = $2 and deleted is null and (alias, id) > ($3, $4) order by alias, id limit $5",
		account, region, p.After.Name, p.After.ID, p.Limit)
	return items, err
}

// InstanceIDs lists ids alone; see roster.Store.
func (s *Store) InstanceIDs(ctx context.Context, after string, limit int) ([]string, error) {
	return reader{session: s.session(ctx)}.texts("select id from instances where id > $1 and deleted is null order by id limit $2", after, limit)
}

// PutInstance adds or changes the instance; see roster.Tx. Identity, place and epoch never change.
func (t *tx) PutInstance(i roster.Instance) error {
	body, err := encode(instanceBody{i.IdentityType, i.RoleSuffix, i.ActiveFrom, i.Attributes, i.Levels, i.Tags})
	if err != nil {
		return err
	}
	n, err := t.changeServer("insert into instances (id, account, region, alias, alias_folded, directory_id, created, body, epoch, revision, feed_floor)"+
		" values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0) on conflict (id) do update set body = excluded.body where instances.deleted is null",
		t.instance, i.Account, i.Region, i.Alias, null(search.Fold(i.Alias)), null(i.DirectoryID), millis(i.Created), body, i.Epoch)
	if err == nil && n == 0 {
		return roster.ErrNotFound
	}
	if err == nil {
		t.wrote, t.state.present, t.state.row = true, true, nil
	}
	return err
}

// DeleteInstance marks the instance deleted; see roster.Tx.
func (t *tx) DeleteInstance(at time.Time) error {
	_, err := t.change("update instances set deleted = $2, alias_folded = null, directory_id = null where id = $1", t.instance, millis(at))
	if err == nil {
		t.state.present, t.state.row = false, nil
	}
	return err
}

// AliasTaken looks over the whole server, since an alias is a host name.
func (r reader) AliasTaken(folded string) (bool, error) {
	return r.found("select 1 from instances where alias_folded = $1", folded)
}

// DirectoryTaken looks over the whole server, since a directory serves one instance at a time.
func (r reader) DirectoryTaken(id string) (bool, error) {
	return r.found("select 1 from instances where directory_id = $1", id)
}

// found says whether a query has an answer.
func (r reader) found(query string, args ...any) (bool, error) {
	var one int64
	err := r.one([]any{&one}, query, args...)
	if roster.IsKind(err, roster.NotFound) {
		return false, nil
	}
	return err == nil, err
}
