package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/rollcall-dev/rollcall/internal/serve"
)

// printAnswer prints a page of an answer.
func (c *explainCommand) printAnswer(w io.Writer, out serve.ExplainResponse) error {
	if c.JSON {
		return printJSON(w, out)
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	switch {
	case out.Decision != nil:
		printDecision(table, *out.Decision)
	case out.Sees != nil:
		printSight(table, out.Sees)
	case out.Takeovers != nil:
		printTakeovers(table, out.Takeovers)
	default:
		for _, g := range out.Who {
			fmt.Fprintf(table, "%s\t%s\n", shownActor(g.ExplainedActor), g.Decision.Reason+exceptOf(g.Decision))
		}
	}
	return table.Flush()
}

func printDecision(w io.Writer, d serve.ExplainedDecision) {
	verdict := "refused"
	if d.Allowed {
		verdict = "allowed"
	}
	fmt.Fprintf(w, "%s: %s%s\n", verdict, d.Reason, exceptOf(d))
	if d.ResourceMissing {
		fmt.Fprintln(w, "The resource does not exist.")
	}
	for _, p := range d.Profiles {
		for _, failed := range p.Failed {
			fmt.Fprintf(w, "  %s: %s\n", p.Name, failed)
		}
	}
}

func exceptOf(d serve.ExplainedDecision) string {
	if d.Except == "" {
		return ""
	}
	return ", but " + d.Except
}

func printSight(w io.Writer, s *serve.ExplainedSight) {
	if !s.Listing.Allowed {
		fmt.Fprintf(w, "nothing, since %s is ", s.Action)
		printDecision(w, s.Listing)
		return
	}
	for _, r := range s.Resources {
		fmt.Fprintf(w, "%s\t%s\n", r.Id, r.Name)
	}
}

func printTakeovers(w io.Writer, t *serve.ExplainedTakeovers) {
	for _, a := range t.Administrators {
		fmt.Fprintf(w, "everybody\tby %s\n", shownActor(a))
	}
	for _, v := range t.Victims {
		for _, by := range v.By {
			fmt.Fprintf(w, "%s\tby %s\n", shownActor(v.User), shownActor(by))
		}
	}
}

// shownActor is a user by name and id, or a key by its owner's ARN and id.
func shownActor(a serve.ExplainedActor) string {
	if a.UserId != "" {
		return fmt.Sprintf("user %s (%s)", a.Name, a.UserId)
	}
	return strings.TrimSpace(fmt.Sprintf("key %s (%s)", a.Arn, a.AccessKeyId))
}
