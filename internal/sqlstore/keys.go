package sqlstore

import (
	"context"
	"database/sql"
	"time"

	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

const accessKeyColumns = "select id, name, account, admin, policy, created, revoked, secret from access_keys"

func scanAccessKey(scan scanner) (k credential.AccessKey, err error) {
	var created int64
	var revoked sql.NullInt64
	var policy sql.NullString
	err = scan(&k.ID, &k.Name, &k.Account, &k.Admin, &policy, &created, &revoked, &k.SealedSecret)
	k.Created, k.Policy = fromMillis(created), policy.String
	if revoked.Valid {
		at := fromMillis(revoked.Int64)
		k.Revoked = &at
	}
	return k, err
}

// AccessKey finds an access key by its id, also a revoked one; roster.ErrNotFound when there is none. Every request asks for one, so it
// costs one look-up.
func (s *Store) AccessKey(ctx context.Context, id string) (credential.AccessKey, error) {
	return cached(ctx, &s.cache, cacheKey{kind: kindAccessKey, id: id}, func() (k credential.AccessKey, err error) {
		err = s.session(ctx).row(func(scan scanner) (err error) {
			k, err = scanAccessKey(scan)
			return err
		}, accessKeyColumns+" where id = $1", id)
		return k, err
	})
}

// AccessKeys lists all access keys, the revoked ones too, by creation time, then id.
func (s *Store) AccessKeys(ctx context.Context) (keys []credential.AccessKey, err error) {
	err = s.session(ctx).each(func(rows *sql.Rows) error {
		k, err := scanAccessKey(rows.Scan)
		keys = append(keys, k)
		return err
	}, accessKeyColumns+" order by created, id")
	return keys, err
}

// AddAccessKey keeps a new access key. The error is of kind Duplicate when its id is taken.
func (s *Store) AddAccessKey(ctx context.Context, k credential.AccessKey) error {
	var revoked any
	if k.Revoked != nil {
		revoked = millis(*k.Revoked)
	}
	_, err := s.changeKeys(ctx, "insert into access_keys (id, name, account, admin, policy, created, revoked, secret) values ($1, $2, $3, $4, $5, $6, $7, $8)",
		k.ID, k.Name, k.Account, k.Admin, policyColumn(k.Policy), millis(k.Created), revoked, k.SealedSecret)
	return err
}

// policyColumn is how a policy is kept: none as null.
func policyColumn(text string) sql.NullString { return sql.NullString{String: text, Valid: text != ""} }

// SetAccessKeyPolicy replaces the policy of an access key; the empty text takes it away. The error is roster.ErrNotFound when there is no
// such key.
func (s *Store) SetAccessKeyPolicy(ctx context.Context, id, policy string) error {
	n, err := s.changeKeys(ctx, "update access_keys set policy = $2 where id = $1", id, policyColumn(policy))
	if err == nil && n == 0 {
		return roster.ErrNotFound
	}
	return err
}

// RevokeAccessKey ends an access key at the time; the time of an earlier revocation stays. The error is roster.ErrNotFound when there is
// no such key.
func (s *Store) RevokeAccessKey(ctx context.Context, id string, at time.Time) error {
	n, err := s.changeKeys(ctx, "update access_keys set revoked = coalesce(revoked, $2) where id = $1", id, millis(at))
	if err == nil && n == 0 {
		return roster.ErrNotFound
	}
	return err
}

// Keyring calls yield with each key of the keyring, the oldest first, as Key.SealUnder sealed it and OpenKeyUnder wants it. It stops at
// yield's first error and returns it; yield may not use the store.
func (s *Store) Keyring(ctx context.Context, yield func(id string, created time.Time, sealed string) error) error {
	return s.session(ctx).each(func(rows *sql.Rows) error {
		var id, sealed string
		var created int64
		if err := rows.Scan(&id, &created, &sealed); err != nil {
			return err
		}
		return yield(id, fromMillis(created), sealed)
	}, "select id, created, sealed from keyring order by created, id")
}

// AddKeyringKey adds a key to the keyring. The error is of kind Duplicate when its id is taken.
func (s *Store) AddKeyringKey(ctx context.Context, id string, created time.Time, sealed string) error {
	_, err := s.changeKeys(ctx, "insert into keyring (id, created, sealed) values ($1, $2, $3)", id, millis(created), sealed)
	return err
}

// AddFirstKeyringKey adds the key if the keyring is empty, and else does nothing. Of several processes that start on an empty store one
// adds its key; each then reads the same from Keyring.
func (s *Store) AddFirstKeyringKey(ctx context.Context, id string, created time.Time, sealed string) error {
	_, err := s.changeKeys(ctx, addFirstKeyringKey, id, millis(created), sealed)
	return err
}

const addFirstKeyringKey = "insert into keyring (id, created, sealed) select $1, $2, $3 where not exists (select 1 from keyring)"

// changeKeys runs a writing statement through the writer. Keys belong to no instance.
func (s *Store) changeKeys(ctx context.Context, query string, args ...any) (n int64, err error) {
	err = s.writer.update(ctx, "", func(t roster.Tx) (err error) {
		n, err = t.(*tx).changeServer(query, args...)
		return err
	})
	return n, err
}
