package roster

import (
	"context"
	"sync"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// maxKnownRights bounds how many users' rights are kept in memory.
const maxKnownRights = 4096

// knownRights keeps the rights of Connect users as they are in one state of their instance. Any change in the instance makes them unknown:
// it may be one of the user, of a profile or of a group.
type knownRights struct {
	mu sync.RWMutex
	of map[access.ConnectUser]rightsInState
}

// rightsInState are rights in the instance's state of the epoch and revision.
type rightsInState struct {
	epoch    string
	revision int64
	*access.Rights
}

// in gives the user's rights in the state of the instance, nil when they are not known.
func (k *knownRights) in(i *Instance, user access.ConnectUser) *access.Rights {
	k.mu.RLock()
	defer k.mu.RUnlock()
	if known := k.of[user]; known.epoch == i.Epoch && known.revision == i.Revision {
		return known.Rights
	}
	return nil
}

// keep remembers rights that were read in a snapshot together with the instance.
func (k *knownRights) keep(i *Instance, user access.ConnectUser, rights *access.Rights) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.of == nil || len(k.of) >= maxKnownRights {
		k.of = make(map[access.ConnectUser]rightsInState)
	}
	k.of[user] = rightsInState{i.Epoch, i.Revision, rights}
}

// decidedAtOnce is decided for a Connect user whose rights are known in the instance's present state; nil when they are not.
func (s *Service) decidedAtOnce(ctx context.Context, c Caller, q request) (*guard, error) {
	r := s.store.Read(ctx, q.instance)
	i, err := instanceFor(r, &c)
	if err != nil || i.ID != c.User.Instance {
		return nil, nil //nolint:nilerr // the long way says what is wrong
	}
	rights := s.rights.in(&i, *c.User)
	if rights == nil {
		return nil, nil
	}
	g := &guard{service: s, caller: c, request: q, reader: r, instance: i}
	g.caller.Admin, g.caller.Policy, g.caller.Rights = false, nil, rights
	return g, g.authorize()
}
