package serve

import "github.com/rollcall-dev/rollcall/internal/credential"

// openSecrets bounds how many secrets are kept open: one per access key in use.
const openSecrets = 4096

// secrets opens the secrets of access keys, each once. The key itself is read for every request, so that a revocation counts at once; only
// the unsealing is remembered, for the very text that was sealed.
type secrets struct {
	opened *memo[sealedSecret, credential.Secret]
}

type sealedSecret struct{ id, text string }

func newSecrets(master credential.MasterKey) *secrets {
	return &secrets{newMemo(openSecrets, func(s sealedSecret) (credential.Secret, error) {
		return credential.AccessKey{ID: s.id, SealedSecret: s.text}.Secret(master)
	})}
}

// of is the secret of a key. The errors are those of AccessKey.Secret.
func (s *secrets) of(key credential.AccessKey) (credential.Secret, error) {
	return s.opened.of(sealedSecret{id: key.ID, text: key.SealedSecret})
}
