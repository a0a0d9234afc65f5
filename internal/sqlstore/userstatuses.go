package sqlstore

import (
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// UserStatus reads a user's status; see roster.UserReader.
func (r reader) UserStatus(userID string) (s roster.UserStatus, err error) {
	var since int64
	err = r.one([]any{&s.AgentStatusID, &since}, "select status_id, since from user_statuses where user_seq = (select seq from users"+inInstance+" and id = $2)",
		r.instance, userID)
	if err != nil {
		return roster.UserStatus{}, err
	}
	s.UserID, s.Since = userID, fromMillis(since)
	return s, nil
}

// UserDocumentsWithStatus walks the documents of users that have a status; see roster.UserReader. It sorts nothing: to have them by name
// it would have to walk all users.
func (r reader) UserDocumentsWithStatus(yield func(*search.Document) error) error {
	return r.documents(yield, "select document from user_statuses s cross join users u where u.seq = s.user_seq"+
		" and s.instance_id = (select id from instances where id = $1 and deleted is null)", r.instance)
}

// PutUserStatus sets a user's status; see roster.Tx.
func (t *tx) PutUserStatus(s roster.UserStatus) error {
	n, err := t.change("insert into user_statuses (instance_id, user_seq, status_id, since)"+
		" select instance_id, seq, $3, $4 from users where instance_id = $1 and id = $2"+
		" on conflict (user_seq) do update set status_id = excluded.status_id, since = excluded.since",
		t.instance, s.UserID, s.AgentStatusID, millis(s.Since))
	if err == nil && n == 0 {
		return roster.ErrNotFound
	}
	return err
}
