package serve

import (
	"context"
	"slices"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// actor is who a question is about. A Connect user that it names is looked up with the answer.
func (e *Explainer) actor(ctx context.Context, c roster.Caller, q question) (roster.Actor, error) {
	user, isUser := userARN(q.as)
	account, name, isOwner := keyOwner(q.as)
	switch {
	case q.as == "" || q.as == c.ARN:
		return roster.Actor{Principal: c.Principal}, nil
	case isUser:
		if user.Account != c.Account || user.Region != c.Region {
			return roster.Actor{}, roster.Errorf(roster.NotFound, "User not found")
		}
		return connectUser(user.Instance, user.ID), nil
	case isOwner && name == "":
		return roster.Actor{Principal: access.Administrator(account)}, nil
	case isOwner:
		return e.holder(ctx, c, q, func(k credential.AccessKey) bool { return k.Account == account && k.Name == name })
	case credential.IsIssued(q.as):
		return e.holder(ctx, c, q, func(k credential.AccessKey) bool { return k.ID == q.as })
	}
	return connectUser(q.request.Target.Instance, q.as), nil
}

func connectUser(instance, id string) roster.Actor {
	return roster.Actor{Principal: access.Principal{User: &access.ConnectUser{Instance: instance, ID: id}}}
}

// holder finds the one access key of the caller's account that is meant. Several that may do the same are as good as one.
func (e *Explainer) holder(ctx context.Context, c roster.Caller, q question, meant func(credential.AccessKey) bool) (roster.Actor, error) {
	keys, err := e.keys(ctx, c, q)
	if err != nil {
		return roster.Actor{}, err
	}
	keys = slices.DeleteFunc(keys, func(k credential.AccessKey) bool { return !meant(k) })
	differs := func(k credential.AccessKey) bool { return k.AccessKeyOwner != keys[0].AccessKeyOwner }
	switch {
	case len(keys) == 0:
		return roster.Actor{}, roster.Errorf(roster.NotFound, "Access key not found, or revoked")
	case slices.ContainsFunc(keys, differs):
		return roster.Actor{}, roster.Errorf(roster.InvalidParameter, "Several access keys have this owner and may not do the same: name one by its id")
	}
	return e.holding(keys[0]), nil
}

// holders are the holders of all access keys of the caller's account.
func (e *Explainer) holders(ctx context.Context, c roster.Caller, q question) ([]roster.Actor, error) {
	keys, err := e.keys(ctx, c, q)
	all := make([]roster.Actor, len(keys))
	for i, k := range keys {
		all[i] = e.holding(k)
	}
	return all, err
}

func (e *Explainer) holding(k credential.AccessKey) roster.Actor {
	return roster.Actor{Principal: e.principals.of(k), KeyID: k.ID}
}

// keys reads the access keys of the caller's account that are good, if the caller may ask at all.
func (e *Explainer) keys(ctx context.Context, c roster.Caller, q question) ([]credential.AccessKey, error) {
	if err := e.roster.AuthorizeExplain(ctx, c, q.request.Target.Resource); err != nil {
		return nil, err
	}
	keys, err := e.store.AccessKeys(ctx)
	return slices.DeleteFunc(keys, func(k credential.AccessKey) bool { return k.Account != c.Account || !k.Active() }), err
}
