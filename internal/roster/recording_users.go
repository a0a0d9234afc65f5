package roster

import (
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
)

func (r *recorder) User(id string) (u User, err error) {
	if u, err = r.Tx.User(id); err == nil {
		r.user = u
	}
	return u, err
}

// userBefore is a user before it changes, who was read before as a rule.
func (r *recorder) userBefore(id string) func() (any, error) {
	return func() (any, error) {
		if r.user.ID == id {
			return r.user, nil
		}
		return known(r.Tx.User(id))
	}
}

func (r *recorder) AddUser(u User) error {
	nothing := func() (any, error) { return nil, nil }
	return r.written("User", access.TypeUser, u.ID, nothing, u, func() error { return r.Tx.AddUser(u) })
}

func (r *recorder) PutUser(u User) error {
	err := r.written("User", access.TypeUser, u.ID, r.userBefore(u.ID), u, func() error { return r.Tx.PutUser(u) })
	r.user = u
	return err
}

func (r *recorder) DeleteUser(id string, at time.Time) error {
	err := r.written("User", access.TypeUser, id, r.userBefore(id), nil, func() error { return r.Tx.DeleteUser(id, at) })
	r.user = User{}
	return err
}

func (r *recorder) PutUserStatus(s UserStatus) error {
	before := func() (any, error) { return known(r.Tx.UserStatus(s.UserID)) }
	return r.written("UserStatus", access.TypeUser, s.UserID, before, s, func() error { return r.Tx.PutUserStatus(s) })
}
