package serve

import (
	"sync"

	"github.com/rollcall-dev/rollcall/internal/credential"
)

// openSecrets bounds how many secrets are kept open: one per access key in use.
const openSecrets = 4096

// secrets opens the secrets of access keys, each once. The key itself is read for every request, so that a revocation counts at once; only
// the unsealing is remembered, for the very text that was sealed.
type secrets struct {
	master credential.MasterKey
	mu     sync.RWMutex
	opened map[sealedSecret]credential.Secret
}

type sealedSecret struct{ id, text string }

func newSecrets(master credential.MasterKey) *secrets {
	return &secrets{master: master, opened: make(map[sealedSecret]credential.Secret)}
}

// of is the secret of a key. The errors are those of AccessKey.Secret.
func (s *secrets) of(key credential.AccessKey) (credential.Secret, error) {
	sealed := sealedSecret{id: key.ID, text: key.SealedSecret}
	s.mu.RLock()
	secret, ok := s.opened[sealed]
	s.mu.RUnlock()
	if ok {
		return secret, nil
	}
	secret, err := key.Secret(s.master)
	if err != nil {
		return credential.Secret{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.opened) >= openSecrets {
		clear(s.opened) // opening one again costs microseconds
	}
	s.opened[sealed] = secret
	return secret, nil
}
