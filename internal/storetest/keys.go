package storetest

import (
	"context"
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// KeyStore keeps access keys and the keyring. Their secrets reach it sealed.
type KeyStore interface {
	AccessKey(ctx context.Context, id string) (credential.AccessKey, error)
	AccessKeys(ctx context.Context) ([]credential.AccessKey, error)
	AddAccessKey(ctx context.Context, k credential.AccessKey) error
	RevokeAccessKey(ctx context.Context, id string, at time.Time) error
	SetAccessKeyPolicy(ctx context.Context, id, policy string) error
	Keyring(ctx context.Context, yield func(id string, created time.Time, sealed string) error) error
	AddKeyringKey(ctx context.Context, id string, created time.Time, sealed string) error
	AddFirstKeyringKey(ctx context.Context, id string, created time.Time, sealed string) error
}

// RunKeys runs the suite of a KeyStore. open gives a fresh, empty store and closes it with the test.
func RunKeys(t *testing.T, open func(t *testing.T) KeyStore) {
	for _, c := range keyCases {
		t.Run(c.name, func(t *testing.T) { c.run(&env{T: t, ctx: t.Context()}, open(t)) })
	}
}

// accessKey makes an access key that was created so long after Now.
func accessKey(id string, after time.Duration) credential.AccessKey {
	return credential.AccessKey{
		ID: id, AccessKeyOwner: credential.AccessKeyOwner{Name: "ci", Account: "111111111111", Admin: id == "a"},
		Created: Now.Add(after), SealedSecret: "sealed " + id,
	}
}

// ring reads the keyring's ids.
func (e *env) ring(s KeyStore) (ids []string) {
	e.Helper()
	e.ok(s.Keyring(e.ctx, func(id string, created time.Time, sealed string) error {
		if sealed != "sealed "+id || created.Before(Now) {
			e.Errorf("key %s of %v came back as %q", id, created, sealed)
		}
		ids = append(ids, id)
		return nil
	}))
	return ids
}

var keyCases = []struct {
	name string
	run  func(*env, KeyStore)
}{
	{"an access key comes back as it was added", func(e *env, s KeyStore) {
		for _, id := range []string{"a", "b"} {
			e.ok(s.AddAccessKey(e.ctx, accessKey(id, 0)))
			have(e, accessKey(id, 0))(s.AccessKey(e.ctx, id))
		}
		_, err := s.AccessKey(e.ctx, "A")
		e.kind(err, roster.NotFound)
	}},
	{"an access key is never replaced", func(e *env, s KeyStore) {
		e.ok(s.AddAccessKey(e.ctx, accessKey("a", 0)))
		e.kind(s.AddAccessKey(e.ctx, accessKey("a", time.Hour)), roster.Duplicate)
		have(e, accessKey("a", 0))(s.AccessKey(e.ctx, "a"))
	}},
	{"access keys are listed by creation, then id", func(e *env, s KeyStore) {
		for id, after := range map[string]time.Duration{"a": 2, "b": 1, "d": 0, "c": 1} {
			e.ok(s.AddAccessKey(e.ctx, accessKey(id, after*time.Second)))
		}
		keys, err := s.AccessKeys(e.ctx)
		e.ok(err)
		equal(e, pick(keys, func(k credential.AccessKey) string { return k.ID }), []string{"d", "b", "c", "a"})
	}},
	{"the policy of an access key can be replaced and taken away", func(e *env, s KeyStore) {
		key, other := accessKey("b", 0), accessKey("c", 0)
		key.Policy, other.Policy = `{"Statement":[]}`, "other"
		e.ok(s.AddAccessKey(e.ctx, key))
		e.ok(s.AddAccessKey(e.ctx, other))
		have(e, key)(s.AccessKey(e.ctx, "b"))
		for _, key.Policy = range []string{"newer", ""} {
			e.ok(s.SetAccessKeyPolicy(e.ctx, "b", key.Policy))
			have(e, key)(s.AccessKey(e.ctx, "b"))
			have(e, other)(s.AccessKey(e.ctx, "c"))
			have(e, []credential.AccessKey{key, other})(s.AccessKeys(e.ctx))
		}
		e.kind(s.SetAccessKeyPolicy(e.ctx, "d", "newer"), roster.NotFound)
	}},
	{"the first revocation of an access key stays", func(e *env, s KeyStore) {
		want := accessKey("a", 0)
		e.ok(s.AddAccessKey(e.ctx, want))
		e.ok(s.AddAccessKey(e.ctx, accessKey("b", 0)))
		at := Now.Add(time.Minute)
		e.ok(s.RevokeAccessKey(e.ctx, "a", at))
		e.ok(s.RevokeAccessKey(e.ctx, "a", at.Add(time.Minute)))
		want.Revoked = &at
		have(e, want)(s.AccessKey(e.ctx, "a"))
		have(e, accessKey("b", 0))(s.AccessKey(e.ctx, "b"))
		e.kind(s.RevokeAccessKey(e.ctx, "c", at), roster.NotFound)
	}},
	{"the keyring comes back with the oldest key first", func(e *env, s KeyStore) {
		for id, after := range map[string]time.Duration{"a": 2, "b": 1, "d": 0, "c": 1} {
			e.ok(s.AddKeyringKey(e.ctx, id, Now.Add(after*time.Second), "sealed "+id))
		}
		equal(e, e.ring(s), []string{"d", "b", "c", "a"})
		e.kind(s.AddKeyringKey(e.ctx, "a", Now, "other"), roster.Duplicate)
		equal(e, e.ring(s), []string{"d", "b", "c", "a"})
	}},
	{"of many first keys one stays", func(e *env, s KeyStore) {
		together(func(n int) {
			if err := s.AddFirstKeyringKey(e.ctx, nth(n), Now, "sealed "+nth(n)); err != nil {
				e.Error(err)
			}
		})
		equal(e, len(e.ring(s)), 1)
		e.ok(s.AddKeyringKey(e.ctx, "next", Now.Add(time.Hour), "sealed next"))
		equal(e, len(e.ring(s)), 2)
	}},
}
