package serve

import (
	"net/netip"
	"strings"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/api"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// question is a request that was understood.
type question struct {
	ask     string
	as      string
	request access.Request
	of      access.ResourceType
	page    roster.Page
}

// question reads a request. What it does not understand is InvalidParameter.
func (e *Explainer) question(in ExplainRequest) (q question, err error) {
	q = question{ask: in.Question, as: in.As, of: access.ResourceType(in.Type), page: roster.Page{Limit: in.MaxResults}}
	if q.ask == "" {
		q.ask = AskMay
	}
	if q.page.Limit == 0 {
		q.page.Limit = explainLimit
	}
	if in.After != nil {
		q.page.After = roster.Position{Name: in.After.Name, ID: in.After.Id}
	}
	if err := q.check(in); err != nil {
		return q, err
	}
	q.request = access.Request{Action: in.Action, Time: in.Time, Tags: in.Tags, TagKeys: in.TagKeys, SearchTags: in.SearchTags}
	if in.Time.IsZero() {
		q.request.Time = e.now()
	}
	if q.request.Target.Resource, err = in.resource(); err != nil {
		return q, err
	}
	if in.SourceIp != "" {
		if q.request.SourceIP, err = netip.ParseAddr(in.SourceIp); err != nil {
			return q, roster.Errorf(roster.InvalidParameter, "SourceIp has to be an IP address")
		}
	}
	return q, nil
}

// check refuses what does not go together.
func (q *question) check(in ExplainRequest) error {
	asksAction := q.ask == AskMay || q.ask == AskWho
	switch {
	case !asksAction && q.ask != AskSees && q.ask != AskTakeover:
		return roster.Errorf(roster.InvalidParameter, "Question has to be MAY, WHO, SEES or TAKEOVER")
	case asksAction && !access.IsAction(in.Action, api.Actions()):
		return roster.Errorf(roster.InvalidParameter, "Action has to be connect: and the name of an operation, or one of Rollcall's own actions")
	case !asksAction && in.Action != "":
		return roster.Errorf(roster.InvalidParameter, "Action goes with the questions MAY and WHO only")
	case (q.ask == AskWho || q.ask == AskTakeover) && in.As != "":
		return roster.Errorf(roster.InvalidParameter, "As goes with the questions MAY and SEES only")
	case (q.ask == AskSees) != (in.Type != ""):
		return roster.Errorf(roster.InvalidParameter, "Type goes with the question SEES, which needs it")
	case q.page.Limit < 1 || q.page.Limit > explainLimit:
		return roster.Errorf(roster.InvalidParameter, "MaxResults has to be between 1 and %d", explainLimit)
	}
	return nil
}

// resource is what the request is about.
func (in *ExplainRequest) resource() (access.Resource, error) {
	if in.Resource == "" {
		if user, ok := userARN(in.As); ok {
			user.Type, user.ID = access.TypeInstance, ""
			return user, nil
		}
		return access.Resource{}, roster.Errorf(roster.InvalidParameter, "Resource is missing: the ARN of an instance or of something in it")
	}
	r, ok := access.ParseARN(in.Resource)
	if !ok {
		return r, roster.Errorf(roster.InvalidParameter, "Resource has to be the ARN of an instance or of something in it")
	}
	if r.Type == access.TypeInstance && r.Instance == "*" {
		r.Instance = "" // as access.Resource has the collection of all instances
	}
	return r, nil
}

// userARN reads the ARN of a Connect user.
func userARN(text string) (access.Resource, bool) {
	r, ok := access.ParseARN(text)
	return r, ok && r.Type == access.TypeUser
}

// keyOwner reads the ARN of an access key's owner, or of an account's root for which the name is empty.
func keyOwner(arn string) (account, name string, ok bool) {
	rest, ok := strings.CutPrefix(arn, "arn:aws:iam::")
	account, resource, _ := strings.Cut(rest, ":")
	name, isUser := strings.CutPrefix(resource, "user/")
	if !isUser {
		name = ""
	}
	return account, name, ok && (isUser || resource == "root")
}
