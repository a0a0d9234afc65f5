package serve

import (
	"log/slog"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/api"
	"github.com/rollcall-dev/rollcall/internal/credential"
)

// compiledPolicies bounds how many policies are kept compiled. Keys often share one.
const compiledPolicies = 1024

// CheckPolicy says what is wrong with a policy document for an access key, and where: a *access.PolicyError. Nil says that a key may have it.
func CheckPolicy(text []byte) error {
	_, err := access.ParsePolicy(text, api.Actions())
	return err
}

// principals tells whom access keys stand for. A policy is compiled once for each text; the key itself is read for every request, so that
// another policy counts at once.
type principals struct {
	policies *memo[string, *access.Policy]
}

// newPrincipals makes principals that log the policies which cannot be read.
func newPrincipals(log *slog.Logger) *principals {
	actions := api.Actions()
	return &principals{newMemo(compiledPolicies, func(text string) (*access.Policy, error) {
		policy, err := access.ParsePolicy([]byte(text), actions)
		if err != nil {
			log.Error("a policy in the store cannot be read; its keys may do nothing until they get another", "error", err)
		}
		return policy, nil // a policy that cannot be read allows nothing
	})}
}

// of is the principal of an access key.
func (p *principals) of(key credential.AccessKey) access.Principal {
	if key.Admin {
		return access.Administrator(key.Account)
	}
	principal := access.User(key.Account, key.Name)
	if key.Policy != "" {
		principal.Policy, _ = p.policies.of(key.Policy)
	}
	return principal
}
