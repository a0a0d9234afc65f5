package api

import (
	"crypto/sha256"
	"encoding/json"
	"sync"
	"time"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// pageTokenLife is how long a NextToken can be used.
const pageTokenLife = 24 * time.Hour

// defaultPageSize is how much a list gives when the caller does not say.
const defaultPageSize = 100

// listing is a paged request. Its tokens are sealed and bound to the operation, the caller, the instance and what was asked, so that a
// token continues exactly the walk that it comes from. The page size may change on the way.
type listing struct {
	api *API
	// bound is what tokens are bound to. It is only made where there is a token.
	bound func() ([]byte, error)
}

// pagePosition is what a token holds.
type pagePosition struct {
	Name    string `json:"n"`
	ID      string `json:"i"`
	Expires int64  `json:"e"`
}

// listing begins a paged request; query is whatever else the walk depends on, such as criteria.
func (a *API) listing(c roster.Caller, operation, instance string, query ...any) listing {
	return listing{api: a, bound: sync.OnceValues(func() ([]byte, error) {
		b, err := json.Marshal([]any{operation, c.ARN, c.Account, c.Region, instance, query})
		bound := sha256.Sum256(b)
		return bound[:], err
	})}
}

const pagePurpose = "page token"

// page opens the request's token. limit is the operation's largest page.
func (l listing) page(token *string, max *int32, limit int) (roster.Page, error) {
	p := roster.Page{Limit: min(defaultPageSize, limit)}
	if max != nil {
		p.Limit = int(*max)
	}
	if token == nil {
		return p, nil
	}
	bound, err := l.bound()
	if err != nil {
		return p, err
	}
	plain, err := l.api.opts.Sealer.Open(pagePurpose, bound, *token)
	if roster.IsKind(err, roster.Unavailable) {
		return p, err
	}
	if err != nil {
		return p, badToken(err)
	}
	var at pagePosition
	if err := json.Unmarshal(plain, &at); err != nil {
		return p, badToken(err)
	}
	if l.api.opts.Now().Unix() >= at.Expires {
		return p, badToken(nil)
	}
	p.After = roster.Position{Name: at.Name, ID: at.ID}
	return p, nil
}

func badToken(cause error) error {
	return &roster.Error{Kind: roster.InvalidParameter, Message: "NextToken is not valid for this request", Cause: cause}
}

// next seals the position of the following page; nil when there is none.
func (l listing) next(p *roster.Position) (*string, error) {
	if p == nil {
		return nil, nil
	}
	plain, err := json.Marshal(pagePosition{Name: p.Name, ID: p.ID, Expires: l.api.opts.Now().Add(pageTokenLife).Unix()})
	if err != nil {
		return nil, err
	}
	bound, err := l.bound()
	if err != nil {
		return nil, err
	}
	token, err := l.api.opts.Sealer.Seal(pagePurpose, bound, plain)
	return &token, err
}

// paged runs a list operation: it opens the token, reads the page and seals the next token. limit is the operation's largest page; query
// is whatever the walk depends on beside operation, caller and instance.
func paged[T, Out any](a *API, c roster.Caller, operation, instance string, token *string, max *int32, limit int,
	read func(roster.Page) (roster.List[T], error), answer func([]T, *string) *Out, query ...any) (*Out, error) {
	l := a.listing(c, operation, instance, query...)
	p, err := l.page(token, max, limit)
	if err != nil {
		return nil, err
	}
	list, err := read(p)
	if err != nil {
		return nil, err
	}
	next, err := l.next(list.Next)
	if err != nil {
		return nil, err
	}
	return answer(list.Items, next), nil
}

// pagedSearch is paged for a search, whose answer also tells how much was found on all pages together.
func pagedSearch[T, Out any](a *API, c roster.Caller, operation, instance string, token *string, max *int32, limit int,
	read func(roster.Page) (roster.Found[T], error), answer func(items []T, next *string, total *int64) *Out, query ...any) (*Out, error) {
	var total int
	return paged(a, c, operation, instance, token, max, limit,
		func(p roster.Page) (roster.List[T], error) {
			found, err := read(p)
			total = found.Total
			return found.List, err
		},
		func(items []T, next *string) *Out { return answer(items, next, number[int64](total)) }, query...)
}
