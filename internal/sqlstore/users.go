package sqlstore

import (
	"database/sql"
	"fmt"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// contact is what a user's row keeps of the identity and search never sees.
type contact struct {
	Email          string `json:"email,omitempty"`
	SecondaryEmail string `json:"secondary,omitempty"`
	Mobile         string `json:"mobile,omitempty"`
}

// User reads a user; see roster.UserReader.
func (r reader) User(id string) (u roster.User, err error) {
	var addresses, phone, document []byte
	var modified int64
	dest := []any{&u.ID, &u.DirectoryUserID, &addresses, &phone, &document, &modified}
	if err := r.one(dest, "select id, directory_user_id, contact, phone, document, modified from users"+inInstance+" and id = $2",
		r.instance, id); err != nil {
		return u, err
	}
	var c contact
	var d search.Document
	if err := decodeAll(into{addresses, &c}, into{phone, &u.Phone}, into{document, &d}); err != nil {
		return u, err
	}
	u.LastModified = fromMillis(modified)
	u.Identity = roster.Identity{FirstName: d.FirstName, LastName: d.LastName, Email: c.Email, SecondaryEmail: c.SecondaryEmail, Mobile: c.Mobile}
	u.Username, u.RoutingProfileID, u.SecurityProfileIDs = d.Name, d.RoutingProfileID, d.SecurityProfileIDs
	u.HierarchyPath, u.Proficiencies, u.Tags = d.HierarchyPath, d.Proficiencies, d.Tags
	return u, nil
}

// UserNamed finds a user by name; see roster.UserReader.
func (r reader) UserNamed(username string) (string, error) {
	return r.text("select id from users"+inInstance+" and username = $2", r.instance, username)
}

// Users lists users; see roster.UserReader. A user name is unique, so the position needs no id.
func (r reader) Users(p roster.Page) (items []roster.UserSummary, err error) {
	add := func(rows *sql.Rows) error {
		var u roster.UserSummary
		var modified int64
		err := rows.Scan(&u.ID, &u.Username, &modified)
		u.LastModified = fromMillis(modified)
		items = append(items, u)
		return err
	}
	err = r.each(add, "select id, username, modified from users"+inInstance+" and username > $2 order by username limit $3",
		r.instance, p.After.Name, p.Limit)
	return items, err
}

// UserIDs lists ids alone; see roster.UserReader.
func (r reader) UserIDs(after string, limit int) ([]string, error) {
	return r.texts("select id from users"+inInstance+" and id > $2 order by id limit $3", r.instance, after, limit)
}

// usersWith says where users refer to a kind: table, its user column and its reference column.
var usersWith = map[access.ResourceType]struct{ one, count string }{
	access.TypeRoutingProfile: {
		"select id from users" + inInstance + " and routing_profile_id = $2 limit 1",
		"select count(*) from users" + inInstance + " and routing_profile_id = $2",
	},
	access.TypeSecurityProfile: {
		"select id from users where seq = (select user_seq from user_security_profiles" + inInstance + " and security_profile_id = $2 limit 1)",
		"select count(*) from user_security_profiles" + inInstance + " and security_profile_id = $2",
	},
}

// UserWith finds a user that refers to the resource; see roster.UserReader.
func (r reader) UserWith(kind access.ResourceType, id string) (string, error) {
	q, ok := usersWith[kind]
	if !ok {
		return "", fmt.Errorf("users do not refer to kind %q", kind)
	}
	return r.text(q.one, r.instance, id)
}

// CountUsersWith counts the users that refer to the resource; see roster.UserReader.
func (r reader) CountUsersWith(kind access.ResourceType, id string) (n int, err error) {
	q, ok := usersWith[kind]
	if !ok {
		return 0, fmt.Errorf("users do not refer to kind %q", kind)
	}
	err = r.one([]any{&n}, q.count, r.instance, id)
	return n, err
}

// addUser is what both ways of writing a user begin with.
const addUser = "insert into users (instance_id, id, username, directory_user_id, routing_profile_id, hierarchy_group_id, contact, phone," +
	" document, revision, modified) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"

// AddUser adds a user; see roster.Tx.
func (t *tx) AddUser(u roster.User) error {
	if err := t.writeUser(addUser, u); err != nil {
		return err
	}
	return t.addUserReferences(u)
}

// PutUser adds or changes a user; see roster.Tx.
func (t *tx) PutUser(u roster.User) error {
	if err := t.writeUser(addUser+" on conflict (instance_id, id) do update set username = excluded.username,"+
		" directory_user_id = excluded.directory_user_id, routing_profile_id = excluded.routing_profile_id,"+
		" hierarchy_group_id = excluded.hierarchy_group_id, contact = excluded.contact, phone = excluded.phone,"+
		" document = excluded.document, revision = excluded.revision, modified = excluded.modified", u); err != nil {
		return err
	}
	if err := t.removeOfUser(u.ID, "user_security_profiles", "user_proficiencies"); err != nil {
		return err
	}
	return t.addUserReferences(u)
}

// writeUser writes a user's row with its search document.
func (t *tx) writeUser(query string, u roster.User) error {
	addresses, err := encode(contact{u.Identity.Email, u.Identity.SecondaryEmail, u.Identity.Mobile})
	if err != nil {
		return err
	}
	phone, err := encode(u.Phone)
	if err != nil {
		return err
	}
	document, err := encode(u.Document())
	if err != nil {
		return err
	}
	_, err = t.change(query, t.instance, u.ID, u.Username, u.DirectoryUserID, u.RoutingProfileID, null(u.HierarchyGroupID()), addresses,
		phone, document, t.state.revision, millis(u.LastModified))
	return err
}

// addUserReferences writes the references that keep assigned profiles and predefined attributes alive.
func (t *tx) addUserReferences(u roster.User) error {
	for _, p := range u.SecurityProfileIDs {
		if _, err := t.change("insert into user_security_profiles (instance_id, security_profile_id, user_seq)"+
			" select instance_id, $3, seq from users where instance_id = $1 and id = $2 on conflict do nothing", t.instance, u.ID, p); err != nil {
			return err
		}
	}
	for _, p := range u.Proficiencies {
		if _, err := t.change("insert into user_proficiencies (instance_id, attribute_id, value, user_seq)"+
			" select instance_id, $3, $4, seq from users where instance_id = $1 and id = $2 on conflict do nothing", t.instance, u.ID, p.Name, p.Value); err != nil {
			return err
		}
	}
	return nil
}

// removeOfUser removes a user's rows from tables that refer to users by row number.
func (t *tx) removeOfUser(userID string, tables ...string) error {
	for _, table := range tables {
		_, err := t.change("delete from "+table+" where user_seq = (select seq from users where instance_id = $1 and id = $2)", t.instance, userID)
		if err != nil {
			return err
		}
	}
	return nil
}

// PutPassword sets a user's password hash; see roster.Tx.
func (t *tx) PutPassword(userID, hash string) error {
	_, err := t.change("insert into user_passwords (instance_id, user_id, hash) values ($1, $2, $3)"+
		" on conflict (instance_id, user_id) do update set hash = excluded.hash", t.instance, userID, hash)
	return err
}

// DeleteUser removes a user and leaves a tombstone; see roster.Tx.
func (t *tx) DeleteUser(id string, at time.Time) error {
	if _, err := t.change("delete from user_passwords where instance_id = $1 and user_id = $2", t.instance, id); err != nil {
		return err
	}
	if err := t.removeOfUser(id, "user_security_profiles", "user_proficiencies", "user_statuses"); err != nil {
		return err
	}
	n, err := t.change("delete from users where instance_id = $1 and id = $2", t.instance, id)
	if err != nil {
		return err
	}
	if n == 0 {
		return roster.ErrNotFound
	}
	return t.bury(id, at)
}
