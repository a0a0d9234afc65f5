package main

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"time"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/serve"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

// explainCommand answers questions about access control from the store itself, so that it does when nobody can get in any more.
type explainCommand struct {
	keyFlags
	Resource  string            `env:"-" placeholder:"ARN" help:"The resource that would be acted on; for --sees and --takeover, its instance or a user."`
	Action    string            `env:"-" placeholder:"SERVICE:NAME" help:"What would be done, such as connect:UpdateUserIdentityInfo."`
	As        string            `env:"-" xor:"question" placeholder:"WHO" help:"Who would do it: the ARN of a user or of a key's owner, a key's id, or the id or name of a user in the instance of --resource."`
	Who       bool              `env:"-" xor:"question,other" help:"List who may do it."`
	Sees      string            `env:"-" xor:"other" placeholder:"TYPE" help:"List what --as sees of a type: agent, agent-group, agent-state, routing-profile, security-profile, queue, operating-hours or transfer-destination."`
	Takeover  bool              `env:"-" xor:"question,other" help:"List whose e-mail address can be changed by whom, in an instance or of a user."`
	Tag       map[string]string `env:"-" placeholder:"KEY=VALUE" help:"A tag that the request would give. May be repeated."`
	TagKey    []string          `env:"-" help:"The key of a tag that the request would take away. May be repeated."`
	SearchTag map[string]string `env:"-" placeholder:"KEY=VALUE" help:"A tag that a search's filter would demand. May be repeated."`
	SourceIP  string            `env:"-" name:"source-ip" placeholder:"ADDRESS" help:"Where the request would come from. Default: unknown, which conditions take for absent"`
	At        time.Time         `env:"-" placeholder:"TIME" help:"When it would come, such as 2030-01-31T23:59:59Z. Default: now"`
}

// request is the question in the form of the server's page.
func (c *explainCommand) request() serve.ExplainRequest {
	in := serve.ExplainRequest{
		Question: serve.AskMay, As: c.As, Action: c.Action, Resource: c.Resource, Type: c.Sees,
		Tags: c.Tag, TagKeys: c.TagKey, SearchTags: c.SearchTag, SourceIp: c.SourceIP, Time: c.At,
	}
	switch {
	case c.Who:
		in.Question = serve.AskWho
	case c.Sees != "":
		in.Question = serve.AskSees
	case c.Takeover:
		in.Question = serve.AskTakeover
	}
	return in
}

// Validate checks that there is a question.
func (c *explainCommand) Validate() error {
	if c.As == "" && !c.Who && !c.Takeover {
		return errors.New("say --as WHO, --who or --takeover")
	}
	return nil
}

// Run answers, with all pages of a list.
func (c *explainCommand) Run(ctx context.Context, env *environment) error {
	return c.withExisting(ctx, env, func(store *sqlstore.Store) error {
		service := roster.NewService(store, roster.Options{Now: time.Now, Rand: rand.Reader})
		defer service.Close()
		explainer := serve.NewExplainer(service, store, time.Now, slog.New(slog.NewTextHandler(env.stderr, nil)))
		err := explainer.ExplainToOperator(ctx, c.request(), func(page serve.ExplainResponse) error {
			return c.printAnswer(env.stdout, page)
		})
		if roster.IsKind(err, roster.InvalidParameter) {
			return usageError{err}
		}
		return err
	})
}
