package serve

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// The questions that an Explainer answers.
const (
	AskMay      = "MAY"      // may As perform Action on Resource?
	AskWho      = "WHO"      // who may perform Action on Resource?
	AskSees     = "SEES"     // what of Type does As see in the instance of Resource?
	AskTakeover = "TAKEOVER" // who can change the e-mail address of the user Resource, or of which users of the instance Resource?
)

// explainLimit bounds the lists of one answer.
const explainLimit = 1000

// ExplainRequest is a question about access control.
type ExplainRequest struct {
	// Question is one of the four; AskMay when empty.
	Question string
	// As is who would act: the ARN of a Connect user, of an access key's owner or of an account's root, the id of an access key, or the id or
	// name of a user in the instance of Resource. Empty, it is the caller.
	As string
	// Action is connect: and the name of an operation, or one of rollcall's own.
	Action string
	// Resource is an ARN. It may be left out where As is the ARN of a Connect user, whose instance is then meant.
	Resource string
	// Type is the segment of an ARN that tells the kind: agent, agent-group, agent-state, routing-profile, security-profile, queue,
	// operating-hours, transfer-destination.
	Type string
	// Tags are those that the request would give, TagKeys the keys of those that it would take away, SearchTags those of a search's filter.
	Tags       map[string]string
	TagKeys    []string
	SearchTags map[string]string
	// SourceIp is the address that the request would come from; without one, conditions on it are about an absent key. Time is when it
	// would come: now, unless it is given.
	SourceIp string
	Time     time.Time
	// MaxResults is the length of lists, 1 to 1000 and 1000 when 0; After is the Next of the answer before.
	MaxResults int
	After      *ExplainPosition
}

// ExplainPosition is where a list of an answer ends and the next one begins.
type ExplainPosition struct{ Name, Id string }

// Explainer answers questions about access control. Its answers are those that decide about requests.
type Explainer struct {
	roster     *roster.Service
	store      Store
	principals *principals
	now        func() time.Time
}

// NewExplainer makes an explainer of what a store holds. Policies that cannot be read are logged.
func NewExplainer(service *roster.Service, store Store, now func() time.Time, log *slog.Logger) *Explainer {
	return &Explainer{roster: service, store: store, principals: newPrincipals(log), now: now}
}

// Explain answers a question of the caller's. Its errors are the domain's: InvalidParameter for a question that cannot be understood, Denied
// for one that the caller may not ask, NotFound when the instance, user or key does not exist.
func (e *Explainer) Explain(ctx context.Context, c roster.Caller, in ExplainRequest) (out ExplainResponse, err error) {
	q, err := e.question(in)
	if err != nil {
		return out, err
	}
	switch q.ask {
	case AskMay:
		return e.may(ctx, c, q)
	case AskWho:
		return e.who(ctx, c, q)
	case AskSees:
		return e.sees(ctx, c, q)
	}
	return e.takeovers(ctx, c, q)
}

// ExplainToOperator answers a question of who holds the store itself: the administrator of whatever account the question is about. It calls
// yield with each page of the answer, and stops at its first error, which it returns.
func (e *Explainer) ExplainToOperator(ctx context.Context, in ExplainRequest, yield func(ExplainResponse) error) error {
	on, err := in.resource()
	if err != nil {
		return err
	}
	operator := roster.Caller{Principal: access.Administrator(on.Account), Region: on.Region}
	for {
		out, err := e.Explain(ctx, operator, in)
		if err != nil {
			return err
		}
		if err := yield(out); err != nil || out.Next == nil {
			return err
		}
		in.After = out.Next
	}
}

func (e *Explainer) may(ctx context.Context, c roster.Caller, q question) (out ExplainResponse, err error) {
	as, err := e.actor(ctx, c, q)
	if err != nil {
		return out, err
	}
	answer, err := e.roster.Explain(ctx, c, as, q.request)
	if err != nil {
		return out, err
	}
	decision := shownDecision(answer)
	return ExplainResponse{Decision: &decision}, nil
}

func (e *Explainer) who(ctx context.Context, c roster.Caller, q question) (out ExplainResponse, err error) {
	holders, err := e.holders(ctx, c, q)
	if err != nil {
		return out, err
	}
	answer, err := e.roster.ExplainWho(ctx, c, q.request, holders, q.page)
	if err != nil {
		return out, err
	}
	if q.page.After != (roster.Position{}) {
		answer.Keys = nil // they were on the first page
	}
	out.Who = shownGrants(slices.Concat(answer.Keys, answer.Users.Items))
	out.Next = shownPosition(answer.Users.Next)
	return out, nil
}

func (e *Explainer) sees(ctx context.Context, c roster.Caller, q question) (out ExplainResponse, err error) {
	as, err := e.actor(ctx, c, q)
	if err != nil {
		return out, err
	}
	answer, err := e.roster.ExplainSees(ctx, c, as, q.request, q.of, q.page)
	if err != nil {
		return out, err
	}
	out.Sees = shownSight(answer)
	out.Next = shownPosition(answer.Next)
	return out, nil
}

func (e *Explainer) takeovers(ctx context.Context, c roster.Caller, q question) (out ExplainResponse, err error) {
	holders, err := e.holders(ctx, c, q)
	if err != nil {
		return out, err
	}
	answer, err := e.roster.ExplainTakeovers(ctx, c, q.request, holders, q.page)
	if err != nil {
		return out, err
	}
	out.Takeovers = shownTakeovers(answer)
	out.Next = shownPosition(answer.Victims.Next)
	return out, nil
}
