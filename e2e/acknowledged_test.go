package e2e

import (
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// checkHired expects everybody who was hired in the list, and as many in a search as in the list.
func (c *centre) checkHired(t *testing.T, hired []string) {
	t.Helper()
	var listed []string
	for _, page := range walk(t, func(token *string) ([]types.UserSummary, *string, error) {
		out, err := c.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c.id, NextToken: token, MaxResults: aws.Int32(1000)})
		if err != nil {
			return nil, nil, err
		}
		return out.UserSummaryList, out.NextToken, nil
	}) {
		listed = append(listed, usernames(page)...)
	}
	for _, name := range hired {
		if _, there := slices.BinarySearch(listed, name); !there {
			t.Errorf("%s was acknowledged and is lost", name)
		}
	}
	found := must(c.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: c.id, MaxResults: aws.Int32(1)}))(t)
	same(t, "the total of a search", *found.ApproximateTotalCount, int64(len(listed)))
}
