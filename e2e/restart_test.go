package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestRestart(t *testing.T) {
	t.Parallel()
	for _, end := range []struct {
		name string
		how  func(*server, *testing.T)
	}{{"stopped", (*server).stop}, {"killed", (*server).kill}} {
		t.Run(end.name, func(t *testing.T) {
			s := newServer(t)
			c := newCentre(t, s.client(), types.DirectoryTypeSaml, "lasting")
			c.furnish(t)
			gone := newCentre(t, s.client(), types.DirectoryTypeSaml, "gone")
			must(gone.DeleteInstance(t.Context(), &connect.DeleteInstanceInput{InstanceId: gone.id}))(t)
			before, tokens := c.read(t), c.halfway(t)
			before.isFull(t)
			end.how(s, t)
			s.start(t)
			c.Client = s.client()
			same(t, "what the API tells", c.read(t), before)
			c.goOn(t, tokens)
			notFound(t, errorOf(c.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: gone.id})))
			duplicate(t, errorOf(c.CreateUser(t.Context(), c.user("ada"))))
			c.hire(t, "grace")
		})
	}
}

// halfwayTokens lead to the second half of a list and of a search.
type halfwayTokens struct{ list, search *string }

// withA is a search that finds two users.
func withA() *types.UserSearchCriteria { return leaf(named("a", prefix)) }

func (c *centre) halfway(t *testing.T) halfwayTokens {
	t.Helper()
	list := must(c.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c.id, MaxResults: aws.Int32(2)}))(t)
	search := must(c.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: c.id, MaxResults: aws.Int32(1), SearchCriteria: withA()}))(t)
	return halfwayTokens{list.NextToken, search.NextToken}
}

// goOn follows the tokens, and looks a user up by its id.
func (c *centre) goOn(t *testing.T, tokens halfwayTokens) {
	t.Helper()
	same(t, "the rest of the list", c.after(t, tokens.list), []string{"blaise", "edsger"})
	found := must(c.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: c.id, NextToken: tokens.search, SearchCriteria: withA()}))(t)
	same(t, "the rest of the search", foundNames(found), []string{"alan"})
	same(t, "the user with an id", c.find(t, leaf(where("resourceId", *found.Users[0].Id, exact)), nil), []string{"alan"})
}
