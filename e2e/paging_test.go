package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// walk reads a list to its end and gives each page. read gives the page that a token leads to, and the next token.
func walk[T any](t *testing.T, read func(token *string) ([]T, *string, error)) [][]T {
	t.Helper()
	var pages [][]T
	for token := (*string)(nil); ; {
		items, next, err := read(token)
		ok(t, err)
		pages = append(pages, items)
		if next == nil {
			return pages
		}
		if len(items) == 0 || len(pages) > 1000 {
			t.Fatalf("page %d leads on but has %d items", len(pages), len(items))
		}
		token = next
	}
}

func TestPageTokens(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"a walk may change its page size":              changesPageSize,
		"a token continues only the walk it is from":   bindsTokens,
		"a list's page size has bounds":                boundsPageSize,
		"what is made meanwhile appears in its place":  walksWhileListChanges,
		"a token past the last deleted item goes on":   walksAfterDeletion,
		"a token of 2501 characters is no token":       refusesLongTokens,
		"searches and lists of one thing do not share": searchTokensAreTheirOwn,
	})
}

// roster5 is an instance with the users a to e, and the token that ListUsers gives after two of them.
func roster5(t *testing.T, client *connect.Client, alias string) (*centre, *string) {
	c := newCentre(t, client, types.DirectoryTypeSaml, alias)
	for _, name := range []string{"c", "a", "e", "b", "d"} {
		c.hire(t, name)
	}
	page := must(client.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c.id, MaxResults: aws.Int32(2)}))(t)
	same(t, "the first page", usernames(page.UserSummaryList), []string{"a", "b"})
	return c, page.NextToken
}

func usernames(users []types.UserSummary) []string {
	return pluck(users, func(u types.UserSummary) string { return *u.Username })
}

func (c *centre) after(t *testing.T, token *string) []string {
	t.Helper()
	return usernames(must(c.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c.id, NextToken: token}))(t).UserSummaryList)
}

func changesPageSize(t *testing.T, client *connect.Client) {
	c, token := roster5(t, client, "page-size")
	page := must(client.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c.id, NextToken: token, MaxResults: aws.Int32(3)}))(t)
	same(t, "the second page", usernames(page.UserSummaryList), []string{"c", "d", "e"})
	if page.NextToken != nil {
		t.Error("the last page has a token")
	}
	same(t, "the second page, read again by the instance's ARN", must(client.ListUsers(t.Context(),
		&connect.ListUsersInput{InstanceId: c.arn, NextToken: token}))(t), page)
}

func bindsTokens(t *testing.T, client *connect.Client) {
	c, token := roster5(t, client, "bound")
	other := newCentre(t, client, types.DirectoryTypeSaml, "bound-not")
	refusals(t, []call{
		{"another instance", func() error {
			return errorOf(client.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: other.id, NextToken: token}))
		}, invalidParameter},
		{"another operation", func() error {
			return errorOf(client.ListSecurityProfiles(t.Context(), &connect.ListSecurityProfilesInput{InstanceId: c.id, NextToken: token}))
		}, invalidParameter},
		{"an operation without InvalidParameterException", func() error {
			return errorOf(client.ListInstances(t.Context(), &connect.ListInstancesInput{NextToken: token}))
		}, invalidRequest},
		{"no token at all", func() error {
			return errorOf(client.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c.id, NextToken: aws.String("x")}))
		}, invalidParameter},
		{"a token with a changed end", func() error {
			return errorOf(client.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c.id, NextToken: aws.String(*token + "A")}))
		}, invalidParameter},
	})
}

func boundsPageSize(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "bounds")
	for _, size := range []int32{0, 1001, -1} {
		invalidParameter(t, errorOf(client.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c.id, MaxResults: &size})))
	}
	invalidParameter(t, errorOf(client.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: c.id, MaxResults: aws.Int32(501)})))
	invalidRequest(t, errorOf(client.ListInstances(t.Context(), &connect.ListInstancesInput{MaxResults: aws.Int32(11)})))
	must(client.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c.id, MaxResults: aws.Int32(1000)}))(t)
}

func walksWhileListChanges(t *testing.T, client *connect.Client) {
	c, token := roster5(t, client, "meanwhile")
	c.hire(t, "aa")
	c.hire(t, "cc")
	same(t, "the second page", c.after(t, token), []string{"c", "cc", "d", "e"})
}

func walksAfterDeletion(t *testing.T, client *connect.Client) {
	c, token := roster5(t, client, "deleted-last")
	all := must(client.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c.id}))(t).UserSummaryList
	must(client.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: c.id, UserId: all[1].Id}))(t)
	same(t, "the second page", c.after(t, token), []string{"c", "d", "e"})
}

func refusesLongTokens(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "long-token")
	long := string(make([]byte, 2501))
	invalidParameter(t, errorOf(client.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: c.id, NextToken: &long})))
}

func searchTokensAreTheirOwn(t *testing.T, client *connect.Client) {
	c, listed := roster5(t, client, "own-tokens")
	invalidParameter(t, errorOf(client.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: c.id, NextToken: listed})))
	in := &connect.SearchUsersInput{InstanceId: c.id, MaxResults: aws.Int32(2), SearchCriteria: leaf(named("a", prefix))}
	c.hire(t, "a1")
	c.hire(t, "a2")
	page := must(client.SearchUsers(t.Context(), in))(t)
	in.NextToken = page.NextToken
	same(t, "the second page", foundNames(must(client.SearchUsers(t.Context(), in))(t)), []string{"a2"})
	in.SearchCriteria = leaf(named("a", exact))
	invalidParameter(t, errorOf(client.SearchUsers(t.Context(), in)))
	in.SearchCriteria = nil
	invalidParameter(t, errorOf(client.SearchUsers(t.Context(), in)))
}
